// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>Computes terms of which the variables are known.</summary>
public static class TermEvaluator
{
    /// <summary>Computes a term.</summary>
    /// <typeparam name="TFacts">What is known of values.</typeparam>
    /// <param name="term">A term in which every variable is a constant, but where it asks what is known of one.</param>
    /// <param name="bindings">The variables and types.</param>
    /// <param name="facts">What is known of values.</param>
    /// <returns>A number that fits the term's type.</returns>
    public static U256 Evaluate<TFacts>(RuleTerm term, in RuleBindings bindings, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        ArgumentNullException.ThrowIfNull(term);
        switch (term.Kind)
        {
            case TermKind.Variable or TermKind.Constant:
                facts.IsConstant(bindings.ValueOf(term.Variable), out var constant);
                return constant;
            case TermKind.Literal:
                return ConstantEvaluator.Truncate(term.Number, bindings.TypeOf(term));
            case TermKind.Width:
                return (ulong)MirTypes.BitsOf(bindings.TypeOf(term));
            case TermKind.Bytes:
                return (ulong)MirTypes.BitsOf(bindings.TypeOf(term)) / 8;
            case TermKind.Possible:
                return facts.PossibleBits(bindings.ValueOf(term.Variable));
            case TermKind.Least:
                return facts.Range(bindings.ValueOf(term.Variable)).Least;
            case TermKind.Greatest:
                return facts.Range(bindings.ValueOf(term.Variable)).Greatest;
            case TermKind.Log2:
                return (ulong)Math.Max(Evaluate(term.Arguments[0], in bindings, facts).BitLength - 1, 0);
            case TermKind.PowerOfTwo:
                return Evaluate(term.Arguments[0], in bindings, facts).IsPowerOfTwo ? U256.One : U256.Zero;
            case TermKind.Ones:
                var bits = Evaluate(term.Arguments[0], in bindings, facts).BitLength;
                return bits == 0 ? U256.Zero : U256.MaxValue >> (256 - bits);
            default:
                return EvaluateOperation(term, in bindings, facts);
        }
    }

    /// <summary>Whether a condition holds.</summary>
    /// <typeparam name="TFacts">What is known of values.</typeparam>
    /// <param name="condition">A term of I1.</param>
    /// <param name="bindings">The variables and types.</param>
    /// <param name="facts">What is known of values.</param>
    internal static bool Holds<TFacts>(RuleTerm condition, in RuleBindings bindings, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        // The common ones without the words that 0 and 1 are.
        if (condition.Kind == TermKind.Operation)
        {
            var arguments = condition.Arguments;
            switch (condition.Op)
            {
                case MirOp.Not:
                    return !Holds(arguments[0], in bindings, facts);
                case MirOp.Eq when arguments[1].IsZero:
                    return IsZero(arguments[0], in bindings, facts);
                case MirOp.Ne when arguments[1].IsZero:
                    return !IsZero(arguments[0], in bindings, facts);
                case MirOp.Eq:
                    return Evaluate(arguments[0], in bindings, facts) == Evaluate(arguments[1], in bindings, facts);
                case MirOp.Ne:
                    return Evaluate(arguments[0], in bindings, facts) != Evaluate(arguments[1], in bindings, facts);
                case MirOp.Ult:
                    return Evaluate(arguments[0], in bindings, facts) < Evaluate(arguments[1], in bindings, facts);
                case MirOp.Ugt:
                    return Evaluate(arguments[0], in bindings, facts) > Evaluate(arguments[1], in bindings, facts);
            }
        }

        return !Evaluate(condition, in bindings, facts).IsZero;
    }

    /// <summary>Whether a term is 0: of two masks without making a third.</summary>
    private static bool IsZero<TFacts>(RuleTerm term, in RuleBindings bindings, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (term is not { Kind: TermKind.Operation, Op: MirOp.And })
        {
            return Evaluate(term, in bindings, facts).IsZero;
        }

        var (left, right) = (term.Arguments[0], term.Arguments[1]);
        var mask = Evaluate(left, in bindings, facts);
        return right is { Kind: TermKind.Operation, Op: MirOp.Not }
            ? (mask & ~Evaluate(right.Arguments[0], in bindings, facts)).IsZero
            : (mask & Evaluate(right, in bindings, facts)).IsZero;
    }

    private static U256 EvaluateOperation<TFacts>(RuleTerm term, in RuleBindings bindings, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        var arguments = term.Arguments;
        var a = Evaluate(arguments[0], in bindings, facts);
        var b = arguments.Length > 1 ? Evaluate(arguments[1], in bindings, facts) : U256.Zero;
        var c = arguments.Length > 2 ? Evaluate(arguments[2], in bindings, facts) : U256.Zero;
        return ConstantEvaluator.Evaluate(
            term.Op, term.Call, bindings.TypeOf(term), bindings.TypeOf(arguments[^1]), in a, in b, in c);
    }
}
