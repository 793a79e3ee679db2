// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Fuzzing;

/// <summary>What a run does.</summary>
public sealed record FuzzOptions
{
    /// <summary>Number of programs.</summary>
    public long Count { get; init; } = 1000;

    /// <summary>The seed.</summary>
    public ulong Seed { get; init; }

    /// <summary>Seconds after which no further program is begun.</summary>
    public double Seconds { get; init; } = double.PositiveInfinity;

    /// <summary>The revision; null for all in turn.</summary>
    public Revision? Revision { get; init; }

    /// <summary>Whether the revision after the last final one is taken in turn too, when none is named.</summary>
    public bool IsUpcomingIncluded { get; init; }

    /// <summary>Optimisation levels, taken in turn.</summary>
    public IReadOnlyList<int> Levels { get; init; } = [2];

    /// <summary>The name of the mode under test, for reproducers.</summary>
    public string Mode { get; init; } = Reproducer.DefaultMode;

    /// <summary>Worker threads.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Folder of reproducers.</summary>
    public string Directory { get; init; } = Path.Combine("artifacts", "fuzz");

    /// <summary>Seconds to shrink a difference.</summary>
    public double ShrinkSeconds { get; init; } = 20;

    /// <summary>Findings after which no further program is begun.</summary>
    public long MaxFindings { get; init; } = long.MaxValue;
}

/// <summary>What a run found.</summary>
/// <param name="Programs">Programs that were run to their end.</param>
/// <param name="Executions">Executions that were compared.</param>
/// <param name="Differences">Programs that ran differently.</param>
/// <param name="Crashes">Programs at which a VM threw.</param>
/// <param name="Seconds">Time.</param>
/// <param name="Reproducers">Paths of the files written.</param>
public sealed record FuzzReport(
    long Programs, long Executions, long Differences, long Crashes, double Seconds, IReadOnlyList<string> Reproducers)
{
    /// <summary>Whether all threads have ended. Otherwise the run was interrupted and programs still run, so that no VM must be
    /// disposed.</summary>
    public bool HasEnded { get; init; } = true;
}

/// <summary>Another VM that is tested on all programs of a run.</summary>
/// <param name="Mode">The name of its mode, for reproducers.</param>
/// <param name="Level">Its optimisation level.</param>
/// <param name="Create">Makes it; disposed by the run.</param>
/// <param name="Bisect">Finds the part of the compiler behind a shrunk difference; null for nobody.</param>
public sealed record FuzzSubject(string Mode, int Level, Func<IVm> Create, Func<FuzzDifference, Culprit>? Bisect = null);

/// <summary>Generates, runs, compares, shrinks and saves.</summary>
/// <param name="options">What to do.</param>
/// <param name="createReference">Makes the VM that is taken to be right; disposed by the run.</param>
/// <param name="createSubject">Makes the VM under test for an optimisation level; disposed by the run.</param>
/// <param name="onDifference">Told of each difference in one line; called by several threads one at a time.</param>
/// <param name="bisect">Finds the part of the compiler behind a shrunk difference at a level; null for nobody.</param>
public sealed class FuzzCampaign(
    FuzzOptions options,
    Func<IVm> createReference,
    Func<int, IVm> createSubject,
    Action<string> onDifference,
    Func<FuzzDifference, int, Culprit>? bisect = null)
{
    private const int CutsAPlan = 3;
    private const int BatchesBetweenResets = 8;

    /// <summary>One batch in so many is of the upcoming revision where that is included.</summary>
    private const int UpcomingTurn = 12;

    private readonly Lock _lock = new();
    private readonly List<string> _reproducers = [];
    private readonly Stopwatch _time = Stopwatch.StartNew();
    private long _nextBatch = -1;
    private long _programs;
    private long _executions;
    private long _differences;
    private long _crashes;
    private long _findings;

    /// <summary>Another VM to be compared with the same reference on the same programs; null for none.</summary>
    public FuzzSubject? Also { get; init; }

    /// <summary>Programs that have run to their end so far.</summary>
    public long ProgramsDone => Interlocked.Read(ref _programs);

    /// <summary>Programs so far that ran differently or at which a VM threw.</summary>
    public long Findings => Interlocked.Read(ref _findings);

    /// <summary>Runs to the end.</summary>
    /// <param name="cancellation">When it is cancelled no further program is begun, and a difference is shrunk no further.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="IOException">The folder of reproducers cannot be made or written.</exception>
    /// <exception cref="UnauthorizedAccessException">The same.</exception>
    public FuzzReport Run(CancellationToken cancellation = default)
    {
        Directory.CreateDirectory(options.Directory);
        var hasEnded = true;
        try
        {
            hasEnded = DeepWorkers.Run(options.Jobs, Work, cancellation);
        }
        finally
        {
            for (var job = 0; job < options.Jobs; job++)
            {
                File.Delete(RunningPath(job));
            }
        }

        lock (_lock)
        {
            var seconds = _time.Elapsed.TotalSeconds;
            return new FuzzReport(
                Interlocked.Read(ref _programs), Interlocked.Read(ref _executions), _differences, _crashes, seconds, [.. _reproducers])
            {
                HasEnded = hasEnded,
            };
        }
    }

    /// <summary>The file that holds the number of the program that a worker runs, so that it is known after the death of the
    /// process.</summary>
    private string RunningPath(int job) =>
        Path.Combine(options.Directory, string.Create(CultureInfo.InvariantCulture, $"running-{Environment.ProcessId}-{job}"));

    private bool IsOver(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested
        || _time.Elapsed.TotalSeconds > options.Seconds
        || Interlocked.Read(ref _findings) >= options.MaxFindings;

    private void Work(int job, CancellationToken cancellation)
    {
        using var reference = createReference();
        IVm[] subjects = [.. options.Levels.Select(createSubject)];
        using var other = Also?.Create();
        using var otherRunner = other is null ? null : new DifferentialRunner(reference, other);
        DifferentialRunner[] runners = [.. subjects.Select(subject => new DifferentialRunner(reference, subject))];
        Tested[] tested =
        [
            .. options.Levels.Select((level, i) => new Tested(
                runners[i], options.Mode, level, bisect is null ? null : difference => bisect(difference, level))),
        ];
        var alsoTested = otherRunner is null ? null : new Tested(otherRunner, Also!.Mode, Also.Level, Also.Bisect);
        using (var running = File.Create(RunningPath(job)))
        {
            for (var done = 1; ; done++)
            {
                var batch = Interlocked.Increment(ref _nextBatch);
                if (batch * ProgramGenerator.BatchSize >= options.Count || IsOver(cancellation))
                {
                    break;
                }

                var level = (int)(batch % options.Levels.Count);
                for (var i = 0; i < ProgramGenerator.BatchSize && !IsOver(cancellation); i++)
                {
                    var index = batch * ProgramGenerator.BatchSize + i;
                    if (index >= options.Count)
                    {
                        break;
                    }

                    running.Position = 0;
                    running.Write(Encoding.ASCII.GetBytes(
                        string.Create(
                            CultureInfo.InvariantCulture, $"seed {options.Seed} index {index} level {options.Levels[level]}   \n")));
                    running.Flush();
                    Test(tested[level], alsoTested, (ulong)index, cancellation);
                    Interlocked.Increment(ref _programs);
                }

                if (done % BatchesBetweenResets == 0)
                {
                    foreach (var runner in runners)
                    {
                        runner.Reset();
                    }

                    otherRunner?.Reset();
                }
            }
        }

        foreach (var runner in runners)
        {
            runner.Dispose();
        }

        foreach (var subject in subjects)
        {
            subject.Dispose();
        }
    }

    private Revision? RevisionOf(ulong index)
    {
        var batch = index / ProgramGenerator.BatchSize;
        return options.Revision ?? (options.IsUpcomingIncluded && batch % UpcomingTurn == 0 ? Revisions.All[^1] : null);
    }

    private void Test(Tested subject, Tested? also, ulong index, CancellationToken cancellation)
    {
        var program = ProgramGenerator.Generate(options.Seed, index, RevisionOf(index));
        var random = new FuzzRandom(options.Seed, index, 2);
        for (var plan = 0; plan < 2; plan++)
        {
            var input = ProgramGenerator.GenerateInput(random);
            if (Differ(subject, also, program, input, index, cancellation, out var seen))
            {
                return;
            }

            if (seen.Outcome is not { } outcome)
            {
                return;
            }

            // The same with less gas than it needed, so that it ends anywhere.
            var halted = outcome.Status is not (EvmcStatusCode.Success or EvmcStatusCode.Revert);
            var used = Math.Max(halted ? input.Gas : input.Gas - outcome.GasLeft, 1);
            for (var cut = 0; cut < CutsAPlan; cut++)
            {
                var gas = cut == 0 && !halted ? used - random.Next(2) : random.NextLong(used);
                if (Differ(subject, also, program, input with { Gas = gas }, index, cancellation, out _))
                {
                    return;
                }
            }
        }
    }

    private bool Differ(
        Tested subject, Tested? also, FuzzProgram program, FuzzInput input, ulong index, CancellationToken cancellation,
        out Observation reference) =>
        Differs(subject, program, input, index, cancellation, out reference)
        || (also is not null && Differs(also, program, input, index, cancellation, out reference));

    private bool Differs(
        Tested subject, FuzzProgram program, FuzzInput input, ulong index, CancellationToken cancellation, out Observation reference)
    {
        Interlocked.Increment(ref _executions);
        var difference = subject.Runner.Compare(program, input, out reference);
        if (difference is null)
        {
            return false;
        }

        var small = new Shrinker(subject.Runner, TimeSpan.FromSeconds(options.ShrinkSeconds), cancellation).Shrink(difference);
        Interlocked.Increment(ref _findings);
        var culprit = cancellation.IsCancellationRequested ? null : subject.Bisect?.Invoke(small);
        lock (_lock)
        {
            if (small.Kind == DifferenceKind.Crash)
            {
                _crashes++;
            }
            else
            {
                _differences++;
            }

            _reproducers.Add(
                ReproducerFile.Write(options.Directory, options.Seed, index, subject.Level, small, culprit, subject.Mode));
            onDifference(string.Create(CultureInfo.InvariantCulture, $"{options.Seed}-{index} {subject.Mode} O{subject.Level}: "
            + $"{ReproducerFile.Describe(small)}{(culprit is null ? "" : $" [{culprit.Explanation}]")}"));
        }

        return true;
    }

    /// <summary>A VM under test beside the reference.</summary>
    private sealed record Tested(DifferentialRunner Runner, string Mode, int Level, Func<FuzzDifference, Culprit>? Bisect);
}
