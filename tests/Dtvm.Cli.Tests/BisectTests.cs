// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm bisect</c> and <c>dtvm reduce</c> as processes, with a pass that is broken on purpose.</summary>
public class BisectTests
{
    private static readonly string[] Broken =
    [
        "--plugin", SwappedSubtraction.Plugin, "--passes", "simplify-cfg,swapped-sub,dce,gas-metering",
    ];

    [Theory]
    [InlineData("jit")]
    [InlineData("mir")]
    public void TheBrokenPassIsNamed(string engine)
    {
        var result = CommandLine.Run(["bisect", ExecTests.Subtract, "--engine", engine, "--json", .. Broken]);
        Assert.Equal(1, result.ExitCode);
        var json = result.Json;
        Assert.Equal("pass", json.GetProperty("kind").GetString());
        Assert.Equal("swapped-sub", json.GetProperty("pass").GetString());
        Assert.Equal("pc_0x0", json.GetProperty("function").GetString());
        Assert.Equal((2, 3), (json.GetProperty("application").GetInt32(), json.GetProperty("applications").GetInt32()));
    }

    [Fact]
    public void NothingToBisectIsSaid()
    {
        var result = CommandLine.Run("bisect", ExecTests.Subtract).Succeeded();
        Assert.Contains("both do the same: there is nothing to bisect", result.Output);
    }

    [Fact]
    public void ReproducersAndMirAreBisected()
    {
        using var folder = new TemporaryFolder();
        var reproducer = folder.Write("1-2.json", $$"""
            {"seed": 1, "index": 2, "difference": "Output", "revision": "Osaka", "level": 2,
             "code": "{{ExecTests.Subtract}}", "callee_code": "0x",
             "calldata": "0x", "gas": 100000, "value": "0", "static": false}
            """);
        var result = CommandLine.Run(["bisect", reproducer, "--engine", "mir", .. Broken]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass swapped-sub, function @pc_0x0, application 2 of 3", result.Output);

        var lifted = folder.Write("lifted.mir", CommandLine.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output);
        result = CommandLine.Run(["bisect", lifted, .. Broken]);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("pass swapped-sub, function @pc_0x0", result.Output);
    }

    [Fact]
    public void CodeIsReducedWhileItDiffers()
    {
        using var folder = new TemporaryFolder();

        // Much around a subtraction that matters.
        var code = folder.Write("code.hex", "600160020150" + "5f3560050360005560aa60bb0250" + "5f5460205260206020f3");
        var output = folder["small.hex"];
        var json = CommandLine.Run(["reduce", code, "--predicate", "differs", "--engine", "mir", "--output", output, "--json", .. Broken])
            .Succeeded().Json;
        Assert.Equal(output, json.GetProperty("output").GetString());
        Assert.InRange(json.GetProperty("after").GetInt32(), 2, 20);
        Assert.Contains("03", File.ReadAllText(output));
        Assert.Equal(1, CommandLine.Run(["bisect", output, "--engine", "mir", .. Broken]).ExitCode);
    }

    [Fact]
    public void MirIsReducedWithACommandOfTheShellAndTheInputStays()
    {
        using var folder = new TemporaryFolder();
        var text = CommandLine.Run("mir", ExecTests.Subtract, "--stop-after", "lift").Succeeded().Output;
        var lifted = folder.Write("lifted.mir", text);
        CommandLine.Run("reduce", lifted, "--predicate", "grep -q ' = sub ' \"$1\"").Succeeded();
        Assert.Equal(text, File.ReadAllText(lifted));
        var reduced = File.ReadAllText(folder["lifted.reduced.mir"]);
        Assert.Contains(" = sub i256 ", reduced);
        Assert.InRange(reduced.Split('\n').Count(line => line.StartsWith("    ", StringComparison.Ordinal)), 2, 5);
        CommandLine.Run("exec", folder["lifted.reduced.mir"]).Succeeded();

        var refused = CommandLine.Run("reduce", lifted, "--predicate", "true", "--output", lifted);
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("is the input, which is never overwritten", refused.Error);
        Assert.Equal(text, File.ReadAllText(lifted));
    }

    [Fact]
    public void ACommandThatTakesTooLongIsKilledWithItsChildrenAndDoesNotHold()
    {
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.hex", "60016002015000");

        // Without the first two instructions it waits for ever, in a child that writes down who it is.
        var pids = folder["pids"];
        var command = $"grep -q 60016002 \"$1\" || (sh -c 'echo $$ >> {pids}; exec sleep 1000')";
        var text = CommandLine.Run(
            "reduce", code, "--predicate", command, "--timeout", "2", "--output", folder["small.hex"]).Succeeded().Output;
        Assert.Equal("0x60016002", File.ReadAllText(folder["small.hex"]).Trim());
        var summary = Regex.Match(text, @", (\d+) tries, (\d+) of them killed at the time limit and taken not to hold\n");
        Assert.True(summary.Success, text);
        var killed = int.Parse(summary.Groups[2].Value, CultureInfo.InvariantCulture);
        Assert.InRange(killed, 1, int.Parse(summary.Groups[1].Value, CultureInfo.InvariantCulture) - 1);
        var started = File.ReadAllLines(pids);
        Assert.Equal(killed, started.Length);
        Assert.All(started, pid => Assert.False(IsSleeping(pid), $"{pid} still sleeps"));

        static bool IsSleeping(string pid) =>
            File.Exists($"/proc/{pid}/cmdline") && File.ReadAllText($"/proc/{pid}/cmdline").StartsWith("sleep\0", StringComparison.Ordinal);
    }

    [Fact]
    public void ACommandMayLeaveAProcessBehindAndAnInputAtTheLimitIsTold()
    {
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.hex", "6001600201");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var json = CommandLine.Run(
            "reduce", code, "--predicate", "sleep 60 & grep -q 01 \"$1\"", "--timeout", "30", "--output", folder["small.hex"],
            "--json").Succeeded().Json;
        Assert.Equal(0, json.GetProperty("timeouts").GetInt32());
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(50), $"waited for what the command left behind: {watch.Elapsed}");
        CommandLine.Run("reduce", code, "--predicate", "sleep 60", "--timeout", "0.2").FailsWith(
            "does not hold for the input: it reached the time limit, which --timeout SECONDS sets");
        CommandLine.Run("reduce", code, "--predicate", "true", "--timeout", "0")
            .FailsWith("--timeout '0': must be a number of seconds above 0");
        CommandLine.Run("reduce", code, "--predicate", "differs", "--timeout", "1").FailsWith("--timeout: goes with --predicate COMMAND");
    }
}
