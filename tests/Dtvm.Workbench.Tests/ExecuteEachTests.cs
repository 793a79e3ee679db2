// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Engine.Tests;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;
using Dtvm.Passes;
using Dtvm.Workbench.ExecuteEach;
using Xunit.Abstractions;

namespace Dtvm.Workbench.Tests;

/// <summary>Executions between passes: none of ours changes behaviour, and each pass with a fault is caught and named.</summary>
public sealed class ExecuteEachTests(ITestOutputHelper output)
{
    public static TheoryData<string> Faults() => [.. BrokenPass.All.Select(pass => pass.Info.Name)];

    [Theory]
    [MemberData(nameof(MirEngineTests.Cases), MemberType = typeof(MirEngineTests))]
    public void NoPassChangesWhatABenchCaseDoes(string name)
    {
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        ExecutionScenario[] scenarios = [.. benchCase.Runs.Select(run => ExecutionScenario.FromCase(benchCase, run))];
        foreach (var mode in (ReadOnlySpan<RegionMode>)[RegionMode.Optimistic, RegionMode.Conservative])
        {
            var options = new ExecuteEachOptions { Mode = mode, FunctionInputs = mode == RegionMode.Optimistic ? 1 : 0 };
            var report = DeepStack.Run(() => new PassExecution(Pipelines.O3, options).Run(scenarios));
            output.WriteLine($"{mode}: {report}");
            Assert.Null(report.Change);
            Assert.Equal(0, report.Inconclusive);
            Assert.Equal(Pipelines.O3.Length, report.Steps);
            Assert.True(report.Changed > 0 && report.ContractRuns > scenarios.Length);
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void ABrokenPassIsNamedWithItsFunction(string fault)
    {
        var pass = BrokenPass.Named(fault);
        foreach (var functionInputs in (ReadOnlySpan<int>)[0, 3])
        {
            var steps = Pipelines.O2.Insert(2, new PassStep(fault, pass));
            var change = DeepStack.Run(() => FindChange(steps, functionInputs));
            Assert.True(change is not null, $"{fault} with {functionInputs} function inputs was not caught");
            output.WriteLine($"{functionInputs}: {change} in {change.Code}");
            Assert.Equal(fault, change.Step);
            Assert.StartsWith("pc_0x", change.Function);
        }
    }

    private static BehaviourChange? FindChange(ImmutableArray<PassStep> steps, int functionInputs)
    {
        for (ulong index = 0; index < 1000; index++)
        {
            var program = ProgramGenerator.Generate(77, index, null);
            var random = new FuzzRandom(77, index, 2);
            ExecutionScenario[] scenarios =
            [
                DifferentialRunner.Scenario(program, ProgramGenerator.GenerateInput(random)),
                DifferentialRunner.Scenario(
                    program, new FuzzInput(random.Bytes(64), 200 + random.NextLong(5_000), U256.Zero, IsStatic: false)),
            ];
            var report = new PassExecution(steps, new ExecuteEachOptions { FunctionInputs = functionInputs }).Run(scenarios);
            if (report.Change is { } change)
            {
                return change;
            }
        }

        return null;
    }
}
