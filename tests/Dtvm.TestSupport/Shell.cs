// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Dtvm.TestSupport;

/// <summary>What a command left behind.</summary>
/// <param name="Command">The command.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record ShellResult(string Command, int ExitCode, string Output, string Error)
{
    /// <summary>Command, exit code and everything that was written: what a failing test shows.</summary>
    public override string ToString() => $"{Command}\nexit code {ExitCode}\n{Output}\n{Error}";
}

/// <summary>Runs commands as a reader of the documentation does.</summary>
public static class Shell
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a command to its end. Commands of a script end it when they fail.</summary>
    /// <param name="command">Text for bash.</param>
    /// <param name="folder">The working folder.</param>
    /// <exception cref="TimeoutException">It still ran after ten minutes, and was ended.</exception>
    public static ShellResult Run(string command, string folder)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-c", command])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // A switch of this test run must not switch what it starts.
        start.Environment.Remove("DTVM_ACCEPT");

        // Build nodes that outlive the command would hold its output open.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{command}: did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{command}: still runs after {Limit}");
        }

        return new ShellResult(command, process.ExitCode, output.Result, error.Result);
    }
}
