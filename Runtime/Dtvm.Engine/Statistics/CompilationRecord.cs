// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Diagnostics;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Table = Dtvm.Engine.StatisticsTable;

namespace Dtvm.Engine;

/// <summary>Records one compilation: that it began, its stages, and how it ended.</summary>
internal sealed class CompilationRecord
{
    private readonly EngineStatistics _statistics;
    private readonly int _compiler;
    private readonly int _level;
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _mark;
    private long _generation;
    private bool _isGenerationTold;

    /// <summary>Begins.</summary>
    /// <param name="statistics">Where it is recorded.</param>
    /// <param name="compiler">Name of the backend.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="isDetailed">Whether stages are recorded.</param>
    public CompilationRecord(EngineStatistics statistics, string compiler, int level, bool isDetailed)
    {
        _statistics = statistics;
        _compiler = Table.Compilers.IndexOf(compiler);
        _level = Math.Clamp(level, 0, Table.Levels.Values.Length - 1);
        _mark = _start;
        IsDetailed = isDetailed;
        if (isDetailed)
        {
            StageEnded = Told;
        }

        Count(Table.CompilationsBegun);
    }

    /// <summary>Whether stages are recorded.</summary>
    public bool IsDetailed { get; }

    /// <summary>What the backend tells its stages; null when nobody wants to know.</summary>
    public Action<string, TimeSpan>? StageEnded { get; }

    /// <summary>Time since the beginning.</summary>
    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Ends a stage that began with the end of the one before.</summary>
    /// <param name="stage">Its name.</param>
    public void End(string stage)
    {
        if (IsDetailed)
        {
            Stage(stage, Take());
        }
    }

    /// <summary>Records the passes, which ran since the end of the stage before.</summary>
    /// <param name="steps">The passes.</param>
    /// <param name="times">Their times, one entry a step.</param>
    /// <param name="module">What they left.</param>
    public void EndPasses(ImmutableArray<PassStep> steps, ImmutableArray<PassStatistics> times, MirModule module)
    {
        if (!IsDetailed)
        {
            return;
        }

        for (var i = 0; i < times.Length; i++)
        {
            Stage(steps[i].Pass.Info.Name, times[i].Elapsed);
        }

        long instructions = 0;
        foreach (var function in module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                instructions += block.Instructions.Count;
            }
        }

        _statistics.Add(Table.MirInstructions.At(_compiler), instructions);
        _ = Take();
    }

    /// <summary>Ends the generation: what the backend told of it, and the rest as waiting; all of it as generation of code when it told
    /// nothing.</summary>
    public void EndGeneration()
    {
        if (IsDetailed)
        {
            var elapsed = Take();
            Stage(_isGenerationTold ? "wait" : "codegen", elapsed - TimeSpan.FromTicks(Interlocked.Read(ref _generation)));
        }
    }

    /// <summary>Ends with machine code.</summary>
    /// <param name="bytecodeBytes">Bytes of bytecode.</param>
    /// <param name="machineBytes">Bytes of machine code.</param>
    /// <param name="isConservative">Whether it is conservative.</param>
    public void Ended(int bytecodeBytes, int machineBytes, bool isConservative)
    {
        Count(Table.CompilationsEnded);
        Count(Table.CompilationTime, Nanoseconds(Elapsed));
        _statistics.Add(Table.BytecodeBytes.At(_compiler), bytecodeBytes);
        _statistics.Add(Table.MachineCodeBytes.At(_compiler), machineBytes);
        if (isConservative)
        {
            _statistics.Add(Table.ConservativeCompilations.At(_compiler));
        }
    }

    /// <summary>Ends without machine code.</summary>
    /// <param name="error">Why.</param>
    public void Failed(string error)
    {
        _statistics.Failed(error);
        Count(Table.CompilationsFailed);
    }

    /// <summary>Ends because it would be too dear.</summary>
    public void Refused() => Count(Table.CompilationsRefused);

    /// <summary>Ends because it cannot be done now.</summary>
    public void Postponed() => Count(Table.CompilationsPostponed);

    private static long Nanoseconds(TimeSpan time) => time.Ticks * TimeSpan.NanosecondsPerTick;

    // On the thread that generates, while the one that wants the code waits.
    private void Told(string stage, TimeSpan elapsed)
    {
        _isGenerationTold = true;
        Interlocked.Add(ref _generation, elapsed.Ticks);
        Stage(stage, elapsed);
    }

    private TimeSpan Take()
    {
        var now = Stopwatch.GetTimestamp();
        var elapsed = Stopwatch.GetElapsedTime(_mark, now);
        _mark = now;
        return elapsed;
    }

    private void Stage(string stage, TimeSpan elapsed) =>
        _statistics.Add(Table.StageTime.At(_compiler, Table.Stages.IndexOf(stage)), Math.Max(0, Nanoseconds(elapsed)));

    private void Count(StatisticsRow row, long amount = 1) => _statistics.Add(row.At(_compiler, _level), amount);
}
