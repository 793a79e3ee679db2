// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Runtime;
using Table = Dtvm.Engine.StatisticsTable;

namespace Dtvm.Engine;

/// <summary>What one thread counts of its executions. Only that thread writes, by plain stores into memory that no other thread's
/// counters share a cache line with; others read at any time.</summary>
internal sealed unsafe class ThreadCounters
{
    /// <summary>Words on each side that keep the values on cache lines of their own.</summary>
    private const int Padding = 16;

    // Of this object and not static, because the way to a static field asks whether its class is ready.
    private readonly int _firstSlot = Table.FirstThreadSlot;
    private readonly int _hitsAt = At(Table.CacheHits);
    private readonly int _executionsAt = At(Table.Executions);
    private readonly int _statusCount = Table.Statuses.Values.Length;
    private readonly int _gasUsedAt = At(Table.GasUsed);

    private readonly EngineStatistics _statistics;
    private readonly long[] _values = new long[Table.Slots - Table.FirstThreadSlot + (2 * Padding)];

    // Of the executions under way that are timed: the innermost one, and clocks to be used again.
    private HostClock* _innermost;
    private HostClock* _idle;
    private int _untilSample;
    private uint _random = 1;

    /// <summary>Makes the counters of a thread, all 0.</summary>
    /// <param name="statistics">What they belong to.</param>
    public ThreadCounters(EngineStatistics statistics) => _statistics = statistics;

    /// <summary>The backend whose code was just compiled for the execution that is about to begin; null for none.</summary>
    public string? JustCompiledBy { get; set; }

    /// <summary>Counts a hit of the cache.</summary>
    /// <param name="way">Index in <see cref="StatisticsTable.Ways"/>.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountHit(int way) => AddAt(_hitsAt + way, 1);

    /// <summary>Adds to a value of a row that threads count.</summary>
    /// <param name="slot">Which.</param>
    /// <param name="amount">How much.</param>
    public void Add(int slot, long amount = 1) => AddAt(slot - _firstSlot + Padding, amount);

    /// <summary>Begins an execution.</summary>
    /// <param name="sampling">One outermost execution of so many is timed, on average.</param>
    /// <param name="isOutermost">Whether the execution is the outermost one of the thread.</param>
    /// <param name="host">The host's functions.</param>
    /// <param name="context">The host's context.</param>
    /// <returns>The clock of an execution that is timed, which takes the place of the host; null of one that is not.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public HostClock* Begin(int sampling, bool isOutermost, EvmcHostInterface* host, void* context) =>
        (isOutermost ? --_untilSample < 0 : _innermost != null) || JustCompiledBy is not null
            ? BeginTimed(sampling, isOutermost, host, context)
            : null;

    /// <summary>Ends an execution.</summary>
    /// <param name="clock">What <see cref="Begin"/> gave.</param>
    /// <param name="version">What was executed.</param>
    /// <param name="status">How it ended.</param>
    /// <param name="gasUsed">Gas that it used.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(HostClock* clock, ModuleVersion version, EvmcStatusCode status, long gasUsed)
    {
        var mode = (int)(version.MachineCode is null ? ExecutionMode.Interpreter : version.Key.Mode);
        AddAt(_executionsAt + (mode * _statusCount) + ((int)status - EvmcStatus.OutOfMemory), 1);
        AddAt(_gasUsedAt + mode, gasUsed);
        if (clock != null)
        {
            EndTimed(clock, version, gasUsed);
        }
    }

    /// <summary>Ends a timed execution that ends by an exception: its times are dropped.</summary>
    /// <param name="clock">What <see cref="Begin"/> gave.</param>
    public void Abandon(HostClock* clock)
    {
        if (clock != null)
        {
            Release(clock);
        }
    }

    /// <summary>Adds the values to those of other threads.</summary>
    /// <param name="values">All values of the table.</param>
    public void AddTo(long[] values)
    {
        for (var slot = _firstSlot; slot < Table.Slots; slot++)
        {
            values[slot] += Volatile.Read(ref _values[slot - _firstSlot + Padding]);
        }
    }

    /// <summary>Frees the clocks. The thread executes nothing.</summary>
    public void Free()
    {
        while (_idle != null)
        {
            var next = _idle->Next;
            HostClock.Free(_idle);
            _idle = next;
        }
    }

    private static int At(StatisticsRow row) => row.First - Table.FirstThreadSlot + Padding;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AddAt(int index, long amount)
    {
        ref var value = ref _values[index];
        Volatile.Write(ref value, value + amount);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private HostClock* BeginTimed(int sampling, bool isOutermost, EvmcHostInterface* host, void* context)
    {
        var isSample = isOutermost ? _untilSample < 0 : _innermost != null && _innermost->IsSample;
        if (isOutermost && isSample)
        {
            // Not every so many, which a workload could beat in time with, but about so many.
            _random = (_random * 1664525) + 1013904223;
            _untilSample = sampling <= 1 ? 0 : (int)((_random >> 8) % (uint)((2 * sampling) - 1));
        }

        var clock = _idle;
        if (clock == null)
        {
            clock = HostClock.Create();
        }
        else
        {
            _idle = clock->Next;
        }

        clock->Next = _innermost;
        clock->IsSample = isSample;
        clock->IsFirst = JustCompiledBy is not null;
        clock->Compiler = JustCompiledBy is { } name ? Table.Compilers.IndexOf(name) : 0;
        JustCompiledBy = null;
        _innermost = clock;
        clock->Start(host, context);
        return clock;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void EndTimed(HostClock* clock, ModuleVersion version, long gasUsed)
    {
        var elapsed = Stopwatch.GetTimestamp() - clock->Started;
        var hostTicks = clock->HostTicks - clock->NestedTicks;
        var own = Nanoseconds(elapsed - clock->HostTicks);
        if (clock->IsFirst)
        {
            _statistics.Add(Table.FirstExecutions.At(clock->Compiler));
            _statistics.Add(Table.FirstExecutionTime.At(clock->Compiler), Nanoseconds(elapsed));
        }

        if (clock->IsSample)
        {
            Add(Table.SampledExecutions.First);
            Add(Table.SampledOwnTime.First, own);
            Add(Table.SampledHostTime.First, Nanoseconds(hostTicks));
            Add(Table.SampledHostCalls.First, clock->HostCalls);
        }

        var isSample = clock->IsSample;
        if (clock->Next != null)
        {
            clock->Next->NestedTicks += elapsed;
        }

        Release(clock);
        if (isSample)
        {
            _statistics.AddContract(version.Module.Hash, own, Nanoseconds(hostTicks), gasUsed);
        }
    }

    private void Release(HostClock* clock)
    {
        _innermost = clock->Next;
        clock->Next = _idle;
        _idle = clock;
    }

    private static long Nanoseconds(long ticks) => ticks * (1_000_000_000 / Stopwatch.Frequency);
}
