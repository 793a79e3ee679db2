// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;

namespace Dtvm.Host.Bench;

/// <summary>Runs one run of a benchmark case in a VM, as often as wanted.</summary>
/// <param name="benchCase">The workload.</param>
/// <param name="run">One of its runs.</param>
/// <param name="vm">The VM.</param>
public sealed class CaseRunner(BenchCase benchCase, BenchRun run, IVm vm) : IDisposable
{
    private readonly MessageRunner _runner = new(
        vm, PreState.ToWorldState(benchCase.Pre), benchCase.Revision, benchCase.Block, benchCase.GasPrice, run.Request);

    /// <summary>Runs it once and compares.</summary>
    /// <param name="outcome">What it did.</param>
    /// <returns>Every difference from the case file; none when all is as it must be.</returns>
    public IReadOnlyList<CaseDifference> Check(out MessageOutcome outcome)
    {
        outcome = _runner.Run();
        return CaseComparison.Compare(run, outcome);
    }

    /// <summary>Runs it once without looking at what it did.</summary>
    /// <returns>Time in nanoseconds.</returns>
    public double Time() => _runner.Time();

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();
}
