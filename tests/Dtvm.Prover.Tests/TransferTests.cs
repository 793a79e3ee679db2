// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Prover.Tests;

/// <summary>The analyses themselves, run on a function of each pattern, say nothing that the interpreter does not keep to: the rows that
/// are proved are the ones that run.</summary>
public sealed class TransferTests
{
    private const int Inputs = 300;

    public static TheoryData<string> Names() =>
        [.. TransferRules.Bits.Rules.ToArray().Concat(TransferRules.Ranges.Rules.ToArray()).Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnAnalysisKeepsItsWord(string name)
    {
        var rule = RuleCatalogue.All.Single(rule => rule.Name == name);
        var random = new Random(3);
        var isSaid = false;
        foreach (var types in TypeChoices.Of(rule))
        {
            for (var i = 0; i < Inputs; i++)
            {
                var numbers = new Dictionary<string, U256>();
                var program = new TermProgram(rule, types, variable => numbers.TryGetValue(variable, out var known)
                    ? known
                    : numbers[variable] = Word(random));
                var value = program.Add(rule.Pattern);
                var all = ConstantEvaluator.Truncate(U256.MaxValue, program.Function.TypeOf(value));
                var possible = KnownBits.PossibleOf(program.Function, value);
                var range = new PassContext(program.Module).Ranges(program.Function)[value];
                isSaid |= rule.Kind == RuleKind.Bits ? possible != all : range != ValueRange.Of(program.Function.TypeOf(value));
                var result = program.Run(value);
                Assert.True((result & ~possible).IsZero, $"{rule} for {string.Join(", ", numbers)}: {result}");
                Assert.True(result >= range.Least && result <= range.Greatest, $"{rule} for {string.Join(", ", numbers)}: {result}");
            }
        }

        Assert.True(isSaid, "the analysis says nothing of any of these functions");
    }

    private static U256 Word(Random random) => random.Next(4) switch
    {
        0 => (ulong)random.Next(40),
        1 => U256.One << random.Next(256),
        2 => U256.MaxValue >> random.Next(256),
        _ => new U256((ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64(), (ulong)random.NextInt64()),
    };
}
