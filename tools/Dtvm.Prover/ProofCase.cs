// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;
using Dtvm.Prover.Smt;

namespace Dtvm.Prover;

/// <summary>One of the cases that a proof is split into, which together are all inputs.</summary>
/// <param name="Fixed">Constants of the rule and the number that each is.</param>
/// <param name="Assertions">What else holds, in SMT-LIB.</param>
internal sealed record ProofCase((int Variable, U256 Number)[] Fixed, string[] Assertions)
{
    /// <summary>All inputs at once.</summary>
    public static ProofCase Whole { get; } = new([], []);

    /// <summary>The number that a variable is fixed to, if it is.</summary>
    public U256? Find(int variable)
    {
        foreach (var (index, number) in Fixed)
        {
            if (index == variable)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Splits a proof where a constant has few values that matter: powers of two, and the index of SIGNEXTEND. A multiplication,
    /// division or shift by a number is easy for a solver that is very hard by a variable.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="types">What each of its types is.</param>
    /// <param name="widths">How wide they are.</param>
    public static IReadOnlyList<ProofCase> Split(Rule rule, MirType[] types, BitWidths widths)
    {
        IReadOnlyList<ProofCase> cases = [Whole];
        for (var i = 0; i < rule.Variables.Count; i++)
        {
            var variable = rule.Variables[i];
            if (!variable.IsConstant || variable.IsBound)
            {
                continue;
            }

            var bits = widths.Of(types[variable.TypeClass]);
            if (IsPowerOfTwo(rule, i))
            {
                cases = Product(cases, Enumerable.Range(0, bits).Select(n => Of(i, U256.One << n)));
            }
            else if (IsSignIndex(rule.Pattern, i))
            {
                var last = (bits / 8) - 1;
                var rest = new ProofCase([], [$"(bvuge {variable.Name} {SmtFunctions.Number((ulong)last, bits)})"]);
                cases = Product(cases, Enumerable.Range(0, last).Select(n => Of(i, (ulong)n)).Append(rest));
            }
        }

        return cases;
    }

    private static ProofCase Of(int variable, in U256 number) => new([(variable, number)], []);

    private static List<ProofCase> Product(IReadOnlyList<ProofCase> left, IEnumerable<ProofCase> right) =>
        [.. right.SelectMany(more => left.Select(one =>
            new ProofCase([.. one.Fixed, .. more.Fixed], [.. one.Assertions, .. more.Assertions])))];

    /// <summary>Whether a condition says that a variable is a power of two.</summary>
    private static bool IsPowerOfTwo(Rule rule, int variable)
    {
        foreach (var condition in rule.Conditions)
        {
            if (condition.Kind == TermKind.PowerOfTwo && condition.Arguments[0].Variable == variable)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSignIndex(RuleTerm term, int variable)
    {
        if (term is { Kind: TermKind.Operation, Op: MirOp.SignExtend } && term.Arguments[0].Variable == variable)
        {
            return true;
        }

        foreach (var argument in term.Arguments)
        {
            if (IsSignIndex(argument, variable))
            {
                return true;
            }
        }

        return false;
    }
}
