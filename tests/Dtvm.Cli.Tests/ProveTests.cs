// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm prove</c> as a process. Needs z3 or cvc5.</summary>
public sealed class ProveTests
{
    [Fact]
    public void ARuleIsProvedWithItsTime()
    {
        var output = CommandLine.Run("prove", "and-same", "not-*").Succeeded().Output;
        Assert.Matches(@"(?m)^and-same +proved at 256 +\d+\.\d\d s  and\(x, x\) => x$", output);
        Assert.Matches(@"(?m)^not-not +proved at 256 ", output);
        Assert.Matches(@"(?m)^5 of 5 rules proved in \d+\.\d s by ", output);
    }

    [Fact]
    public void AWrongRuleIsRefutedWithACounterexample()
    {
        var result = CommandLine.Run("prove", "or(x, y) => add(x, y)", "--width", "64");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Contains("no such instruction for x: i1, y: i1", result.Output);

        result = CommandLine.Run("prove", "or(x:i256, y) => add(x, y)");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Matches(@"(?s)given +refuted.*wrong for words of 256 bits:\n      x: i256 = 0x[0-9a-f]+\n      y: i256 = 0x", result.Output);
        Assert.Contains("0 of 1 rules proved", result.Output);
    }

    [Fact]
    public void TheSolverIsAskedAtTheWidthThatIsGiven()
    {
        // True of 16 bits and of no more.
        var output = CommandLine.Run("prove", "shl-16: shl(x:i256, 16) => 0", "--width", "16").Succeeded().Output;
        Assert.Matches("shl-16 +proved at 16 ", output);
        Assert.Equal(1, CommandLine.Run("prove", "shl-16: shl(x:i256, 16) => 0", "--width", "32").ExitCode);
    }

    [Fact]
    public void JsonHasEverything()
    {
        var result = CommandLine.Run("prove", "add-zero", "sub(x:i256, y) => 0", "--json");
        Assert.Equal(1, result.ExitCode);
        var rules = result.Json.GetProperty("rules");
        Assert.Equal(("add-zero", "proved"), (rules[0].GetProperty("name").GetString(), rules[0].GetProperty("outcome").GetString()));
        Assert.Equal(256, rules[0].GetProperty("widths")[0].GetInt32());
        Assert.True(rules[0].GetProperty("cases").GetInt32() > 0);
        Assert.Equal("refuted", rules[1].GetProperty("outcome").GetString());
        Assert.StartsWith("0x", rules[1].GetProperty("counterexample").GetProperty("left_side").GetString());
    }

    [Fact]
    public void RulesAreListedAndWrittenAsQuestions()
    {
        Assert.Contains("\nsub-same: sub(x, x) => 0\n", CommandLine.Run("prove", "--list").Succeeded().Output);
        var question = CommandLine.Run("prove", "udiv-zero", "--smt", "--width", "64").Succeeded().Output;
        Assert.StartsWith("; udiv-zero: rt.udiv(x, 0) => 0\n", question);
        Assert.Contains("(declare-const x (_ BitVec 64))", question);
        Assert.Contains("(check-sat)", question);
    }

    [Theory]
    [InlineData("there is no rule 'add-nothing'", "add-nothing")]
    [InlineData("rule given: 'exp' is no pure operation at '", "exp(x) => x")]
    [InlineData("rule given: 'y' is not in the pattern at '", "add(x, 0) => y")]
    [InlineData("rule given: an operation on constants only, which stands in braces at '", "add(x, k) => add(x, add(k, 0))")]
    [InlineData("rule given: a condition on the value of a variable at '", "add(x, y) => x if eq(y, 0)")]
    [InlineData("rule given: a type that the pattern does not decide at '", "eq(x, x) => {trunc(zext(1))}")]
    [InlineData("rule given: types that do not fit at '", "byte(x:i64, y) => y")]
    [InlineData("--width: must be 16, 32, 64 or 256", "add-zero", "--width", "20")]
    [InlineData("--timeout: must be from 1 to ", "add-zero", "--timeout", "0")]
    [InlineData("'/nowhere/z3' is no SMT solver that runs here", "add-zero", "--solver", "/nowhere/z3")]
    [InlineData("--json: goes with neither --list nor --smt", "add-zero", "--json", "--smt")]
    public void WhatIsWrongIsNamed(string expected, params string[] words) => CommandLine.Run(["prove", .. words]).FailsWith(expected);

    [Fact]
    public void WithoutASolverTheWayToOneIsTold()
    {
        var result = CommandLine.RunWith([("PATH", "/nowhere")], "prove", "add-zero");
        result.FailsWith("no SMT solver: install z3 ('apt-get install z3', or scripts/setup-prove)");
    }
}
