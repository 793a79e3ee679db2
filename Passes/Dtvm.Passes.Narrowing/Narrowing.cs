// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Computes in 64 bits what fits into them, knowing that an address is below 2^32 where memory was checked at it.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 32               =>      v1 = mem.touch v0, 32
/// v3 = add i256 v0, v2  ; v2 = 0x20           v4 = zext i256 v1
/// v5 = mem.touch v3, 32                       v6 = const i64 0x20
///                                             v7 = add i64 v1, v6
///                                             v3 = zext i256 v7
///                                             v5 = mem.touch v3, 32
/// </code>
/// Behind a check the address is its own low half, zero-extended (Yellow Paper, appendix H: no gas pays for memory above), in all blocks
/// that the check dominates. What an operation becomes says <see cref="Mir.Rules.NarrowingRules"/>. A counter of a loop that a comparison
/// bounds is a parameter of 64 bits.
/// </remarks>
public sealed class Narrowing : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("narrowing", "computes in 64 bits what fits, knowing that checked addresses do")
    {
        Requirements = [new(PassRule.FollowedBy, "dce", "it leaves wide values without use")],
        Preserves = MirAnalyses.Blocks,
        Source = "Stephenson, Babb and Amarasinghe, Bitwidth analysis with application to silicon compilation, 2000: forward ranges",
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(context);
        var changed = context.RemoveUnreachableBlocks(function);
        return context.Workspace(static () => new NarrowingWalk())
            .Run(function, context.Graph(function), context.Dominators(function)) | changed;
    }
}
