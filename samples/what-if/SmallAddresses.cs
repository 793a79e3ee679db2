// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;

namespace Samples;

/// <summary>What if each address were known to be below 2^32 before memory is checked at it.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 32       =>      v2 = trunc i64 v0
///                                     v3 = const i64 0xffffffff
///                                     v4 = and i64 v2, v3
///                                     v5 = zext i256 v4
///                                     v1 = mem.touch v5, 32
/// </code>
/// Wrong for an address that is not: what it reads and writes is elsewhere, and its gas another.
/// </remarks>
public sealed class SmallAddresses : Assumption
{
    /// <inheritdoc/>
    public override PassInfo Info { get; } = new("what-if-addresses", "takes for granted that addresses are below 2^32");

    /// <inheritdoc/>
    protected override bool Visit(MirInst inst, MirModule module, MirRewriter output, out bool isReplaced)
    {
        isReplaced = false;
        if (inst.Op != MirOp.MemTouch)
        {
            return false;
        }

        var address = inst.Operands[0];
        if (inst.Function.IsConstant(address, out _) || inst.Function.DefinitionOf(address) is { Op: MirOp.Zext })
        {
            return false;
        }

        var low = Put(inst, output, MirOp.Trunc, MirType.I64, address);
        var mask = PutConstant(inst, output, MirType.I64, uint.MaxValue);
        var small = Put(inst, output, MirOp.And, MirType.I64, low, mask);
        inst.SetOperand(0, Put(inst, output, MirOp.Zext, MirType.I256, small));
        return true;
    }
}
