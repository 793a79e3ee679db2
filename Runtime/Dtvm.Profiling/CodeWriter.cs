// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;

namespace Dtvm.Profiling;

/// <summary>Does what is to be written of loaded code on a thread of its own, one thing after the other, so that who compiles does not wait
/// for it.</summary>
/// <remarks>Whoever has more to do than may wait, waits.</remarks>
internal sealed class CodeWriter : IDisposable
{
    private const int MaxWaiting = 64;

    private readonly BlockingCollection<Action> _work = new(MaxWaiting);
    private readonly Thread _thread;
    private int _undone;

    /// <summary>Begins the thread.</summary>
    public CodeWriter()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "dtvm code writer" };
        _thread.Start();
    }

    /// <summary>Adds work.</summary>
    /// <param name="work">The work, which must not throw.</param>
    public void Add(Action work)
    {
        Interlocked.Increment(ref _undone);
        _work.Add(work);
    }

    /// <summary>Waits until all is done that was added before.</summary>
    public void Flush()
    {
        var waiting = new SpinWait();
        while (Volatile.Read(ref _undone) != 0)
        {
            waiting.SpinOnce();
        }
    }

    /// <summary>Waits until all is done, and ends the thread.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
            Interlocked.Decrement(ref _undone);
        }
    }
}
