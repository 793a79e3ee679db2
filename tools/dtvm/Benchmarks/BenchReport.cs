// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Tool.Reports;
using Spectre.Console;

namespace Dtvm.Tool.Benchmarks;

/// <summary>A case file that cannot be read.</summary>
/// <param name="File">Its path.</param>
/// <param name="Reason">Why, with the file and the place in it.</param>
internal readonly record struct UnreadableCase(string File, string Reason);

/// <summary>What <c>dtvm bench</c> says.</summary>
/// <param name="Machine">What it was measured on.</param>
/// <param name="Runs">The measurements.</param>
/// <param name="Means">Comparison of the VMs.</param>
internal sealed record BenchReport(string Machine, IReadOnlyList<RunMeasurements> Runs, IReadOnlyList<GeometricMean> Means)
{
    private const int WidthOfFiles = 200;
    private const int NumberWidth = 11;
    private const string VmColumn = "vm";

    /// <summary>The case files that cannot be read.</summary>
    public IReadOnlyList<UnreadableCase> Unreadable { get; init; } = [];

    /// <summary>Number of runs to measure.</summary>
    public required int RunsAsked { get; init; }

    /// <summary>Whether the measurements were interrupted, so that these are a part of them.</summary>
    public bool IsInterrupted => Runs.Count < RunsAsked;

    /// <summary>Whether every run did as its case file says in every VM.</summary>
    public bool Ok => Runs.All(run => run.Results.All(result => result.Ok));

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("machine", Machine);
        writer.WriteStartArray("cases");
        foreach (var run in Runs)
        {
            WriteRun(writer, run);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unreadable");
        foreach (var lost in Unreadable)
        {
            writer.WriteStartObject();
            writer.WriteString("file", lost.File);
            writer.WriteString("reason", lost.Reason);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("geomean");
        foreach (var mean in Means)
        {
            writer.WriteStartObject();
            writer.WriteString("vm", mean.Vm);
            writer.WriteString("baseline", mean.Baseline);
            writer.WriteString("kind", KindName(mean.Kind));
            writer.WriteRounded("ratio", mean.Ratio);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteBoolean("interrupted", IsInterrupted);
        writer.WriteNumber("runs", RunsAsked);
        writer.WriteNumber("runs_done", Runs.Count);
        writer.WriteEndObject();
    });

    /// <summary>Writes tables for people.</summary>
    public void WriteTables()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = Console.IsOutputRedirected ? AnsiSupport.No : AnsiSupport.Detect,
        });
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = WidthOfFiles;
        }

        console.WriteLine(Machine);
        var width = Runs.SelectMany(run => run.Results).Select(result => result.Vm.Length).Append(VmColumn.Length).Max();
        foreach (var run in Runs)
        {
            // A table for each, all of one layout: a column with the names of runs would leave no room for the numbers.
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run.Case}/{run.Run}, {run.GasUsed} gas"));
            var table = new Table { Border = TableBorder.None, ShowHeaders = run == Runs[0] };
            table.AddColumn(new TableColumn("  " + VmColumn) { Width = width + 2, NoWrap = true });
            ReadOnlySpan<string> names = ["warm median", "p10", "p90", "samples", "Mgas/s", "cold median", "compile", "code bytes"];
            foreach (var name in names)
            {
                table.AddColumn(new TableColumn(name) { Alignment = Justify.Right, Width = NumberWidth, NoWrap = true });
            }

            foreach (var warm in run.Results.Where(result => result.Kind == MeasurementKind.Warm))
            {
                var cold = run.Results.First(result => result.Kind == MeasurementKind.Cold && result.Vm == warm.Vm);
                table.AddRow(Row(run, warm, cold));
            }

            console.Write(table);
        }

        WriteMeans(console);
        WriteDifferences(console);
    }

    /// <summary>Writes a line for each run of <c>--check</c> and what differs.</summary>
    public void WriteChecks(TextWriter output)
    {
        var failed = 0;
        foreach (var run in Runs)
        {
            foreach (var result in run.Results)
            {
                output.WriteLine($"{(result.Ok ? "ok  " : "FAIL")}  {run.Case}/{run.Run}  {result.Vm}");
                foreach (var difference in result.Differences)
                {
                    output.WriteLine($"      {difference}");
                }

                if (!result.Ok)
                {
                    failed++;
                }
            }
        }

        var total = Runs.Sum(run => run.Results.Count);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{total - failed} of {total} as expected"));
    }

    private static Markup[] Row(RunMeasurements run, Measurement warm, Measurement cold)
    {
        var rate = warm.Median > 0 ? (run.GasUsed * 1000.0 / warm.Median).ToString("F1", CultureInfo.InvariantCulture) : "-";
        string[] cells =
        [
            "  " + warm.Vm, warm.Ok ? Duration(warm.Median) : "wrong", Duration(warm.Percentile(0.1)), Duration(warm.Percentile(0.9)),
            warm.Times.Count.ToString(CultureInfo.InvariantCulture), rate, cold.Ok ? Duration(cold.Median) : "wrong",
            Duration(warm.CompileMilliseconds * 1e6), warm.CodeBytes.ToString(CultureInfo.InvariantCulture),
        ];
        return [.. cells.Select(cell => new Markup(Markup.Escape(cell)))];
    }

    private static string Duration(double nanoseconds) => nanoseconds switch
    {
        <= 0 => "-",
        < 1e4 => nanoseconds.ToString("F0", CultureInfo.InvariantCulture) + " ns",
        < 1e7 => (nanoseconds / 1e3).ToString("F1", CultureInfo.InvariantCulture) + " us",
        < 1e10 => (nanoseconds / 1e6).ToString("F1", CultureInfo.InvariantCulture) + " ms",
        _ => (nanoseconds / 1e9).ToString("F1", CultureInfo.InvariantCulture) + " s",
    };

    private static string KindName(MeasurementKind kind) => kind switch
    {
        MeasurementKind.Warm => "warm",
        MeasurementKind.Cold => "cold",
        _ => "check",
    };

    private static void WriteRun(Utf8JsonWriter writer, RunMeasurements run)
    {
        writer.WriteStartObject();
        writer.WriteString("case", run.Case);
        writer.WriteString("run", run.Run);
        writer.WriteNumber("gas_used", run.GasUsed);
        writer.WriteStartArray("results");
        foreach (var result in run.Results)
        {
            writer.WriteStartObject();
            writer.WriteString("vm", result.Vm);
            writer.WriteString("kind", KindName(result.Kind));
            writer.WriteNumber("median_ns", Math.Round(result.Median, 1));
            writer.WriteNumber("p10_ns", Math.Round(result.Percentile(0.1), 1));
            writer.WriteNumber("p90_ns", Math.Round(result.Percentile(0.9), 1));
            writer.WriteNumber("samples", result.Times.Count);
            writer.WriteRounded("compile_ms", result.CompileMilliseconds);
            writer.WriteNumber("code_bytes", result.CodeBytes);
            writer.WriteBoolean("ok", result.Ok);
            if (!result.Ok)
            {
                writer.WriteStartArray("differences");
                foreach (var difference in result.Differences)
                {
                    writer.WriteStringValue(difference.ToString());
                }

                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Each VM against the first; the JSON has all pairs.</summary>
    private void WriteMeans(IAnsiConsole console)
    {
        if (Means.Count == 0)
        {
            return;
        }

        var first = Runs[0].Results[0].Vm;
        var table = new Table { Border = TableBorder.Simple, Title = new TableTitle($"times as fast as {Markup.Escape(first)}") };
        table.AddColumn("vm");
        ReadOnlySpan<MeasurementKind> kinds = [MeasurementKind.Warm, MeasurementKind.Cold];
        foreach (var kind in kinds)
        {
            table.AddColumn(new TableColumn(KindName(kind)) { Alignment = Justify.Right });
        }

        foreach (var vm in Means.Where(mean => mean.Baseline == first).Select(mean => mean.Vm).Distinct())
        {
            List<string> row = [Markup.Escape(vm)];
            foreach (var kind in kinds)
            {
                row.Add(Means.FirstOrDefault(mean => mean.Vm == vm && mean.Baseline == first && mean.Kind == kind) is { Ratio: var ratio }
                    ? ratio.ToString(ratio >= 0.1 ? "F3" : "G3", CultureInfo.InvariantCulture)
                    : "-");
            }

            table.AddRow([.. row]);
        }

        console.Write(table);
        console.WriteLine("Geometric means over the runs that both did right.");
    }

    private void WriteDifferences(IAnsiConsole console)
    {
        foreach (var run in Runs)
        {
            foreach (var result in run.Results.Where(result => result.Kind == MeasurementKind.Warm && !result.Ok))
            {
                console.WriteLine($"{run.Case}/{run.Run} in {result.Vm}: {result.Differences[0]}");
            }
        }
    }
}
