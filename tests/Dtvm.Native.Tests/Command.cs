// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;

namespace Dtvm.Native.Tests;

/// <summary>What a process left behind.</summary>
internal sealed record CommandResult(string Line, int ExitCode, string Output, string Error)
{
    /// <summary>Fails with what the process wrote unless it exited with 0.</summary>
    public CommandResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"{Line}\nexit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }
}

/// <summary>Runs processes.</summary>
internal static class Command
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(10);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Arguments.</param>
    public static CommandResult Run(string program, params IEnumerable<string> arguments) => Run(program, arguments, null, []);

    /// <summary>Runs a program to its end.</summary>
    /// <param name="program">Name or path.</param>
    /// <param name="arguments">Arguments.</param>
    /// <param name="folder">Working folder.</param>
    /// <param name="environment">Variables to set.</param>
    public static CommandResult Run(
        string program, IEnumerable<string> arguments, string? folder, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (folder is not null)
        {
            start.WorkingDirectory = folder;
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What the test host's environment says must not reach the library.
        start.Environment.Remove("DTVM_EVM_MODE");
        start.Environment.Remove("DTVM_EVM_ENABLE_GAS_METERING");
        start.Environment.Remove("DTVM_EVM_LOG_LEVEL");
        foreach ((var name, var value) in environment)
        {
            start.Environment[name] = value;
        }

        var line = $"{program} {string.Join(' ', start.ArgumentList)}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{line}: did not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (!process.WaitForExit(Limit))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{line}: still runs after {Limit}");
        }

        return new CommandResult(line, process.ExitCode, output.Result, error.Result);
    }

    /// <summary>Fails with how to get a program unless it is on the search path.</summary>
    /// <param name="program">Its name.</param>
    public static void Require(string program) => Assert.True(
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries)
            .Any(folder => File.Exists(Path.Combine(folder, program))),
        $"{program} is absent: scripts/setup-tests installs it");
}
