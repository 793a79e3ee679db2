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
            _blocks[block.Id] = Prepare(block, isMetered ? ChunkCharges(block) : null);
        }
    }

    /// <summary>The function.</summary>
    public MirFunction Function { get; }

    /// <summary>Places for values that <see cref="PreparedInst"/> names.</summary>
    public int ValuePlaces => Function.ValueCount + 1;

    /// <summary>A block of the function.</summary>
    public PreparedBlock this[MirBlock block] => _blocks[block.Id]!;

    private PreparedBlock Prepare(MirBlock block, long[]? charges)
    {
        var instructions = new PreparedInst[block.Instructions.Count - 1];
        for (var i = 0; i < instructions.Length; i++)
        {
            instructions[i] = new PreparedInst(block.Instructions[i], Function, charges is null ? 0 : charges[i]);
        }

        return new PreparedBlock(instructions, block.Instructions[instructions.Length]);
    }

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
/// <param name="Instructions">Its instructions without the last.</param>
/// <param name="Terminator">The last.</param>
internal sealed record PreparedBlock(PreparedInst[] Instructions, MirInst Terminator);
