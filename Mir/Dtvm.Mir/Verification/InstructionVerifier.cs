// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Printing;
using Dtvm.Numerics;

namespace Dtvm.Mir.Verification;

/// <summary>Checks an instruction against its row of <see cref="MirOpTable"/>, without looking at its neighbours.</summary>
internal sealed class InstructionVerifier(MirModule module, MirFunction function, HashSet<MirBlock> blocks)
{
    /// <summary>EVM stack slots are counted from anywhere in a stack of 1,024 items.</summary>
    private const long StackLimit = ExecutionLimits.StackItems;

    private readonly List<string> _reasons = [];

    /// <summary>The faults of an instruction.</summary>
    /// <param name="inst">Any instruction.</param>
    /// <returns>A list that is valid until the next call.</returns>
    public List<string> Verify(MirInst inst)
    {
        _reasons.Clear();
        if (!MirOpTable.IsDefined(inst))
        {
            _reasons.Add("the operation is not defined");
            return _reasons;
        }

        if (inst.Pc < -1 || inst.Pc > module.CodeSize)
        {
            _reasons.Add("the program counter lies outside the code");
        }

        VerifyOperands(inst);
        VerifyResult(inst);
        VerifyImmediates(inst);
        VerifyTargets(inst);
        return _reasons;
    }

    private void VerifyOperands(MirInst inst)
    {
        var isCall = inst.Op == MirOp.RuntimeCall;
        var expected = isCall ? RuntimeCallTable.Get(inst.Call).Arguments : inst.Info.Operands.Length;
        if (inst.Operands.Length != expected)
        {
            _reasons.Add($"{inst.Operands.Length} operands instead of {expected}");
        }

        // One operand of a range says what the others must be.
        var range = inst.ReadRange.IsValid ? inst.ReadRange : inst.WrittenRange;
        var isWide = range.IsValid && range.Offset < inst.Operands.Length && IsKnown(inst.Operands[range.Offset])
            && function.TypeOf(inst.Operands[range.Offset]) == MirType.I256;
        var shared = MirType.Void;
        for (var i = 0; i < inst.Operands.Length; i++)
        {
            if (!IsKnown(inst.Operands[i]))
            {
                _reasons.Add($"operand {i} is not a value of this function");
                continue;
            }

            if (i >= expected)
            {
                continue;
            }

            var type = function.TypeOf(inst.Operands[i]);
            var rule = isCall ? RuleOf(RuntimeCallTable.Get(inst.Call).TypeOf(i)) : inst.Info.Operands[i];
            rule = isWide && (inst.ReadRange.Has(i) || inst.WrittenRange.Has(i)) ? TypeRule.I256 : rule;
            if (rule == TypeRule.Same)
            {
                shared = shared == MirType.Void ? type : shared;
                if (inst.Info.Result == TypeRule.Same && type != inst.Type)
                {
                    _reasons.Add($"operand {i} has type {MirPrinter.NameOf(type)}, the result {MirPrinter.NameOf(inst.Type)}");
                }
                else if (type != shared || (type == MirType.I1 && !inst.Has(MirTraits.TakesTruth)))
                {
                    _reasons.Add($"operand {i} has type {MirPrinter.NameOf(type)}");
                }
            }
            else if (rule != TypeRule.Any && type != TypeOf(rule))
            {
                _reasons.Add($"operand {i} has type {MirPrinter.NameOf(type)} instead of {MirPrinter.NameOf(TypeOf(rule))}");
            }
            else if (rule == TypeRule.Any && (inst.Op == MirOp.Zext ? type >= inst.Type : type <= inst.Type))
            {
                _reasons.Add($"conversion from {MirPrinter.NameOf(type)} to {MirPrinter.NameOf(inst.Type)}");
            }
        }
    }

    private void VerifyResult(MirInst inst)
    {
        var rule = inst.Info.Result;
        var isRight = inst.Op == MirOp.RuntimeCall
            ? inst.Type == (RuntimeCallTable.Get(inst.Call).HasResult ? MirType.I256 : MirType.Void)
            : rule switch
            {
                TypeRule.Same or TypeRule.Any => inst.Type is MirType.I1 or MirType.I64 or MirType.I256,
                _ => inst.Type == TypeOf(rule),
            };
        if (!isRight)
        {
            _reasons.Add($"the result has type {MirPrinter.NameOf(inst.Type)}");
        }

        if (inst.Result.IsValid != (inst.Type != MirType.Void))
        {
            _reasons.Add(inst.Result.IsValid ? "a result without type" : "a type without result");
        }
        else if (IsKnown(inst.Result) && function.TypeOf(inst.Result) != inst.Type)
        {
            _reasons.Add($"the result's value has type {MirPrinter.NameOf(function.TypeOf(inst.Result))}");
        }
    }

    private void VerifyImmediates(MirInst inst)
    {
        var reason = inst.Op switch
        {
            MirOp.Const when !Fits(inst.Constant, inst.Type) => "the constant does not fit its type",
            MirOp.MemTouch when inst.Immediate < 1 => "the touched size is less than 1",
            MirOp.StackCheck when !IsDepth(inst.Immediate) || !IsDepth(inst.Immediate2) => "need or growth is not a depth of the stack",
            MirOp.StackLoad or MirOp.StackStore when !IsOffset(inst.Immediate) => "the slot is not one of the stack",
            MirOp.GasChunk or MirOp.GasCharge when inst.Immediate < 0 => "the cost is negative",
            MirOp.GasChunk when inst.Immediate2 < 0 || inst.Immediate2 > module.CodeSize + 1 => "the chunk's end lies outside the code",
            MirOp.JumpRegion when inst.Immediate < 0 || inst.Immediate >= module.Functions.Count => "the module has no such function",
            MirOp.JumpRegion or MirOp.JumpDynamic when !IsOffset(inst.Immediate2) => "the height is not one of the stack",
            MirOp.Trap when !EvmcStatus.IsExceptionalHalt(inst.Immediate) => "the status is none of an exceptional halt",
            MirOp.RuntimeCall when inst.Has(MirTraits.BackendOnly) => "the runtime call is one that only backends make",
            _ => null,
        };
        if (reason is not null)
        {
            _reasons.Add(reason);
        }
    }

    private void VerifyTargets(MirInst inst)
    {
        var expected = inst.Info.Targets;
        if (expected < 0 ? inst.Targets.Length == 0 : inst.Targets.Length != expected)
        {
            _reasons.Add($"{inst.Targets.Length} targets instead of {(expected < 0 ? "one or more" : expected)}");
        }

        var cases = inst.Op == MirOp.Switch ? inst.Targets.Length - 1 : 0;
        if (inst.Cases.Length != Math.Max(0, cases))
        {
            _reasons.Add($"{inst.Cases.Length} cases instead of {Math.Max(0, cases)}");
        }

        if (inst.Cases.Length > 1 && new HashSet<U256>(inst.Cases.ToArray()).Count != inst.Cases.Length)
        {
            _reasons.Add("a case value stands twice");
        }

        for (var i = 0; i < inst.Targets.Length; i++)
        {
            var target = inst.Targets[i];
            if (target.Block is null || !blocks.Contains(target.Block))
            {
                _reasons.Add($"target {i} is not a block of this function");
                continue;
            }

            VerifyArguments(target);
        }
    }

    private void VerifyArguments(BlockTarget target)
    {
        if (target.Arguments.Length != target.Block.Parameters.Count)
        {
            _reasons.Add($"{target.Arguments.Length} arguments for the {target.Block.Parameters.Count} parameters of {target.Block}");
        }

        for (var i = 0; i < target.Arguments.Length; i++)
        {
            var argument = target.Arguments[i];
            if (!IsKnown(argument))
            {
                _reasons.Add($"argument {i} for {target.Block} is not a value of this function");
            }
            else if (i < target.Block.Parameters.Count && IsKnown(target.Block.Parameters[i])
                && function.TypeOf(argument) != function.TypeOf(target.Block.Parameters[i]))
            {
                _reasons.Add($"argument {i} for {target.Block} has type {MirPrinter.NameOf(function.TypeOf(argument))}");
            }
        }
    }

    private bool IsKnown(Value value) => value.Id >= 0 && value.Id < function.ValueCount;

    private static bool IsOffset(long slot) => slot is >= -StackLimit and <= StackLimit;

    private static bool IsDepth(long count) => count is >= 0 and <= StackLimit;

    private static bool Fits(in U256 value, MirType type) => type switch
    {
        MirType.I1 => value <= U256.One,
        MirType.I64 => value.FitsUlong,
        _ => true,
    };

    private static TypeRule RuleOf(MirType type) => type == MirType.I64 ? TypeRule.I64 : TypeRule.I256;

    private static MirType TypeOf(TypeRule rule) => rule switch
    {
        TypeRule.I1 => MirType.I1,
        TypeRule.I64 => MirType.I64,
        TypeRule.I256 => MirType.I256,
        _ => MirType.Void,
    };
}
