// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Rules;

namespace Dtvm.Prover.Tests;

/// <summary>Wrong rules of the kinds that people write are refuted, with inputs for which the MIR interpreter sees it too.</summary>
public sealed class PlantedRuleTests
{
    private const int Seconds = 120;

    /// <summary>Each with what is wrong.</summary>
    public static TheoryData<string, string> Rules() => new()
    {
        { "no condition", "mul(x, k) => shl(x, {log2(k)})" },
        { "no condition", "rt.umod(x, k) => and(x, {sub(k, 1)})" },
        { "no condition", "signextend(k, y@signextend(k1, x)) => y" },
        { "no condition: the sign bit", "slt(x, y) => ult(x, y)" },
        { "the condition without the most negative divisor",
            "rt.sdiv(x, k) => sar(add(x, shr(sar(x, {sub(width, 1)}), {sub(width, log2(k))})), {log2(k)}) if power2(k)" },
        { "a condition that is turned round", "signextend(k, y@signextend(k1, x)) => y if not(ult(k1, k))" },
        { "a bit too few in a condition", "signextend(k, x) => x if eq(shr(possible(x), add(mul(k, 8), 8)), 0)" },
        { "a width too small", "shl(x, k) => 0 if not(ult(k, 64))" },
        { "a width too small", "eq(zext(x:i64), k) => eq(x, {trunc(k)})" },
        { "a width too large", "byte(k, x) => and(x, 0x1ff) if eq(k, sub(bytes, 1))" },
        { "off by one in a shift", "mul(x, k) => shl(x, {sub(width, log2(k))}) if power2(k)" },
        { "off by one in a shift", "rt.udiv(x, k) => shr(x, {add(log2(k), 1)}) if power2(k)" },
        { "off by one in a shift", "sar(x, k) => sar(x, {sub(width, 2)}) if not(ult(k, width))" },
        { "off by one at the bound", "shr(x, k) => 0 if not(ult(k, sub(width, 1)))" },
        { "off by one at the bound", "ult(x, k) => 1 if not(ugt(possible(x), k))" },
        { "the wrong byte", "byte(k, x) => and(x, 0xff) if eq(k, 0)" },
        { "rounding towards minus infinity", "rt.sdiv(x, k) => sar(x, {log2(k)}) if power2(k)" },
        { "the carry forgotten", "rt.addmod(x, y, k) => rt.umod(add(x, y), k)" },
        { "operands changed round", "sub(x, y) => sub(y, x)" },
        { "one inversion too few", "select(not(c), x, y) => select(c, x, y)" },
        { "the mask of the other operand", "and(and(x, k1), k) => and(x, {or(k1, k)})" },
        { "signs lost in widening", "slt(zext(x:i64), zext(y:i64)) => slt(x, y)" },
    };

    /// <summary>Wrong transfer functions.</summary>
    public static TheoryData<string, string> TransferFunctions() => new()
    {
        { "bits shifted out at the wrong end", "possible(shr(x, k)) => shl(-1, k)" },
        { "the wrong mask", "possible(or(x, k)) => k" },
        { "255 leading zeros at most", "possible(clz(x)) => 0xff" },
        { "no condition: the sum wraps", "range(add(x, y)) => [add(least(x), least(y)), add(greatest(x), greatest(y))]" },
        { "ends changed round",
            "range(sub(x, y)) => [sub(least(x), least(y)), sub(greatest(x), greatest(y))] if not(ult(least(x), greatest(y)))" },
        { "as many bits as the greater operand",
            "range(or(x, y)) => [0, select(ugt(greatest(x), greatest(y)), greatest(x), greatest(y))]" },
        { "a divisor that is not below itself", "range(rt.umod(x, k)) => [0, sub(k, 2)] if ugt(k, 4)" },
    };

    /// <summary>The solver alone finds them too, but where a counterexample is an equation with a division of 256 bits.</summary>
    [Theory]
    [MemberData(nameof(Rules))]
    [MemberData(nameof(TransferFunctions))]
    public void TheSolverRefutesItAlone(string fault, string text)
    {
        var widths = text.Contains("mod(", StringComparison.Ordinal) || fault.Contains("most negative", StringComparison.Ordinal)
            ? new BitWidths(16)
            : BitWidths.Full;
        var proof = SolverUnderTest.Prover(Seconds).ProveAt(RuleTable.ParseRule(text), widths);
        Assert.True(proof.Outcome == ProofOutcome.Refuted, $"{fault}: {text}: {proof.Outcome}");
    }

    [Theory]
    [MemberData(nameof(Rules))]
    public void AWrongRuleIsRefuted(string fault, string text)
    {
        var rule = RuleTable.ParseRule(text);
        var proof = SolverUnderTest.Prover(Seconds).Prove(rule);
        Assert.True(proof.Outcome == ProofOutcome.Refuted, $"{fault}: {text}: {proof.Outcome}");
        Assert.Equal([256], proof.Widths);
        var counterexample = proof.Counterexample!;
        var (left, right) = (Run(rule, rule.Pattern, counterexample), Run(rule, rule.Results[0], counterexample));
        Assert.NotEqual(left, right);
        Assert.Equal((counterexample["left_side"], counterexample["right_side"]), (left, right));
    }

    [Theory]
    [MemberData(nameof(TransferFunctions))]
    public void AWrongTransferFunctionIsRefuted(string fault, string text)
    {
        var rule = RuleTable.ParseRule(text);
        var proof = SolverUnderTest.Prover(Seconds).Prove(rule);
        Assert.True(proof.Outcome == ProofOutcome.Refuted, $"{fault}: {text}: {proof.Outcome}");
        var counterexample = proof.Counterexample!;
        var result = Run(rule, rule.Pattern, counterexample);
        Assert.Equal(counterexample["left_side"], result);
        Assert.False(rule.Kind == RuleKind.Bits
            ? (result & ~counterexample["right_side"]).IsZero
            : result >= counterexample["least_end"] && result <= counterexample["greatest_end"]);
    }

    private static Dtvm.Numerics.U256 Run(Rule rule, RuleTerm term, Counterexample counterexample)
    {
        var program = new TermProgram(rule, counterexample.Types, name => counterexample[name]);
        return program.Run(program.Add(term));
    }
}
