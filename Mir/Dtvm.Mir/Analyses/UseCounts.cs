// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>How often each value is used, as an operand or as an argument of a target block.</summary>
/// <remarks>A snapshot; linear in the size of the function.</remarks>
public sealed class UseCounts
{
    private int[] _counts = [];
    private int _count;

    /// <summary>Counts the uses in all blocks of a function.</summary>
    /// <param name="function">A function whose operands are values of it.</param>
    public UseCounts(MirFunction function) => Compute(function);

    /// <summary>The number of uses of a value.</summary>
    /// <param name="value">A value that existed when the uses were counted.</param>
    public int this[Value value] => _counts[value.Id];

    /// <summary>Counts the uses of a function in the table of the last one.</summary>
    internal void Compute(MirFunction function)
    {
        _count = function.ValueCount;
        Table.Ensure(ref _counts, _count);
        Array.Clear(_counts, 0, _count);
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                foreach (var operand in inst.Operands)
                {
                    _counts[operand.Id]++;
                }

                foreach (var target in inst.Targets)
                {
                    foreach (var argument in target.Arguments)
                    {
                        _counts[argument.Id]++;
                    }
                }
            }
        }
    }

    /// <summary>Whether another count is the same; values that came later have no uses in either.</summary>
    internal bool Equals(UseCounts other) =>
        _counts.AsSpan(0, Math.Min(_count, other._count)).SequenceEqual(other._counts.AsSpan(0, Math.Min(_count, other._count)));
}
