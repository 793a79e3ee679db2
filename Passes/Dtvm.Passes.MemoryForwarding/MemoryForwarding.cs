// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>A word that memory is known to hold is not read from it, and a word that nobody reads is not written.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 64               =>      v1 = mem.touch v0, 64
/// mem.store v1, v9                            mem.store v1, v9
/// v2 = add i64 v1, v8     ; v8 = 0x20         v2 = add i64 v1, v8
/// mem.store v2, v7
/// v3 = mem.load v1
/// mem.store v2, v3                            mem.store v2, v9
/// stop                                        stop
/// </code>
/// Addresses are compared as a value plus a constant (<see cref="Location"/>); those of different values may be the same. What is known
/// holds in the extended basic block: a block with one edge into it goes on with what the block before knew. A store goes when the same
/// word is stored to again in its block before anybody could read it, or when the execution ends in its block and its output does not reach
/// there: out_of_gas and every other halt leave nothing of memory. A store of what memory holds already goes, too. Checks stay
/// (<see cref="MirOp.MemTouch"/>), so gas and the size of memory are what they were.
/// </remarks>
public sealed class MemoryForwarding : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("memory-forwarding", "known words are not read from memory, words that nobody reads not written")
    {
        Requirements = [new(PassRule.FollowedBy, "dce", "it leaves the addresses that it no longer accesses without use")],
        Preserves = MirAnalyses.Blocks,
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(context);
        var changed = context.RemoveUnreachableBlocks(function);
        return (HasAccess(function)
            && context.Workspace(static () => new MemoryWalk())
                .Run(context.Graph(function), context.Dominators(function), context.Editor(function)))
            | changed;
    }

    private static bool HasAccess(MirFunction function)
    {
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                if (inst.Op is MirOp.MemLoad or MirOp.MemStore)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
