// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Makes the control-flow graph smaller: folds branches, removes unreachable blocks and needless parameters, threads jumps
/// through empty
/// blocks, and joins a block with its only successor.</summary>
/// <remarks>
/// <code>
/// block0:                         =>      block0:
///     v0 = const i1 0x1                       v0 = const i1 0x1
///     brif v0, block1(v9), block2             stop
/// block1(v1: i256):
///     br block3
/// block2:
///     br block3
/// block3:
///     stop
/// </code>
/// The order of instructions with effects on every path stays as it is. Linear in the size of the function.
/// </remarks>
public sealed class SimplifyCfg : IMirPass
{
    /// <summary>A later round finds only what removed parameters and threaded jumps opened; what a bound leaves behind is no
    /// fault.</summary>
    private const int MaxRounds = 4;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new(
        "simplify-cfg", "folds branches, removes needless blocks and parameters, threads jumps, joins blocks")
    {
        Requirements = [new(PassRule.NotBehind, "gas-metering", "a charge holds for the block it stands in")],
        Preserves = MirAnalyses.All,
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        for (var round = 0; round < MaxRounds; round++)
        {
            if (BranchFolding.Run(function))
            {
                changed = true;
                context.Invalidate();
            }

            changed |= context.RemoveUnreachableBlocks(function);
            var again = TrivialParameters.Run(function, context);
            if (JumpThreading.Run(function, context))
            {
                again = true;
                context.Invalidate();
                context.RemoveUnreachableBlocks(function);
            }

            changed |= BlockMerging.Run(function, context) | again;
            if (!again)
            {
                break;
            }
        }

        return changed;
    }
}
