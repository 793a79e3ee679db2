// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;
using Dtvm.Profiling;

namespace Dtvm.Cli.Tests;

/// <summary><c>run --trace-blocks</c>: compiled code enters the blocks that the interpreter enters, with the same gas and the same height
/// of the stack.</summary>
public sealed class BlockTraceTests
{
    /// <summary>Counts to three in a loop.</summary>
    private const string Loop = "5f5b6001018060031160015700";

    /// <summary>Calls itself with one byte of call data more until there are three, and begins anew behind each call.</summary>
    private const string Nested = "366003146012575f5f600136015f5f305af15b00";

    /// <summary>Two returns through addresses on the stack, which are jumped to dynamically.</summary>
    private const string Subroutine = "6005600d565b600b600d565b005b56";

    /// <summary>A jump that leads nowhere.</summary>
    private const string BadJump = "5f5b60010180600214600d57600256005b00";

    private static readonly string[] Compiled = ["baseline", "multipass"];

    public static TheoryData<string, string> Codes()
    {
        var data = new TheoryData<string, string>();
        foreach (var mode in Compiled)
        {
            data.Add(mode, $"{Loop} --gas 100000");
            data.Add(mode, $"{Loop} --gas 50"); // Not enough for the second turn.
            data.Add(mode, $"{Nested} --gas 100000");
            data.Add(mode, $"{Subroutine} --gas 100000");
            data.Add(mode, $"{BadJump} --gas 100000");
            data.Add(mode, "600035600757fe5b5f5ffd --gas 1000"); // INVALID
            data.Add(mode, "600160075760005b5f5ffd --gas 1000"); // REVERT behind a branch.
            data.Add(mode, "5b600054600101600055600056 --gas 60000"); // A store for each turn, until gas is out.
            data.Add(mode, "6001600657 --gas 1000"); // A bad branch at the end of the code.
            data.Add(mode, "5f600657 --gas 1000"); // One that falls through there.
            data.Add(mode, $"{Loop} -O0 --gas 100000");
            data.Add(mode, $"{Loop} -O3 --gas 100000");
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void CompiledCodeEntersTheBlocksOfTheInterpreter(string mode, string command)
    {
        var all = Lines($"{command} --mode interpreter --trace -");
        var code = Convert.FromHexString(command[..command.IndexOf(' ', StringComparison.Ordinal)]);
        var blocks = EvmListing.BlocksOf(code);
        string[] expected =
        [
            .. all.Where(line => line["pc"] is null || IsStart((int)line["pc"]!, blocks)).Select(line => line["pc"] is null
                ? Shown(line)
                : $"pc {line["pc"]}, gas {line["gas"]}, depth {line["depth"]}, stack {line["stack"]!.AsArray().Count}"),
        ];
        Assert.True(expected.Length > 1);
        Assert.Equal(expected, Lines($"{command} --mode {mode} --trace-blocks -").Select(Shown));
    }

    /// <summary>A real contract, through its branches and loops.</summary>
    [Theory]
    [InlineData("weth")]
    [InlineData("multicall3_aggregate")]
    [InlineData("univ2_router")]
    public void ModesAgreeOnRealContracts(string name)
    {
        using var folder = new TemporaryFolder();
        var path = SharedData.Path($"ethereum/bench/cases/{name}.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var label = document.RootElement.GetProperty("runs")[0].GetProperty("label").GetString()!;
        string[] run = ["run", "--case", path, "--label", label, "--json", "--trace-blocks"];
        CommandLine.Run([.. run, folder["interpreter"], "--mode", "interpreter"]).Succeeded();
        var expected = File.ReadAllText(folder["interpreter"]);
        Assert.True(expected.Split('\n').Length > 10);
        foreach (var mode in Compiled)
        {
            CommandLine.Run([.. run, folder[mode], "--mode", mode]).Succeeded();
            Assert.Equal(expected, File.ReadAllText(folder[mode]));
        }
    }

    [Theory]
    [InlineData("run: --trace-blocks goes with neither --vm nor --trace", "--trace", "-")]
    [InlineData("run: --trace-blocks goes with neither --vm nor --trace", "--vm", "x.so")]
    [InlineData("run: --stats goes with neither --vm nor --trace", "--stats")]
    public void WhatDoesNotGoTogetherIsNamed(string expected, params string[] options) =>
        CommandLine.Run(["run", Loop, "--trace-blocks", "-", .. options]).FailsWith(expected);

    [Fact]
    public void WhatCannotBeWrittenIsToldInOneLine() =>
        CommandLine.Sh("dtvm run 5b5f56 --gas 1000000 --mode baseline --trace-blocks /dev/full", "")
            .FailsWith("/dev/full: No space left on device");

    private static bool IsStart(int pc, int[] blocks) => pc < blocks.Length ? blocks[pc] == pc : pc == blocks.Length;

    private static string Shown(JsonObject line) =>
        line["pc"] is null
            ? $"{line["output"]}, {line["gasUsed"]}, {line["pass"]}"
            : $"pc {line["pc"]}, gas {line["gas"]}, depth {line["depth"]}, stack {line["stackSize"]}";

    /// <summary>The lines of a trace; the report behind it is left out.</summary>
    private static List<JsonObject> Lines(string command) =>
    [
        .. CommandLine.Sh($"dtvm run {command} --json || true", Path.GetTempPath()).Output.TrimEnd().Split('\n')[..^1]
            .Select(line => JsonNode.Parse(line)!.AsObject()),
    ];
}
