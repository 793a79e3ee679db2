// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;

namespace Dtvm.Mir;

/// <summary>Compares MIR by what it means.</summary>
/// <remarks>
/// Compared is everything that the text of the MIR shows: numbers of values and blocks included, members that an operation does not use
/// and numbers that nothing defines left out.
/// </remarks>
public static class MirEquality
{
    /// <summary>The first difference of two modules.</summary>
    /// <param name="left">A module.</param>
    /// <param name="right">Another one.</param>
    /// <returns>One line with the place, or null when they are equal.</returns>
    public static string? FirstDifference(MirModule left, MirModule right)
    {
        var difference = Compare("revision", left.Revision, right.Revision)
            ?? Compare("code_size", left.CodeSize, right.CodeSize)
            ?? Compare("metered", left.IsMetered, right.IsMetered)
            ?? Compare("stack_exit", left.StackCheckExit, right.StackCheckExit)
            ?? Compare("number of functions", left.Functions.Count, right.Functions.Count);
        if (difference is not null)
        {
            return $"module: {difference}";
        }

        if (!left.JumpDestinations.AsSpan().SequenceEqual(right.JumpDestinations))
        {
            var pc = left.JumpDestinations.AsSpan().CommonPrefixLength(right.JumpDestinations);
            return $"module: jump destinations differ at 0x{pc:x}";
        }

        for (var i = 0; i < left.Functions.Count; i++)
        {
            if (FirstDifference(left.Functions[i], right.Functions[i]) is { } inner)
            {
                return inner;
            }
        }

        return null;
    }

    /// <summary>The first difference of two functions.</summary>
    /// <param name="left">A function.</param>
    /// <param name="right">Another one.</param>
    /// <returns>One line with the place, or null when they are equal.</returns>
    public static string? FirstDifference(MirFunction left, MirFunction right)
    {
        var difference = Compare("index", left.Index, right.Index)
            ?? Compare("entry", left.EntryPc, right.EntryPc)
            ?? Compare("number of blocks", left.Blocks.Count, right.Blocks.Count);
        for (var i = 0; difference is null && i < left.Blocks.Count; i++)
        {
            difference = FirstDifference(left.Blocks[i], right.Blocks[i], left, right);
        }

        return difference is null ? null : $"@{left.Name}: {difference}";
    }

    private static string? FirstDifference(MirBlock left, MirBlock right, MirFunction leftFunction, MirFunction rightFunction)
    {
        var difference = Compare("id", left.Id, right.Id)
            ?? Compare("pc", left.Pc, right.Pc)
            ?? Compare("number of parameters", left.Parameters.Count, right.Parameters.Count)
            ?? Compare("number of instructions", left.Instructions.Count, right.Instructions.Count);
        for (var i = 0; difference is null && i < left.Parameters.Count; i++)
        {
            difference = CompareDefinition($"parameter {i}", left.Parameters[i], right.Parameters[i], leftFunction, rightFunction);
        }

        for (var i = 0; difference is null && i < left.Instructions.Count; i++)
        {
            difference = FirstDifference(left.Instructions[i], right.Instructions[i], leftFunction, rightFunction) is { } inner
                ? $"instruction {i}: {inner}"
                : null;
        }

        return difference is null ? null : $"{left}: {difference}";
    }

    private static string? FirstDifference(MirInst left, MirInst right, MirFunction leftFunction, MirFunction rightFunction)
    {
        var difference = Compare("operation", left.Op, right.Op) ?? Compare("type", left.Type, right.Type);
        if (difference is not null || (int)left.Op >= MirOpTable.All.Length)
        {
            return difference;
        }

        return CompareDefinition("result", left.Result, right.Result, leftFunction, rightFunction)
            ?? Compare("runtime call", left.Call, right.Call, left.Op == MirOp.RuntimeCall)
            ?? CompareValues("operands", left.Operands, right.Operands)
            ?? CompareImmediates(left, right)
            ?? CompareTargets(left, right)
            ?? Compare("chunk rest", left.ChunkRest, right.ChunkRest)
            ?? Compare("pc", left.Pc, right.Pc);
    }

    private static string? CompareImmediates(MirInst left, MirInst right)
    {
        var form = left.Info.Immediates;
        var hasFirst = form is ImmediateForm.Number or ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight;
        var hasSecond = form is ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight or ImmediateForm.Height;
        return Compare("constant", left.Constant, right.Constant, form == ImmediateForm.Constant)
            ?? Compare("immediate", left.Immediate, right.Immediate, hasFirst)
            ?? Compare("second immediate", left.Immediate2, right.Immediate2, hasSecond);
    }

    private static string? CompareTargets(MirInst left, MirInst right)
    {
        var difference = Compare("number of targets", left.Targets.Length, right.Targets.Length)
            ?? Compare("number of cases", left.Cases.Length, right.Cases.Length, left.Op == MirOp.Switch);
        for (var i = 0; difference is null && i < left.Targets.Length; i++)
        {
            difference = Compare($"target {i}", left.Targets[i].Block.Id, right.Targets[i].Block.Id)
                ?? CompareValues($"arguments of target {i}", left.Targets[i].Arguments, right.Targets[i].Arguments);
        }

        for (var i = 0; difference is null && left.Op == MirOp.Switch && i < left.Cases.Length; i++)
        {
            difference = Compare($"case {i}", left.Cases[i], right.Cases[i]);
        }

        return difference;
    }

    private static string? CompareDefinition(string what, Value left, Value right, MirFunction leftFunction, MirFunction rightFunction) =>
        Compare(what, left, right)
            ?? (left.IsValid ? Compare($"type of {left}", leftFunction.TypeOf(left), rightFunction.TypeOf(right)) : null);

    private static string? CompareValues(string what, ReadOnlySpan<Value> left, ReadOnlySpan<Value> right) =>
        left.SequenceEqual(right) ? null : $"{what}: {string.Join(", ", left.ToArray())} and {string.Join(", ", right.ToArray())}";

    private static string? Compare<T>(string what, T left, T right, bool isUsed = true)
        where T : IEquatable<T> => !isUsed || left.Equals(right) ? null : $"{what}: {left} and {right}";

    private static string? Compare(string what, MirOp left, MirOp right) =>
        left == right ? null : $"{what}: {left} and {right}";

    private static string? Compare(string what, MirType left, MirType right) =>
        left == right ? null : $"{what}: {left} and {right}";

    private static string? Compare(string what, StackCheckExit left, StackCheckExit right) =>
        left == right ? null : $"{what}: {left} and {right}";

    private static string? Compare(string what, RuntimeCall left, RuntimeCall right, bool isUsed) =>
        !isUsed || left == right ? null : $"{what}: {left} and {right}";
}
