// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Rules;

namespace Dtvm.Prover;

/// <summary>What a rule asks of its variables besides their values.</summary>
internal static class AskedFacts
{
    /// <summary>The facts that conditions and results ask for, each once.</summary>
    /// <param name="rule">The rule.</param>
    public static IReadOnlyCollection<(TermKind Kind, int Variable)> Of(Rule rule)
    {
        var asked = new SortedSet<(TermKind Kind, int Variable)>();
        foreach (var term in rule.Results)
        {
            Collect(term, asked);
        }

        foreach (var term in rule.Conditions)
        {
            Collect(term, asked);
        }

        return asked;
    }

    /// <summary>The name of a fact in a query and in a counterexample.</summary>
    /// <param name="kind">Possible, least or greatest.</param>
    /// <param name="variable">The variable.</param>
    public static string NameOf(TermKind kind, RuleVariable variable) => kind switch
    {
        TermKind.Possible => $"possible_{variable.Name}",
        TermKind.Least => $"least_{variable.Name}",
        _ => $"greatest_{variable.Name}",
    };

    private static void Collect(RuleTerm term, SortedSet<(TermKind Kind, int Variable)> asked)
    {
        if (term.Kind is TermKind.Possible or TermKind.Least or TermKind.Greatest)
        {
            asked.Add((term.Kind, term.Variable));
        }

        foreach (var argument in term.Arguments)
        {
            Collect(argument, asked);
        }
    }
}
