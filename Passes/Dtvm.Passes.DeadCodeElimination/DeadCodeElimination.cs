// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Removes instructions that only compute or read something nobody uses, and block parameters nobody uses.</summary>
/// <remarks>
/// <code>
/// v1 = mem.touch v0, 32       =>      v1 = mem.touch v0, 32
/// v2 = mem.load v1
/// v3 = add i256 v2, v2
/// stop                                stop
/// </code>
/// A touch stays: growing memory costs gas (Yellow Paper, appendix H). A value is alive when an instruction with effects or a terminator
/// needs it, by
/// way of any number of pure instructions and parameters; so loops that only feed themselves go as well. Linear: every value is marked
/// once.
/// </remarks>
public sealed class DeadCodeElimination : IMirPass
{
    private const MirEffects Reads =
        MirEffects.ReadsMemory | MirEffects.ReadsMemorySize | MirEffects.ReadsGas | MirEffects.ReadsStack | MirEffects.ReadsReturnData;

    /// <inheritdoc/>
    public PassInfo Info { get; } = new("dce", "removes instructions without effects and block parameters whose value nobody uses")
    {
        Preserves = MirAnalyses.Blocks,
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        // Without unreachable blocks the incoming edges of the graph are all edges there are.
        var changed = context.RemoveUnreachableBlocks(function);
        var marker = context.Workspace(static () => new LivenessMarker());
        marker.Mark(function, context.Graph(function));
        var editor = context.Editor(function);
        foreach (var block in function.Blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                if (!marker.IsAlive(parameter))
                {
                    editor.RemoveParameter(parameter);
                }
            }

            changed |= block.Instructions.RemoveAll(marker.IsDead) > 0;
        }

        return editor.Apply() | changed;
    }

    /// <summary>Whether an instruction does nothing that anybody could miss besides its result.</summary>
    internal static bool IsRemovable(MirInst inst) => (inst.Effects & ~Reads) == 0;
}
