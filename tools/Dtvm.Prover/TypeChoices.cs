// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Rules;

namespace Dtvm.Prover;

/// <summary>The types that a rule may be applied to.</summary>
internal static class TypeChoices
{
    private static readonly MirType[] All = [MirType.I1, MirType.I64, MirType.I256];

    /// <summary>Every choice of types for which pattern and conversions are well-formed MIR.</summary>
    /// <param name="rule">The rule.</param>
    public static IEnumerable<MirType[]> Of(Rule rule)
    {
        IEnumerable<MirType[]> choices = [[]];
        foreach (var type in rule.Types)
        {
            choices = choices.SelectMany(choice => (type == MirType.Void ? All : [type]).Select(next => (MirType[])[.. choice, next]));
        }

        return choices.Where(choice => IsOrdered(rule, choice) && IsWellFormed(rule.Pattern, choice));
    }

    /// <summary>Whether the instructions of a rule's result are well-formed.</summary>
    public static bool HasWellFormedResult(Rule rule, MirType[] types)
    {
        foreach (var result in rule.Results)
        {
            if (rule.Kind == RuleKind.Rewrite && !IsWellFormed(result, types))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsOrdered(Rule rule, MirType[] types)
    {
        foreach (var order in rule.Orders)
        {
            if (types[order.Narrow] >= types[order.Wide])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every operation takes its operands. What is computed is no instruction.</summary>
    private static bool IsWellFormed(RuleTerm term, MirType[] types)
    {
        if (term.Kind != TermKind.Operation || term.IsComputed)
        {
            return true;
        }

        var info = MirOpTable.Get(term.Op);
        var isTruthTaken = (info.Traits & MirTraits.TakesTruth) != 0;
        for (var i = 0; i < term.Arguments.Length; i++)
        {
            var isShared = term.Op != MirOp.RuntimeCall && info.Operands[i] == TypeRule.Same;
            if ((isShared && !isTruthTaken && types[term.Arguments[i].TypeClass] == MirType.I1) || !IsWellFormed(term.Arguments[i], types))
            {
                return false;
            }
        }

        return true;
    }
}
