using System.Diagnostics;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>The command line as a process.</summary>
internal static class CommandLine
{
    /// <summary>Runs a verb to its end.</summary>
    /// <param name="environment">Variables to set.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static (int ExitCode, string Output, string Error) Run(
        (string Name, string Value)[] environment, params IEnumerable<string> arguments)
    {
        string[] all = ["exec", Path.Combine(AppContext.BaseDirectory, "dtvm.dll"), .. arguments];
        var start = new ProcessStartInfo("dotnet", all) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        Assert.True(process.WaitForExit(TimeSpan.FromMinutes(2)), "the process does not end");
        return (process.ExitCode, output.Result, error.Result);
    }
}
