// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;

namespace Dtvm.Host.Fuzzing;

/// <summary>Compares everything that can be observed of two executions.</summary>
public static class ObservationComparison
{
    /// <summary>Compares two executions.</summary>
    /// <param name="reference">The execution that is taken to be right.</param>
    /// <param name="subject">The other one.</param>
    /// <returns>What differs first, or null.</returns>
    public static DifferenceKind? Compare(Observation reference, Observation subject)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(subject);
        if (reference.Outcome is not { } a || subject.Outcome is not { } b)
        {
            return DifferenceKind.Crash;
        }

        if (a.Status != b.Status)
        {
            return DifferenceKind.Status;
        }

        if (a.GasLeft != b.GasLeft || a.StateBalance != b.StateBalance)
        {
            return DifferenceKind.GasLeft;
        }

        if (a.GasRefund != b.GasRefund)
        {
            return DifferenceKind.Refund;
        }

        if (!a.Output.Span.SequenceEqual(b.Output.Span))
        {
            return DifferenceKind.Output;
        }

        if (!SameLogs(a.Logs, b.Logs))
        {
            return DifferenceKind.Logs;
        }

        if (!a.Storage.SequenceEqual(b.Storage))
        {
            return DifferenceKind.Storage;
        }

        return reference.HostCallCount != subject.HostCallCount
            || reference.HostCallHash != subject.HostCallHash ? DifferenceKind.HostCalls : null;
    }

    private static bool SameLogs(IReadOnlyList<LogEntry> left, IReadOnlyList<LogEntry> right)
    {
        if (left.Count != right.Count)
        {
            return false;
        }

        for (var i = 0; i < left.Count; i++)
        {
            if (left[i].Address != right[i].Address || !left[i].Topics.SequenceEqual(right[i].Topics))
            {
                return false;
            }

            if (!left[i].Data.Span.SequenceEqual(right[i].Data.Span))
            {
                return false;
            }
        }

        return true;
    }
}
