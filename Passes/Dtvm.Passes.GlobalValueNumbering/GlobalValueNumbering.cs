// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>What was computed on every way to an instruction is not computed there again.</summary>
/// <remarks>
/// <code>
/// v2 = rt.mulmod v0, v1, v9           =>      v2 = rt.mulmod v0, v1, v9
/// v3 = ult i256 v2, v0                        v3 = ult i256 v2, v0
/// brif v3, block1, block2                     brif v3, block1, block2
/// block1:                                     block1:
/// v4 = rt.mulmod v1, v0, v9                   v6 = const i1 0x1
/// v5 = ult i256 v4, v0
/// brif v5, block3, block4                     brif v6, block3, block4
/// </code>
/// Value numbering over the dominator tree: an instruction without effects, or one that reads what cannot change
/// (<see cref="MirTraits.Repeatable"/>), is replaced by an equal one that dominates it. Equal are also sums of one value and constants that
/// add up to the same, and commutative operations with their operands the other way round. Behind a branch its condition is known.
/// A result that lives on into another block has to be kept in memory by a compiler without global register allocation, so what is cheaper
/// to compute than to keep is only replaced within its block (<see cref="MirTraits.Costly"/>).
/// </remarks>
public sealed class GlobalValueNumbering : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("gvn", "what was computed on every way to an instruction is not computed there again")
    {
        Requirements = [new(PassRule.FollowedBy, "simplify-cfg", "it leaves branches on conditions that it has found to be constant")],
        Preserves = MirAnalyses.Blocks,
        Source = "Briggs, Cooper and Simpson, Value numbering, 1997: the dominator-based technique",
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(context);
        var changed = context.RemoveUnreachableBlocks(function);
        var numbering = context.Workspace(static () => new Numbering());
        return numbering.Run(function, context.Graph(function), context.Dominators(function)) | changed;
    }
}
