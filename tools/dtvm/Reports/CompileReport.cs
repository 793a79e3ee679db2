// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Tool.Compilation;

namespace Dtvm.Tool.Reports;

/// <summary>What <c>dtvm compile</c> says.</summary>
/// <param name="machine">What it was measured on.</param>
/// <param name="contracts">The measurements.</param>
internal sealed class CompileReport(string machine, IReadOnlyList<CompileMeasurement> contracts)
{
    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("machine", machine);
        writer.WriteStartArray("contracts");
        foreach (var contract in contracts)
        {
            writer.WriteStartObject();
            writer.WriteString("name", contract.Name);
            writer.WriteNumber("bytes", contract.Bytes);
            writer.WriteNumber("instructions", contract.Instructions);
            writer.WriteNumber("machine_code_bytes", contract.MachineCodeBytes);
            writer.WriteRounded("first_ms", contract.First);
            writer.WriteRounded("warm_ms", contract.Warm);
            writer.WriteStartArray("stages");
            foreach (var stage in contract.Stages)
            {
                writer.WriteStartObject();
                writer.WriteString("stage", stage.Stage);
                writer.WriteRounded("ms", stage.Milliseconds);
                writer.WriteNumber("allocated_bytes", stage.AllocatedBytes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes lines for people.</summary>
    public void WriteText(TextWriter output)
    {
        output.WriteLine(machine);
        foreach (var contract in contracts)
        {
            var allocated = contract.Stages.Sum(stage => stage.AllocatedBytes);
            output.WriteLine();
            output.Write(Line($"{contract.Name}: {contract.Bytes} bytes, {contract.Instructions} MIR instructions, "));
            output.WriteLine(Line($"{contract.MachineCodeBytes} bytes of machine code"));
            output.Write(Line($"first {contract.First:F3} ms; warm {contract.Warm:F3} ms, "));
            output.Write(Line($"{contract.Warm * 1024 / Math.Max(1, contract.Bytes):F3} ms/KB, "));
            output.WriteLine(Line($"{(double)allocated / Math.Max(1, contract.Instructions):F0} bytes allocated an instruction"));
            foreach (var stage in contract.Stages)
            {
                output.WriteLine(Line($"  {stage.Stage,-24}{stage.Milliseconds,10:F3} ms{stage.AllocatedBytes,12} bytes"));
            }
        }
    }

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
