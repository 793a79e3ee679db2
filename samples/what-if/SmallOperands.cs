// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Samples;

/// <summary>What if each word that is compared with a constant below 2^32 were known to have 64 bits.</summary>
/// <remarks>
/// <code>
/// v2 = ult i256 v0, v1  ; v1 = 0x10       =>      v3 = trunc i64 v0
///                                                 v4 = zext i256 v3
///                                                 v2 = ult i256 v4, v1
/// </code>
/// Wrong for a word that has more.
/// </remarks>
public sealed class SmallOperands : Assumption
{
    /// <inheritdoc/>
    public override PassInfo Info { get; } = new("what-if-operands", "takes for granted that what is compared with little is little");

    /// <inheritdoc/>
    protected override bool Visit(MirInst inst, MirModule module, MirRewriter output, out bool isReplaced)
    {
        isReplaced = false;
        var changed = false;
        for (var i = 0; i < 2 && inst.Op is MirOp.Ult or MirOp.Ugt or MirOp.Eq or MirOp.Ne; i++)
        {
            var function = inst.Function;
            var word = inst.Operands[i];
            if (function.TypeOf(word) != MirType.I256 || function.DefinitionOf(word) is { Op: MirOp.Zext or MirOp.Const }
                || !function.IsConstant(inst.Operands[1 - i], out var other) || other.IsZero || other > new U256(uint.MaxValue))
            {
                continue;
            }

            var low = Put(inst, output, MirOp.Trunc, MirType.I64, word);
            inst.SetOperand(i, Put(inst, output, MirOp.Zext, MirType.I256, low));
            changed = true;
        }

        return changed;
    }
}
