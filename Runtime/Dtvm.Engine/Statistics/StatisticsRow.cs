// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Dtvm.Engine;

/// <summary>Whether a value only grows.</summary>
public enum StatisticsKind : byte
{
    /// <summary>It counts what happened since the engine was made.</summary>
    Counter,

    /// <summary>It says what is now.</summary>
    Gauge,
}

/// <summary>What a value is a number of.</summary>
public enum StatisticsUnit : byte
{
    /// <summary>Things or events.</summary>
    Count,

    /// <summary>Bytes.</summary>
    Bytes,

    /// <summary>Nanoseconds on the clock.</summary>
    Nanoseconds,

    /// <summary>Gas of the EVM.</summary>
    Gas,
}

/// <summary>Something that the values of a row are told apart by.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">What it may be, in the order of the values.</param>
public sealed record StatisticsLabel(string Name, ImmutableArray<string> Values)
{
    /// <summary>The index of a value; that of the last one, which stands for all others, when there is no such value.</summary>
    /// <param name="value">The value.</param>
    public int IndexOf(string value)
    {
        var index = Values.IndexOf(value);
        return index < 0 ? Values.Length - 1 : index;
    }
}

/// <summary>A row of <see cref="StatisticsTable"/>: a counter, a timer or a gauge, with one value for each combination of its
/// labels.</summary>
/// <param name="Name">Its name, in small letters and underscores; unique.</param>
/// <param name="Kind">Whether it only grows.</param>
/// <param name="Unit">What it is a number of.</param>
/// <param name="IsAlwaysOn">Whether it is counted without <see cref="RuntimeConfig.RecordsStatistics"/>.</param>
/// <param name="Meaning">What is counted, in one sentence.</param>
/// <param name="Labels">What its values are told apart by; none for a single value.</param>
public sealed record StatisticsRow(
    string Name, StatisticsKind Kind, StatisticsUnit Unit, bool IsAlwaysOn, string Meaning, ImmutableArray<StatisticsLabel> Labels)
{
    /// <summary>The slot of its first value among those of the table.</summary>
    public int First { get; internal init; }

    /// <summary>The number of its values.</summary>
    public int Count { get; } = CountOf(Labels);

    /// <summary>The slot of a value.</summary>
    /// <param name="first">Index of the value of the first label; 0 for a row without.</param>
    /// <param name="second">Index of the value of the second label; 0 for a row without.</param>
    public int At(int first = 0, int second = 0) => First + (Labels.Length < 2 ? first : (first * Labels[1].Values.Length) + second);

    private static int CountOf(ImmutableArray<StatisticsLabel> labels)
    {
        var count = 1;
        foreach (var label in labels)
        {
            count *= label.Values.Length;
        }

        return count;
    }
}
