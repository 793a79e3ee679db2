// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm exec</c> as a process: MIR lifted from code and from files, and executions between passes.</summary>
public class ExecTests
{
    /// <summary>Returns 5 less the first word of the call data.</summary>
    internal const string Subtract = "0x5f356005035f5260205ff3";

    internal const string Mir = """
        mir 1
        module revision=osaka code_size=8 metered=true stack_exit=conservative

        func @pc_0x0 {
        block0:
            gas.chunk 7, 0x8
            v0 = const i256 0
            v1 = callvalue
            v2 = mem.touch v0, 32
            mem.store v2, v1
            v3 = const i64 0x20
            return v2, v3
        }
        """;

    [Theory]
    [InlineData("")]
    [InlineData("-O0")]
    [InlineData("-O3")]
    [InlineData("--passes sccp,dce")]
    public void ReportsWhatRunReports(string passes)
    {
        var expected = CommandLine.Run(
            "run", Subtract, "--calldata", "07", "--gas", "100000", "--mode", "interpreter", "--json").Succeeded().Json;
        var json = CommandLine.Run(["exec", Subtract, "--calldata", "07", "--gas", "100000", "--json", .. passes.Split(
            ' ', StringSplitOptions.RemoveEmptyEntries)]).Succeeded().Json;
        foreach (var name in (string[])["status", "gas_used", "gas_left", "gas_refund", "output", "revision", "code_size"])
        {
            Assert.Equal(expected.GetProperty(name).ToString(), json.GetProperty(name).ToString());
        }

        Assert.Equal("mir", json.GetProperty("mode").GetString());
        Assert.InRange(json.GetProperty("steps").GetInt64(), 3, 30);
    }

    [Fact]
    public void RunsMirFromAFile()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.mir", Mir);
        var json = CommandLine.Run("exec", path, "--value", "9", "--gas", "1000", "--json").Succeeded().Json;
        Assert.Equal("success", json.GetProperty("status").GetString());
        Assert.Equal(10, json.GetProperty("gas_used").GetInt64());
        Assert.EndsWith("09", json.GetProperty("output").GetString());
        Assert.Equal(7, json.GetProperty("steps").GetInt64());
        Assert.Equal(
            "out_of_gas", CommandLine.Run("exec", path, "--gas", "6", "--json").Succeeded().Json.GetProperty("status").GetString());
    }

    [Fact]
    public void RunsAWholeCase()
    {
        var path = SharedData.Path("ethereum/bench/cases/weth.json");
        Assert.True(CommandLine.Run("exec", "--case", path, "-O2", "--json").Succeeded().Json.GetProperty("ok").GetBoolean());
    }

    [Fact]
    public void WhatHasNoMeaningIsSaidInOneLine()
    {
        using var folder = new TemporaryFolder();
        var touched = folder.Write("a.mir", Mir.Replace("mem.touch v0, 32", "mem.touch v0, 1", StringComparison.Ordinal).Replace(
            "v0, v3", "v0, v0", StringComparison.Ordinal)
            .Replace("mem.store v2, v1", "mem.store v4, v1", StringComparison.Ordinal).Replace(
                "v3 =", "v4 = const i64 32\n    v3 =", StringComparison.Ordinal));
        var malformed = CommandLine.Run("exec", touched);
        Assert.Equal(2, malformed.ExitCode);
        Assert.StartsWith($"dtvm: {touched}:", malformed.Error);

        var fault = folder.Write("b.mir", Mir.Replace("v2 = mem.touch v0, 32", "v2 = const i64 64", StringComparison.Ordinal));
        var result = CommandLine.Run("exec", fault);
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("undefined behaviour: @pc_0x0: mem.store v2, v1: address 64 was not touched", result.Error);

        var endless = folder.Write("c.mir", Mir.Replace("return v2, v3", "br block1\nblock1:\n    br block1", StringComparison.Ordinal));
        result = CommandLine.Run("exec", endless, "--max-steps", "1000");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        Assert.Contains("1000 MIR instructions were run without end", result.Error);
    }

    [Fact]
    public void ExecuteEachPassesAndNamesABrokenPass()
    {
        var json = CommandLine.Run("exec", Subtract, "-O3", "--execute-each", "--json").Succeeded().Json;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("change").ValueKind);
        Assert.True(json.GetProperty("function_runs").GetInt64() > 0);

        var result = CommandLine.Run(
            "exec", Subtract, "--plugin", SwappedSubtraction.Plugin, "--passes", "simplify-cfg,swapped-sub,gas-metering", "--execute-each",
            "--json");
        Assert.Equal(1, result.ExitCode);
        var change = result.Json.GetProperty("change");
        Assert.Equal(("swapped-sub", "pc_0x0"), (change.GetProperty("pass").GetString(), change.GetProperty("function").GetString()));
        Assert.NotEqual("", change.GetProperty("difference").GetString());
    }

    [Theory]
    [InlineData("--execute-each: there are no passes", new[] { "exec", "00", "--execute-each" })]
    [InlineData("--max-steps '0': must be a whole number from 1", new[] { "exec", "00", "--max-steps", "0" })]
    [InlineData("--code goes with FILE.mir only", new[] { "exec", "00", "--code", "00" })]
    [InlineData("nowhere.mir: no such file", new[] { "exec", "nowhere.mir" })]
    [InlineData("give either code or --case FILE", new[] { "exec" })]
    [InlineData("--engine 'x': must be jit, baseline or mir", new[] { "bisect", "00", "--engine", "x" })]
    [InlineData("nowhere.json: no such file", new[] { "bisect", "nowhere.json" })]
    [InlineData("predicate 'differs' does not hold for the input", new[] { "reduce", "00", "--engine", "mir" })]
    public void BadInputIsNamedInOneLine(string expected, string[] arguments)
    {
        var result = CommandLine.Run(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(expected, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
