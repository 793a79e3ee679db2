// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dtvm.Mir.Rules;
using Dtvm.Prover;
using Dtvm.Prover.Smt;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm prove</c>: proves rules over MIR for all inputs, or shows a counterexample.</summary>
internal static class ProveCommand
{
    private const int DefaultSeconds = 120;
    private const int MaxSeconds = 24 * 60 * 60;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var rules = new Argument<string[]>("RULE")
        {
            Description = "Names of rules, 'add-*' for all that begin so, or a rule as text: 'sub(x, x) => 0' (default: all rules).",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var width = new Option<int?>("--width")
        {
            Description = "Bits of a word: 16, 32, 64 or 256 (default: 256, where that takes too long 64, 32 and 16 with tests at 256).",
            HelpName = "BITS",
        };
        var timeout = new Option<int>("--timeout")
        {
            Description = "How long a rule may take at one width.",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => DefaultSeconds,
        };
        var solver = new Option<string?>("--solver")
        {
            Description = "The program of z3 or cvc5 (default: z3, else cvc5, of the path).",
            HelpName = "FILE",
        };
        var list = new Option<bool>("--list") { Description = "Only list the rules." };
        var smt = new Option<bool>("--smt") { Description = "Only write the questions in SMT-LIB." };
        var json = CommonOptions.Json();
        var command = new Command("prove", "Prove the rules that passes apply to MIR, for all inputs")
        {
            rules, width, timeout, solver, list, smt, json,
        };
        command.SetAction((parsed, cancellation) =>
        {
            Rule[] chosen = [.. Choose(parsed.GetValue(rules) ?? [])];
            var bits = parsed.GetValue(width) is null or 16 or 32 or 64 or 256
                ? parsed.GetValue(width)
                : throw new CliException("--width: must be 16, 32, 64 or 256");
            var limit = parsed.GetValue(timeout) is >= 1 and <= MaxSeconds and var seconds
                ? TimeSpan.FromSeconds(seconds)
                : throw new CliException($"--timeout: must be from 1 to {MaxSeconds}");
            var isOnlyShown = parsed.GetValue(list) || parsed.GetValue(smt);
            if (isOnlyShown && parsed.GetValue(json))
            {
                throw new CliException("--json: goes with neither --list nor --smt");
            }

            if (isOnlyShown)
            {
                Show(chosen, parsed.GetValue(smt), new BitWidths(bits ?? BitWidths.Full.Word));
                return Task.FromResult(ExitCode.Success);
            }

            var program = Solver.TryFind(parsed.GetValue(solver), out var error) ?? throw new CliException($"prove: {error}");
            var prover = new RuleProver(program, limit);
            Proof Prove(Rule rule) => bits is { } word
                ? prover.ProveAt(rule, new BitWidths(word), cancellation)
                : prover.Prove(rule, cancellation);
            try
            {
                return Task.FromResult(Run(chosen, program, Prove, parsed.GetValue(json)));
            }
            catch (AggregateException) when (cancellation.IsCancellationRequested)
            {
                throw new CliException("prove: interrupted");
            }
        });
        return command;
    }

    private static IEnumerable<Rule> Choose(string[] words)
    {
        if (words.Length == 0)
        {
            return RuleCatalogue.All;
        }

        return words.SelectMany(word =>
        {
            if (word.Contains("=>", StringComparison.Ordinal))
            {
                return [Parse(word)];
            }

            Rule[] found = [.. RuleCatalogue.All.Where(rule => word.EndsWith('*')
                ? rule.Name.StartsWith(word[..^1], StringComparison.Ordinal)
                : rule.Name == word)];
            return found.Length > 0 ? found : throw new CliException($"prove: there is no rule '{word}'; 'dtvm prove --list' lists them");
        });
    }

    private static Rule Parse(string text)
    {
        try
        {
            return RuleTable.ParseRule(text);
        }
        catch (FormatException exception)
        {
            throw new CliException($"prove: {exception.Message}");
        }
    }

    private static void Show(Rule[] rules, bool asSmt, BitWidths widths)
    {
        foreach (var rule in rules)
        {
            if (!asSmt)
            {
                Console.WriteLine(rule);
                continue;
            }

            foreach (var query in RuleProver.Queries(rule, widths))
            {
                Console.Write(query);
            }
        }
    }

    private static int Run(Rule[] rules, Solver solver, Func<Rule, Proof> prove, bool json)
    {
        var clock = Stopwatch.StartNew();
        var proofs = new List<Proof>();
        foreach (var proof in rules.AsParallel().AsOrdered().WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(prove))
        {
            proofs.Add(proof);
            if (!json)
            {
                ProofReport.WriteText(Console.Out, proof);
            }
        }

        if (json)
        {
            ProofReport.WriteJson(Console.Out, solver, proofs);
        }
        else
        {
            var proved = proofs.Count(proof => proof.IsProved);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{proved} of {proofs.Count} rules proved in {clock.Elapsed.TotalSeconds:F1} s by {solver.Version}"));
        }

        return proofs.TrueForAll(proof => proof.IsProved) ? ExitCode.Success : ExitCode.Failure;
    }
}
