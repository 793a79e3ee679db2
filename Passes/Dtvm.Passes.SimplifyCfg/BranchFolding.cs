// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Mir;
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
        var changed = false;
        foreach (var block in function.Blocks)
        {
            var terminator = block.Instructions[^1];
            if (terminator.Op is MirOp.BrIf or MirOp.Switch)
            {
                changed |= terminator.Op == MirOp.BrIf
                    ? FoldBranch(function, terminator)
                    : FoldSwitch(function, block, terminator);
            }
        }

        return changed;
    }

    private static bool FoldBranch(MirFunction function, MirInst branch)
    {
        var condition = function.DefinitionOf(branch.Operands[0]);
        if (condition is { Op: MirOp.Const })
        {
            MirEditor.MakeBranch(branch, branch.Targets[condition.Value.Constant.IsZero ? 1 : 0]);
            return true;
        }

        if (AreEqual(branch.Targets[0], branch.Targets[1]))
        {
            MirEditor.MakeBranch(branch, branch.Targets[0]);
            return true;
        }

        return false;
    }

    private static bool FoldSwitch(MirFunction function, MirBlock block, MirInst branch)
    {
        var value = function.DefinitionOf(branch.Operands[0]);
        if (value is { Op: MirOp.Const })
        {
            var index = branch.Cases.IndexOf(value.Value.Constant);
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
        branch.Cases = CollectionsMarshal.AsSpan(cases);
        branch.SetTargets(CollectionsMarshal.AsSpan(targets));
        return true;
    }

    private static void MakeTwoWay(MirFunction function, MirBlock block, MirInst branch)
    {
        var value = branch.Operands[0];
        var result = function.NewValue(MirType.I256);
        var isCase = function.NewValue(MirType.I1);
        var pc = branch.Pc;
        var constant = new MirInst(function, MirOp.Const, MirType.I256) { Constant = branch.Cases[0], Result = result, Pc = pc };
        var equal = new MirInst(function, MirOp.Eq, MirType.I1, value, result) { Result = isCase, Pc = pc };
        block.Instructions.Insert(block.Instructions.Count - 1, constant);
        block.Instructions.Insert(block.Instructions.Count - 1, equal);
        branch.Op = MirOp.BrIf;
        branch.Operands = [isCase];
    }

    private static bool AreEqual(in BlockTarget left, in BlockTarget right) =>
        left.Block == right.Block && left.Arguments.SequenceEqual(right.Arguments);
}
