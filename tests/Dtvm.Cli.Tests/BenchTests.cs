// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm bench</c> as a process.</summary>
public class BenchTests
{
    private const int RunsOfAllCases = 52;

    [Fact]
    public void EveryCaseDoesAsItsFileSaysInTheInterpreter()
    {
        var result = CommandLine.Run("bench", SharedData.Path("ethereum/bench/cases"), "--check", "--mode", "interpreter").Succeeded();
        Assert.EndsWith($"{RunsOfAllCases} of {RunsOfAllCases} as expected\n", result.Output);
    }

    [Fact]
    public void MeasuresWarmAndColdAndComparesTheVms()
    {
        var json = CommandLine.Run(
            "bench", Case("counter"), "--mode", "interpreter,interpreter", "--seconds", "0.01", "--cold", "2", "--json").Succeeded().Json;
        Assert.NotEqual("", json.GetProperty("machine").GetString());
        var run = Assert.Single(json.GetProperty("cases").EnumerateArray());
        Assert.Equal("counter", run.GetProperty("case").GetString());
        Assert.Equal("main", run.GetProperty("run").GetString());
        Assert.Equal(22299, run.GetProperty("gas_used").GetInt64());
        List<JsonElement> results = [.. run.GetProperty("results").EnumerateArray()];
        Assert.Equal(
            ["interpreter warm", "interpreter cold", "interpreter#2 warm", "interpreter#2 cold"],
            results.Select(result => $"{result.GetProperty("vm")} {result.GetProperty("kind")}"));
        foreach (var result in results)
        {
            Assert.True(result.GetProperty("ok").GetBoolean());
            var median = result.GetProperty("median_ns").GetDouble();
            Assert.InRange(median, result.GetProperty("p10_ns").GetDouble(), result.GetProperty("p90_ns").GetDouble());
            Assert.True(median > 0);
            Assert.True(result.GetProperty("samples").GetInt32() >= (result.GetProperty("kind").GetString() == "warm" ? 5 : 1));
            Assert.Equal(JsonValueKind.Number, result.GetProperty("compile_ms").ValueKind);
            Assert.Equal(JsonValueKind.Number, result.GetProperty("code_bytes").ValueKind);
        }

        List<JsonElement> means = [.. json.GetProperty("geomean").EnumerateArray()];
        Assert.Equal(4, means.Count);
        Assert.Equal(1, means[0].GetProperty("ratio").GetDouble() * means[1].GetProperty("ratio").GetDouble(), 4);
    }

    [Fact]
    public void PrintsATable()
    {
        var result = CommandLine.Run("bench", Case("counter"), "--mode", "interpreter", "--seconds", "0.01", "--cold", "1").Succeeded();
        Assert.Contains("warm median", result.Output);
        Assert.Contains("counter", result.Output);
    }

    [Fact]
    public void AWrongCaseFailsAndIsNotMeasured()
    {
        using var folder = new TemporaryFolder();
        var text = File.ReadAllText(Case("counter")).Replace("\"gasRefund\":\"0x0\"", "\"gasRefund\":\"0x1\"", StringComparison.Ordinal);
        var path = folder.Write("counter.json", text);
        var measured = CommandLine.Run("bench", path, "--mode", "interpreter", "--seconds", "0.01", "--json");
        Assert.Equal(1, measured.ExitCode);
        var warm = measured.Json.GetProperty("cases")[0].GetProperty("results")[0];
        Assert.False(warm.GetProperty("ok").GetBoolean());
        Assert.Equal(0, warm.GetProperty("samples").GetInt32());
        Assert.Equal("gasRefund: expected 1, got 0", warm.GetProperty("differences")[0].GetString());

        var check = CommandLine.Run("bench", path, "--check", "--mode", "interpreter");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains("FAIL  counter/main  interpreter", check.Output);
    }

    private static string Case(string name) => SharedData.Path($"ethereum/bench/cases/{name}.json");
}
