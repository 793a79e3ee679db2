// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dtvm.TestSupport;

/// <summary>The processor time of the current thread: what other threads and processes use is not in it.</summary>
public static partial class ThreadClock
{
    private const int ThreadTime = 3; // CLOCK_THREAD_CPUTIME_ID of <time.h>

    /// <summary>Milliseconds since the thread began.</summary>
    public static double Milliseconds => Read().TotalMilliseconds;

    /// <summary>Runs work on this thread.</summary>
    /// <param name="work">The work.</param>
    /// <returns>How long the thread had no processor meanwhile: it waited, or another one had its turn.</returns>
    public static TimeSpan TimeAway(Action work)
    {
        ArgumentNullException.ThrowIfNull(work);
        var used = Read();
        var began = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(began) - (Read() - used);
    }

    private static TimeSpan Read() =>
        GetTime(ThreadTime, out var time) == 0
            ? TimeSpan.FromTicks((time.Seconds * TimeSpan.TicksPerSecond) + (time.Nanoseconds / TimeSpan.NanosecondsPerTick))
            : throw new InvalidOperationException("the system does not tell the processor time of a thread");

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetTime(int clock, out TimeSpec time);

    private readonly record struct TimeSpec(long Seconds, long Nanoseconds);
}
