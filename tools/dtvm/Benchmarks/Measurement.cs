// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.Bench;

namespace Dtvm.Tool.Benchmarks;

/// <summary>Kinds of measurements.</summary>
internal enum MeasurementKind
{
    /// <summary>Everything is analysed and compiled before.</summary>
    Warm,

    /// <summary>Nothing is: the time includes analysis and compilation.</summary>
    Cold,

    /// <summary>One run whose effects are compared; no times.</summary>
    Check,
}

/// <summary>What was measured of one run in one VM.</summary>
/// <param name="Vm">Name of the VM.</param>
/// <param name="Kind">Kind of the measurement.</param>
/// <param name="Times">Sorted times in nanoseconds.</param>
/// <param name="CompileMilliseconds">Time of analysis and compilation as the VM reports it; 0 for a library, which reports none.</param>
/// <param name="CodeBytes">Bytes of machine code as the VM reports it.</param>
/// <param name="Differences">Differences from the case file.</param>
internal sealed record Measurement(
    string Vm,
    MeasurementKind Kind,
    IReadOnlyList<double> Times,
    double CompileMilliseconds,
    long CodeBytes,
    IReadOnlyList<CaseDifference> Differences)
{
    /// <summary>Whether the run did what the case file says.</summary>
    public bool Ok => Differences.Count == 0;

    /// <summary>Median time in nanoseconds.</summary>
    public double Median => Percentile(0.5);

    /// <summary>The time in nanoseconds below which a part of the samples lies, interpolated; 0 without samples.</summary>
    public double Percentile(double part)
    {
        if (Times.Count == 0)
        {
            return 0;
        }

        var position = part * (Times.Count - 1);
        var low = (int)position;
        var high = Math.Min(low + 1, Times.Count - 1);
        return Times[low] + ((position - low) * (Times[high] - Times[low]));
    }
}

/// <summary>What was measured of one run in all VMs.</summary>
/// <param name="Case">The workload.</param>
/// <param name="Run">The run.</param>
/// <param name="GasUsed">Gas that the run uses by the case file.</param>
/// <param name="Results">The measurements.</param>
internal sealed record RunMeasurements(string Case, string Run, long GasUsed, IReadOnlyList<Measurement> Results);

/// <summary>How much faster a VM is than another over all runs that both did right.</summary>
/// <param name="Vm">Name of the VM.</param>
/// <param name="Baseline">Name of the other VM.</param>
/// <param name="Kind">Kind of the measurement.</param>
/// <param name="Ratio">Geometric mean of the other's median over the VM's; above 1 the VM is faster.</param>
internal sealed record GeometricMean(string Vm, string Baseline, MeasurementKind Kind, double Ratio)
{
    /// <summary>All ordered pairs of VMs that have a run in common.</summary>
    public static IReadOnlyList<GeometricMean> Of(IReadOnlyList<RunMeasurements> runs, IReadOnlyList<string> vms)
    {
        var means = new List<GeometricMean>();
        foreach (var kind in (ReadOnlySpan<MeasurementKind>)[MeasurementKind.Warm, MeasurementKind.Cold])
        {
            foreach (var vm in vms)
            {
                foreach (var baseline in vms)
                {
                    if (vm != baseline && RatioOf(runs, vm, baseline, kind) is { } ratio)
                    {
                        means.Add(new GeometricMean(vm, baseline, kind, ratio));
                    }
                }
            }
        }

        return means;
    }

    private static double? RatioOf(IReadOnlyList<RunMeasurements> runs, string vm, string baseline, MeasurementKind kind)
    {
        double logarithms = 0;
        var count = 0;
        foreach (var run in runs)
        {
            var ours = Find(run, vm, kind);
            var theirs = Find(run, baseline, kind);
            if (ours is null || theirs is null)
            {
                continue;
            }

            logarithms += Math.Log(theirs.Median / ours.Median);
            count++;
        }

        return count == 0 ? null : Math.Exp(logarithms / count);
    }

    private static Measurement? Find(RunMeasurements run, string vm, MeasurementKind kind)
    {
        foreach (var result in run.Results)
        {
            if (result.Vm == vm && result.Kind == kind && result.Ok && result.Median > 0)
            {
                return result;
            }
        }

        return null;
    }
}
