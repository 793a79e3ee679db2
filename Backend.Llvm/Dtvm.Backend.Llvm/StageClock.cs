// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Dtvm.Backend.Llvm;

/// <summary>Measures the stages of a compilation, one behind the other, when somebody wants to know.</summary>
internal struct StageClock
{
    private readonly Action<LlvmStage>? _ended;
    private readonly Action<string, TimeSpan>? _asked;
    private long _start;
    private long _allocated;

    private StageClock(Action<LlvmStage>? ended, Action<string, TimeSpan>? asked)
    {
        _ended = ended;
        _asked = asked;
        if (ended is not null || asked is not null)
        {
            Restart();
        }
    }

    /// <summary>Begins the first stage.</summary>
    /// <param name="ended">Who is told; null for nobody.</param>
    /// <param name="asked">Who is told by the request; null for nobody.</param>
    public static StageClock Start(Action<LlvmStage>? ended, Action<string, TimeSpan>? asked = null) => new(ended, asked);

    /// <summary>Ends a stage and begins the next.</summary>
    /// <param name="stage">Its name.</param>
    public void End(string stage)
    {
        if (_ended is not null || _asked is not null)
        {
            var elapsed = Stopwatch.GetElapsedTime(_start);
            _asked?.Invoke(stage, elapsed);
            _ended?.Invoke(new LlvmStage(stage, elapsed, GC.GetAllocatedBytesForCurrentThread() - _allocated));
            Restart();
        }
    }

    private void Restart()
    {
        _allocated = GC.GetAllocatedBytesForCurrentThread();
        _start = Stopwatch.GetTimestamp();
    }
}
