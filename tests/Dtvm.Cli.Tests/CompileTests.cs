// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm compile</c> as a process.</summary>
public class CompileTests
{
    private static readonly string[] ColumnAtO1 = ["decode", "lift", .. PassesTests.LabelsOf(1)];

    [Fact]
    public void TellsTheStagesOfEachContract()
    {
        var json = CommandLine.Run(
            "compile", Contracts.PathOf("counter"), "602a5f5260205ff3", "-O1", "--repeat", "2", "--json").Succeeded().Json;
        Assert.NotEqual("", json.GetProperty("machine").GetString());
        JsonElement[] contracts = [.. json.GetProperty("contracts").EnumerateArray()];
        Assert.Equal(["counter", "602a5f5260205ff3"], contracts.Select(contract => contract.GetProperty("name").GetString()));
        Assert.Equal([Contracts.Read("counter").Length, 8], contracts.Select(contract => contract.GetProperty("bytes").GetInt32()));
        foreach (var contract in contracts)
        {
            string[] names = [.. contract.EnumerateObject().Select(property => property.Name)];
            Assert.Equal(["name", "bytes", "instructions", "machine_code_bytes", "first_ms", "warm_ms", "stages"], names);
            Assert.True(contract.GetProperty("machine_code_bytes").GetInt64() > 0);
            Assert.True(contract.GetProperty("warm_ms").GetDouble() > 0);
            JsonElement[] stages = [.. contract.GetProperty("stages").EnumerateArray()];
            Assert.Equal(
                [.. ColumnAtO1, "lower", "llvm-passes", "codegen", "link"], stages.Select(stage => stage.GetProperty("stage").GetString()));
            Assert.All(stages, stage => Assert.True(stage.GetProperty("ms").GetDouble() >= 0));
            Assert.All(stages, stage => Assert.True(stage.GetProperty("allocated_bytes").GetInt64() >= 0));
        }

        Assert.Equal(11, contracts[1].GetProperty("instructions").GetInt32());
    }

    [Fact]
    public void WithoutABackendItStopsBehindThePasses()
    {
        var json = CommandLine.Run("compile", "602a5f5260205ff3", "--backend", "none", "-O0", "--repeat", "0", "--json").Succeeded().Json;
        var contract = Assert.Single(json.GetProperty("contracts").EnumerateArray());
        Assert.Equal(0, contract.GetProperty("machine_code_bytes").GetInt64());
        Assert.Equal(contract.GetProperty("first_ms").GetDouble(), contract.GetProperty("warm_ms").GetDouble());
        Assert.Equal(
            ["decode", "lift", "gas-metering"],
            contract.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString()));
    }

    [Fact]
    public void TheBaselineCompilerGeneratesAndLinks()
    {
        var json = CommandLine.Run("compile", "602a5f5260205ff3", "--backend", "x64", "--repeat", "2", "--json").Succeeded().Json;
        var contract = Assert.Single(json.GetProperty("contracts").EnumerateArray());
        Assert.InRange(contract.GetProperty("machine_code_bytes").GetInt64(), 1, 4096);
        var stages = contract.GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage").GetString());
        Assert.Equal(["codegen", "link"], stages.TakeLast(2));
    }

    [Fact]
    public void PrintsALineAStage()
    {
        var result = CommandLine.Run("compile", Contracts.PathOf("counter"), "--backend", "none", "--repeat", "1").Succeeded();
        Assert.Contains("counter: ", result.Output);
        Assert.Contains("  gas-metering ", result.Output);
    }

    [Fact]
    public void RefusesWhatItCannotDo()
    {
        CommandLine.Run("compile", "00", "--backend", "gcc").FailsWith("--backend 'gcc': must be llvm, x64, none");
        CommandLine.Run("compile", "00", "--repeat", "-1").FailsWith("--repeat");
        CommandLine.Run("compile", "00", "no/such/file").FailsWith("no such file");
    }
}
