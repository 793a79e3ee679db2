using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;

namespace Dtvm.Passes;

/// <summary>Joins a block that ends with a jump and the target of the jump when no other edge leads there.</summary>
internal static class BlockMerging
{
    /// <summary>Joins the blocks of a function without unreachable blocks.</summary>
    /// <returns>Whether any were joined.</returns>
    public static bool Run(MirFunction function, ControlFlowGraph graph)
    {
        MirEditor? editor = null;
        var absorbed = new bool[function.BlockIdCount];

        // In reverse postorder the head of a chain comes first, so every instruction is moved at most once.
        foreach (var head in graph.ReversePostorder)
        {
            if (absorbed[head.Id])
            {
                continue;
            }

            while (head.Instructions[^1] is { Op: MirOp.Br, Targets: [var target] } && graph.Incoming(target.Block).Length == 1
                && target.Block != head)
            {
                editor ??= new MirEditor(function);
                for (var i = 0; i < target.Arguments.Length; i++)
                {
                    editor.Replace(target.Block.Parameters[i], target.Arguments[i]);
                }

                head.Instructions.RemoveAt(head.Instructions.Count - 1);
                head.Instructions.AddRange(target.Block.Instructions);
                absorbed[target.Block.Id] = true;
            }
        }

        if (editor is null)
        {
            return false;
        }

        function.Blocks.RemoveAll(block => absorbed[block.Id]);
        editor.Apply();
        return true;
    }
}
