// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>Takes the instructions that a rule's result needs besides the one that it is applied to.</summary>
public interface IRuleTarget
{
    /// <summary>Adds an instruction before the one that is rewritten.</summary>
    /// <param name="op">A pure operation.</param>
    /// <param name="call">The callee of a runtime call.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="operands">The operands.</param>
    /// <returns>The result.</returns>
    Value Insert(MirOp op, RuntimeCall call, MirType type, ReadOnlySpan<Value> operands);

    /// <summary>Adds a constant before the instruction that is rewritten.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="constant">A number that fits it.</param>
    /// <returns>The result.</returns>
    Value InsertConstant(MirType type, in U256 constant);
}

/// <summary>Makes an instruction the result of a rule that it fits.</summary>
public static class RuleApplication
{
    private const int MaxArguments = 3;

    /// <summary>Applies a rule. New instructions come in the order of the text, operands before what uses them.</summary>
    /// <typeparam name="TFacts">What is known of values.</typeparam>
    /// <param name="rule">A rewriting rule that <see cref="RuleMatcher"/> found.</param>
    /// <param name="inst">The instruction, which is changed in place unless its result is another value.</param>
    /// <param name="bindings">What the rule's variables and types are.</param>
    /// <param name="facts">What is known of values.</param>
    /// <param name="target">Takes new instructions.</param>
    /// <returns>The value that the instruction's result is, or <see cref="Value.None"/> when the instruction was changed.</returns>
    public static Value Apply<TFacts>(Rule rule, MirInst inst, in RuleBindings bindings, TFacts facts, IRuleTarget target)
        where TFacts : IRuleFacts, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(target);
        var result = rule.Results[0];
        if (IsInserted(result))
        {
            var constant = TermEvaluator.Evaluate(result, in bindings, facts);
            inst.Op = MirOp.Const;
            inst.Operands = [];
            inst.Constant = constant;
            return Value.None;
        }

        if (result.Kind != TermKind.Operation)
        {
            return bindings.ValueOf(result.Variable);
        }

        Span<Value> operands = stackalloc Value[MaxArguments];
        operands = operands[..result.Arguments.Length];
        MakeOperands(result, in bindings, facts, target, operands);
        inst.Op = result.Op;
        inst.Operands = operands;
        if (result.Op == MirOp.RuntimeCall)
        {
            inst.Call = result.Call;
        }

        return Value.None;
    }

    /// <summary>Whether a term of a result is a constant to be made.</summary>
    private static bool IsInserted(RuleTerm term) =>
        term.IsComputed || term.Kind is not (TermKind.Variable or TermKind.Constant or TermKind.Operation);

    private static Value Make<TFacts>(RuleTerm term, in RuleBindings bindings, TFacts facts, IRuleTarget target)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (IsInserted(term))
        {
            return target.InsertConstant(bindings.TypeOf(term), TermEvaluator.Evaluate(term, in bindings, facts));
        }

        if (term.Kind != TermKind.Operation)
        {
            return bindings.ValueOf(term.Variable);
        }

        Span<Value> operands = stackalloc Value[MaxArguments];
        operands = operands[..term.Arguments.Length];
        MakeOperands(term, in bindings, facts, target, operands);
        return target.Insert(term.Op, term.Call, bindings.TypeOf(term), operands);
    }

    private static void MakeOperands<TFacts>(
        RuleTerm term, in RuleBindings bindings, TFacts facts, IRuleTarget target, Span<Value> operands)
        where TFacts : IRuleFacts, allows ref struct
    {
        for (var i = 0; i < operands.Length; i++)
        {
            operands[i] = Make(term.Arguments[i], in bindings, facts, target);
        }
    }
}
