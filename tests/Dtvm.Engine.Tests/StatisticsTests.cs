// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.State;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;
using Dtvm.Tool;
using Table = Dtvm.Engine.StatisticsTable;

namespace Dtvm.Engine.Tests;

/// <summary>Every row of the table against an independent count.</summary>
public sealed partial class StatisticsTests
{
    private const string Return42 = "602a5f5260205ff3";
    private const string Fail = "602afe";
    private const string Revert = "5f5ffd";
    private const string Loop = "5b5f56";

    public static TheoryData<ExecutionMode> Modes => [ExecutionMode.Interpreter, ExecutionMode.Baseline, ExecutionMode.Multipass];

    [Theory]
    [MemberData(nameof(Modes))]
    public void ExecutionsGasAndHaltsAreThoseThatPassedThrough(ExecutionMode mode)
    {
        using var vm = Create(mode);
        var counting = new CountingVm(vm);
        for (var i = 0; i < 7; i++)
        {
            Run(counting, Return42, 100_000);
            Run(counting, Fail, 100_000);
            Run(counting, Revert, 100_000);
            Run(counting, Loop, 1000 + i);
            Run(counting, "00", 5);
        }

        var statistics = vm.Runtime.Statistics.Read();
        AssertExecutions(counting, statistics, mode);
        Assert.Equal(7, statistics[Table.EmptyMessages]);
        Assert.Equal(4, statistics[Table.CacheMisses]);
        Assert.Equal(24, statistics[Table.CacheHits]);
    }

    [Theory]
    [MemberData(nameof(Modes))]
    public void EightThreadsLoseNothing(ExecutionMode mode)
    {
        const int Threads = 8, Rounds = 200;
        using var vm = Create(mode);
        var counting = new CountingVm(vm);
        string[] codes = [Return42, Fail, Revert, Loop];
        var threads = Enumerable.Range(0, Threads).Select(thread => new Thread(() =>
        {
            for (var i = 0; i < Rounds; i++)
            {
                Run(counting, codes[(i + thread) % codes.Length], 1000 + i);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(Threads * Rounds, statistics[Table.Executions]);
        AssertExecutions(counting, statistics, mode);
        Assert.Equal(Threads * Rounds, statistics[Table.CacheHits] + statistics[Table.CacheMisses]);

        // Threads that meet a new code together wait for one to compile it; what is only interpreted each of them prepares.
        var most = mode == ExecutionMode.Interpreter ? Threads * codes.Length : codes.Length;
        Assert.InRange(statistics[Table.CacheMisses], codes.Length, most);
        Assert.Equal(mode == ExecutionMode.Interpreter ? 0 : codes.Length, statistics[Table.CompilationsEnded]);
    }

    /// <summary>A workload with calls of contracts and of the host: everything sampled, so that the sample is the whole.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter, "weth")]
    [InlineData(ExecutionMode.Baseline, "multicall3_aggregate")]
    [InlineData(ExecutionMode.Multipass, "create2_deploy")]
    public void SamplesOfEverythingAreTheWhole(ExecutionMode mode, string name)
    {
        using var vm = Create(mode);
        vm.Runtime.Config.StatisticsSampling = 1;
        var counting = new CountingVm(vm);
        var benchCase = BenchCaseReader.Read(SharedData.Path($"ethereum/bench/cases/{name}.json"));
        double spent = 0;
        foreach (var run in benchCase.Runs)
        {
            using var runner = new CaseRunner(benchCase, run, counting);
            Assert.Empty(runner.Check(out _));
            for (var i = 0; i < 5; i++)
            {
                spent += runner.Time();
            }
        }

        var statistics = vm.Runtime.Statistics.Read();
        AssertExecutions(counting, statistics, mode);
        var executions = statistics[Table.Executions];
        Assert.Equal(executions, statistics[Table.SampledExecutions]);
        Assert.Equal(executions, statistics.Contracts.Sum(contract => contract.Executions));
        Assert.Equal(statistics[Table.GasUsed], statistics.Contracts.Sum(contract => contract.GasUsed));
        Assert.Equal(statistics[Table.SampledOwnTime], statistics.Contracts.Sum(contract => contract.OwnNanoseconds));
        Assert.Equal(statistics[Table.SampledHostTime], statistics.Contracts.Sum(contract => contract.HostNanoseconds));
        Assert.True(statistics[Table.SampledOwnTime] > 0);
        Assert.True(statistics[Table.SampledHostTime] > 0);
    }

    /// <summary>Host calls of the sample are those that the host writes down.</summary>
    [Theory]
    [MemberData(nameof(Modes))]
    public void HostCallsAreCounted(ExecutionMode mode)
    {
        // Three loads, a store, a balance, a log.
        const string Code = "5f545060015450600254505f60015530315f5fa000";
        using var vm = Create(mode);
        vm.Runtime.Config.StatisticsSampling = 1;
        vm.Runtime.Config.IsHostExtended = false;
        var calls = 0;
        for (var i = 0; i < 10; i++)
        {
            var message = new EvmcMessage { Gas = 1_000_000 };
            var outcome = AnsweringHost.Run(vm.Runtime, new HostAnswers(), Code, EvmcRevision.Osaka, message);
            Assert.Equal(EvmcStatusCode.Success, outcome.Status);
            calls += outcome.Calls.Split('\n').Length;
        }

        Assert.True(calls >= 80);
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(calls, statistics[Table.SampledHostCalls]);
        Assert.Equal(10, statistics[Table.SampledExecutions]);
    }

    [Fact]
    public void ASleepingHostTakesTheTime()
    {
        using var vm = Create(ExecutionMode.Baseline);
        vm.Runtime.Config.StatisticsSampling = 1;
        vm.Runtime.Config.IsHostExtended = false;
        var answers = new HostAnswers { Delay = TimeSpan.FromMilliseconds(20) };
        var calls = AnsweringHost.Run(vm.Runtime, answers, "5f545f5400", EvmcRevision.Osaka, new EvmcMessage { Gas = 1_000_000 }).Calls;
        var statistics = vm.Runtime.Statistics.Read();
        Assert.InRange(statistics[Table.SampledHostTime], calls.Split('\n').Length * 20_000_000L, long.MaxValue);
        Assert.InRange(statistics[Table.SampledOwnTime], 1, statistics[Table.SampledHostTime]);
        Assert.InRange(statistics[Table.FirstExecutionTime, "x64"], statistics[Table.SampledHostTime], long.MaxValue);
        Assert.Equal(1, statistics[Table.FirstExecutions, "x64"]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    public void OneOfSoManyIsSampled(int sampling)
    {
        const int Executions = 20_000;
        using var vm = Create(ExecutionMode.Baseline);
        vm.Runtime.Config.StatisticsSampling = sampling;
        DeepStack.Run(() =>
        {
            using var runner = Runner(vm, Return42, 100_000);
            for (var i = 0; i < Executions; i++)
            {
                runner.Time();
            }

            return 0;
        });
        var sampled = vm.Runtime.Statistics.Read()[Table.SampledExecutions];
        Assert.InRange(sampled, Executions / sampling * 8 / 10, Executions / sampling * 12 / 10);
    }

    [Theory]
    [InlineData(ExecutionMode.Baseline, "x64")]
    [InlineData(ExecutionMode.Multipass, "llvm")]
    public void CompilationsAreThoseThatTheCompilerBegan(ExecutionMode mode, string compiler)
    {
        var began = 0;
        long bytecode = 0, instructions = 0;
        var options = new CompilationOptions
        {
            Begins = unit =>
            {
                began++;
                bytecode += unit.Code.Length;
            },
            PassOptions = _ => new Mir.Passes.PassRunnerOptions
            {
                After = (step, module, function, _) =>
                {
                    if (ReferenceEquals(function, module.Functions[^1]))
                    {
                        _last = module;
                    }
                },
            },
            PassesRan = (_, _) => instructions += _last!.Functions.Sum(function => function.Blocks.Sum(block => block.Instructions.Count)),
        };
        using var vm = Create(mode, options);
        string[] codes = [Return42, Fail, Engines.ComputedReturn];
        long machine = 0;
        var away = ThreadClock.TimeAway(() =>
        {
            foreach (var code in codes)
            {
                machine += vm.Runtime.Prepare(Convert.FromHexString(code), Revision.Osaka);
            }
        });

        var prepared = vm.Runtime.Statistics.Read();
        Assert.Equal(machine, prepared[Table.MachineCodeBytes, compiler]);
        Assert.Equal(0, prepared[Table.ConservativeCompilations]);
        DeepStack.Run(() =>
        {
            using var runner = Runner(vm, Engines.ComputedReturn, 100_000);
            away += ThreadClock.TimeAway(() => runner.Run());
            return 0;
        });
        var statistics = vm.Runtime.Statistics.Read();
        var level = mode == ExecutionMode.Baseline ? "1" : "2";
        Assert.Equal(began, statistics[Table.CompilationsBegun, compiler, level]);
        Assert.Equal(began, statistics[Table.CompilationsEnded, compiler, level]);
        Assert.Equal(4, began);
        Assert.Equal(bytecode, statistics[Table.BytecodeBytes, compiler]);
        Assert.Equal(instructions, statistics[Table.MirInstructions, compiler]);
        Assert.Equal(1, statistics[Table.ConservativeCompilations, compiler]);
        Assert.Equal(1, statistics[Table.ConservativeResumes]);
        Assert.Equal(0, statistics[Table.FirstExecutions]); // All of it was loaded before.
        Assert.Equal(3, statistics[Table.CachedModules]);
        Assert.Equal(vm.Runtime.CachedBytes, statistics[Table.CachedBytes]);
        Assert.Equal(0, statistics[Table.CodeMemoryBytes] % 4096);
        Assert.InRange(statistics[Table.CodeMemoryBytes], statistics[Table.MachineCodeBytes], statistics[Table.CachedBytes]);

        // The stages are the compilation but for the little that lies between them, where another thread may have its turn. In mode
        // multipass this one waits for those of LLVM, and that is a stage.
        var stages = statistics.Samples(Table.StageTime).Sum(sample => sample.Value);
        var others = mode == ExecutionMode.Baseline ? (long)away.TotalNanoseconds : 0;
        Assert.InRange(stages, (statistics[Table.CompilationTime] - others) / 2, statistics[Table.CompilationTime]);
        string[] wanted = mode == ExecutionMode.Baseline
            ? ["decode", "lift", "gas-metering", "codegen", "link"]
            : ["decode", "lift", "sccp", "lower", "llvm-passes", "codegen", "link"];
        Assert.All(wanted, stage => Assert.True(statistics[Table.StageTime, compiler, stage] > 0, stage));
    }

    private Mir.MirModule? _last;

    [Theory]
    [InlineData(CodegenStatus.Busy, "compilations_postponed")]
    [InlineData(CodegenStatus.Cancelled, "compilations_postponed")]
    [InlineData(CodegenStatus.Refused, "compilations_failed")]
    public void WhatDoesNotEndWithCodeIsCounted(CodegenStatus answer, string row)
    {
        using var skeleton = new SkeletonBackend { Answer = answer };
        using var vm = new EngineVm(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true, RecordsStatistics = true }, skeleton);
        Run(vm, Return42, 100_000);
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(1, statistics[Table.CompilationsBegun, "other", "2"]);
        Assert.Equal(0, statistics[Table.CompilationsEnded]);
        Assert.Equal(1, statistics[Table.Find(row)!, "other", "2"]);
        Assert.Equal(0, statistics[Table.FirstExecutions]);
        Assert.Equal(1, statistics[Table.Executions, "interpreter", "success"]);
    }

    [Fact]
    public void WhatIsTooDearIsCounted()
    {
        using var vm = Create(ExecutionMode.Multipass);
        vm.Runtime.Config.CompilationBudget = TimeSpan.Zero;
        Run(vm, Return42, 100_000);
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(1, statistics[Table.CompilationsRefused, "llvm", "2"]);
        Assert.Equal(2, statistics[Table.CompilationsBegun]);
        Assert.Equal(1, statistics[Table.CompilationsEnded, "x64", "1"]);
        Assert.Equal(1, statistics[Table.CompilationsEnded]);
    }

    [Fact]
    public void LookupsAreCountedByTheWay()
    {
        using var vm = Create(ExecutionMode.Interpreter);
        Run(vm, Return42, 100_000); // Each run has its code at another place.
        Run(vm, Return42, 100_000);
        Run(vm, Return42, 100_000);
        DeepStack.Run(() =>
        {
            using var runner = Runner(vm, Return42, 100_000);
            for (var i = 0; i < 5; i++)
            {
                runner.Run();
            }

            return 0;
        });
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(1, statistics[Table.CacheMisses]);
        Assert.Equal(7, statistics[Table.CacheHits]);
        Assert.InRange(statistics[Table.CacheHits, "address"], 4, 7);
        Assert.Equal(0, statistics[Table.CacheHits, "hash"]);
        Assert.Equal(7 - statistics[Table.CacheHits, "address"], statistics[Table.CacheHits, "checksum"]);
    }

    [Fact]
    public void ATrustedHashIsAWay()
    {
        using var vm = Create(ExecutionMode.Interpreter);
        vm.Runtime.Config.TrustsCodeHashes = true;
        DeepStack.Run(() =>
        {
            using var runner = Runner(vm, Return42 + new string('0', 6000), 100_000);
            for (var i = 0; i < 5; i++)
            {
                runner.Run();
            }

            return 0;
        });
        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(1, statistics[Table.CacheMisses]);
        Assert.Equal(4, statistics[Table.CacheHits, "hash"]);
    }

    [Fact]
    public void EvictionsAreTheModulesThatAreGone()
    {
        const int Codes = 200;
        using var vm = Create(ExecutionMode.Interpreter);
        vm.Runtime.Config.MaxCacheBytes = 20_000;
        for (var i = 0; i < Codes; i++)
        {
            Run(vm, $"61{i:x4}5f5260205ff3", 100_000);
        }

        var statistics = vm.Runtime.Statistics.Read();
        Assert.Equal(Codes, statistics[Table.CacheMisses]);
        Assert.Equal(Codes - vm.Runtime.CachedModules, statistics[Table.CacheEvictions]);
    }

    /// <summary>The baseline compiler's code takes a mapping and here a page for each code, helpers take a mapping, and nobody else has a
    /// share in the budget.</summary>
    [Fact]
    public void MappingsAreThoseOfTheCodeThatIsLoaded()
    {
        const int Codes = 5;
        var budget = new CodeMemoryBudget(100);
        using (var vm = Engines.Create(ExecutionMode.Baseline, codeMemory: budget))
        {
            for (var i = 0; i < Codes; i++)
            {
                Engines.Run(vm, $"61{i:x4}5f5260205ff3", 100_000);
            }

            var statistics = vm.Runtime.Statistics.Read();
            Assert.Equal(Codes + 1, statistics[Table.CodeMemoryMappings]);
            Assert.Equal(Codes * Environment.SystemPageSize, statistics[Table.CodeMemoryBytes]);
        }

        Assert.Equal(0, budget.InUse);
    }

    [Fact]
    public unsafe void RefusedMessagesAreCounted()
    {
        using var vm = Create(ExecutionMode.Interpreter);
        var message = new EvmcMessage { Gas = -1 };
        byte stop = 0;
        vm.Execute(null, null, EvmcRevision.Osaka, &message, &stop, 1);
        vm.Execute(null, null, EvmcRevision.Osaka, null, &stop, 1);
        Assert.Equal(2, vm.Runtime.Statistics.Read()[Table.RefusedMessages]);
    }

    /// <summary>Without the option only what is always counted is.</summary>
    [Fact]
    public void NothingElseIsCountedWhenItIsOff()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        Engines.Run(vm, Engines.ComputedReturn, 100_000);
        Engines.Run(vm, "00", 100_000);
        var statistics = vm.Runtime.Statistics.Read();
        foreach (var row in Table.All)
        {
            Assert.True(row.IsAlwaysOn || statistics[row] == 0, row.Name);
        }

        Assert.Equal(2, statistics[Table.CompilationsEnded]);
    }

    [Fact]
    public void TheTableIsSound()
    {
        Assert.Equal(Table.All.Length, Table.All.Select(row => row.Name).Distinct().Count());
        Assert.Equal(Table.Slots, Table.All.Sum(row => row.Count));
        Assert.All(Table.All, row => Assert.Matches("^[a-z][a-z_]*[a-z]$", row.Name));
        Assert.All(Table.All, row => Assert.EndsWith(".", row.Meaning));
        Assert.Equal("out_of_memory", Table.Statuses.Values[0]);
        Assert.Equal(EvmcStatus.NameOf(EvmcStatus.InsufficientBalance), Table.Statuses.Values[^1]);
        Assert.All(Passes.PassRegistry.All, pass => Assert.Contains(pass.Info.Name, Table.Stages.Values));

        // What threads count is what is not always counted, behind the rest; what is recorded seldom may lie before.
        Assert.All(Table.All, row => Assert.True(row.First < Table.FirstThreadSlot || !row.IsAlwaysOn, row.Name));
    }

    [Fact]
    public void EveryFormTellsEveryRow()
    {
        using var vm = Create(ExecutionMode.Baseline);
        vm.Runtime.Config.StatisticsSampling = 1;
        Run(vm, Return42, 100_000);
        var statistics = vm.Runtime.Statistics.Read();
        var line = StatisticsText.ToLine(statistics);
        var json = JsonDocument.Parse(StatisticsText.ToJson(statistics)).RootElement;
        var prometheus = StatisticsText.ToPrometheus(statistics);
        var table = StatisticsText.ToTable(statistics);
        foreach (var row in Table.All)
        {
            Assert.Contains($"{row.Name}={statistics[row].ToString(CultureInfo.InvariantCulture)}", line, StringComparison.Ordinal);
            Assert.True(json.TryGetProperty(row.Name, out _) || json.TryGetProperty(row.Name + "_ns", out _), row.Name);
            Assert.Contains($"# TYPE {StatisticsText.PrometheusName(row)} ", prometheus, StringComparison.Ordinal);
            Assert.Equal(statistics[row] != 0, table.Contains($"{row.Name} ", StringComparison.Ordinal));
        }

        Assert.Equal(1, json.GetProperty("executions").GetProperty("baseline").GetProperty("success").GetInt64());
        Assert.Equal(1, json.GetProperty("contracts").GetArrayLength());
        Assert.Contains("dtvm_executions_total{mode=\"baseline\",status=\"success\"} 1\n", prometheus, StringComparison.Ordinal);
        Assert.All(
            prometheus.Split('\n', StringSplitOptions.RemoveEmptyEntries), text => Assert.Matches(PrometheusLine(), text));
        Assert.DoesNotContain(prometheus.Split('\n').Where(text => text.Length > 0 && text[0] != '#').GroupBy(text => text.Split(' ')[0]),
            group => group.Count() > 1);
    }

    [Fact]
    public void TheDocumentationHoldsTheTable()
    {
        var page = Words(File.ReadAllText(Path.Combine(SourceTree.Root, "docs/profiling.md")));
        foreach (var line in StatisticsText.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(Words(line), page, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void SnapshotsAreAdded()
    {
        using var vm = Create(ExecutionMode.Baseline);
        Run(vm, Return42, 100_000);
        vm.Reset();
        Run(vm, Return42, 100_000);
        var all = vm.AllStatistics();
        Assert.Equal(2, all[Table.Executions]);
        Assert.Equal(2, all[Table.CompilationsEnded]);
        Assert.Equal(1, all[Table.CachedModules]);
    }

    [GeneratedRegex("""^(# (HELP|TYPE) dtvm_\w+ .+|dtvm_\w+(\{\w+="[^"]*"(,\w+="[^"]*")*\})? \d+(\.\d{9})?)$""")]
    private static partial Regex PrometheusLine();

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static EngineVm Create(ExecutionMode mode, CompilationOptions? compilation = null)
    {
        var vm = Engines.Create(mode, compilation: compilation);
        vm.Runtime.Config.RecordsStatistics = true;
        return vm;
    }

    private static void AssertExecutions(CountingVm counting, StatisticsSnapshot statistics, ExecutionMode mode)
    {
        var name = ExecutionModes.NameOf(mode);
        foreach (var (status, count) in counting.Executions)
        {
            Assert.Equal(count, statistics[Table.Executions, name, EvmcStatus.NameOf((int)status)!]);
        }

        Assert.Equal(counting.Executions.Values.Sum(), statistics[Table.Executions]);
        Assert.Equal(counting.Gas, statistics[Table.GasUsed, name]);
        Assert.Equal(counting.Empty, statistics[Table.EmptyMessages]);
    }

    private static MessageOutcome Run(IVm vm, string hex, long gas) => DeepStack.Run(() =>
    {
        using var runner = Runner(vm, hex, gas);
        return runner.Run();
    });

    private static MessageRunner Runner(IVm vm, string hex, long gas)
    {
        var account = new PreAccount(Engines.Contract, U256.Zero, 1, ContractCode.Create(Convert.FromHexString(hex)), []);
        return new MessageRunner(
            vm, PreState.ToWorldState([account]), EvmcRevision.Osaka, new BlockEnvironment(), U256.Zero,
            new CallRequest(Address.FromNumber(0x5E4D), Engines.Contract, U256.Zero, default, gas));
    }
}
