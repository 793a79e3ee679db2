// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Tool.Shell;

/// <summary>
/// Asks a verb that runs for long to come to its end and report what it has when the process is told to end, by Ctrl-C (SIGINT) or SIGTERM.
/// A second signal ends the process at once.
/// </summary>
internal sealed partial class Interruption : IDisposable
{
    private const int Interrupt = 2;
    private const int Terminate = 15;

    /// <summary>What a shell adds to the number of a signal to make the exit code of a process that it ended.</summary>
    private const int SignalBase = 128;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    /// <summary>Waits for signals until it is disposed.</summary>
    public Interruption() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => OnSignal(context, Interrupt)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => OnSignal(context, Terminate)),
    ];

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The exit code of a verb that was interrupted: that of a process which the signal ended.</summary>
    public int ExitCode => SignalBase + _signal;

    /// <summary>What is appended to a report for people: nothing, or that it was interrupted.</summary>
    public string Remark => _signal switch
    {
        0 => "",
        Interrupt => ", interrupted by SIGINT",
        _ => ", interrupted by SIGTERM",
    };

    /// <summary>
    /// Ends the process without waiting for threads that still work and without tidying up under them: libraries that such a thread runs in
    /// must not be unloaded.
    /// </summary>
    /// <param name="exitCode">The exit code.</param>
    public static void ExitNow(int exitCode) => Exit(exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The source holds nothing but memory, and a signal that is just being handled still uses it.
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context, int signal)
    {
        if (Interlocked.CompareExchange(ref _signal, signal, 0) != 0)
        {
            return;
        }

        context.Cancel = true;
        _source.Cancel();
    }

    [LibraryImport("libc", EntryPoint = "_exit")]
    private static partial void Exit(int exitCode);
}
