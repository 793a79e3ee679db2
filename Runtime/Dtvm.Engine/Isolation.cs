using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The execution environment of an engine: arenas of frames, one for each thread that is executing, kept between executions.</summary>
/// <remarks>A nested execution uses the arena of the thread's outermost one. When that ends the arena is free for any thread, so
/// that there are never more arenas than there were threads executing at once.</remarks>
internal sealed class Isolation : IDisposable
{
    private readonly ThreadLocal<FrameArena?> _current = new();
    private readonly List<FrameArena> _idle = [];
    private FrameArena? _spare;

    /// <summary>The arena for an execution on the calling thread.</summary>
    /// <exception cref="OutOfMemoryException">A new arena is needed and the system refuses the memory.</exception>
    public FrameArena Enter()
    {
        if (_current.Value is { } arena)
        {
            return arena;
        }

        arena = Interlocked.Exchange(ref _spare, null) ?? TakeIdle() ?? new FrameArena();
        _current.Value = arena;
        return arena;
    }

    /// <summary>Ends an execution; its frame has been popped.</summary>
    /// <param name="arena">What <see cref="Enter"/> gave.</param>
    public void Leave(FrameArena arena)
    {
        if (arena.Count > 0)
        {
            return;
        }

        _current.Value = null;
        if (Interlocked.Exchange(ref _spare, arena) is { } other)
        {
            lock (_idle)
            {
                _idle.Add(other);
            }
        }
    }

    /// <summary>Frees all arenas. No execution may be under way.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _spare, null)?.Dispose();
        lock (_idle)
        {
            foreach (var arena in _idle)
            {
                arena.Dispose();
            }

            _idle.Clear();
        }

        _current.Dispose();
    }

    private FrameArena? TakeIdle()
    {
        lock (_idle)
        {
            if (_idle.Count == 0)
            {
                return null;
            }

            var arena = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return arena;
        }
    }
}
