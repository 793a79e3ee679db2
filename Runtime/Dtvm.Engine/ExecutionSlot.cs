// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>What one thread has of an isolation: how deep it is executing, its arena, and the versions of modules that it
/// runs.</summary>
/// <remarks>
/// Only the owning thread writes <see cref="Depth"/> and the versions, with plain stores: nothing on the way into an execution is an
/// interlocked operation. Another thread that wants to take the arena or to free a version first writes what the owner looks at afterwards
/// (<see cref="IsContended"/>, <see cref="ModuleVersion.IsRetired"/>), then passes <see cref="Interlocked.MemoryBarrierProcessWide"/>, and
/// then reads here. Either it sees the owner's store, or the owner's later load sees its own.
/// </remarks>
/// <param name="thread">Managed id of the thread.</param>
/// <param name="counters">What the thread counts.</param>
internal sealed class ExecutionSlot(int thread, ThreadCounters counters)
{
    private Running[] _running = new Running[8];
    private int _depth;
    private bool _isContended;

    /// <summary>A reference in an array without the check that storing to an array of references makes.</summary>
    private struct Running
    {
        public ModuleVersion? Version;
    }

    /// <summary>Managed id of the owning thread.</summary>
    public int Thread { get; } = thread;

    /// <summary>What the thread counts.</summary>
    public ThreadCounters Counters { get; } = counters;

    /// <summary>The thread's arena; null when it has none.</summary>
    public FrameArena? Arena { get; set; }

    /// <summary>Whether an execution was refused for want of memory or stack since the outermost one began.</summary>
    public bool HasRefused { get; set; }

    /// <summary>The number of executions of the thread that have not ended.</summary>
    public int Depth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _depth);
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        set => Volatile.Write(ref _depth, value);
    }

    /// <summary>Whether another thread is about to take the arena: the owner must ask for the isolation's lock.</summary>
    public bool IsContended
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Volatile.Read(ref _isContended);
        set => Volatile.Write(ref _isContended, value);
    }

    /// <summary>Says that the innermost execution runs a version, so that it is not freed, unless that has been decided.</summary>
    /// <param name="version">The version.</param>
    /// <returns>False when the version is retired and another one must be found or made.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRun(ModuleVersion version)
    {
        var index = _depth - 1;
        if ((uint)index >= (uint)_running.Length)
        {
            Grow();
        }

        Volatile.Write(ref _running[index].Version, version);
        return !version.IsRetired;
    }

    /// <summary>Says that the innermost execution runs nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stop()
    {
        var running = _running;
        var index = _depth - 1;
        if ((uint)index < (uint)running.Length)
        {
            Volatile.Write(ref running[index].Version, null);
        }
    }

    /// <summary>Whether one of the thread's executions runs a version. For other threads, after the barrier.</summary>
    public bool IsRunning(ModuleVersion version)
    {
        foreach (var running in Volatile.Read(ref _running))
        {
            if (ReferenceEquals(running.Version, version))
            {
                return true;
            }
        }

        return false;
    }

    private void Grow()
    {
        var larger = new Running[_running.Length * 2];
        _running.CopyTo(larger, 0);
        Volatile.Write(ref _running, larger);
    }
}
