using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The execution environment of an engine: an arena of frames for every thread that executes on it, kept between executions.</summary>
internal sealed class Isolation : IDisposable
{
    private readonly ThreadLocal<FrameArena> _arenas = new(() => new FrameArena(), trackAllValues: true);

    /// <summary>The calling thread's arena.</summary>
    public FrameArena Arena => _arenas.Value!;

    /// <summary>Frees all arenas. No execution may be under way.</summary>
    public void Dispose()
    {
        foreach (var arena in _arenas.Values)
        {
            arena.Dispose();
        }

        _arenas.Dispose();
    }
}
