// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Dtvm.Tool.Tracing;

/// <summary>Lets each block of EVM code tell the host that it is entered: by a read of transient storage whose key says where, and with how
/// much gas.</summary>
/// <remarks>
/// <code>
/// block1: @0x5            =>      block1: @0x5
///     gas.chunk 8, 0x9                v1 = gasleft
///                                     v2 = const i256 (mark, 0x5)
///                                     v3 = zext i256 v1
///                                     v4 = or i256 v2, v3
///                                     v5 = rt.tload v4
///                                     gas.chunk 8, 0x9
/// </code>
/// Such a read cannot be told from any other that somebody outside observes, so it stays where it is, and gas is charged around it to the
/// unit. It stands first in a list: behind it the blocks of the code are no longer those of the MIR.
/// </remarks>
internal sealed class BlockTracePass : IMirPass
{
    /// <summary>What keys begin with, so that a contract's own are told from them.</summary>
    private const ulong Mark = 0x6474_766D_2062_6C6B;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("block-trace", "each block tells the host that it is entered");

    /// <summary>What a key says.</summary>
    /// <param name="key">A key of transient storage, 32 bytes.</param>
    /// <param name="pc">Where the block begins.</param>
    /// <param name="gas">The gas left before it.</param>
    /// <returns>False for a key that is not this pass's.</returns>
    public static bool TryRead(ReadOnlySpan<byte> key, out int pc, out long gas)
    {
        var word = U256.ReadBigEndian(key);
        pc = (int)(word >> 64).Low64;
        gas = (long)word.Low64;
        return (word >> 192).Low64 == Mark;
    }

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        var seen = new HashSet<int>();
        var changed = false;
        foreach (var block in function.Blocks)
        {
            // The first block is what a region is entered by. Where a jump is looked at stands a block with the jump's program counter,
            // behind that which begins there. A function that is copied to its calls has blocks of the same place.
            if (block != function.Blocks[0] && block.Pc >= 0 && (BeginsChunk(block) | seen.Add(block.Pc)))
            {
                Insert(function, block);
                changed = true;
            }
        }

        return changed;
    }

    private static bool BeginsChunk(MirBlock block)
    {
        foreach (var inst in block.Instructions)
        {
            if (inst.Op == MirOp.GasChunk && inst.Pc == block.Pc)
            {
                return true;
            }
        }

        return false;
    }

    private static void Insert(MirFunction function, MirBlock block)
    {
        var rewriter = new MirRewriter();
        Value Add(MirInst inst)
        {
            inst.Pc = block.Pc;
            inst.Result = function.NewValue(inst.Type);
            rewriter.Add(inst);
            return inst.Result;
        }

        var gas = Add(new MirInst(function, MirOp.GasLeft, MirType.I64));
        var place = Add(new MirInst(function, MirOp.Const, MirType.I256) { Constant = new U256(0, (ulong)block.Pc, 0, Mark) });
        var wide = Add(new MirInst(function, MirOp.Zext, MirType.I256, gas));
        var key = Add(new MirInst(function, MirOp.Or, MirType.I256, place, wide));
        Add(new MirInst(function, MirOp.RuntimeCall, MirType.I256, key) { Call = RuntimeCall.TLoad });
        foreach (var inst in block.Instructions)
        {
            rewriter.Add(inst);
        }

        rewriter.MoveTo(block);
    }
}
