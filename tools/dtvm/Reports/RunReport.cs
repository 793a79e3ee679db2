// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Bench;

namespace Dtvm.Tool.Reports;

/// <summary>What <c>dtvm run</c> says.</summary>
/// <param name="Outcome">What the message did.</param>
/// <param name="Gas">Gas of the message.</param>
/// <param name="Mode">Name of the mode or the VM.</param>
/// <param name="Revision">Name of the revision.</param>
/// <param name="CodeSize">Bytes of code.</param>
/// <param name="Times">How long it took.</param>
/// <param name="Case">The workload; null when code was run.</param>
/// <param name="Label">The run of the workload.</param>
/// <param name="Differences">Differences from the case file; null when code was run.</param>
internal sealed record RunReport(
    MessageOutcome Outcome,
    long Gas,
    string Mode,
    string Revision,
    int CodeSize,
    RunTimes Times,
    string? Case,
    string? Label,
    IReadOnlyList<CaseDifference>? Differences)
{
    /// <summary>MIR instructions that were run; null when no MIR was interpreted.</summary>
    public long? Steps { get; init; }

    /// <summary>What the engine counted; null when that is not wanted.</summary>
    public StatisticsSnapshot? Statistics { get; init; }

    private long GasUsed => Gas - Outcome.GasLeft;

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("status", StatusNames.Of(Outcome.Status));
        writer.WriteNumber("gas_used", GasUsed);
        writer.WriteNumber("gas_left", Outcome.GasLeft);
        writer.WriteNumber("gas_refund", Outcome.GasRefund);
        writer.WriteString("output", Hex.Encode(Outcome.Output.Span));
        writer.WriteStringOrNull("created_address", Outcome.Created?.Address.ToString());
        if (Outcome.Created is { } created)
        {
            writer.WriteString("deployed_code", Hex.Encode(created.Code.Span));
        }

        WriteLogs(writer);
        WriteStorage(writer);
        writer.WriteString("mode", Mode);
        writer.WriteString("revision", Revision);
        writer.WriteNumber("code_size", CodeSize);
        Times.WriteJson(writer);
        if (Steps is { } steps)
        {
            writer.WriteNumber("steps", steps);
        }

        if (Statistics is not null)
        {
            writer.WritePropertyName("statistics");
            StatisticsText.WriteJson(writer, Statistics);
        }

        if (Differences is not null)
        {
            WriteCase(writer, Differences);
        }

        writer.WriteEndObject();
    });

    /// <summary>Writes lines for people.</summary>
    public void WriteText(TextWriter output)
    {
        if (Case is not null)
        {
            Line("case", $"{Case}/{Label}");
        }

        Line("status", StatusNames.Of(Outcome.Status));
        Line("gas used", Number(GasUsed));
        Line("gas left", Number(Outcome.GasLeft));
        Line("gas refund", Number(Outcome.GasRefund));
        Line("output", Hex.Encode(Outcome.Output.Span));
        if (Outcome.Created is { } created)
        {
            Line("created", created.Address.ToString());
            Line("deployed", string.Create(CultureInfo.InvariantCulture, $"{created.Code.Length} bytes {Hex.Encode(created.Code.Span)}"));
        }

        for (var i = 0; i < Outcome.Logs.Count; i++)
        {
            var log = Outcome.Logs[i];
            Line($"log {i}", $"{log.Address} [{string.Join(", ", log.Topics)}] {Hex.Encode(log.Data.Span)}");
        }

        foreach (var change in Outcome.Storage)
        {
            Line("storage", $"{change.Address} {change.Key} = {change.Value}");
        }

        Line("mode", Mode);
        Line("revision", Revision);
        Line("code size", Number(CodeSize));
        foreach ((var name, var text) in Times.Lines())
        {
            Line(name, text);
        }

        if (Steps is { } steps)
        {
            Line("steps", Number(steps));
        }

        if (Differences is not null)
        {
            Line("as expected", Differences.Count == 0 ? "yes" : "no");
            foreach (var difference in Differences)
            {
                Line("difference", difference.ToString());
            }
        }

        if (Statistics is not null)
        {
            output.Write("\nstatistics\n" + StatisticsText.ToTable(Statistics));
        }

        void Line(string name, string value) => output.WriteLine($"{name,-12} {value}");
        static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
    }

    private void WriteLogs(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("logs");
        foreach (var log in Outcome.Logs)
        {
            writer.WriteStartObject();
            writer.WriteString("address", log.Address.ToString());
            writer.WriteStartArray("topics");
            foreach (var topic in log.Topics)
            {
                writer.WriteStringValue(topic.ToString());
            }

            writer.WriteEndArray();
            writer.WriteString("data", Hex.Encode(log.Data.Span));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private void WriteStorage(Utf8JsonWriter writer)
    {
        writer.WriteStartObject("storage");
        Address? open = null;
        foreach (var change in Outcome.Storage)
        {
            if (open != change.Address)
            {
                if (open is not null)
                {
                    writer.WriteEndObject();
                }

                writer.WriteStartObject(change.Address.ToString());
                open = change.Address;
            }

            writer.WriteString(change.Key.ToString(), change.Value.ToString());
        }

        if (open is not null)
        {
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private void WriteCase(Utf8JsonWriter writer, IReadOnlyList<CaseDifference> differences)
    {
        writer.WriteStringOrNull("case", Case);
        writer.WriteStringOrNull("run", Label);
        writer.WriteBoolean("ok", differences.Count == 0);
        writer.WriteStartArray("differences");
        foreach (var difference in differences)
        {
            writer.WriteStringValue(difference.ToString());
        }

        writer.WriteEndArray();
    }
}
