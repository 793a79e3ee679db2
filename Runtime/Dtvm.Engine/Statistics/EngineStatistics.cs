// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Engine;

/// <summary>What an engine did so far: the values of <see cref="StatisticsTable"/>. May be read at any time by any thread.</summary>
/// <remarks>
/// What happens seldom is counted here by interlocked operations. What happens in every execution is counted by each thread for itself
/// (<see cref="ThreadCounters"/>) and added when it is read; an execution is counted when it has ended.
/// </remarks>
public sealed class EngineStatistics
{
    /// <summary>The most contracts that times are kept of by name; those that come later share one entry.</summary>
    public const int MaxContracts = 1024;

    private readonly long[] _values = new long[StatisticsTable.Slots];
    private readonly Lock _lock = new();
    private readonly List<ThreadCounters> _threads = [];
    private readonly Dictionary<U256, ContractTimes> _contracts = [];
    private string? _lastFailure;

    /// <summary>Compilations that gave machine code.</summary>
    public long Compilations => Sum(StatisticsTable.CompilationsEnded);

    /// <summary>How many of them were conservative.</summary>
    public long ConservativeCompilations => Sum(StatisticsTable.ConservativeCompilations);

    /// <summary>Compilations that failed; their code is compiled in mode baseline, or interpreted.</summary>
    public long CompilationFailures => Sum(StatisticsTable.CompilationsFailed);

    /// <summary>Why the last of them failed, in one line; null when none did.</summary>
    public string? LastFailure => Volatile.Read(ref _lastFailure);

    /// <summary>Compilations that were refused because they would exceed <see cref="RuntimeConfig.CompilationBudget"/>; their code is
    /// compiled in mode baseline, or interpreted.</summary>
    public long CompilationRefusals => Sum(StatisticsTable.CompilationsRefused);

    /// <summary>Time spent in compilations that gave machine code.</summary>
    public TimeSpan CompilationTime => TimeSpan.FromMicroseconds(Sum(StatisticsTable.CompilationTime) / 1e3);

    /// <summary>Bytes of machine code produced.</summary>
    public long MachineCodeBytes => Sum(StatisticsTable.MachineCodeBytes);

    /// <summary>How often execution moved from optimistic to conservative code.</summary>
    public long ConservativeResumes => Sum(StatisticsTable.ConservativeResumes);

    /// <summary>How often the interpreter named the halt of a block whose stack check failed.</summary>
    public long InterpretedHalts => Sum(StatisticsTable.InterpretedHalts);

    /// <summary>What fills in the gauges, which are not counted but asked for; set by the engine.</summary>
    internal Action<long[]>? Gauges { get; set; }

    /// <summary>All values as they are now.</summary>
    public StatisticsSnapshot Read()
    {
        var values = new long[_values.Length];
        for (var slot = 0; slot < values.Length; slot++)
        {
            values[slot] = Interlocked.Read(ref _values[slot]);
        }

        ContractTimes[] contracts;
        lock (_lock)
        {
            foreach (var thread in _threads)
            {
                thread.AddTo(values);
            }

            contracts = [.. _contracts.Values];
        }

        Gauges?.Invoke(values);
        Array.Sort(contracts, static (a, b) => b.Nanoseconds.CompareTo(a.Nanoseconds));
        return new StatisticsSnapshot(values, contracts);
    }

    /// <summary>Makes the counters of a thread.</summary>
    internal ThreadCounters CreateThread()
    {
        var counters = new ThreadCounters(this);
        lock (_lock)
        {
            _threads.Add(counters);
        }

        return counters;
    }

    /// <summary>Adds to a value that changes seldom.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="amount">How much.</param>
    internal void Add(int slot, long amount = 1) => Interlocked.Add(ref _values[slot], amount);

    /// <summary>Begins a compilation.</summary>
    /// <param name="compiler">Name of the backend.</param>
    /// <param name="level">The optimisation level.</param>
    /// <param name="isDetailed">Whether its stages are told.</param>
    internal CompilationRecord Begin(string compiler, int level, bool isDetailed) => new(this, compiler, level, isDetailed);

    /// <summary>Notes why a compilation failed.</summary>
    /// <param name="reason">One line.</param>
    internal void Failed(string reason) => Volatile.Write(ref _lastFailure, reason);

    /// <summary>Adds a timed execution to its contract's times.</summary>
    /// <param name="hash">Keccak-256 of the code.</param>
    /// <param name="own">Nanoseconds in the VM.</param>
    /// <param name="host">Nanoseconds in the host.</param>
    /// <param name="gas">Gas that it used.</param>
    internal void AddContract(in U256 hash, long own, long host, long gas)
    {
        lock (_lock)
        {
            var key = _contracts.Count < MaxContracts || _contracts.ContainsKey(hash) ? hash : U256.Zero;
            var times = _contracts.TryGetValue(key, out var known) ? known : new ContractTimes(key, 0, 0, 0, 0);
            _contracts[key] = times with
            {
                Executions = times.Executions + 1,
                OwnNanoseconds = times.OwnNanoseconds + own,
                HostNanoseconds = times.HostNanoseconds + host,
                GasUsed = times.GasUsed + gas,
            };
        }
    }

    private long Sum(StatisticsRow row)
    {
        long sum = 0;
        for (var slot = row.First; slot < row.First + row.Count; slot++)
        {
            sum += Interlocked.Read(ref _values[slot]);
        }

        return sum;
    }
}

/// <summary>Where the timed executions of a contract spent their time.</summary>
/// <param name="CodeHash">Keccak-256 of its code; 0 for all contracts beyond <see cref="EngineStatistics.MaxContracts"/>.</param>
/// <param name="Executions">Executions that were timed.</param>
/// <param name="OwnNanoseconds">Time in the VM.</param>
/// <param name="HostNanoseconds">Time in functions of the host, without executions nested in them.</param>
/// <param name="GasUsed">Gas that they used, with that of what was nested in them.</param>
public readonly record struct ContractTimes(U256 CodeHash, long Executions, long OwnNanoseconds, long HostNanoseconds, long GasUsed)
{
    /// <summary>Time in all.</summary>
    public long Nanoseconds => OwnNanoseconds + HostNanoseconds;
}
