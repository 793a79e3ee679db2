// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Host;

namespace Dtvm.Tool.Reports;

/// <summary>How long a message takes: compilation, its first execution, and a warm one. Each call begins in the same state.</summary>
/// <param name="FirstCallNanoseconds">Time of the first call: start-up, compilation and execution.</param>
/// <param name="StartUpNanoseconds">Time in which .NET compiled the host and the engine themselves during the first execution, which a
/// process does once.</param>
/// <param name="CompileMilliseconds">Time of analysis and compilation of all code that it runs.</param>
/// <param name="IsCompileEstimated">Whether <paramref name="CompileMilliseconds"/> is the first call less a warm one, because the VM does
/// not tell more.</param>
/// <param name="WarmNanoseconds">The shortest of the later calls; null when there was none.</param>
/// <param name="WarmRuns">Number of later calls.</param>
internal sealed record RunTimes(
    double FirstCallNanoseconds,
    double StartUpNanoseconds,
    double CompileMilliseconds,
    bool IsCompileEstimated,
    double? WarmNanoseconds,
    int WarmRuns)
{
    /// <summary>A first execution that takes longer is not repeated.</summary>
    private const double LongestRepeated = 2e9;

    /// <summary>Later calls are made until they have taken so much time.</summary>
    private const double WarmBudget = 2.5e8;

    private const int MaxWarmRuns = 20;

    /// <summary>Time of the first execution without start-up and compilation; null when the VM does not tell it from compilation.</summary>
    public double? FirstNanoseconds =>
        IsCompileEstimated ? null : Math.Max(0, FirstCallNanoseconds - StartUpNanoseconds - (CompileMilliseconds * 1e6));

    /// <summary>The best that is known of an execution: a warm one, otherwise the first one.</summary>
    private double ExecuteNanoseconds => WarmNanoseconds ?? FirstNanoseconds ?? FirstCallNanoseconds - StartUpNanoseconds;

    /// <summary>Measures warm calls of a VM that tells what it compiles.</summary>
    /// <param name="first">What the first execution did.</param>
    /// <param name="loadMilliseconds">Time of the loading before it, with compilation.</param>
    /// <param name="compileMilliseconds">Time of compilation during it.</param>
    /// <param name="again">Executes again and gives the nanoseconds; null not to do so.</param>
    public static RunTimes Measure(MessageOutcome first, double loadMilliseconds, double compileMilliseconds, Func<double>? again)
    {
        var times = new RunTimes(
            (loadMilliseconds * 1e6) + first.Nanoseconds, first.StartUpNanoseconds, loadMilliseconds + compileMilliseconds, false, null, 0);
        return again is null || times.FirstNanoseconds > LongestRepeated ? times : times.Repeat(again);
    }

    /// <summary>Measures warm calls of a VM that does not tell what it compiles: what the first call took longer counts as
    /// compilation.</summary>
    /// <param name="first">What the first call did.</param>
    /// <param name="again">Makes the call again and gives the nanoseconds.</param>
    public static RunTimes MeasureOpaque(MessageOutcome first, Func<double> again)
    {
        var times = new RunTimes(first.Nanoseconds, first.StartUpNanoseconds, 0, true, null, 0).Repeat(again);
        var longer = first.Nanoseconds - first.StartUpNanoseconds - times.ExecuteNanoseconds;
        return times with { CompileMilliseconds = Math.Max(0, longer) / 1e6 };
    }

    /// <summary>Writes the properties.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteRounded("compile_ms", CompileMilliseconds);
        writer.WriteNumber("execute_ns", (long)ExecuteNanoseconds);
        writer.WriteNumber("first_call_ns", (long)FirstCallNanoseconds);
        writer.WriteRounded("startup_ms", StartUpNanoseconds / 1e6);
        Write("first_execute_ns", FirstNanoseconds);
        Write("warm_execute_ns", WarmNanoseconds);
        writer.WriteNumber("warm_runs", WarmRuns);

        void Write(string name, double? nanoseconds)
        {
            if (nanoseconds is { } value)
            {
                writer.WriteNumber(name, (long)value);
            }
            else
            {
                writer.WriteNull(name);
            }
        }
    }

    /// <summary>Names and texts for people.</summary>
    public IEnumerable<(string Name, string Text)> Lines()
    {
        yield return ("start-up", Milliseconds(StartUpNanoseconds));
        yield return ("compile", Milliseconds(CompileMilliseconds * 1e6) + (IsCompileEstimated ? " (the first call less a warm one)" : ""));
        if (FirstNanoseconds is { } first)
        {
            yield return ("first run", Milliseconds(first));
        }
        else
        {
            yield return ("first call", Milliseconds(FirstCallNanoseconds));
        }

        yield return ("warm run", WarmNanoseconds is { } warm
            ? string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(warm)} (the least of {WarmRuns})")
            : "not measured");
    }

    private static string Milliseconds(double nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F3} ms");

    private RunTimes Repeat(Func<double> again)
    {
        var least = double.MaxValue;
        var runs = 0;
        for (double spent = 0; runs < MaxWarmRuns && spent < WarmBudget; runs++)
        {
            var time = again();
            least = Math.Min(least, time);
            spent += time;
        }

        return this with { WarmNanoseconds = least, WarmRuns = runs };
    }
}
