// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Interpretation;

/// <summary>A function as the interpreter runs it: blocks by id, with the gas that annotations stand for.</summary>
internal sealed class PreparedFunction
{
    private readonly PreparedBlock?[] _blocks;

    /// <summary>Prepares a function.</summary>
    /// <param name="function">A well-formed function that does not change from now on.</param>
    /// <param name="isMetered">Whether gas chunks are charged.</param>
    public PreparedFunction(MirFunction function, bool isMetered)
    {
        Function = function;
        _blocks = new PreparedBlock?[function.BlockIdCount];
        foreach (var block in function.Blocks)
        {
            _blocks[block.Id] = new PreparedBlock([.. block.Instructions], isMetered ? ChunkCharges(block) : null);
        }
    }

    /// <summary>The function.</summary>
    public MirFunction Function { get; }

    /// <summary>A block of the function.</summary>
    public PreparedBlock this[MirBlock block] => _blocks[block.Id]!;

    /// <summary>
    /// What each chunk annotation charges where it stands, and each observable instruction behind itself: a chunk's static gas less its
    /// <see cref="MirInst.ChunkRest"/> is taken at once, the rest behind the observable instruction that carries it.
    /// </summary>
    private static long[]? ChunkCharges(MirBlock block)
    {
        if (!block.Instructions.Exists(inst => inst.Op == MirOp.GasChunk))
        {
            return null;
        }

        var charges = new long[block.Instructions.Count];
        var open = -1; // where the gas up to the next border is charged
        for (var i = 0; i < charges.Length; i++)
        {
            var inst = block.Instructions[i];
            if (inst.Op == MirOp.GasChunk)
            {
                charges[i] = inst.Immediate;
                open = i;
            }
            else if (open >= 0 && inst.ChunkRest > 0)
            {
                charges[open] -= inst.ChunkRest;
                charges[i] = inst.ChunkRest;
                open = i;
            }
        }

        return charges;
    }
}

/// <summary>A block as the interpreter runs it.</summary>
/// <param name="Instructions">Its instructions.</param>
/// <param name="Charges">Gas taken behind each instruction; null for none.</param>
internal sealed record PreparedBlock(MirInst[] Instructions, long[]? Charges);
