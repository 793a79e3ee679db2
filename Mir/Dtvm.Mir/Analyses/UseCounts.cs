namespace Dtvm.Mir.Analyses;

/// <summary>How often each value is used, as an operand or as an argument of a target block.</summary>
/// <remarks>A snapshot; linear in the size of the function.</remarks>
public sealed class UseCounts
{
    private readonly int[] _counts;

    /// <summary>Counts the uses in all blocks of a function.</summary>
    /// <param name="function">A function whose operands are values of it.</param>
    public UseCounts(MirFunction function)
    {
        _counts = new int[function.ValueCount];
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

    /// <summary>The number of uses of a value.</summary>
    /// <param name="value">A value that existed when the uses were counted.</param>
    public int this[Value value] => _counts[value.Id];
}
