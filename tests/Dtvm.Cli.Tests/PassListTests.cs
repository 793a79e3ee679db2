// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>Lists of passes, with those of a plugin, in the verbs that run and measure code.</summary>
public sealed class PassListTests
{
    private const string Code = "5f35805b600190038060035760205ff3";

    private static string[] WithPlugin => ["--plugin", OptTests.Plugin];

    [Theory]
    [InlineData("multipass")]
    [InlineData("baseline")]
    public void RunCompilesWithThem(string mode)
    {
        string[] run = ["run", Code, "--calldata", new string('0', 63) + "5", "--json", "--mode"];
        var expected = CommandLine.Run([.. run, "interpreter"]).Succeeded().Json;
        foreach (var list in (string[])["gas-metering", "O2,local-cse,dce", "simplify-cfg,sccp"])
        {
            var seen = CommandLine.Run([.. run, mode, "--passes", list, .. WithPlugin]).Succeeded().Json;
            Assert.Equal(mode, seen.GetProperty("mode").GetString());
            Assert.Equal(
                (expected.GetProperty("gas_left").GetInt64(), expected.GetProperty("output").GetString()),
                (seen.GetProperty("gas_left").GetInt64(), seen.GetProperty("output").GetString()));
        }
    }

    [Fact]
    public void ADumpRecordsTheListAndRepeatsIt()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Run(["run", Code, "--passes", "O1,local-cse", .. WithPlugin, "--dump-dir", folder["dump"]]).Succeeded();
        Assert.NotEmpty(Directory.GetFiles(folder["dump"], "*local-cse.mir"));
        CommandLine.Run(["run", folder["dump"], .. WithPlugin]).Succeeded();
        CommandLine.Run("run", folder["dump"]).FailsWith("pass_list: 'local-cse': no such pass");
        CommandLine.Run("run", folder["dump"], "-O1").Succeeded();
    }

    [Fact]
    public void BenchComparesThem()
    {
        var json = CommandLine.Run(
            ["bench", SharedData.Path("ethereum/bench/cases/counter.json"), "--mode", "interpreter,baseline", "--seconds", "0.01", "--cold",
            "1", "--passes", "O0", "--passes", "O1,local-cse", .. WithPlugin, "--json"]).Succeeded().Json;
        Assert.Equal(
            ["interpreter", "baseline[O0]", "baseline[O1,local-cse]"],
            json.GetProperty("cases")[0].GetProperty("results").EnumerateArray()
                .Where(result => result.GetProperty("kind").GetString() == "warm").Select(result => result.GetProperty("vm").GetString()));
    }

    [Fact]
    public void StateTestsAndFuzzerRunWithThem()
    {
        var path = SharedData.Path("ethereum/state/eest-static/stExample/add11.json");
        Assert.Contains(
            " 0 failed",
            CommandLine.Run(["statetest", path, "--mode", "baseline", "--passes", "O1,local-cse", .. WithPlugin]).Succeeded().Output);
        using var folder = new TemporaryFolder();
        Assert.Contains(
            "40 programs, 320 executions, 0 differences",
            CommandLine.Run(
                ["fuzz", "--count", "40", "--seed", "7", "--mode", "baseline", "--passes", "O2,local-cse", .. WithPlugin, "--directory",
                folder[""]]).Succeeded().Output);
    }

    [Fact]
    public void CompileTellsTheirTimes()
    {
        var json = CommandLine.Run(
            ["compile", Code, "--backend", "none", "--repeat", "1", "--passes", "sccp,local-cse", .. WithPlugin, "--json"])
            .Succeeded().Json;
        var stages = json.GetProperty("contracts")[0].GetProperty("stages").EnumerateArray().Select(stage => stage.GetProperty("stage")
            .GetString());
        Assert.Equal(["sccp", "local-cse", "gas-metering"], stages.SkipWhile(stage => stage != "sccp"));
    }

    public static TheoryData<string, string[]> Refused => new()
    {
        { "--passes: goes with the modes that compile", ["run", Code, "--mode", "interpreter", "--passes", "dce"] },
        { "--passes 'nothing': no such pass; there are ", ["run", Code, "--passes", "O2,nothing"] },
        { "--passes: give one list", ["run", Code, "--passes", "dce", "--passes", "sccp"] },
        { "--plugin: its passes run where --passes names them", ["run", Code, "--plugin", "nowhere.dll"] },
        { "statetest: --passes and -O go with the modes that compile", ["statetest", "nowhere", "--mode", "interpreter", "-O1"] },
        { "fuzz: --passes goes with --mode multipass and baseline", ["fuzz", "--mode", "meter", "--passes", "dce"] },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void WhatDoesNotGoTogetherIsTold(string message, string[] arguments) => CommandLine.Run(arguments).FailsWith(message);

    /// <summary>With <c>--json</c> a failure is an object on standard output too.</summary>
    [Theory]
    [InlineData("run", "zz")]
    [InlineData("run", "--no-such-option")]
    [InlineData("disasm", "nowhere.hex")]
    [InlineData("statetest", "nowhere")]
    public void FailuresAreJsonOnRequest(string verb, string argument)
    {
        var result = CommandLine.Run(verb, argument, "--json");
        Assert.Equal((2, 2), (result.ExitCode, result.Json.GetProperty("exit_code").GetInt32()));
        Assert.Equal(result.Error, $"dtvm: {result.Json.GetProperty("error").GetString()}\n");
    }
}
