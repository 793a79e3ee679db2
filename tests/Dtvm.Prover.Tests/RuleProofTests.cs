// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Rules;

namespace Dtvm.Prover.Tests;

/// <summary>Every rule is proved: the quick ones at 256 bits here, the others at 16 bits here and at 256 by <c>make prove</c>.</summary>
public sealed class RuleProofTests
{
    private const int Seconds = 120;

    /// <summary>What takes a solver more than a second at 256 bits.</summary>
    private static readonly string[] Slow =
    [
        "sdiv-power", "sdiv-minus-one", "udiv-power", "umod-power", "mul-power", "addmod-power", "mulmod-power", "signextend-twice",
    ];

    public static TheoryData<string> Names() => [.. RuleCatalogue.All.Select(rule => rule.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void ARuleIsProved(string name)
    {
        var rule = RuleCatalogue.All.Single(rule => rule.Name == name);
        var widths = Slow.Contains(name) ? new BitWidths(16) : BitWidths.Full;
        var proof = SolverUnderTest.Prover(Seconds).ProveAt(rule, widths);
        Assert.True(proof.Outcome == ProofOutcome.Proved, $"{rule}: {proof.Outcome} {proof.Detail}");
        Assert.True(proof.Cases > 0);
    }

    /// <summary>What gvn, memory-forwarding and touch-merging take for granted of sums of a value and constants, which they do not rewrite
    /// but compare.</summary>
    [Theory]
    [InlineData("add(add(x, k1), k) => add(x, {add(k1, k)})")]
    [InlineData("sub(add(x, k1), k) => add(x, {sub(k1, k)})")]
    [InlineData("sub(x, k) => add(x, {sub(0, k)})")]
    [InlineData("sub(add(x, k1), add(x, k)) => {sub(k1, k)}")]
    public void ASumOfAValueAndConstantsHasOneNormalForm(string text) => Assert.Equal(
        ProofOutcome.Proved, SolverUnderTest.Prover(Seconds).ProveAt(RuleTable.ParseRule(text), BitWidths.Full).Outcome);

    [Fact]
    public void WhatIsLeftOutIsARule() => Assert.Empty(Slow.Except(RuleCatalogue.All.Select(rule => rule.Name)));

    [Fact]
    public void NamesAreUnique() =>
        Assert.Equal(RuleCatalogue.All.Count, RuleCatalogue.All.Select(rule => rule.Name).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void EveryRuleIsTriedWithNumbersToo()
    {
        foreach (var rule in RuleCatalogue.All)
        {
            var met = new RuleTester(rule).Run(3000, out var counterexample);
            Assert.True(counterexample is null, $"{rule}: {counterexample}");
            Assert.True(met > 0, $"{rule}: no input met its condition");
        }
    }

    /// <summary>What cannot be decided in time at 256 bits is proved at narrower widths and tested: here a quotient of two
    /// variables.</summary>
    [Fact]
    public void WhatTakesTooLongIsProvedNarrower()
    {
        var rule = RuleTable.ParseRule("ugt(rt.udiv(x, y), x) => 0");
        var proof = SolverUnderTest.Prover(2).Prove(rule);
        Assert.Equal(ProofOutcome.ProvedNarrow, proof.Outcome);
        Assert.Contains(16, proof.Widths);
        Assert.DoesNotContain(256, proof.Widths);
        Assert.True(proof.Tests > 1000);
    }

    [Fact]
    public void AnInstructionThatMirDoesNotHaveIsNamed()
    {
        var proof = SolverUnderTest.Prover(Seconds).Prove(RuleTable.ParseRule("and(x, y) => sub(x, sub(x, and(x, y)))"));
        Assert.Equal(ProofOutcome.IllTyped, proof.Outcome);
        Assert.Equal("no such instruction for x: i1, y: i1", proof.Detail);
    }
}
