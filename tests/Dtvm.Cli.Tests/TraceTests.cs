// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary><c>--trace</c> to everything that can be written: files, pipes, devices, standard output.</summary>
public sealed class TraceTests
{
    /// <summary>Calls itself with one byte of call data more until there are three.</summary>
    private const string Nested = "run 366003146012575f5f600136015f5f305af15b00 --gas 100000";

    /// <summary>Some 250,000 lines.</summary>
    private const string Long = "run 5b600056 --gas 1000000";

    [Theory]
    [InlineData("--trace pipe & cat pipe > out; wait $!")]
    [InlineData("--trace >(cat > out; touch done); until [ -e done ]; do sleep 0.05; done")]
    [InlineData("--trace - | head -n -1 > out")]
    [InlineData("--trace /dev/stdout | head -n -1 > out")]
    [InlineData("--trace /dev/fd/1 > both; head -n -1 both > out")]
    [InlineData("--trace - >> both; head -n -1 both > out")]
    [InlineData("--trace /dev/stderr 2> out")]
    public void WritesEverywhereWhatItWritesToAFile(string to)
    {
        using var folder = new TemporaryFolder();
        var first = $"mkfifo pipe; dtvm {Nested} --json --trace file > report";
        var result = CommandLine.Sh($"{first}; dtvm {Nested} --json {to}", folder[""]).Succeeded();
        var expected = File.ReadAllText(folder["file"]);
        Assert.Contains("\"depth\":4", expected);
        Assert.Equal(expected, File.ReadAllText(folder["out"]));
        Assert.False(File.Exists(folder["-"]));
        Assert.Equal("", result.Error);
    }

    /// <summary>The report stands behind the trace, in a file too.</summary>
    [Theory]
    [InlineData("--trace -")]
    [InlineData("--trace /dev/stdout")]
    public void TheReportComesLast(string option)
    {
        using var folder = new TemporaryFolder();
        CommandLine.Sh($"dtvm {Nested} --json {option} > out", folder[""]).Succeeded();
        var lines = File.ReadAllLines(folder["out"]);
        Assert.StartsWith("{\"pc\":0,", lines[0]);
        Assert.StartsWith("{\"output\":", lines[^2]);
        Assert.StartsWith("{\"status\":\"success\",", lines[^1]);
    }

    [Fact]
    public void AFileIsWrittenAnew()
    {
        using var folder = new TemporaryFolder();
        folder.Write("file", new string('x', 100_000));
        CommandLine.Sh("dtvm run 00 --trace file", folder[""]).Succeeded();
        Assert.Equal(2, File.ReadAllLines(folder["file"]).Length);
    }

    [Theory]
    [InlineData("--trace - | head -1; exit ${PIPESTATUS[0]}")]
    [InlineData("--trace pipe & head -1 pipe; wait $!")]
    public void AReaderThatHasSeenEnoughEndsIt(string to)
    {
        using var folder = new TemporaryFolder();
        var result = CommandLine.Sh($"mkfifo pipe; dtvm {Long} --json {to}", folder[""]);
        Assert.Equal((141, ""), (result.ExitCode, result.Error));
        Assert.StartsWith("{\"pc\":0,", result.Output);
    }

    [Theory]
    [InlineData(Long)]
    [InlineData(Nested)]
    public void WhatCannotBeWrittenIsToldInOneLine(string command)
    {
        var result = CommandLine.Sh($"dtvm {command} --trace /dev/full", "");
        result.FailsWith("/dev/full: No space left on device");
        CommandLine.Run("run", "00", "--trace", "/").FailsWith("/: is a directory");
    }
}
