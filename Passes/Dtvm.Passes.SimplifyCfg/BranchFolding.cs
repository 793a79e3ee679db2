using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Makes branches of which the outcome is known, or does not matter, simpler branches.</summary>
internal static class BranchFolding
{
    /// <summary>Folds the branches of a function.</summary>
    /// <returns>Whether anything changed.</returns>
    public static bool Run(MirFunction function)
    {
        ValueDefinitions? definitions = null;
        var changed = false;
        foreach (var block in function.Blocks)
        {
            var terminator = block.Instructions[^1];
            if (terminator.Op is MirOp.BrIf or MirOp.Switch)
            {
                definitions ??= new ValueDefinitions(function);
                changed |= terminator.Op == MirOp.BrIf
                    ? FoldBranch(terminator, definitions)
                    : FoldSwitch(function, block, terminator, definitions);
            }
        }

        return changed;
    }

    private static bool FoldBranch(MirInst branch, ValueDefinitions definitions)
    {
        var condition = definitions.InstructionOf(branch.Operands[0]);
        if (condition is { Op: MirOp.Const })
        {
            MirEditor.MakeBranch(branch, branch.Targets[condition.Constant.IsZero ? 1 : 0]);
            return true;
        }

        if (AreEqual(branch.Targets[0], branch.Targets[1]))
        {
            MirEditor.MakeBranch(branch, branch.Targets[0]);
            return true;
        }

        return false;
    }

    private static bool FoldSwitch(MirFunction function, MirBlock block, MirInst branch, ValueDefinitions definitions)
    {
        var value = definitions.InstructionOf(branch.Operands[0]);
        if (value is { Op: MirOp.Const })
        {
            var index = Array.IndexOf(branch.Cases, value.Constant);
            MirEditor.MakeBranch(branch, index >= 0 ? branch.Targets[index] : branch.Targets[^1]);
            return true;
        }

        var changed = DropCasesOfDefault(branch);
        if (branch.Cases.Length == 0)
        {
            MirEditor.MakeBranch(branch, branch.Targets[0]);
            return true;
        }

        if (branch.Cases.Length == 1)
        {
            MakeTwoWay(function, block, branch);
            return true;
        }

        return changed;
    }

    private static bool DropCasesOfDefault(MirInst branch)
    {
        var fallback = branch.Targets[^1];
        var cases = new List<U256>(branch.Cases.Length);
        var targets = new List<BlockTarget>(branch.Targets.Length);
        for (var i = 0; i < branch.Cases.Length; i++)
        {
            if (!AreEqual(branch.Targets[i], fallback))
            {
                cases.Add(branch.Cases[i]);
                targets.Add(branch.Targets[i]);
            }
        }

        if (cases.Count == branch.Cases.Length)
        {
            return false;
        }

        targets.Add(fallback);
        branch.Cases = [.. cases];
        branch.Targets = [.. targets];
        return true;
    }

    private static void MakeTwoWay(MirFunction function, MirBlock block, MirInst branch)
    {
        var value = branch.Operands[0];
        var result = function.NewValue(MirType.I256);
        var constant = new MirInst(MirOp.Const, MirType.I256) { Constant = branch.Cases[0], Result = result, Pc = branch.Pc };
        var equal = new MirInst(MirOp.Eq, MirType.I1, value, result) { Result = function.NewValue(MirType.I1), Pc = branch.Pc };
        block.Instructions.InsertRange(block.Instructions.Count - 1, [constant, equal]);
        branch.Op = MirOp.BrIf;
        branch.Operands = [equal.Result];
        branch.Cases = [];
    }

    private static bool AreEqual(in BlockTarget left, in BlockTarget right) =>
        left.Block == right.Block && left.Arguments.AsSpan().SequenceEqual(right.Arguments);
}
