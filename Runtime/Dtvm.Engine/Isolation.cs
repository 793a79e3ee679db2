// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The execution environment of an engine: a slot with an arena of frames for each thread that is executing, kept between
/// executions.</summary>
/// <remarks>
/// A nested execution uses the arena of the thread's outermost one. A thread keeps its arena when that ends, and another one that has
/// none takes it over if it is idle, so that there are never more arenas than there were threads executing at once.
/// </remarks>
/// <param name="statistics">Where threads count.</param>
internal sealed class Isolation(EngineStatistics statistics) : IDisposable
{
    private const int HintCount = 64;

    private readonly Lock _lock = new();

    // By the thread's managed id, which a thread that begins may have from one that has ended: reading it takes a fraction of what a
    // thread-local value does. The hints find the slot without the lock.
    private readonly Dictionary<int, ExecutionSlot> _slots = [];
    private readonly ExecutionSlot?[] _hints = new ExecutionSlot?[HintCount];

    // The slots that have an arena.
    private readonly List<ExecutionSlot> _owners = [];

    /// <summary>Number of arenas.</summary>
    public int ArenaCount
    {
        get
        {
            lock (_lock)
            {
                return _owners.Count;
            }
        }
    }

    /// <summary>Begins an execution on the calling thread.</summary>
    /// <returns>The thread's slot; it has an arena.</returns>
    /// <exception cref="OutOfMemoryException">A new arena is needed and the system refuses the memory.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExecutionSlot Enter()
    {
        var slot = SlotOfThread();
        var depth = slot.Depth + 1;
        slot.Depth = depth;
        if (depth == 1 && (slot.IsContended || slot.Arena is null))
        {
            GiveArena(slot);
        }

        return slot;
    }

    /// <summary>The calling thread's slot, without beginning an execution.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ExecutionSlot SlotOfThread()
    {
        var thread = Environment.CurrentManagedThreadId;
        var slot = Volatile.Read(ref _hints[thread & (HintCount - 1)]);
        return slot is not null && slot.Thread == thread ? slot : FindSlot(thread);
    }

    /// <summary>Ends the thread's innermost execution; its frame has been popped.</summary>
    /// <param name="slot">What <see cref="Enter"/> gave.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Leave(ExecutionSlot slot)
    {
        slot.Stop();
        var depth = slot.Depth - 1;
        if (depth == 0)
        {
            slot.HasRefused = false;
        }

        slot.Depth = depth;
    }

    /// <summary>Says that an execution on the calling thread was refused before it entered.</summary>
    public void Refuse()
    {
        var slot = FindSlot(Environment.CurrentManagedThreadId);
        slot.HasRefused = slot.Depth > 0;
    }

    /// <summary>Whether a thread is running a version. The version must be retired, and the barrier passed.</summary>
    public bool IsRunning(ModuleVersion version)
    {
        lock (_lock)
        {
            foreach (var slot in _owners)
            {
                if (slot.IsRunning(version))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Frees all arenas. No execution may be under way.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var slot in _owners)
            {
                slot.Arena?.Dispose();
                slot.Arena = null;
            }

            foreach (var slot in _slots.Values)
            {
                slot.Counters.Free();
            }

            _owners.Clear();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ExecutionSlot FindSlot(int thread)
    {
        lock (_lock)
        {
            if (!_slots.TryGetValue(thread, out var slot))
            {
                _slots.Add(thread, slot = new ExecutionSlot(thread, statistics.CreateThread()));
            }

            Volatile.Write(ref _hints[thread & (HintCount - 1)], slot);
            return slot;
        }
    }

    /// <summary>Gives the calling thread's slot an arena, unless it still has one.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void GiveArena(ExecutionSlot slot)
    {
        try
        {
            lock (_lock)
            {
                if (slot.Arena is null)
                {
                    slot.Arena = TakeIdle() ?? new FrameArena();
                    _owners.Add(slot);
                }
            }
        }
        catch
        {
            slot.Depth--;
            throw;
        }
    }

    /// <summary>Takes the arena of a slot whose thread is not executing; that thread may be about to begin, or be gone.</summary>
    private FrameArena? TakeIdle()
    {
        for (var index = 0; index < _owners.Count; index++)
        {
            var owner = _owners[index];
            if (owner.Depth != 0)
            {
                continue;
            }

            owner.IsContended = true;
            Interlocked.MemoryBarrierProcessWide();
            var isIdle = owner.Depth == 0;
            var arena = owner.Arena;
            if (isIdle)
            {
                owner.Arena = null;
                _owners.RemoveAt(index);
            }

            owner.IsContended = false;
            if (isIdle)
            {
                return arena;
            }
        }

        return null;
    }
}
