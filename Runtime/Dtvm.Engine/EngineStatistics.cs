using Dtvm.Frontend;

namespace Dtvm.Engine;

/// <summary>What an engine did so far. Counters are updated atomically and may be read at any time.</summary>
public sealed class EngineStatistics
{
    private long _compilations;
    private long _conservativeCompilations;
    private long _failures;
    private long _refusals;
    private long _compileTicks;
    private long _machineBytes;
    private long _conservativeResumes;
    private long _interpretedHalts;
    private string? _lastFailure;

    /// <summary>Compilations that gave machine code.</summary>
    public long Compilations => Interlocked.Read(ref _compilations);

    /// <summary>How many of them were conservative.</summary>
    public long ConservativeCompilations => Interlocked.Read(ref _conservativeCompilations);

    /// <summary>Compilations that failed; their code is interpreted.</summary>
    public long CompilationFailures => Interlocked.Read(ref _failures);

    /// <summary>Why the last of them failed, in one line; null when none did.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Compilations that were refused because they would exceed <see cref="RuntimeConfig.CompilationBudget"/>; their code is
    /// interpreted.</summary>
    public long CompilationRefusals => Interlocked.Read(ref _refusals);

    /// <summary>Time spent in compilations that gave machine code.</summary>
    public TimeSpan CompilationTime => new(Interlocked.Read(ref _compileTicks));

    /// <summary>Bytes of machine code produced.</summary>
    public long MachineCodeBytes => Interlocked.Read(ref _machineBytes);

    /// <summary>How often execution moved from optimistic to conservative code.</summary>
    public long ConservativeResumes => Interlocked.Read(ref _conservativeResumes);

    /// <summary>How often the interpreter named the halt of a block whose stack check failed.</summary>
    public long InterpretedHalts => Interlocked.Read(ref _interpretedHalts);

    internal void CompilationEnded(TimeSpan elapsed, long machineBytes, RegionMode mode)
    {
        Interlocked.Increment(ref _compilations);
        Interlocked.Add(ref _compileTicks, elapsed.Ticks);
        Interlocked.Add(ref _machineBytes, machineBytes);
        if (mode == RegionMode.Conservative)
        {
            Interlocked.Increment(ref _conservativeCompilations);
        }
    }

    internal void CompilationFailed(string reason)
    {
        Volatile.Write(ref _lastFailure, reason);
        Interlocked.Increment(ref _failures);
    }

    internal void CompilationRefused() => Interlocked.Increment(ref _refusals);

    internal void ConservativeResume() => Interlocked.Increment(ref _conservativeResumes);

    internal void InterpretedHalt() => Interlocked.Increment(ref _interpretedHalts);
}
