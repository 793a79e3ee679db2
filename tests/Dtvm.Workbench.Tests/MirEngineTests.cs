// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.Fuzzing;
using Dtvm.Mir.Passes;
using Dtvm.Passes;
using Dtvm.Tool;
using Dtvm.Workbench.Execution;
using Xunit.Abstractions;

namespace Dtvm.Workbench.Tests;

/// <summary>The MIR interpreter behind the same host as the other engines.</summary>
public sealed class MirEngineTests(ITestOutputHelper output)
{
    public static TheoryData<string> Cases() =>
        [.. Directory.GetFiles(SharedData.Path("ethereum/bench/cases"), "*.json").Select(
            path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void BenchCaseGivesWhatItsFileSays(string name)
    {
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        (int, RegionMode)[] ways = [(-1, RegionMode.Optimistic), (3, RegionMode.Optimistic), (3, RegionMode.Conservative)];
        foreach (var (level, mode) in ways)
        {
            DeepStack.Run(() =>
            {
                using var codes = new CodeStore(unit => Make(unit, level));
                using var vm = new MirVm(codes) { EntryMode = mode };
                foreach (var run in benchCase.Runs)
                {
                    vm.Start();
                    using var runner = new CaseRunner(benchCase, run, vm);
                    var differences = runner.Check(out _);
                    Assert.Null(vm.Failure);
                    Assert.True(differences.Count == 0, $"{name}/{run.Label} level {level} {mode}: {string.Join("; ", differences)}");
                    output.WriteLine($"{run.Label} level {level} {mode}: {vm.Steps} steps, {codes.Modules.Count} modules");
                }

                return 0;
            });
        }
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(2)]
    public void FuzzedProgramsDoWhatTheInterpreterDoes(int level)
    {
        var folder = Directory.CreateTempSubdirectory("fuzz-");
        var lines = new List<string>();
        var report = new FuzzCampaign(
            new FuzzOptions { Count = 1500, Seed = 20261121, Directory = folder.FullName },
            () => new EngineVm(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null),
            _ => new MirEngine(level < 0 ? [] : Pipelines.ForLevel(level)),
            lines.Add).Run();
        output.WriteLine($"{report.Programs} programs, {report.Executions} executions, {report.Seconds:F1} s");
        Assert.Equal(1500, report.Programs);
        Assert.True(lines.Count == 0, string.Join('\n', lines));
        folder.Delete(recursive: true);
    }

    private static Mir.MirModule Make(CompilationUnit unit, int level)
    {
        var module = CodeStore.Lift(unit, gasMetering: true);
        if (level >= 0)
        {
            new PassRunner(Pipelines.ForLevel(level), new PassRunnerOptions { Verify = true }).Run(module);
        }

        return module;
    }
}
