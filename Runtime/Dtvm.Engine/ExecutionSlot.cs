using System.Runtime.CompilerServices;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>What one thread has of an isolation: how deep it is executing, its arena, and the modules that it is running.</summary>
/// <remarks>
/// Only the owning thread writes <see cref="Depth"/> and the modules, with plain stores: nothing on the way into an execution is an
/// interlocked operation. Another thread that wants to take the arena or to free a module first writes what the owner looks at afterwards
/// (<see cref="IsContended"/>, <see cref="EvmModule.IsRetired"/>), then passes <see cref="Interlocked.MemoryBarrierProcessWide"/>, and then
/// reads here. Either it sees the owner's store, or the owner's later load sees its own.
/// </remarks>
/// <param name="thread">Managed id of the thread.</param>
internal sealed class ExecutionSlot(int thread)
{
    private Running[] _modules = new Running[8];
    private int _depth;
    private bool _isContended;

    /// <summary>A reference in an array without the check that storing to an array of references makes.</summary>
    private struct Running
    {
        public EvmModule? Module;
    }

    /// <summary>Managed id of the owning thread.</summary>
    public int Thread { get; } = thread;

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

    /// <summary>Says that the innermost execution runs a module, so that it is not freed, unless that has been decided.</summary>
    /// <param name="module">The module.</param>
    /// <returns>False when the module is retired and must be found or loaded again.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryRun(EvmModule module)
    {
        var index = _depth - 1;
        if ((uint)index >= (uint)_modules.Length)
        {
            Grow();
        }

        Volatile.Write(ref _modules[index].Module, module);
        return !module.IsRetired;
    }

    /// <summary>Says that the innermost execution runs no module.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Stop()
    {
        var modules = _modules;
        var index = _depth - 1;
        if ((uint)index < (uint)modules.Length)
        {
            Volatile.Write(ref modules[index].Module, null);
        }
    }

    /// <summary>Whether one of the thread's executions runs a module. For other threads, after the barrier.</summary>
    public bool IsRunning(EvmModule module)
    {
        foreach (var running in Volatile.Read(ref _modules))
        {
            if (ReferenceEquals(running.Module, module))
            {
                return true;
            }
        }

        return false;
    }

    private void Grow()
    {
        var larger = new Running[_modules.Length * 2];
        _modules.CopyTo(larger, 0);
        Volatile.Write(ref _modules, larger);
    }
}
