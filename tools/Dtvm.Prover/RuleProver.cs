// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Prover.Smt;

namespace Dtvm.Prover;

/// <summary>Proves rules, or refutes them.</summary>
/// <param name="solver">The solver.</param>
/// <param name="limit">How long a rule may take at one width.</param>
public sealed class RuleProver(Solver solver, TimeSpan limit)
{
    /// <summary>Inputs tried before a solver is asked: they find most faults at once, also those that are hard for a solver.</summary>
    private const int Tests = 10_000;

    private const int TestsOfUndecided = 200_000;

    /// <summary>The widths of a word at which is proved what a solver cannot decide at 256 bits.</summary>
    private static readonly BitWidths[] NarrowWidths = [new(64), new(32), new(16)];

    /// <summary>Tries a rule with numbers, then proves it at 256 bits, and what cannot be decided there in time at narrower widths, with
    /// more numbers.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="cancellation">Ends it.</param>
    public Proof Prove(Rule rule, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var clock = Stopwatch.StartNew();
        var tests = new RuleTester(rule).Run(Tests, out var counterexample);
        if (counterexample is not null)
        {
            return new Proof(rule, ProofOutcome.Refuted, [BitWidths.Full.Word], 0, tests, clock.Elapsed, counterexample);
        }

        var full = ProveAt(rule, BitWidths.Full, cancellation) with { Tests = tests };
        if (full.Outcome != ProofOutcome.Undecided)
        {
            return full with { Time = clock.Elapsed };
        }

        var cases = full.Cases;
        var widths = new List<int>();
        foreach (var narrow in NarrowWidths)
        {
            var proof = ProveAt(rule, narrow, cancellation);
            cases += proof.Cases;
            if (proof.Outcome == ProofOutcome.Refuted)
            {
                return proof with { Time = clock.Elapsed };
            }

            if (proof.IsProved)
            {
                widths.Add(narrow.Word);
            }
        }

        tests = new RuleTester(rule).Run(TestsOfUndecided, out counterexample);
        var outcome = counterexample is not null ? ProofOutcome.Refuted
            : widths.Count > 0 ? ProofOutcome.ProvedNarrow : ProofOutcome.Undecided;
        return new Proof(rule, outcome, widths, cases, tests, clock.Elapsed, counterexample, full.Detail);
    }

    /// <summary>Proves a rule at one width.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="widths">The width.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>A proof, a refutation, or that the time was not enough.</returns>
    public Proof ProveAt(Rule rule, BitWidths widths, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(rule);
        var clock = Stopwatch.StartNew();
        var answered = 0;
        foreach (var types in TypeChoices.Of(rule))
        {
            if (!TypeChoices.HasWellFormedResult(rule, types))
            {
                return End(ProofOutcome.IllTyped, null, $"no such instruction for {Describe(rule, types)}");
            }

            var query = new SmtQuery(rule, types, widths);
            var cases = ProofCase.Split(rule, types, widths);
            if (rule.Kind == RuleKind.Range && cases.Count == 1
                && IsProvedAbstractly(new SmtQuery(rule, types, widths, query.Abstractable), query.Abstractable, cancellation))
            {
                answered++;
                continue;
            }

            var lines = solver.Ask(
                query.Text(cases, asksForValues: false), line => line != "unsat", limit - clock.Elapsed, cancellation);
            var proved = lines.Count(line => line == "unsat");
            answered += proved;
            if (lines.Count > 0 && lines[^1] == "sat")
            {
                return End(ProofOutcome.Refuted, AskForValues(query, cases[proved], rule, types, widths, cancellation), null);
            }

            if (proved < cases.Count)
            {
                return End(ProofOutcome.Undecided, null, lines.Count > proved ? lines[^1] : null);
            }
        }

        return answered > 0
            ? End(ProofOutcome.Proved, null, null)
            : End(ProofOutcome.IllTyped, null, "there are no types that the pattern could have");

        Proof End(ProofOutcome outcome, Counterexample? counterexample, string? detail) =>
            new(rule, outcome, [widths.Word], answered, 0, clock.Elapsed, counterexample, detail);
    }

    /// <summary>The question in SMT-LIB, for other solvers and for whoever wants to read it.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="widths">The width.</param>
    /// <returns>A text for each choice of types.</returns>
    public static IEnumerable<string> Queries(Rule rule, BitWidths widths) =>
        TypeChoices.Of(rule).Select(types => new SmtQuery(rule, types, widths).Text(ProofCase.Split(rule, types, widths), false));

    /// <summary>Whether a rule follows from what is always true of the functions in it.</summary>
    private bool IsProvedAbstractly(SmtQuery query, Abstraction abstraction, CancellationToken cancellation) =>
        abstraction != Abstraction.None
        && solver.Ask(query.Text([ProofCase.Whole], asksForValues: false), static _ => false, limit, cancellation) is ["unsat"];

    private Counterexample AskForValues(
        SmtQuery query, ProofCase one, Rule rule, MirType[] types, BitWidths widths, CancellationToken cancellation)
    {
        var lines = solver.Ask(query.Text([one], asksForValues: true), static _ => false, limit, cancellation);
        var values = SmtAnswer.ReadValues(string.Join(' ', lines.Skip(1)));
        if (values.Count != query.Names.Count)
        {
            throw new InvalidOperationException($"{solver.Path} found a counterexample of {rule.Name} and does not tell it: {lines[^1]}");
        }

        var counterexample = new Counterexample(widths.Word, types, [.. query.Names.Zip(values)]);
        if (widths.IsFull)
        {
            RuleTester.Confirm(rule, counterexample);
        }

        return counterexample;
    }

    private static string Describe(Rule rule, MirType[] types) => string.Join(
        ", ", rule.Variables.Select(variable => $"{variable.Name}: {types[variable.TypeClass].ToString().ToLowerInvariant()}"));
}
