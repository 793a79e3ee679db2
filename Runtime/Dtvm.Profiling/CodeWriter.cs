// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Profiling;

/// <summary>Does what is to be written of loaded code on a thread of its own, one thing after the other, so that who compiles does not wait
/// for it.</summary>
/// <remarks>Whoever has more to do than may wait, waits. Nobody spins: a thread that waits takes no time from who compiles.</remarks>
internal sealed partial class CodeWriter : IDisposable
{
    private const int MaxWaiting = 64;

    private readonly Queue<Action> _work = new(MaxWaiting);
    private readonly Thread _thread;
    private readonly int _process = ProcessId;
    private bool _isWorking;
    private bool _isEnding;

    /// <summary>Begins the thread.</summary>
    public CodeWriter()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "dtvm code writer" };
        _thread.Start();
    }

    /// <summary>The identity of the process, asked of the system: the runtime's is that of a parent in its fork.</summary>
    public static int ProcessId => GetProcess();

    /// <summary>Whether this is a fork of the process that began the thread, which it does not have; what is locked stays locked.</summary>
    public bool IsOrphan => ProcessId != _process;

    /// <summary>Adds work.</summary>
    /// <param name="work">The work, which must not throw.</param>
    /// <param name="isUrgent">Whether to wake the thread; otherwise it is done with what is added next.</param>
    public void Add(Action work, bool isUrgent)
    {
        lock (_work)
        {
            while (_work.Count == MaxWaiting)
            {
                Monitor.PulseAll(_work);
                Monitor.Wait(_work);
            }

            _work.Enqueue(work);
            if (isUrgent)
            {
                Monitor.PulseAll(_work);
            }
        }
    }

    /// <summary>Waits until all is done that was added before.</summary>
    public void Flush()
    {
        lock (_work)
        {
            Monitor.PulseAll(_work);
            while (_isWorking || _work.Count > 0)
            {
                Monitor.Wait(_work);
            }
        }
    }

    /// <summary>Waits until all is done, and ends the thread.</summary>
    public void Dispose()
    {
        lock (_work)
        {
            _isEnding = true;
            Monitor.PulseAll(_work);
        }

        _thread.Join();
    }

    private void Run()
    {
        while (DoNext())
        {
        }
    }

    /// <summary>Does one thing, in a frame of its own that keeps nothing alive while the next one is waited for.</summary>
    private bool DoNext()
    {
        var work = Next();
        work?.Invoke();
        return work is not null;
    }

    private Action? Next()
    {
        lock (_work)
        {
            _isWorking = false;
            Monitor.PulseAll(_work);
            while (_work.Count == 0 && !_isEnding)
            {
                Monitor.Wait(_work);
            }

            _isWorking = _work.TryDequeue(out var work);
            return work;
        }
    }

    [LibraryImport("libc", EntryPoint = "getpid")]
    private static partial int GetProcess();
}
