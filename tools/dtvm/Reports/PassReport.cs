// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Spectre.Console;

namespace Dtvm.Tool.Reports;

/// <summary>What passes cost and did: <c>--time-passes</c> and <c>--stats</c>, and the last run under <c>--bisect-limit</c>.</summary>
/// <param name="steps">The steps that ran.</param>
/// <param name="settings">What is reported.</param>
/// <param name="result">What happened.</param>
internal sealed class PassReport(ImmutableArray<PassStep> steps, PassSettings settings, PassSessionResult result)
{
    /// <summary>Writes tables for people.</summary>
    public void WriteText(TextWriter output)
    {
        if (settings.TimePasses)
        {
            WriteTable(output, TimeTable());
        }

        if (settings.Stats)
        {
            WriteTable(output, StatsTable());
        }

        if (settings.BisectLimit is { } limit)
        {
            var made = Math.Min(limit, result.OptionalRuns);
            var last = result.LastOptional is { } run ? $"; the last: {run.Label} on @{run.Function}" : "";
            output.WriteLine($"optional pass runs: {made} of {result.OptionalRuns}{last}");
        }
    }

    /// <summary>Writes properties of the document: <c>optional_runs</c>, <c>last_optional_run</c>, <c>passes</c>.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("changed", result.Changed);
        writer.WriteNumber("optional_runs", result.OptionalRuns);
        if (result.LastOptional is { } last)
        {
            writer.WriteStartObject("last_optional_run");
            writer.WriteString("label", last.Label);
            writer.WriteString("function", last.Function);
            writer.WriteEndObject();
        }
        else
        {
            writer.WriteNull("last_optional_run");
        }

        writer.WriteStartArray("passes");
        for (var i = 0; i < steps.Length; i++)
        {
            WriteStep(writer, steps[i], i < result.Statistics.Length ? result.Statistics[i] : null);
        }

        writer.WriteEndArray();
    }

    private void WriteStep(Utf8JsonWriter writer, PassStep step, PassStatistics? row)
    {
        writer.WriteStartObject();
        writer.WriteString("label", step.Label);
        writer.WriteString("pass", step.Pass.Info.Name);
        writer.WriteBoolean("required", step.Required);
        if (row is not null && settings.Stats)
        {
            writer.WriteNumber("runs", row.Runs);
            writer.WriteNumber("changed", row.Changed);
            writer.WriteNumber("instructions_before", row.InstructionsBefore);
            writer.WriteNumber("instructions_after", row.InstructionsAfter);
        }

        // Times differ from run to run, so they are there only when they are asked for.
        if (row is not null && settings.TimePasses)
        {
            writer.WriteRounded("ms", row.Elapsed.TotalMilliseconds);
        }

        writer.WriteEndObject();
    }

    private Table TimeTable()
    {
        var table = NewTable("pass", "ms", "%", "us/function");
        var total = Math.Max(result.Statistics.Sum(row => row.Elapsed.TotalMilliseconds), 1e-9);
        foreach (var row in result.Statistics)
        {
            var ms = row.Elapsed.TotalMilliseconds;
            table.AddRow(Markup.Escape(row.Label), Fixed(ms, 3), Fixed(100 * ms / total, 1), Fixed(1000 * ms / Math.Max(1, row.Runs), 1));
        }

        table.AddRow("total", Fixed(total, 3), "100.0", "");
        return table;
    }

    private Table StatsTable()
    {
        var table = NewTable("pass", "functions", "changed", "before", "after", "removed");
        foreach (var row in result.Statistics)
        {
            table.AddRow(
                Markup.Escape(row.Label),
                Whole(row.Runs),
                Whole(row.Changed),
                Whole(row.InstructionsBefore),
                Whole(row.InstructionsAfter),
                Whole(row.InstructionsBefore - row.InstructionsAfter));
        }

        return table;
    }

    private static Table NewTable(string first, params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        table.AddColumn(new TableColumn(first).NoWrap());
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).RightAligned());
        }

        return table;
    }

    private static void WriteTable(TextWriter output, Table table) =>
        AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }).Write(table);

    private static string Fixed(double value, int digits) =>
        value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Whole(long value) => value.ToString(CultureInfo.InvariantCulture);
}
