using System.Diagnostics;

namespace Dtvm.Backend.Llvm;

/// <summary>Measures the stages of a compilation, one behind the other, when somebody wants to know.</summary>
internal struct StageClock
{
    private readonly Action<LlvmStage>? _ended;
    private long _start;
    private long _allocated;

    private StageClock(Action<LlvmStage>? ended)
    {
        _ended = ended;
        if (ended is not null)
        {
            Restart();
        }
    }

    /// <summary>Begins the first stage.</summary>
    /// <param name="ended">Who is told; null for nobody.</param>
    public static StageClock Start(Action<LlvmStage>? ended) => new(ended);

    /// <summary>Ends a stage and begins the next.</summary>
    /// <param name="stage">Its name.</param>
    public void End(string stage)
    {
        if (_ended is not null)
        {
            _ended(new LlvmStage(stage, Stopwatch.GetElapsedTime(_start), GC.GetAllocatedBytesForCurrentThread() - _allocated));
            Restart();
        }
    }

    private void Restart()
    {
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _start = Stopwatch.GetTimestamp();
    }
}
