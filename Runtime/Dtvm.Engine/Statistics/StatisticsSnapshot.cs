// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Dtvm.Engine;

/// <summary>One value of a row.</summary>
/// <param name="Row">The row.</param>
/// <param name="Labels">A value for each of its labels.</param>
/// <param name="Value">The value, in the row's unit.</param>
public readonly record struct StatisticsSample(StatisticsRow Row, ImmutableArray<string> Labels, long Value);

/// <summary>The values of <see cref="StatisticsTable"/> at one time.</summary>
public sealed class StatisticsSnapshot
{
    private readonly long[] _values;

    internal StatisticsSnapshot(long[] values, IEnumerable<ContractTimes> contracts)
    {
        _values = values;
        Contracts = [.. contracts];
    }

    /// <summary>The contracts that were timed, in the order of their time, the longest first.</summary>
    public ImmutableArray<ContractTimes> Contracts { get; }

    /// <summary>The sum of a row.</summary>
    /// <param name="row">The row.</param>
    public long this[StatisticsRow row] => _values.AsSpan(row.First, row.Count).ToArray().Sum();

    /// <summary>One value of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="first">The value of its first label.</param>
    /// <param name="second">The value of its second label; null of a row with one.</param>
    public long this[StatisticsRow row, string first, string? second = null] =>
        _values[row.At(row.Labels[0].IndexOf(first), second is null ? 0 : row.Labels[1].IndexOf(second))];

    /// <summary>What this and a later snapshot of another engine say together: counters are added, gauges are the later one's.</summary>
    /// <param name="later">The later snapshot.</param>
    public StatisticsSnapshot Plus(StatisticsSnapshot later)
    {
        ArgumentNullException.ThrowIfNull(later);
        var values = later._values.AsSpan().ToArray();
        foreach (var row in StatisticsTable.All)
        {
            for (var slot = row.First; row.Kind == StatisticsKind.Counter && slot < row.First + row.Count; slot++)
            {
                values[slot] += _values[slot];
            }
        }

        var contracts = Contracts.Concat(later.Contracts).GroupBy(contract => contract.CodeHash).Select(group => new ContractTimes(
            group.Key, group.Sum(times => times.Executions), group.Sum(times => times.OwnNanoseconds),
            group.Sum(times => times.HostNanoseconds), group.Sum(times => times.GasUsed)));
        return new StatisticsSnapshot(values, contracts.OrderByDescending(times => times.Nanoseconds));
    }

    /// <summary>The values of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="all">Whether those of 0 are told too; without, a row that has labels leaves them out.</param>
    public IEnumerable<StatisticsSample> Samples(StatisticsRow row, bool all = false)
    {
        for (var index = 0; index < row.Count; index++)
        {
            var value = _values[row.First + index];
            if (all || value != 0 || row.Labels.IsEmpty)
            {
                yield return new StatisticsSample(row, LabelsAt(row, index), value);
            }
        }
    }

    private static ImmutableArray<string> LabelsAt(StatisticsRow row, int index) => row.Labels.Length switch
    {
        0 => [],
        1 => [row.Labels[0].Values[index]],
        _ => [row.Labels[0].Values[index / row.Labels[1].Values.Length], row.Labels[1].Values[index % row.Labels[1].Values.Length]],
    };
}
