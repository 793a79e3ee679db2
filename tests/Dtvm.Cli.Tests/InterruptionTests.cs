// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>Ctrl-C and SIGTERM: what a long verb has found until then is reported, marked as a part, and nothing is left behind.</summary>
public sealed class InterruptionTests
{
    private static readonly string Example = SharedData.Path("ethereum/state/eest-static/stExample/add11.json");
    private static readonly Lazy<TimeSpan> StartTime = new(MeasureStart);

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public void FuzzSaysItsSeedAndHowFarItCame(string signal, int exitCode)
    {
        using var folder = new TemporaryFolder();
        var result = Interrupt(
            ["fuzz", "--seed", "77", "--count", "100000000", "--jobs", "2", "--directory", folder["found"]], signal);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Error));
        const string Report = @"^seed 77: (\d+) programs, \d+ executions, 0 differences, 0 crashes, [\d.]+ s, interrupted by SIG(\w+)\n$";
        var line = Regex.Match(result.Output, Report);
        Assert.True(line.Success, result.Output);
        Assert.Equal(signal, line.Groups[2].Value);
        Assert.Empty(Directory.GetFiles(folder["found"]));
    }

    [Fact]
    public void FuzzMarksItsJson()
    {
        using var folder = new TemporaryFolder();
        var result = Interrupt(
            ["fuzz", "--seed", "77", "--seconds", "3600", "--jobs", "1", "--directory", folder["found"], "--json"], "INT");
        Assert.Equal(130, result.ExitCode);
        Assert.Equal((77, true), (result.Json.GetProperty("seed").GetInt32(), result.Json.GetProperty("interrupted").GetBoolean()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void StateTestsReportAPart(bool json)
    {
        const int Links = 250;
        const int Copies = 40 * Links;

        // Many copies of one file of three cases, one case after the other: links in a folder that is named many times. Behind them comes
        // one that has no end, for machines that are through by then.
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Example);
        var original = folder.Write("0.json", text);
        for (var i = 1; i < Links; i++)
        {
            File.CreateSymbolicLink(folder[$"{i}.json"], original);
        }

        using var last = new TemporaryFolder();
        var endless = last.Write("endless.json", Endless(text));
        string[] arguments =
            ["statetest", .. Enumerable.Repeat(folder[""], Copies / Links), endless, "--mode", "interpreter", "--jobs", "1"];
        var result = Interrupt(json ? [.. arguments, "--json"] : arguments, "INT");
        Assert.Equal((130, ""), (result.ExitCode, result.Error));
        if (json)
        {
            Assert.True(result.Json.GetProperty("interrupted").GetBoolean());
            var done = result.Json.GetProperty("files_done").GetInt32();
            Assert.Equal(Copies + 1, result.Json.GetProperty("files").GetInt32());
            Assert.InRange(result.Json.GetProperty("passed").GetInt32(), 3 * done, (3 * done) + 2);
            Assert.InRange(done, 0, Copies);
        }
        else
        {
            Assert.Matches(@"\n\d+ passed, 0 failed, 0 skipped in [\d.]+ s, interrupted by SIGINT\n", result.Output);
            Assert.Matches($@"\na part of the result: \d+ of {Copies + 1} files are done\n$", result.Output);
        }
    }

    /// <summary>A case that goes on is not waited for: what is known of the others is reported, and the VM is not taken away under
    /// it.</summary>
    [Fact]
    public void ACaseThatDoesNotEndIsLeft()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Example);
        folder.Write("short.json", text);
        folder.Write("long.json", Endless(text));
        var result = Interrupt(["statetest", folder[""], "--jobs", "2", "--mode", "interpreter", "--json"], "TERM");
        Assert.Equal((143, ""), (result.ExitCode, result.Error));
        Assert.True(result.Json.GetProperty("interrupted").GetBoolean());
        Assert.Equal((1, 3), (result.Json.GetProperty("files_done").GetInt32(), result.Json.GetProperty("passed").GetInt32()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void BenchReportsTheRunsThatItHasMeasured(bool json)
    {
        string[] arguments = ["bench", SharedData.Path("ethereum/bench/cases"), "--mode", "interpreter", "--seconds", "30"];
        var result = Interrupt(json ? [.. arguments, "--json"] : arguments, "INT");
        Assert.Equal((130, ""), (result.ExitCode, result.Error));
        if (json)
        {
            Assert.True(result.Json.GetProperty("interrupted").GetBoolean());
            Assert.Equal(result.Json.GetProperty("runs_done").GetInt32(), result.Json.GetProperty("cases").GetArrayLength());
            Assert.True(result.Json.GetProperty("runs").GetInt32() > result.Json.GetProperty("runs_done").GetInt32());
        }
        else
        {
            Assert.Matches(@"a part of the result: \d+ of \d+ runs, interrupted by SIGINT\n$", result.Output);
        }
    }

    [Fact]
    public void ReduceWritesTheSmallestSoFar()
    {
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.hex", "60016002015000");

        // The sixth question is not answered; by then three instructions have gone.
        var command = $"echo >> {folder["asked"]}; [ $(wc -l < {folder["asked"]}) -lt 6 ] || exec sleep 1000; grep -q 6001 \"$1\"";
        using var process = CommandLine.Begin("reduce", code, "--predicate", command, "--timeout", "900", "--output", folder["small.hex"]);
        while (!File.Exists(folder["asked"]) || File.ReadAllLines(folder["asked"]).Length < 6)
        {
            Assert.False(process.HasExited);
            Thread.Sleep(50);
        }

        Signal(process, "TERM");
        var result = CommandLine.End(process);
        Assert.Equal((143, ""), (result.ExitCode, result.Error));
        Assert.EndsWith(", interrupted by SIGTERM\n", result.Output);
        Assert.Equal("0x60016002\n", File.ReadAllText(folder["small.hex"]));
    }

    [Fact]
    public void ASecondSignalEndsItAtOnce()
    {
        using var folder = new TemporaryFolder();
        folder.Write("long.json", Endless(File.ReadAllText(Example)));
        using var process = CommandLine.Begin("statetest", folder[""], "--mode", "interpreter");
        WaitUntilItWorks(process);
        Shell.Run($"kill -INT {process.Id}; sleep 0.2; kill -INT {process.Id}", "");
        var result = CommandLine.End(process);
        Assert.Equal((130, ""), (result.ExitCode, result.Output));
    }

    private static CommandLineResult Interrupt(string[] arguments, string signal)
    {
        using var process = CommandLine.Begin(arguments);
        WaitUntilItWorks(process);
        Signal(process, signal);
        return CommandLine.End(process);
    }

    /// <summary>Waits until a process has used the processor for much longer than it takes to start, however busy the machine is, or
    /// sleeps.</summary>
    private static void WaitUntilItWorks(Process process)
    {
        var enough = (3 * StartTime.Value) + TimeSpan.FromSeconds(1);
        var watch = Stopwatch.StartNew();
        var used = TimeSpan.Zero;
        while (used < enough && watch.Elapsed < TimeSpan.FromMinutes(1))
        {
            Thread.Sleep(100);
            process.Refresh();
            Assert.False(process.HasExited);
            used = process.TotalProcessorTime;
        }
    }

    /// <summary>The processor time of a run from beginning to end.</summary>
    private static TimeSpan MeasureStart()
    {
        var result = CommandLine.Sh($"TIMEFORMAT='%U %S'; time dtvm statetest {Example} --mode interpreter", "").Succeeded();
        return result.Error.Trim().Split(' ').Aggregate(
            TimeSpan.Zero, (sum, part) => sum + TimeSpan.FromSeconds(double.Parse(part, CultureInfo.InvariantCulture)));
    }

    private static void Signal(Process process, string name) => Assert.Equal(0, Shell.Run($"kill -{name} {process.Id}", "").ExitCode);

    /// <summary>The state test with code that jumps in a circle, and gas for years.</summary>
    private static string Endless(string text)
    {
        const string Code = "0x600160010160005500", Gas = "\"0x061a80\"";
        Assert.Contains(Code, text);
        Assert.Contains(Gas, text);
        return text.Replace(Code, "0x5b600056", StringComparison.Ordinal).Replace(Gas, "\"0x038d7ea4c68000\"", StringComparison.Ordinal);
    }
}
