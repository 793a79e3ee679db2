// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Sparse conditional constant propagation with algebraic simplification.</summary>
/// <remarks>
/// Wegman and Zadeck, "Constant propagation with conditional branches" (1991): constants are propagated along the edges that can be taken
/// only.
/// Then one sweep in reverse postorder writes the constants down, folds branches and applies the identities of <see cref="Simplifier"/>.
/// <code>
/// v0 = const i256 0x20                        v0 = const i256 0x20
/// v1 = const i256 0x4                         v1 = const i256 0x4
/// v2 = add i256 v0, v1                =>      v2 = const i256 0x24
/// v3 = eq i256 v9, v10                        v3 = eq i256 v9, v10
/// v4 = zext i256 v3                           v4 = zext i256 v3
/// v5 = const i256 0x0                         v5 = const i256 0x0
/// v6 = eq i256 v4, v5                         v6 = ne i256 v9, v10
/// brif v6, block1, block2                     brif v6, block1, block2
/// </code>
/// Instructions with effects stay where they are, also when their operands are constants. Linear: a value is lowered at most twice.
/// </remarks>
public sealed class ConstantPropagation : IMirPass
{
    /// <summary>The sweep may find constants that the propagation could not see; they are propagated once more.</summary>
    private const int MaxRounds = 3;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("sccp", "sparse conditional constant propagation and algebraic simplification")
    {
        Requirements =
        [
            new(PassRule.FollowedBy, "dce", "it leaves the operands of what it folded without use"),
            new(PassRule.FollowedBy, "simplify-cfg", "it leaves jumps between blocks that can be joined"),
            new(PassRule.NotBehind, "gas-metering", "a charge holds for the block it stands in"),
        ],
        Preserves = MirAnalyses.All,
        Source = "Wegman and Zadeck, Constant propagation with conditional branches, 1991",
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        var lattice = context.Workspace(static () => new ConstantLattice());
        var sweep = context.Workspace(static () => new Sweep());
        for (var round = 0; round < MaxRounds; round++)
        {
            var graph = context.Graph(function);
            var editor = context.Editor(function);
            lattice.Solve(function, graph);
            var hasSwept = sweep.Run(function, graph, lattice, editor);
            if (hasSwept)
            {
                context.Invalidate(sweep.ChangedBranches ? MirAnalyses.None : MirAnalyses.Blocks);
            }

            changed |= hasSwept;
            changed |= context.RemoveUnreachableBlocks(function);
            if (editor.Apply())
            {
                context.Invalidate(MirAnalyses.Blocks);
            }

            if (!sweep.FoundConstants)
            {
                break;
            }
        }

        return changed;
    }
}
