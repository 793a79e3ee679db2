// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.State;

namespace Dtvm.Engine.Tests;

/// <summary>Every run of every benchmark case gives what its file says: real contracts, end to end.</summary>
public sealed class BenchCaseTests
{
    public static TheoryData<string, ExecutionMode> Cases()
    {
        var data = new TheoryData<string, ExecutionMode>();
        foreach (var file in Directory.EnumerateFiles(SharedData.Path("ethereum/bench/cases"), "*.json").Order(StringComparer.Ordinal))
        {
            data.Add(Path.GetFileNameWithoutExtension(file), ExecutionMode.Interpreter);
            data.Add(Path.GetFileNameWithoutExtension(file), ExecutionMode.Baseline);
            data.Add(Path.GetFileNameWithoutExtension(file), ExecutionMode.Multipass);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GivesWhatTheFileSays(string name, ExecutionMode mode)
    {
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        using var vm = Engines.Create(mode);
        foreach (var run in benchCase.Runs)
        {
            var differences = DeepStack.Run(() =>
            {
                using var runner = new CaseRunner(benchCase, run, vm);
                return runner.Check(out _);
            });
            Assert.Empty(differences);
        }

        Assert.Equal(0, vm.Runtime.Statistics.CompilationFailures);
    }

    /// <summary>Without metering, output and state are the same; runs that end by want of gas never end then, and are left out.</summary>
    /// <remarks>BurntPix stores differences of what GAS says, so its unmetered runs are compared with an unmetered interpreter.</remarks>
    [Theory]
    [MemberData(nameof(Cases))]
    public void WithoutMeteringOutputAndStateAreTheSame(string name, ExecutionMode mode)
    {
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        var readsGas = name == "burntpix";
        using var reference = Engines.Create(ExecutionMode.Interpreter, metering: !readsGas);
        using var free = Engines.Create(mode, metering: false);
        foreach (var run in benchCase.Runs)
        {
            if (run.Expected.Status == BenchStatus.Failure)
            {
                continue;
            }

            var (expected, actual) = DeepStack.Run(() =>
            {
                using var first = new CaseRunner(benchCase, run, reference);
                using var second = new CaseRunner(benchCase, run, free);
                first.Check(out var a);
                second.Check(out var b);
                return (a, b);
            });
            Assert.Equal(expected.Status, actual.Status);
            Assert.Equal(Convert.ToHexString(expected.Output.Span), Convert.ToHexString(actual.Output.Span));
            Assert.Equal(LogEntry.HashOf(expected.Logs), LogEntry.HashOf(actual.Logs));
            Assert.Equal(expected.Storage, actual.Storage);
            Assert.True(readsGas ? actual.GasLeft == expected.GasLeft : actual.GasLeft > expected.GasLeft);
        }
    }
}
