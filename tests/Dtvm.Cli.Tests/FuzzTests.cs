// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm fuzz</c> as a process.</summary>
public class FuzzTests
{
    private const string Reproducer = """
        {"seed": 5, "index": 17, "difference": "Output", "revision": "Shanghai", "level": 2,
         "code": "0x60016002015f5260205ff3", "callee_code": "0x",
         "calldata": "0x00", "gas": 100000, "value": "0", "static": false}
        """;

    [Fact]
    public void ASeedGivesTheSameReportAgain()
    {
        using var folder = new TemporaryFolder();
        string[] arguments =
        [
            "fuzz", "--seed", "11", "--count", "16", "--level", "all", "--jobs", "1", "--directory", folder["found"], "--json",
        ];
        var first = CommandLine.Run(arguments).Succeeded().Json;
        var second = CommandLine.Run(arguments).Succeeded().Json;
        Assert.Equal(16, first.GetProperty("programs").GetInt64());
        Assert.Equal(0, first.GetProperty("differences").GetInt64());
        Assert.Equal(11UL, first.GetProperty("seed").GetUInt64());
        Assert.Equal(first.GetProperty("executions").GetInt64(), second.GetProperty("executions").GetInt64());
        Assert.Empty(Directory.GetFiles(folder["found"]));
    }

    [Fact]
    public void ReplaySaysThatADifferenceIsGone()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("5-17.json", Reproducer);
        var json = CommandLine.Run("fuzz", "--replay", path, "--json").Succeeded().Json;
        Assert.Equal("Output", json.GetProperty("recorded").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, json.GetProperty("difference").ValueKind);
        var text = CommandLine.Run("fuzz", "--replay", path).Succeeded().Output;
        Assert.Contains("no difference", text);
        Assert.Contains("both: success", text);
    }

    [Theory]
    [InlineData("{", "$: not JSON: line 1, byte 2")]
    [InlineData("{}", "$.revision: expected a revision, found nothing")]
    [InlineData("{\"revision\": \"Atlantis\"}", "$.revision: expected a revision, found 'Atlantis'")]
    [InlineData(
        "{\"revision\": \"Osaka\", \"difference\": \"7\"}",
        "$.difference: expected a kind of difference, found '7': there are "
            + "Status, GasLeft, Refund, Output, Logs, Storage, HostCalls, Crash")]
    [InlineData(
        "{\"revision\": \"Osaka\", \"difference\": \"Status\", \"value\": \"0x0\", \"seed\": 1, \"index\": 1, \"level\": 4}",
        "$.level: expected a number from 0 to 3, found the number 4")]
    [InlineData(
        "{\"dump\": 1, \"revision\": \"osaka\", \"gas_metering\": true}",
        "$: expected a reproducer of dtvm fuzz, found the meta.json of a dump: the directory that it lies in is taken as CODE")]
    public void ABadReproducerIsNamedInOneLine(string content, string expected)
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("bad.json", content);
        var result = CommandLine.Run("fuzz", "--replay", path);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal($"dtvm: {path}: {expected}", result.Error.Trim());
    }

    [Fact]
    public void ReplayTakesNoOptionsOfACampaign()
    {
        var result = CommandLine.Run("fuzz", "--replay", "x.json", "--seed", "5");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("--seed does not go with --replay", result.Error);
    }
}
