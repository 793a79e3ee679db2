// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>The edges of a process: standard streams that are full, closed or no longer read, and the script that starts it.</summary>
public sealed class EdgesTests
{
    private const string Code = "602a5f5260205ff3";

    /// <summary>A verb of each way of writing: text, JSON, bytes, tables, help.</summary>
    public static TheoryData<string> Commands =>
    [
        $"run {Code} --mode interpreter",
        $"run {Code} --mode interpreter --json",
        $"run {Code} --trace -",
        $"disasm {Code}",
        $"mir {Code}",
        $"mir {Code} --json",
        $"exec {Code}",
        $"bisect {Code} --engine mir",
        "fuzz --count 1 --json --directory fuzz",
        $"statetest {SharedData.Path("ethereum/state/eest-static/stExample/add11.json")} --mode interpreter",
        $"bench {SharedData.Path("ethereum/bench/cases/counter.json")} --mode interpreter --seconds 0.01 --cold 1",
        "passes",
        "--help",
        "run --help",
        "--version",
    ];

    [Theory]
    [MemberData(nameof(Commands))]
    public void OutputThatCannotBeWrittenIsToldInOneLine(string command)
    {
        using var folder = new TemporaryFolder();
        var full = CommandLine.Sh($"dtvm {command} > /dev/full", folder[""]);
        Assert.Equal((2, "standard output: No space left on device"), (full.ExitCode, OneLine(full)));

        // The descriptor is free then, and the first file or pipe that the runtime opens gets its number.
        var closed = CommandLine.Sh($"dtvm {command} >&-", folder[""]);
        Assert.Equal((2, "standard output: is closed"), (closed.ExitCode, OneLine(closed)));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void APipeThatNobodyReadsEndsItAsASignalWould(string command)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Sh(
            $"set +e; mkfifo pipe; exec 3<> pipe; exec 4> pipe; exec 3<&-; dtvm {command} >&4; exit $?", folder[""]);
        Assert.Equal((141, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public void TheFirstLinesOfLongOutputCanBeTaken()
    {
        using var folder = new TemporaryFolder();
        folder.Write("long.hex", string.Concat(Enumerable.Repeat("5b", 100_000)));
        var result = CommandLine.Sh("dtvm disasm long.hex | head -1; exit ${PIPESTATUS[0]}", folder[""]);
        Assert.Equal((141, ""), (result.ExitCode, result.Error));
        Assert.Single(result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>With both closed, standard output has the number of the writing end of a pipe in the runtime: nothing must go
    /// there.</summary>
    [Fact]
    public void AllStreamsMayBeClosed()
    {
        Assert.Equal((2, ""), CodeAndOutput(CommandLine.Sh($"dtvm run {Code} --mode interpreter <&- >&- 2>&-", "")));
        Assert.Equal((2, ""), CodeAndOutput(CommandLine.Sh("dtvm run - --mode interpreter <&- >&- 2>&-", "")));
        using var folder = new TemporaryFolder();
        CommandLine.Sh($"dtvm mir {Code} -o out.mir <&- >&- 2>&-", folder[""]);
        Assert.StartsWith("mir 1\n", File.ReadAllText(folder["out.mir"]));
    }

    [Theory]
    [InlineData("2>&-")]
    [InlineData("2> /dev/full")]
    public void WhatCannotBeSaidOnStandardErrorChangesNothingElse(string redirection)
    {
        Assert.Equal((2, ""), CodeAndOutput(CommandLine.Sh($"dtvm run zz {redirection}", "")));
        Assert.Contains(
            "status       success", CommandLine.Sh($"dtvm run {Code} --mode multipass --trace /dev/null {redirection}", "").Output);
    }

    [Theory]
    [InlineData("run - --mode interpreter")]
    [InlineData("opt - -O1")]
    [InlineData("run 00 --mode interpreter --calldata @-")]
    public void StandardInputThatIsClosedIsTold(string command) =>
        Assert.Equal("standard input: is closed", OneLine(CommandLine.Sh($"dtvm {command} <&-", "")));

    [Fact]
    public void NoVerbMakesAFileNamedAsStandardOutput()
    {
        using var folder = new TemporaryFolder();
        var mir = CommandLine.Sh("dtvm mir 00 -o - | tee lifted.mir", folder[""]).Succeeded().Output;
        Assert.StartsWith("mir 1\n", mir);
        Assert.StartsWith("mir 1\n", CommandLine.Sh("dtvm opt lifted.mir --passes dce -o -", folder[""]).Succeeded().Output);
        Assert.Contains("--output '-': ", OneLine(CommandLine.Sh("dtvm reduce 00 --output -", folder[""])));
        Assert.StartsWith("{\"pc\":0,", CommandLine.Sh("dtvm run 00 --trace -", folder[""]).Succeeded().Output);
        Assert.False(File.Exists(folder["-"]));
    }

    [Fact]
    public void OutputGoesOnBehindWhatAFileHolds()
    {
        using var folder = new TemporaryFolder();
        CommandLine.Sh($"(echo first; dtvm disasm 00; echo last) > out.txt; (dtvm disasm 00) >> out.txt", folder[""]);
        var lines = File.ReadAllLines(folder["out.txt"]);
        Assert.Equal(("first", "last", 4), (lines[0], lines[2], lines.Length));
        Assert.Equal(lines[1], lines[3]);
    }

    [Fact]
    public void TheScriptRunsThroughSymbolicLinks()
    {
        using var folder = new TemporaryFolder();

        // A project that is built: the script, a set-up that has nothing to do, this build, and a stamp that is newer than all sources.
        CommandLine.Sh(
            $"""
            mkdir -p project/scripts project/artifacts project/tools/dtvm/bin/Release bin other
            cp '{SourceTree.Path("dtvm")}' project/dtvm
            printf '#!/bin/sh\n' > project/scripts/setup
            chmod +x project/scripts/setup
            ln -s '{AppContext.BaseDirectory}' project/tools/dtvm/bin/Release/net10.0
            touch project/artifacts/dtvm.stamp
            ln -s "$PWD/project/dtvm" bin/absolute
            ln -s ../project/dtvm bin/relative
            ln -s ../bin/relative other/chain
            ln -s other elsewhere
            """,
            folder[""]);
        foreach (var link in (string[])["project/dtvm", "bin/absolute", "bin/relative", "other/chain", "elsewhere/chain"])
        {
            Assert.Contains("STOP", CommandLine.Sh($"'{folder[link]}' disasm 00", folder["other"]).Succeeded().Output);
        }

        Assert.Contains("STOP", CommandLine.Sh("PATH=$PWD/bin:$PATH CDPATH=/ relative disasm 00", folder[""]).Succeeded().Output);
        Assert.Contains("STOP", CommandLine.Sh("./chain disasm 00", folder["other"]).Succeeded().Output);
    }

    private static string OneLine(CommandLineResult result)
    {
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        return line["dtvm: ".Length..];
    }

    private static (int, string) CodeAndOutput(CommandLineResult result) => (result.ExitCode, result.Output);
}
