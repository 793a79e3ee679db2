// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>Finds the rule that an instruction fits. Nothing is allocated.</summary>
public static class RuleMatcher
{
    /// <summary>Finds the first rule of which pattern and condition hold.</summary>
    /// <typeparam name="TFacts">What is known of values.</typeparam>
    /// <param name="rules">Rules for the instruction's operation, in the order in which they are tried.</param>
    /// <param name="inst">The instruction.</param>
    /// <param name="facts">What is known of values.</param>
    /// <param name="bindings">Gets what the rule's variables and types are.</param>
    /// <returns>The rule, or null.</returns>
    public static Rule? Find<TFacts>(ReadOnlySpan<RuleEntry> rules, MirInst inst, TFacts facts, ref RuleBindings bindings)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (rules.IsEmpty)
        {
            return null;
        }

        var operands = inst.Operands;
        var shape = RuleShape.Of(operands, facts);
        foreach (ref readonly var entry in rules)
        {
            if ((shape & entry.Mask) == entry.Shape
                && entry.MayFit(operands, facts)
                && Matches(entry.Rule, inst, operands, facts, ref bindings))
            {
                return entry.Rule;
            }
        }

        return null;
    }

    private static bool Matches<TFacts>(Rule rule, MirInst inst, ReadOnlySpan<Value> operands, TFacts facts, ref RuleBindings bindings)
        where TFacts : IRuleFacts, allows ref struct
    {
        bindings.Begin(in rule.InitialTypes);
        if (!bindings.BindType(rule.Pattern.TypeClass, inst.Type)
            || !(rule.IsFlat
                ? MatchesFlat(rule, inst.Function, operands, ref bindings)
                : MatchesBelow(rule.Pattern, inst, operands, facts, ref bindings)))
        {
            return false;
        }

        foreach (var order in rule.Orders)
        {
            if (bindings.Types[order.Narrow] >= bindings.Types[order.Wide])
            {
                return false;
            }
        }

        foreach (var condition in rule.Conditions)
        {
            if (!TermEvaluator.Holds(condition, in bindings, facts))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Binds operands of which the shape and the numbers 0 and 1 are known to fit.</summary>
    private static bool MatchesFlat(Rule rule, MirFunction function, ReadOnlySpan<Value> operands, ref RuleBindings bindings)
    {
        var arguments = rule.Pattern.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = arguments[i];
            var operand = operands[i];
            if (!bindings.BindType(argument.TypeClass, function.TypeOf(operand))
                || (argument.Variable >= 0 && !bindings.Bind(argument.Variable, operand)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool MatchesBelow<TFacts>(
        RuleTerm term, MirInst inst, ReadOnlySpan<Value> operands, TFacts facts, ref RuleBindings bindings)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (term.Kind == TermKind.Constant)
        {
            // The pattern is the constant itself.
            return bindings.Bind(term.Variable, inst.Result);
        }

        var arguments = term.Arguments;
        if (operands.Length != arguments.Length)
        {
            return false;
        }

        for (var i = 0; i < arguments.Length; i++)
        {
            if (!Matches(arguments[i], operands[i], inst.Function, facts, ref bindings))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Matches<TFacts>(RuleTerm term, Value value, MirFunction function, TFacts facts, ref RuleBindings bindings)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (!bindings.BindType(term.TypeClass, function.TypeOf(value)))
        {
            return false;
        }

        switch (term.Kind)
        {
            case TermKind.Variable:
                break;
            case TermKind.Constant:
                if (!facts.IsConstant(value, out _))
                {
                    return false;
                }

                break;
            case TermKind.Operation:
                if (facts.DefiningOp(value) != (int)term.Op + 1
                    || function.DefinitionOf(value) is not { } inner
                    || (term.Op == MirOp.RuntimeCall && inner.Call != term.Call)
                    || !MatchesBelow(term, inner, inner.Operands, facts, ref bindings))
                {
                    return false;
                }

                break;
            default:
                if (!facts.IsConstant(value, out var constant)
                    || constant != (term.IsPlain ? term.Number : TermEvaluator.Evaluate(term, in bindings, facts)))
                {
                    return false;
                }

                break;
        }

        return term.Variable < 0 || bindings.Bind(term.Variable, value);
    }
}
