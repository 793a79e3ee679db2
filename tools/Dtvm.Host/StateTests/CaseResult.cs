// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.StateTests;

/// <summary>How a case ended.</summary>
public enum CaseVerdict
{
    /// <summary>Everything is as the file says.</summary>
    Passed,

    /// <summary>Something is not.</summary>
    Failed,

    /// <summary>The case needs something that is not there.</summary>
    Skipped,
}

/// <summary>A case that did not pass.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Test">Name of the test; empty when the whole file is concerned.</param>
/// <param name="Fork">The fork as the file names it; empty when the whole test is concerned.</param>
/// <param name="Index">The case's choice of data, gas limit and value.</param>
/// <param name="Verdict">Failed or skipped.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="Details">More lines for people: what the state is, or every difference found.</param>
public sealed record CaseResult(
    string File, string Test, string Fork, CaseIndex Index, CaseVerdict Verdict, string Reason, IReadOnlyList<string> Details);

/// <summary>How long a case took, with the compilation of all code that it ran first.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="Test">Name of the test.</param>
/// <param name="Fork">The fork as the file names it.</param>
/// <param name="Index">The case's choice of data, gas limit and value.</param>
/// <param name="Time">The time.</param>
public sealed record CaseTime(string File, string Test, string Fork, CaseIndex Index, TimeSpan Time);

/// <summary>Cases by how they ended.</summary>
/// <param name="Passed">Passed cases.</param>
/// <param name="Failed">Failed cases.</param>
/// <param name="Skipped">Skipped cases.</param>
public readonly record struct CaseCounts(int Passed, int Failed, int Skipped)
{
    /// <summary>All cases.</summary>
    public int Total => Passed + Failed + Skipped;

    /// <summary>The counts with one case more.</summary>
    /// <param name="verdict">How it ended.</param>
    /// <returns>The counts.</returns>
    public CaseCounts Add(CaseVerdict verdict) => verdict switch
    {
        CaseVerdict.Passed => this with { Passed = Passed + 1 },
        CaseVerdict.Failed => this with { Failed = Failed + 1 },
        _ => this with { Skipped = Skipped + 1 },
    };

    /// <summary>The sum of two counts.</summary>
    /// <param name="other">The other.</param>
    /// <returns>The sum.</returns>
    public CaseCounts Add(CaseCounts other) => new(Passed + other.Passed, Failed + other.Failed, Skipped + other.Skipped);
}

/// <summary>What a run of state tests found.</summary>
/// <param name="Total">All cases; a file or test that cannot be read counts as a failed case.</param>
/// <param name="ByFork">Cases by fork, oldest fork first. What cannot be read and has no fork is in none.</param>
/// <param name="Failures">Failed cases, ordered by file, in the order of the file.</param>
/// <param name="Skips">Skipped cases, in the same order.</param>
/// <param name="Seconds">Time of the run.</param>
public sealed record StateTestReport(
    CaseCounts Total,
    IReadOnlyList<KeyValuePair<string, CaseCounts>> ByFork,
    IReadOnlyList<CaseResult> Failures,
    IReadOnlyList<CaseResult> Skips,
    double Seconds)
{
    /// <summary>The case that took longest; null when none was run.</summary>
    public CaseTime? Slowest { get; init; }

    /// <summary>Number of files to run.</summary>
    public int Files { get; init; }

    /// <summary>Number of files whose cases have all been run.</summary>
    public int FilesDone { get; init; }

    /// <summary>Whether the run was interrupted, so that this is a part of the result.</summary>
    public bool IsInterrupted { get; init; }

    /// <summary>Whether all threads have ended. Otherwise cases still run, so that no VM must be disposed.</summary>
    public bool HasEnded { get; init; } = true;
}
