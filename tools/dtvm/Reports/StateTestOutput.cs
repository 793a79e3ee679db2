// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Host.StateTests;
using Spectre.Console;

namespace Dtvm.Tool.Reports;

/// <summary>What <c>dtvm statetest</c> says.</summary>
/// <param name="report">What the run found.</param>
internal sealed class StateTestOutput(StateTestReport report)
{
    private const int MaxFailuresShown = 50;

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        WriteCounts(writer, report.Total);
        writer.WriteStartObject("by_fork");
        foreach ((var fork, var counts) in report.ByFork)
        {
            writer.WriteStartObject(fork);
            WriteCounts(writer, counts);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        WriteResults(writer, "failures", report.Failures);
        WriteResults(writer, "skips", report.Skips);
        writer.WriteRounded("seconds", report.Seconds);
        WriteSlowest(writer);
        writer.WriteBoolean("interrupted", report.IsInterrupted);
        writer.WriteNumber("files", report.Files);
        writer.WriteNumber("files_done", report.FilesDone);
        writer.WriteEndObject();
    });

    /// <summary>Writes failures, a table by fork, the skipped cases by reason and the totals, for people.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="remark">What is appended to the totals, if the run was interrupted.</param>
    public void WriteText(TextWriter output, string remark)
    {
        foreach (var failure in report.Failures.Take(MaxFailuresShown))
        {
            WriteFailure(output, failure);
        }

        if (report.Failures.Count > MaxFailuresShown)
        {
            output.WriteLine($"... and {report.Failures.Count - MaxFailuresShown} more failures, all of them with --json");
        }

        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn("fork");
        foreach (var column in (string[])["passed", "failed", "skipped"])
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        foreach ((var fork, var counts) in report.ByFork)
        {
            table.AddRow(Markup.Escape(fork), Number(counts.Passed), Number(counts.Failed), Number(counts.Skipped));
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) });
        console.Write(table);

        foreach (var group in report.Skips.GroupBy(skip => skip.Reason).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            output.WriteLine($"skipped {Number(group.Count())}: {group.Key}");
        }

        if (report.Slowest is { } slowest)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"slowest: {slowest.Time.TotalSeconds:F2} s, {Name(slowest.File, slowest.Test, slowest.Fork, slowest.Index)}"));
        }

        var total = report.Total;
        var end = report.IsInterrupted ? remark : "";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{total.Passed} passed, {total.Failed} failed, {total.Skipped} skipped in {report.Seconds:F1} s{end}"));
        if (!report.IsInterrupted)
        {
            return;
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"a part of the result: {report.FilesDone} of {report.Files} files are done"));
    }

    private static void WriteFailure(TextWriter output, CaseResult failure)
    {
        output.WriteLine($"FAIL {Name(failure.File, failure.Test, failure.Fork, failure.Index)}");
        if (failure.Details.Count == 0)
        {
            output.WriteLine($"     {failure.Reason}");
        }

        foreach (var line in failure.Details)
        {
            output.WriteLine($"     {line}");
        }
    }

    private static string Name(string file, string test, string fork, CaseIndex index)
    {
        var name = file;
        if (test.Length > 0)
        {
            name += "::" + test;
        }

        if (fork.Length > 0)
        {
            name += $" {fork}[{index.Data},{index.Gas},{index.Value}]";
        }

        return name;
    }

    private void WriteSlowest(Utf8JsonWriter writer)
    {
        if (report.Slowest is not { } slowest)
        {
            return;
        }

        writer.WriteStartObject("slowest");
        writer.WriteString("file", slowest.File);
        writer.WriteString("test", slowest.Test);
        writer.WriteString("fork", slowest.Fork);
        WriteIndex(writer, slowest.Index);
        writer.WriteRounded("seconds", slowest.Time.TotalSeconds);
        writer.WriteEndObject();
    }

    private static void WriteIndex(Utf8JsonWriter writer, CaseIndex index)
    {
        writer.WriteStartArray("index");
        writer.WriteNumberValue(index.Data);
        writer.WriteNumberValue(index.Gas);
        writer.WriteNumberValue(index.Value);
        writer.WriteEndArray();
    }

    private static void WriteCounts(Utf8JsonWriter writer, CaseCounts counts)
    {
        writer.WriteNumber("passed", counts.Passed);
        writer.WriteNumber("failed", counts.Failed);
        writer.WriteNumber("skipped", counts.Skipped);
    }

    private static void WriteResults(Utf8JsonWriter writer, string name, IReadOnlyList<CaseResult> results)
    {
        writer.WriteStartArray(name);
        foreach (var result in results)
        {
            writer.WriteStartObject();
            writer.WriteString("file", result.File);
            writer.WriteString("test", result.Test);
            writer.WriteString("fork", result.Fork);
            WriteIndex(writer, result.Index);
            writer.WriteString("reason", result.Reason);
            if (result.Details.Count > 0)
            {
                writer.WriteStartArray("details");
                foreach (var line in result.Details)
                {
                    writer.WriteStringValue(line);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
