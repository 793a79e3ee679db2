// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Parsing;

/// <summary>Bounds the ids of values and blocks of a text by its length: tables are indexed by them, so an id is memory.</summary>
/// <remarks>Passes leave gaps in the numbers, hence the room.</remarks>
internal sealed class IdBudget(int textLength)
{
    private const long Base = 1 << 20;
    private const long PerCharacter = 64;

    private long _rest = Base + (PerCharacter * textLength);

    /// <summary>The highest id that can still be used.</summary>
    public int MaxId => (int)Math.Min(_rest, int.MaxValue / 2) - 1;

    /// <summary>Takes the ids of a function from the budget.</summary>
    /// <param name="count">One more than the highest.</param>
    public void Take(int count) => _rest = Math.Max(0, _rest - count);
}
