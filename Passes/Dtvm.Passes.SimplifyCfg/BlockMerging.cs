// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Joins a block that ends with a jump and the target of the jump when no other edge leads there.</summary>
internal static class BlockMerging
{
    /// <summary>Joins the blocks of a function without unreachable blocks.</summary>
    /// <returns>Whether any were joined.</returns>
    public static bool Run(MirFunction function, PassContext context)
    {
        var graph = context.Graph(function);
        MirEditor? editor = null;
        var absorbed = context.Workspace(static () => new BlockFlags());

        // In reverse postorder the head of a chain comes first, so every instruction is moved at most once.
        foreach (var head in graph.ReversePostorder)
        {
            if (editor is not null && absorbed[head])
            {
                continue;
            }

            while (head.Instructions[^1] is { Op: MirOp.Br, Targets: [var target] } && graph.Incoming(target.Block).Length == 1
                && target.Block != head)
            {
                if (editor is null)
                {
                    editor = context.Editor(function);
                    absorbed.Begin(function);
                }

                for (var i = 0; i < target.Arguments.Length; i++)
                {
                    editor.Replace(target.Block.Parameters[i], target.Arguments[i]);
                }

                head.Instructions.Truncate(head.Instructions.Count - 1);
                head.Instructions.AddRange(target.Block.Instructions);
                absorbed[target.Block] = true;
            }
        }

        if (editor is null)
        {
            return false;
        }

        function.Blocks.RemoveAll(absorbed.IsSet);
        editor.Apply();
        context.Invalidate();
        return true;
    }
}
