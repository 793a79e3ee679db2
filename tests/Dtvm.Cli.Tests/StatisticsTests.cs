// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>The command line tells the engine's statistics.</summary>
public sealed class StatisticsTests
{
    [Fact]
    public void RunTellsThem()
    {
        var json = CommandLine.Run(
            "run", "602a5f5260205ff3", "--mode", "baseline", "--stats", "--json").Succeeded().Json.GetProperty("statistics");
        Assert.Equal(1, json.GetProperty("compilations_ended").GetProperty("x64").GetProperty("1").GetInt32());
        Assert.InRange(json.GetProperty("executions").GetProperty("baseline").GetProperty("success").GetInt32(), 2, 21);
        Assert.Contains(
            "\nexecutions (baseline, success) ", CommandLine.Run("run", "602a5f5260205ff3", "--mode", "baseline", "--stats").Output);
        CommandLine.Run("run", "6001", "--stats", "--trace", "-").FailsWith("--stats");
    }

    [Fact]
    public void BenchTellsThemToPrometheus()
    {
        var path = SharedData.Path("ethereum/bench/cases/counter.json");
        var text = CommandLine.Run("bench", path, "--mode", "interpreter,baseline", "--seconds", "0.1", "--prometheus").Succeeded().Output;
        Assert.Contains("# TYPE dtvm_executions_total counter\n", text);
        Assert.Matches("dtvm_executions_total\\{vm=\"interpreter\",mode=\"interpreter\",status=\"success\"\\} \\d+\n", text);
        Assert.Matches("dtvm_compilations_ended_total\\{vm=\"baseline\",compiler=\"x64\",level=\"1\"\\} \\d+\n", text);
        CommandLine.Run("bench", path, "--prometheus", "--json").FailsWith("--prometheus");
    }
}
