// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Evm;
using Dtvm.Host.Fuzzing;

namespace Dtvm.Workbench.CompileCost;

/// <summary>Looks for codes that take longer to compile than they are estimated at: from random ones it climbs by changes in one
/// place.</summary>
/// <param name="probe">What measures.</param>
/// <param name="revision">The revision whose opcodes are used.</param>
/// <param name="seed">The seed: the same seed tries the same codes as long as the measurements agree which is worse.</param>
/// <param name="size">Bytes of each code.</param>
public sealed class CompileCostSearch(CompileCostProbe probe, Revision revision, ulong seed, int size)
{
    /// <summary>Changes without a worse code after which a climb is given up.</summary>
    private const int Patience = 24;

    /// <summary>Codes that are estimated to take longer are left alone: a search is for what the estimate misses.</summary>
    private static readonly TimeSpan DearEnough = TimeSpan.FromSeconds(1);

    /// <summary>Codes that take less say nothing: a compilation takes some milliseconds whatever the code.</summary>
    private static readonly TimeSpan TooCheap = TimeSpan.FromMilliseconds(20);

    /// <summary>Codes measured so far.</summary>
    public long Tried { get; private set; }

    /// <summary>Searches for a time.</summary>
    /// <param name="duration">How long.</param>
    /// <param name="found">Told of each code that is worse than all before.</param>
    /// <param name="cancellation">Ends the search early.</param>
    /// <returns>The worst code and what it took; null when none was dear enough to say anything.</returns>
    public (RepeatedCode Code, CompileCostSample Sample)? Run(
        TimeSpan duration, Action<RepeatedCode, CompileCostSample> found, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(found);
        var start = Stopwatch.GetTimestamp();
        (RepeatedCode Code, CompileCostSample Sample)? worst = null;
        for (ulong climb = 0; !IsOver(); climb++)
        {
            var random = new FuzzRandom(seed, climb, 0);
            var current = AdversarialCode.Random(random, revision);
            var reached = Try(current);
            for (var failures = 0; failures < Patience && reached > 0 && !IsOver();)
            {
                var next = AdversarialCode.Mutate(current, random, revision);
                var ratio = Try(next);
                if (ratio > reached)
                {
                    (current, reached, failures) = (next, ratio, 0);
                }
                else
                {
                    failures++;
                }
            }
        }

        return worst;

        bool IsOver() => cancellation.IsCancellationRequested || Stopwatch.GetElapsedTime(start) > duration;

        double Try(RepeatedCode code)
        {
            var bytes = code.Fill(size);
            if (probe.Estimate(bytes) > DearEnough)
            {
                return 0;
            }

            Tried++;
            var sample = probe.Measure(bytes, 1);
            var worstRatio = worst?.Sample.Ratio ?? 0;

            // A measurement may be disturbed: what would be the worst is measured again.
            if (sample.Time > TooCheap && sample.Ratio > worstRatio)
            {
                sample = probe.Measure(bytes, 3);
            }

            if (sample.Time <= TooCheap)
            {
                return 0;
            }

            if (sample.Ratio > worstRatio)
            {
                worst = (code, sample);
                found(code, sample);
            }

            return sample.Ratio;
        }
    }
}
