// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Dtvm.Backend.Llvm.Interop;

namespace Dtvm.Backend.Llvm;

/// <summary>How work for LLVM ended.</summary>
internal enum CompileOutcome
{
    /// <summary>It was done.</summary>
    Done,

    /// <summary>It was not begun: as much as may wait is waiting.</summary>
    Busy,

    /// <summary>LLVM met a fatal error, in this work or before, and must not be used again.</summary>
    Fatal,
}

/// <summary>Runs work with LLVM on a few threads of its own, which live as long as the backend, so that a fatal error inside LLVM costs one
/// of them and not the process.</summary>
/// <remarks>
/// LLVM calls its fatal error handler and ends the process when the handler returns; no exception may be thrown through LLVM's frames. So
/// the handler reports to whoever waits for the work and then sleeps for ever. LLVM may hold locks at that point: nothing is begun after
/// it. The threads also have a known stack size, which LLVM's recursion over deep expressions needs; a client's thread may not. They begin
/// when there is work and none of them is idle. Work waits in a queue of a bounded length; when that is full, who wanted it done is told so
/// at once.
/// </remarks>
internal sealed unsafe class CompileThreads : IDisposable
{
    private const int StackBytes = 32 << 20;

    // LLVM's handler gets no context of the caller's, so the thread itself must say what it runs.
    private static readonly ThreadLocal<Job?> Current = new();

    private readonly object _gate = new();
    private readonly Queue<Job> _waiting = [];
    private readonly List<Thread> _threads = [];
    private readonly int _maxThreads;
    private readonly int _maxWaiting;

    // The threads that run nothing. One counts from its beginning, and again before whoever waited for its work hears that it is done: work
    // that comes right after finds it and begins no other thread.
    private int _idle;
    private bool _isDisposed;
    private string? _fatalError;

    /// <summary>Begins no thread yet.</summary>
    /// <param name="maxThreads">The most threads.</param>
    /// <param name="maxWaiting">The most work that waits for one.</param>
    internal CompileThreads(int maxThreads, int maxWaiting)
    {
        _maxThreads = maxThreads;
        _maxWaiting = maxWaiting;
        LLVM.ResetFatalErrorHandler();
        LLVM.InstallFatalErrorHandler(&OnFatalError);
    }

    /// <summary>LLVM's message if it met a fatal error.</summary>
    internal string? FatalError => Volatile.Read(ref _fatalError);

    /// <summary>The number of threads that were begun and not ended.</summary>
    internal int Count
    {
        get
        {
            lock (_gate)
            {
                return _threads.Count;
            }
        }
    }

    /// <summary>The work that waits for a thread.</summary>
    internal int Waiting
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Runs some work and waits for it; its exceptions come out here.</summary>
    /// <param name="work">The work.</param>
    /// <param name="mayRefuse">Whether it may be refused because the queue is full; what ends work that was done in part may not.</param>
    internal CompileOutcome Run(Action work, bool mayRefuse)
    {
        var job = new Job(this, work);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            if (_fatalError is not null)
            {
                return CompileOutcome.Fatal;
            }

            if (mayRefuse && _waiting.Count >= _maxWaiting)
            {
                return CompileOutcome.Busy;
            }

            _waiting.Enqueue(job);
            if (_waiting.Count > _idle && _threads.Count < _maxThreads)
            {
                var thread = new Thread(Work, StackBytes) { IsBackground = true, Name = "dtvm compile" };
                _threads.Add(thread);
                _idle++;
                thread.Start();
            }

            Monitor.Pulse(_gate);
        }

        return job.Wait();
    }

    /// <summary>Ends the threads and waits for them, unless one of them is lost to a fatal error. No work may be under way.</summary>
    public void Dispose()
    {
        Thread[] threads;
        lock (_gate)
        {
            _isDisposed = true;
            threads = _fatalError is null ? [.. _threads] : [];
            Monitor.PulseAll(_gate);
        }

        foreach (var thread in threads)
        {
            thread.Join();
        }
    }

    private void Work()
    {
        while (Next() is { } job)
        {
            Current.Value = job;
            job.Run();
            Current.Value = null;
            lock (_gate)
            {
                _idle++;
            }

            job.Finish(CompileOutcome.Done);
        }
    }

    /// <summary>The work to do next; null when the thread is to end.</summary>
    private Job? Next()
    {
        lock (_gate)
        {
            while (true)
            {
                if (_isDisposed || _fatalError is not null)
                {
                    return null;
                }

                if (_waiting.TryDequeue(out var job))
                {
                    _idle--;
                    return job;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Notes a fatal error and lets everybody go who waits for a thread.</summary>
    private void Fail(string error)
    {
        lock (_gate)
        {
            _fatalError ??= error;
            while (_waiting.TryDequeue(out var job))
            {
                job.Finish(CompileOutcome.Fatal);
            }

            Monitor.PulseAll(_gate);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnFatalError(sbyte* reason)
    {
        if (Current.Value is not { } job)
        {
            return;
        }

        job.Owner.Fail(Marshal.PtrToStringUTF8((nint)reason) ?? "fatal error");
        job.Finish(CompileOutcome.Fatal);
        Thread.Sleep(Timeout.Infinite);
    }

    /// <summary>Some work and who waits for it.</summary>
    private sealed class Job(CompileThreads owner, Action work)
    {
        private readonly object _gate = new();
        private ExceptionDispatchInfo? _failure;
        private CompileOutcome _outcome;
        private bool _isFinished;

        public CompileThreads Owner { get; } = owner;

        public void Run()
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                _failure = ExceptionDispatchInfo.Capture(exception);
            }
        }

        public void Finish(CompileOutcome outcome)
        {
            lock (_gate)
            {
                _outcome = outcome;
                _isFinished = true;
                Monitor.Pulse(_gate);
            }
        }

        public CompileOutcome Wait()
        {
            lock (_gate)
            {
                while (!_isFinished)
                {
                    Monitor.Wait(_gate);
                }
            }

            _failure?.Throw();
            return _outcome;
        }
    }
}
