// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm profile</c> counts what <c>dtvm run</c> and its trace say.</summary>
public sealed class ProfileTests
{
    /// <summary>A loop of ten rounds with memory and a hash.</summary>
    private const string Loop = "600a5b60019003805f5260205f2050806002575b00";

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    public void GasAndExecutionsAreThoseOfTheTrace(string mode)
    {
        var profile = CommandLine.Run("profile", Loop, "--mode", mode, "--seconds", "0.1", "--json").Succeeded().Json;
        var trace = CommandLine.Run("run", Loop, "--trace", "-", "--mode", "interpreter").Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => line.StartsWith("{\"pc\"", StringComparison.Ordinal))
            .Select(line => JsonDocument.Parse(line).RootElement)
            .ToList();
        Assert.Equal(trace.Count, profile.GetProperty("instructions").GetInt32());
        Assert.Equal(
            CommandLine.Run("run", Loop, "--json").Succeeded().Json.GetProperty("gas_used").GetInt64(),
            profile.GetProperty("gas_used").GetInt64());
        foreach (var opcode in profile.GetProperty("opcodes").EnumerateArray())
        {
            var name = opcode.GetProperty("name").GetString();
            var steps = trace.FindAll(step => step.GetProperty("opName").GetString() == name);
            Assert.Equal(steps.Count, opcode.GetProperty("executions").GetInt32());
            Assert.Equal(steps.Sum(GasOf), opcode.GetProperty("gas").GetInt64());
        }

        foreach (var block in profile.GetProperty("blocks").EnumerateArray())
        {
            var pc = int.Parse(block.GetProperty("block").GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            Assert.Equal(
                trace.Count(step => step.GetProperty("pc").GetInt32() == pc), block.GetProperty("executions").GetInt32());
        }

        Assert.Equal("0x2", profile.GetProperty("blocks")[0].GetProperty("block").GetString());
        foreach (var kind in new[] { "regions", "blocks", "families", "opcodes" })
        {
            Assert.Equal(
                profile.GetProperty("gas_used").GetInt64(),
                profile.GetProperty(kind).EnumerateArray().Sum(row => row.GetProperty("gas").GetInt64()));
        }
    }

    /// <summary>Gas of nested messages belongs to the instructions that ran there.</summary>
    [Fact]
    public void NestedGasIsCountedOnce()
    {
        var path = SharedData.Path("ethereum/bench/cases/multicall3_aggregate.json");
        var profile = CommandLine.Run("profile", "--case", path, "--seconds", "0.1", "--json", "--mode", "baseline").Succeeded().Json;
        var run = CommandLine.Run("run", "--case", path, "--json", "--mode", "interpreter").Succeeded().Json;
        Assert.Equal(run.GetProperty("gas_used").GetInt64(), profile.GetProperty("gas_used").GetInt64());
    }

    [Fact]
    public void FoldedStacksWeighAsMuchAsTheWhole()
    {
        var lines = CommandLine.Run("profile", Loop, "--by", "gas", "--seconds", "0.1", "--folded", "--mode", "baseline").Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => Assert.Matches(@"^[0-9a-f]{8};region 0x[0-9a-f]+;block 0x[0-9a-f]+;0x[0-9a-f]+ \w+ \d+$", line));
        var gas = CommandLine.Run("run", Loop, "--json").Succeeded().Json.GetProperty("gas_used").GetInt64();
        Assert.Equal(gas, lines.Sum(line => long.Parse(line[(line.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture)));
    }

    /// <summary>Time is that of the runs, and where it cannot be told by instruction that is said.</summary>
    [Fact]
    public void TimeIsTheTimeOfARun()
    {
        var path = SharedData.Path("ethereum/bench/cases/snailtracer.json");
        var result = CommandLine.Run("profile", "--case", path, "--seconds", "1", "--json", "--mode", "baseline").Succeeded();
        var profile = result.Json;
        if (profile.GetProperty("samples").GetInt64() == 0)
        {
            Assert.Contains("time is not told by instruction", result.Error, StringComparison.Ordinal);
            Console.Error.WriteLine("SKIPPED: " + result.Error);
            return;
        }

        var samples = profile.GetProperty("samples").GetDouble();
        var inside = 1 - (profile.GetProperty("samples_outside").GetDouble() / samples);
        var run = profile.GetProperty("run_ns").GetDouble();
        var told = profile.GetProperty("regions").EnumerateArray().Sum(row => row.GetProperty("time_ns").GetDouble());
        Assert.InRange(told, run * inside * 0.99, run * inside * 1.01);
        Assert.InRange(inside, 0.5, 1);
    }

    [Theory]
    [InlineData("--by 'colour'", "profile", "6001", "--by", "colour")]
    [InlineData("--top 'x'", "profile", "6001", "--top", "x")]
    [InlineData("--mode 'interpreter'", "profile", "6001", "--mode", "interpreter")]
    [InlineData("give either CODE or --case", "profile")]
    public void WhatIsWrongIsNamed(string expected, params string[] words) => CommandLine.Run(words).FailsWith(expected);

    private static long GasOf(JsonElement step) =>
        long.Parse(step.GetProperty("gasCost").GetString()![2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
