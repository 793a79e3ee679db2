// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.ExecutionAbi;
using Dtvm.Passes;
using static Dtvm.Engine.StatisticsKind;
using static Dtvm.Engine.StatisticsUnit;

namespace Dtvm.Engine;

/// <summary>The counters, timers and gauges of an engine: the one place where they are named and explained. The C# interface, the C
/// function, the log line, JSON, Prometheus text and the documentation are made from it.</summary>
public static class StatisticsTable
{
    /// <summary>The compilers: names of backends, and for all others the last.</summary>
    public static readonly StatisticsLabel Compilers = new("compiler", ["llvm", "x64", "other"]);

    /// <summary>The levels of <see cref="RuntimeConfig.OptimizationLevel"/>.</summary>
    public static readonly StatisticsLabel Levels = new("level", ["0", "1", "2", "3"]);

    /// <summary>The modes, in the order of <see cref="ExecutionMode"/>.</summary>
    public static readonly StatisticsLabel Modes = new(
        "mode",
        [
            ExecutionModes.NameOf(ExecutionMode.Interpreter), ExecutionModes.NameOf(ExecutionMode.Multipass),
            ExecutionModes.NameOf(ExecutionMode.Baseline),
        ]);

    /// <summary>The statuses of EVMC, from <see cref="EvmcStatus.OutOfMemory"/> on.</summary>
    public static readonly StatisticsLabel Statuses = new("status", NamesOfStatuses());

    /// <summary>The stages of a compilation: those of the frontend, the passes, those of the backend.</summary>
    public static readonly StatisticsLabel Stages = new("stage", NamesOfStages());

    /// <summary>How a module was found.</summary>
    public static readonly StatisticsLabel Ways = new("by", ["address", "hash", "checksum"]);

    private static readonly ImmutableArray<StatisticsRow>.Builder Rows = ImmutableArray.CreateBuilder<StatisticsRow>();

    /// <summary>Compilations that began.</summary>
    public static readonly StatisticsRow CompilationsBegun = Always(
        "compilations_begun", Count, "Compilations that began.", Compilers, Levels);

    /// <summary>Compilations that gave machine code.</summary>
    public static readonly StatisticsRow CompilationsEnded = Always(
        "compilations_ended", Count, "Compilations that ended with machine code.", Compilers, Levels);

    /// <summary>Compilations that were refused.</summary>
    public static readonly StatisticsRow CompilationsRefused = Always(
        "compilations_refused", Count,
        "Compilations that were refused because their estimate is above the budget; the code is compiled in mode baseline, or "
        + "interpreted.",
        Compilers, Levels);

    /// <summary>Compilations that failed.</summary>
    public static readonly StatisticsRow CompilationsFailed = Always(
        "compilations_failed", Count, "Compilations that failed; the code is compiled in mode baseline, or interpreted.", Compilers,
        Levels);

    /// <summary>Compilations that were put off.</summary>
    public static readonly StatisticsRow CompilationsPostponed = Always(
        "compilations_postponed", Count,
        "Compilations that were put off because too many were under way or the engine was ending; this time the code is executed in mode "
        + "baseline, or interpreted.",
        Compilers, Levels);

    /// <summary>Compilations of conservative code.</summary>
    public static readonly StatisticsRow ConservativeCompilations = Always(
        "conservative_compilations", Count, "How many of those that ended were of conservative code.", Compilers);

    /// <summary>Time of compilations.</summary>
    public static readonly StatisticsRow CompilationTime = Always(
        "compilation_time", Nanoseconds, "Time of the compilations that ended with machine code, from beginning to end.", Compilers,
        Levels);

    /// <summary>Time of stages.</summary>
    public static readonly StatisticsRow StageTime = Recorded(
        "compilation_stage_time", Nanoseconds,
        "Time of compilations by stage: frontend (`decode`, `lift`), each pass, backend (`lower`, `llvm-passes`, `codegen`; a backend that "
        + "does not tell them apart has `codegen` alone), waiting for a thread that compiles (`wait`), linking (`link`), "
        + "and once a process machine code of helpers (`helpers`).",
        Compilers, Stages);

    /// <summary>First executions.</summary>
    public static readonly StatisticsRow FirstExecutions = Recorded(
        "first_executions", Count, "First executions of machine code just compiled.", Compilers);

    /// <summary>Time of first executions.</summary>
    public static readonly StatisticsRow FirstExecutionTime = Recorded(
        "first_execution_time", Nanoseconds, "Time of these first executions, with what the host took and what was nested in them.",
        Compilers);

    /// <summary>Bytecode compiled.</summary>
    public static readonly StatisticsRow BytecodeBytes = Always(
        "bytecode_bytes", Bytes, "Bytecode of the compilations that ended.", Compilers);

    /// <summary>MIR compiled.</summary>
    public static readonly StatisticsRow MirInstructions = Recorded(
        "mir_instructions", Count, "MIR instructions that the backend was given, behind the passes.", Compilers);

    /// <summary>Machine code.</summary>
    public static readonly StatisticsRow MachineCodeBytes = Always(
        "machine_code_bytes", Bytes, "Machine code that was made.", Compilers);

    /// <summary>Resumes in conservative code.</summary>
    public static readonly StatisticsRow ConservativeResumes = Always(
        "conservative_resumes", Count, "How often an execution moved from optimistic to conservative code.");

    /// <summary>Halts that the interpreter names.</summary>
    public static readonly StatisticsRow InterpretedHalts = Always(
        "interpreted_halts", Count, "How often the interpreter named the halt of a block whose stack check failed.");

    /// <summary>Modules that are cached.</summary>
    public static readonly StatisticsRow CachedModules = Gauges("cached_modules", Count, "Modules in the cache.");

    /// <summary>Bytes that they hold.</summary>
    public static readonly StatisticsRow CachedBytes = Gauges(
        "cached_bytes", Bytes, "Memory that they hold: code, tables and machine code.");

    /// <summary>Code memory.</summary>
    public static readonly StatisticsRow CodeMemoryBytes = Gauges(
        "code_memory_bytes", Bytes, "Executable memory with its constants that the modules in the cache hold, whole pages.");

    /// <summary>Mappings of code memory.</summary>
    public static readonly StatisticsRow CodeMemoryMappings = Gauges(
        "code_memory_mappings", Count, "Memory mappings that machine code takes, of all engines that share the budget.");

    /// <summary>Evictions.</summary>
    public static readonly StatisticsRow CacheEvictions = Always(
        "cache_evictions", Count, "Modules that the cache dropped to make room.");

    /// <summary>Hits of the cache.</summary>
    public static readonly StatisticsRow CacheHits = Recorded(
        "cache_hits", Count,
        "Lookups that found the version wanted: by the address of the code, by its hash (`trust_code_hash`), by its checksum.", Ways);

    /// <summary>Misses of the cache.</summary>
    public static readonly StatisticsRow CacheMisses = Recorded(
        "cache_misses", Count, "Lookups that had to make a version.");

    /// <summary>Executions.</summary>
    public static readonly StatisticsRow Executions = Recorded(
        "executions", Count, "Executions of code that ended, by what ran them and how they ended.", Modes, Statuses);

    /// <summary>Gas of executions.</summary>
    public static readonly StatisticsRow GasUsed = Recorded(
        "gas_used", Gas, "Gas that these executions used, with that of what was nested in them.", Modes);

    /// <summary>Messages without code.</summary>
    public static readonly StatisticsRow EmptyMessages = Recorded(
        "empty_messages", Count, "Messages with nothing to execute: no code, or code that begins with STOP.");

    /// <summary>Messages refused.</summary>
    public static readonly StatisticsRow RefusedMessages = Recorded(
        "refused_messages", Count,
        "Messages that were answered without an execution: malformed ones, revision Amsterdam without its host, want of memory or stack.");

    /// <summary>Executions that were timed.</summary>
    public static readonly StatisticsRow SampledExecutions = Recorded(
        "sampled_executions", Count,
        "Executions whose time was taken: one outermost execution of `statistics_sampling` on a thread, with all that is nested in it.");

    /// <summary>Time in our code.</summary>
    public static readonly StatisticsRow SampledOwnTime = Recorded(
        "sampled_own_time", Nanoseconds, "Time of these executions in the VM: their machine code, helpers and interpreter.");

    /// <summary>Time in the host.</summary>
    public static readonly StatisticsRow SampledHostTime = Recorded(
        "sampled_host_time", Nanoseconds, "Time of these executions in functions of the host, without executions nested in them.");

    /// <summary>Calls of the host.</summary>
    public static readonly StatisticsRow SampledHostCalls = Recorded(
        "sampled_host_calls", Count, "Calls of functions of the host in these executions.");

    /// <summary>All rows, in the order in which they are shown.</summary>
    public static ImmutableArray<StatisticsRow> All { get; } = Rows.ToImmutable();

    /// <summary>The number of values of all rows.</summary>
    public static int Slots { get; } = All[^1].First + All[^1].Count;

    /// <summary>The first slot that threads count for themselves.</summary>
    public static int FirstThreadSlot { get; } = CacheHits.First;

    /// <summary>The row of a name; null when there is none.</summary>
    /// <param name="name">The name.</param>
    public static StatisticsRow? Find(string name)
    {
        foreach (var row in All)
        {
            if (row.Name == name)
            {
                return row;
            }
        }

        return null;
    }

    private static StatisticsRow Always(string name, StatisticsUnit unit, string meaning, params ImmutableArray<StatisticsLabel> labels) =>
        Add(new StatisticsRow(name, Counter, unit, true, meaning, labels));

    private static StatisticsRow Recorded(
        string name, StatisticsUnit unit, string meaning, params ImmutableArray<StatisticsLabel> labels) =>
        Add(new StatisticsRow(name, Counter, unit, false, meaning, labels));

    private static StatisticsRow Gauges(string name, StatisticsUnit unit, string meaning) =>
        Add(new StatisticsRow(name, Gauge, unit, true, meaning, []));

    private static StatisticsRow Add(StatisticsRow row)
    {
        var first = Rows.Count == 0 ? 0 : Rows[^1].First + Rows[^1].Count;
        Rows.Add(row with { First = first });
        return Rows[^1];
    }

    private static ImmutableArray<string> NamesOfStatuses()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        for (var status = EvmcStatus.OutOfMemory; EvmcStatus.NameOf(status) is { } name; status++)
        {
            names.Add(name);
        }

        return names.ToImmutable();
    }

    private static ImmutableArray<string> NamesOfStages()
    {
        var names = ImmutableArray.CreateBuilder<string>();
        names.AddRange("decode", "lift");
        foreach (var pass in PassRegistry.All)
        {
            names.Add(pass.Info.Name);
        }

        names.AddRange("lower", "llvm-passes", "codegen", "wait", "link", "helpers", "other");
        return names.ToImmutable();
    }
}
