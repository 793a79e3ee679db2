// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Tool.Compilation;
using Dtvm.Workbench.ExecuteEach;

namespace Dtvm.Tool.Reports;

/// <summary>What <c>--execute-each</c> says, in every verb that has it.</summary>
internal static class ExecuteEachOutput
{
    /// <summary>Success when everything was compared and nothing changed.</summary>
    public static int ExitCodeOf(ExecuteEachReport report) =>
        report.Change is null && report.Inconclusive == 0 ? ExitCode.Success : ExitCode.Failure;

    /// <summary>Writes lines for people.</summary>
    public static void WriteText(TextWriter output, ExecuteEachReport report)
    {
        var all = report.Inconclusive == 0 ? "the code does" : "could be compared";
        output.WriteLine(report.Change is { } change ? change.ToString() : $"no pass changes what {all}");
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{report.Steps} steps over {report.Modules} modules with {report.Functions} functions, {report.Changed} changes, "
            + $"{report.ContractRuns} runs of contracts, {report.FunctionRuns} of functions"));
        if (report.Inconclusive > 0)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"messages not compared: {report.Inconclusive}, the first of them {report.InconclusiveReason}"));
        }
    }

    /// <summary>Writes an object.</summary>
    public static void WriteJson(Utf8JsonWriter writer, ExecuteEachReport report)
    {
        writer.WriteStartObject();
        writer.WriteNumber("steps", report.Steps);
        writer.WriteNumber("modules", report.Modules);
        writer.WriteNumber("functions", report.Functions);
        writer.WriteNumber("changed", report.Changed);
        writer.WriteNumber("contract_runs", report.ContractRuns);
        writer.WriteNumber("function_runs", report.FunctionRuns);
        writer.WriteNumber("inconclusive", report.Inconclusive);
        writer.WriteStringOrNull("inconclusive_reason", report.InconclusiveReason);
        if (report.Change is { } change)
        {
            writer.WriteStartObject("change");
            writer.WriteString("pass", change.Step);
            writer.WriteString("function", change.Function);
            writer.WriteString("code", change.Code);
            writer.WriteString("mode", CompileSettings.NameOf(change.Mode));
            writer.WriteString("input", change.Input);
            writer.WriteString("difference", change.Difference);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("change");
        }

        writer.WriteEndObject();
    }
}
