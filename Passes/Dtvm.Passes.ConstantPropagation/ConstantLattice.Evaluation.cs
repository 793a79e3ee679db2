// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <content>What an instruction gives on what is known of its operands.</content>
internal sealed partial class ConstantLattice
{
    private State Evaluate(MirInst inst, out U256 constant)
    {
        var op = inst.Op;
        if (op == MirOp.Const)
        {
            constant = inst.Constant;
            return State.Constant;
        }

        constant = default;
        if (!inst.Has(MirTraits.Foldable))
        {
            return State.Varying;
        }

        var operands = inst.Operands;
        if (op == MirOp.Select && StateOf(operands[0]) != State.Unknown)
        {
            return EvaluateSelect(inst, out constant);
        }

        bool isUnknown = false, isVarying = false, hasConstant = false;
        foreach (var operand in operands)
        {
            var state = StateOf(operand);
            isUnknown |= state == State.Unknown;
            isVarying |= state == State.Varying;
            hasConstant |= state == State.Constant;
        }

        // Without a constant only equal operands decide a result.
        if ((hasConstant || (operands.Length > 1 && operands[0] == operands[1]))
            && Decides(inst, out constant))
        {
            return State.Constant;
        }

        if (isUnknown || isVarying)
        {
            return isUnknown ? State.Unknown : State.Varying;
        }

        constant = EvaluateConstants(inst, operands);
        return State.Constant;
    }

    private U256 EvaluateConstants(MirInst inst, ReadOnlySpan<Value> operands)
    {
        Span<U256> values = stackalloc U256[3];
        for (var i = 0; i < operands.Length; i++)
        {
            _ = IsConstant(operands[i], out values[i]);
        }

        var type = operands.Length > 0 ? _function.TypeOf(operands[^1]) : inst.Type;
        return ConstantEvaluator.Evaluate(inst, type, values[..operands.Length]);
    }

    private State EvaluateSelect(MirInst inst, out U256 constant)
    {
        Value first = inst.Operands[1], second = inst.Operands[2];
        if (IsConstant(inst.Operands[0], out var condition))
        {
            var chosen = condition.IsZero ? second : first;
            _ = IsConstant(chosen, out constant);
            return StateOf(chosen);
        }

        var isConstant = IsConstant(first, out constant);
        if (StateOf(first) == State.Unknown || StateOf(second) == State.Unknown)
        {
            return State.Unknown;
        }

        return isConstant && IsConstant(second, out var other) && constant == other ? State.Constant : State.Varying;
    }

    /// <summary>Whether what is known of some operands decides the result, whatever the others are.</summary>
    private bool Decides(MirInst inst, out U256 constant)
    {
        var facts = new Facts(this);
        var bindings = default(RuleBindings);
        var rule = RuleMatcher.Find(_rules.DecidingFor(inst), inst, facts, ref bindings);
        constant = rule is null ? default : TermEvaluator.Evaluate(rule.Results[0], in bindings, facts);
        return rule is not null;
    }

    /// <summary>What the propagation has found so far.</summary>
    private readonly struct Facts(ConstantLattice lattice) : IRuleFacts
    {
        public bool IsConstant(Value value, out U256 constant) => lattice.IsConstant(value, out constant);

        public int DefiningOp(Value value) => lattice._cells[value.Id] > 0 ? (int)MirOp.Const + 1 : 0;

        public U256 PossibleBits(Value value) => Range(value).Greatest;

        public ValueRange Range(Value value) => ValueRange.Of(lattice._function.TypeOf(value));
    }
}
