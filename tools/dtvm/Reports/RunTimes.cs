using System.Globalization;
using System.Text.Json;

namespace Dtvm.Tool.Reports;

/// <summary>How long a message takes: compilation, its first execution, and a warm one. Each call begins in the same state.</summary>
/// <param name="CompileMilliseconds">Time of analysis and compilation of all code that it runs.</param>
/// <param name="FirstCallNanoseconds">Time of the first call with that.</param>
/// <param name="IsCompileEstimated">Whether <paramref name="CompileMilliseconds"/> is the first call less a warm one, because the VM does not tell more.</param>
/// <param name="WarmNanoseconds">The shortest of the later calls; null when there was none.</param>
/// <param name="WarmRuns">Number of later calls.</param>
internal sealed record RunTimes(
    double CompileMilliseconds, double FirstCallNanoseconds, bool IsCompileEstimated, double? WarmNanoseconds, int WarmRuns)
{
    /// <summary>A first execution that takes longer is not repeated.</summary>
    private const double LongestRepeated = 2e9;

    /// <summary>Later calls are made until they have taken so much time.</summary>
    private const double WarmBudget = 2.5e8;

    private const int MaxWarmRuns = 20;

    /// <summary>
    /// Time of the first execution without compilation; null when the VM does not tell them apart. In a process that has just begun, most of a short one is
    /// the time that .NET takes to compile the host and the engine themselves.
    /// </summary>
    public double? FirstNanoseconds => IsCompileEstimated ? null : Math.Max(0, FirstCallNanoseconds - (CompileMilliseconds * 1e6));

    /// <summary>The best that is known of an execution: a warm one, otherwise the first one.</summary>
    private double ExecuteNanoseconds => WarmNanoseconds ?? FirstNanoseconds ?? FirstCallNanoseconds;

    /// <summary>Measures warm calls of a VM that tells what it compiles.</summary>
    /// <param name="firstCall">Nanoseconds of the first call with compilation.</param>
    /// <param name="compileMilliseconds">Time of compilation.</param>
    /// <param name="again">Makes the call again and gives its nanoseconds; null not to do so.</param>
    public static RunTimes Measure(double firstCall, double compileMilliseconds, Func<double>? again)
    {
        var times = new RunTimes(compileMilliseconds, firstCall, false, null, 0);
        return again is null || times.FirstNanoseconds > LongestRepeated ? times : times.Repeat(again);
    }

    /// <summary>Measures warm calls of a VM that does not tell what it compiles: what the first call took longer counts as compilation.</summary>
    /// <param name="firstCall">Nanoseconds of the first call.</param>
    /// <param name="again">Makes the call again and gives its nanoseconds.</param>
    public static RunTimes MeasureOpaque(double firstCall, Func<double> again)
    {
        RunTimes times = new RunTimes(0, firstCall, true, null, 0).Repeat(again);
        return times with { CompileMilliseconds = Math.Max(0, firstCall - times.ExecuteNanoseconds) / 1e6 };
    }

    /// <summary>Writes the properties.</summary>
    public void WriteJson(Utf8JsonWriter writer)
    {
        writer.WriteRounded("compile_ms", CompileMilliseconds);
        writer.WriteNumber("execute_ns", (long)ExecuteNanoseconds);
        writer.WriteNumber("first_call_ns", (long)FirstCallNanoseconds);
        Write("first_execute_ns", FirstNanoseconds);
        Write("warm_execute_ns", WarmNanoseconds);
        writer.WriteNumber("warm_runs", WarmRuns);

        void Write(string name, double? nanoseconds)
        {
            if (nanoseconds is { } value) writer.WriteNumber(name, (long)value);
            else writer.WriteNull(name);
        }
    }

    /// <summary>Names and texts for people.</summary>
    public IEnumerable<(string Name, string Text)> Lines()
    {
        yield return ("compile", Milliseconds(CompileMilliseconds * 1e6) + (IsCompileEstimated ? " (the first call less a warm one)" : ""));
        yield return FirstNanoseconds is { } first ? ("first run", Milliseconds(first)) : ("first call", Milliseconds(FirstCallNanoseconds));
        yield return ("warm run", WarmNanoseconds is { } warm
            ? string.Create(CultureInfo.InvariantCulture, $"{Milliseconds(warm)} (the least of {WarmRuns})")
            : "not measured");
    }

    private static string Milliseconds(double nanoseconds) => string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6:F3} ms");

    private RunTimes Repeat(Func<double> again)
    {
        double least = double.MaxValue;
        int runs = 0;
        for (double spent = 0; runs < MaxWarmRuns && spent < WarmBudget; runs++)
        {
            double time = again();
            least = Math.Min(least, time);
            spent += time;
        }

        return this with { WarmNanoseconds = least, WarmRuns = runs };
    }
}
