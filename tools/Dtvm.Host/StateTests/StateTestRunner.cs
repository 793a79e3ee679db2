// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.Diagnostics;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.StateTests;

/// <summary>How a run of state tests is done.</summary>
public sealed record StateTestOptions
{
    /// <summary>Number of worker threads.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>The only revision to run; null for all.</summary>
    public EvmcRevision? Fork { get; init; }

    /// <summary>Which tests to run, by path of the file and name; null for all.</summary>
    public Func<string, string, bool>? AcceptsTest { get; init; }
}

/// <summary>Runs files of state tests in parallel.</summary>
/// <param name="options">How.</param>
/// <param name="vm">The VM of a worker, by the worker's number. The runner disposes none; the same one may be given to all workers.</param>
/// <param name="reference">A VM that explains failures, see <see cref="StateTestCaseRunner"/>; null for none.</param>
public sealed class StateTestRunner(StateTestOptions options, Func<int, IVm> vm, IVm? reference = null)
{
    private int _filesDone;
    private int _casesDone;
    private int _casesFailed;
    private CaseTime? _slowest;

    /// <summary>Files that are done; to be read by other threads while it runs.</summary>
    public int FilesDone => Volatile.Read(ref _filesDone);

    /// <summary>Cases that are done; to be read by other threads while it runs.</summary>
    public int CasesDone => Volatile.Read(ref _casesDone);

    /// <summary>Cases that failed so far; to be read by other threads while it runs.</summary>
    public int CasesFailed => Volatile.Read(ref _casesFailed);

    /// <summary>Runs files.</summary>
    /// <param name="files">Paths of the files.</param>
    /// <param name="cancellation">When it is cancelled no further case is begun.</param>
    /// <returns>What was found; after a cancellation what was found until then.</returns>
    public StateTestReport Run(IReadOnlyList<string> files, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        var start = Stopwatch.GetTimestamp();
        var results = new FileResults?[files.Count];
        var queue = new ConcurrentQueue<int>(BySizeDescending(files));
        var workers = Math.Clamp(options.Jobs, 1, Math.Max(1, files.Count));
        var hasEnded = DeepWorkers.Run(workers, (worker, token) => Work(worker, files, queue, results, token), cancellation);
        return Summarize(results, Stopwatch.GetElapsedTime(start).TotalSeconds) with
        {
            Slowest = Volatile.Read(ref _slowest),
            Files = files.Count,
            FilesDone = FilesDone,
            IsInterrupted = FilesDone < files.Count,
            HasEnded = hasEnded,
        };
    }

    /// <summary>The largest files first, so that none of them is left to one worker at the end.</summary>
    private static int[] BySizeDescending(IReadOnlyList<string> files)
    {
        var sizes = new long[files.Count];
        var order = new int[files.Count];
        for (var i = 0; i < files.Count; i++)
        {
            var info = new FileInfo(files[i]);
            sizes[i] = info.Exists ? -info.Length : 0;
            order[i] = i;
        }

        Array.Sort(sizes, order);
        return order;
    }

    private void Work(
        int worker, IReadOnlyList<string> files, ConcurrentQueue<int> queue, FileResults?[] results, CancellationToken cancellation)
    {
        var engine = vm(worker);
        var reader = new StateTestReader(options.AcceptsTest, options.Fork);
        var cases = new StateTestCaseRunner(engine, reference);
        var vmTests = new VmTestRunner(engine);
        while (!cancellation.IsCancellationRequested && queue.TryDequeue(out var index))
        {
            var file = reader.Read(files[index]);
            var found = new FileResults();
            Volatile.Write(ref results[index], found);
            if (RunFile(file, cases, vmTests, found, cancellation))
            {
                Interlocked.Increment(ref _filesDone);
            }
        }
    }

    /// <summary>Runs the cases of a file.</summary>
    /// <returns>Whether all of them have been run.</returns>
    private bool RunFile(
        StateTestFile file, StateTestCaseRunner cases, VmTestRunner vmTests, FileResults results, CancellationToken cancellation)
    {
        foreach (var error in file.Errors)
        {
            // What cannot be read says nothing about how it would have ended, which is never a pass.
            results.Add(
                error.Fork,
                new CaseResult(file.Path, error.Test, error.Fork, default, CaseVerdict.Failed, error.Message, []),
                error.Cases);
            Count(error.Cases, error.Cases);
        }

        foreach (var test in file.Tests)
        {
            foreach (var testCase in test.Cases)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return false;
                }

                var result = Guard(file.Path, test.Name, testCase.Fork, testCase.Index, () => cases.Run(file.Path, test, testCase));
                results.Add(testCase.Fork, result, 1);
                Count(1, result is { Verdict: CaseVerdict.Failed } ? 1 : 0);
            }
        }

        foreach (var test in file.VmTests)
        {
            if (cancellation.IsCancellationRequested)
            {
                return false;
            }

            var result = Guard(file.Path, test.Name, VmTestRunner.Fork, default, () => vmTests.Run(file.Path, test));
            results.Add(VmTestRunner.Fork, result, 1);
            Count(1, result is null ? 0 : 1);
        }

        return true;
    }

    /// <summary>Runs a case so that a fault of the program costs this case and not the results of all others.</summary>
    private CaseResult? Guard(string file, string test, string fork, CaseIndex index, Func<CaseResult?> run)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            return run();
        }
#pragma warning disable CA1031 // Whatever it is, it is reported as a failure.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return new CaseResult(
                file, test, fork, index, CaseVerdict.Failed, $"internal error: {exception.GetType().Name}: {exception.Message}", []);
        }
        finally
        {
            Time(new CaseTime(file, test, fork, index, Stopwatch.GetElapsedTime(start)));
        }
    }

    private void Time(CaseTime time)
    {
        var known = Volatile.Read(ref _slowest);
        while ((known is null || time.Time > known.Time)
            && Interlocked.CompareExchange(ref _slowest, time, known) is var current
            && current != known)
        {
            known = current;
        }
    }

    private void Count(int cases, int failed)
    {
        Interlocked.Add(ref _casesDone, cases);
        if (failed != 0)
        {
            Interlocked.Add(ref _casesFailed, failed);
        }
    }

    private static StateTestReport Summarize(FileResults?[] files, double seconds)
    {
        var byFork = new Dictionary<string, CaseCounts>();
        CaseCounts total = default;
        var failures = new List<CaseResult>();
        var skips = new List<CaseResult>();
        for (var i = 0; i < files.Length; i++)
        {
            // A file that an interruption came before has none.
            Volatile.Read(ref files[i])?.AddTo(ref total, byFork, failures, skips);
        }

        var forks = new List<KeyValuePair<string, CaseCounts>>(byFork);
        forks.Sort((a, b) => Age(a.Key).CompareTo(Age(b.Key)) is not 0 and int order ? order : string.CompareOrdinal(a.Key, b.Key));
        return new StateTestReport(total, forks, failures, skips, seconds);
    }

    private static int Age(string fork) => Revisions.TryParse(fork, out var revision) ? (int)revision : int.MaxValue;

    /// <summary>What was found in a file: added to by one thread, and after an interruption read while that still runs a case.</summary>
    private sealed class FileResults
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, CaseCounts> _byFork = [];
        private readonly List<CaseResult> _notPassed = [];

        public void Add(string fork, CaseResult? result, int cases)
        {
            lock (_lock)
            {
                var counts = _byFork.GetValueOrDefault(fork);
                for (var i = 0; i < cases; i++)
                {
                    counts = counts.Add(result?.Verdict ?? CaseVerdict.Passed);
                }

                _byFork[fork] = counts;
                if (result is not null)
                {
                    _notPassed.Add(result);
                }
            }
        }

        public void AddTo(ref CaseCounts total, Dictionary<string, CaseCounts> byFork, List<CaseResult> failures, List<CaseResult> skips)
        {
            lock (_lock)
            {
                foreach ((var fork, var counts) in _byFork)
                {
                    total = total.Add(counts);
                    if (fork.Length > 0)
                    {
                        byFork[fork] = byFork.GetValueOrDefault(fork).Add(counts);
                    }
                }

                foreach (var result in _notPassed)
                {
                    (result.Verdict == CaseVerdict.Failed ? failures : skips).Add(result);
                }
            }
        }
    }
}
