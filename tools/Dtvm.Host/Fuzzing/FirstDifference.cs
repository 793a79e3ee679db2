// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Host.State;

namespace Dtvm.Host.Fuzzing;

/// <summary>Says in one line where two executions part.</summary>
public static class FirstDifference
{
    /// <summary>The value, byte, slot or host call that is the first to differ.</summary>
    /// <param name="difference">The difference; host calls are compared one by one as far as they were kept as text.</param>
    /// <returns>One line: what, in the reference, in the VM under test.</returns>
    public static string Describe(FuzzDifference difference)
    {
        ArgumentNullException.ThrowIfNull(difference);
        return Describe(difference.Kind, difference.Reference, difference.Subject);
    }

    /// <summary>The value, byte, slot or host call that is the first to differ.</summary>
    /// <param name="kind">What differs.</param>
    /// <param name="reference">What the reference did.</param>
    /// <param name="subject">What the VM under test did.</param>
    /// <returns>One line: what, in the reference, in the VM under test.</returns>
    public static string Describe(DifferenceKind kind, Observation reference, Observation subject)
    {
        ArgumentNullException.ThrowIfNull(reference);
        ArgumentNullException.ThrowIfNull(subject);
        if (reference.Outcome is not { } left)
        {
            return $"the reference failed: {reference.Failure}";
        }

        if (subject.Outcome is not { } right)
        {
            return $"the VM under test failed: {subject.Failure}";
        }

        return kind switch
        {
            DifferenceKind.Status => $"status {StatusNames.Of(left.Status)} / {StatusNames.Of(right.Status)}",
            DifferenceKind.GasLeft => string.Create(CultureInfo.InvariantCulture, $"gas left {left.GasLeft} / {right.GasLeft}"),
            DifferenceKind.Refund => string.Create(CultureInfo.InvariantCulture, $"gas refund {left.GasRefund} / {right.GasRefund}"),
            DifferenceKind.Output => Bytes("output", left.Output.Span, right.Output.Span),
            DifferenceKind.Logs => Logs(left.Logs, right.Logs),
            DifferenceKind.Storage => Storage(left.Storage, right.Storage),
            _ => HostCalls(reference, subject),
        };
    }

    private static string Bytes(string name, ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        if (left.Length != right.Length)
        {
            return string.Create(CultureInfo.InvariantCulture, $"size of {name} {left.Length} / {right.Length}");
        }

        var at = left.CommonPrefixLength(right);
        return string.Create(CultureInfo.InvariantCulture, $"byte {at} of {name} 0x{left[at]:x2} / 0x{right[at]:x2}");
    }

    private static string Logs(IReadOnlyList<LogEntry> left, IReadOnlyList<LogEntry> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i].Address != right[i].Address)
            {
                return string.Create(CultureInfo.InvariantCulture, $"address of log {i}: {left[i].Address} / {right[i].Address}");
            }

            if (!left[i].Topics.SequenceEqual(right[i].Topics))
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"topics of log {i}: {string.Join(' ', left[i].Topics)} / {string.Join(' ', right[i].Topics)}");
            }

            if (!left[i].Data.Span.SequenceEqual(right[i].Data.Span))
            {
                return Bytes(string.Create(CultureInfo.InvariantCulture, $"log {i}'s data"), left[i].Data.Span, right[i].Data.Span);
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"number of logs {left.Count} / {right.Count}");
    }

    private static string Storage(IReadOnlyList<StorageChange> left, IReadOnlyList<StorageChange> right)
    {
        for (var i = 0; i < Math.Min(left.Count, right.Count); i++)
        {
            if (left[i] != right[i])
            {
                return $"storage {Text(left[i])} / {Text(right[i])}";
            }
        }

        return left.Count > right.Count
            ? $"storage {Text(left[right.Count])} / unchanged"
            : $"storage unchanged / {Text(right[left.Count])}";

        static string Text(StorageChange change) => $"{change.Address} {change.Key} = {change.Value}";
    }

    private static string HostCalls(Observation left, Observation right)
    {
        for (var i = 0; i < Math.Min(left.HostCalls.Count, right.HostCalls.Count); i++)
        {
            if (left.HostCalls[i] != right.HostCalls[i])
            {
                return string.Create(CultureInfo.InvariantCulture, $"host call {i}: {left.HostCalls[i]} / {right.HostCalls[i]}");
            }
        }

        if (left.HostCallCount == right.HostCallCount)
        {
            return "a host call beyond those that were kept as text";
        }

        var common = Math.Min(left.HostCalls.Count, right.HostCalls.Count);
        var next = left.HostCalls.Count > common ? left.HostCalls[common] : right.HostCalls.Count > common ? right.HostCalls[common] : "";
        return string.Create(CultureInfo.InvariantCulture, $"number of host calls {left.HostCallCount} / {right.HostCallCount} {next}")
            .TrimEnd();
    }
}
