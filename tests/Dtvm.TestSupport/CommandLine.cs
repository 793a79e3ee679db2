// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Text.Json;

namespace Dtvm.TestSupport;

/// <summary>What a process of the command line left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
public sealed record CommandLineResult(int ExitCode, string Output, string Error)
{
    /// <summary>The output as one JSON document.</summary>
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Output);
            return document.RootElement.Clone();
        }
    }

    /// <summary>This result, unless the process failed.</summary>
    /// <exception cref="InvalidOperationException">It did; the message has what it wrote.</exception>
    public CommandLineResult Succeeded() =>
        ExitCode == 0 ? this : throw new InvalidOperationException($"exit code {ExitCode}\n{Output}\n{Error}");
}

/// <summary>Runs the command line as a process. Its assembly stands beside those of the test project, which references it.</summary>
public static class CommandLine
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    /// <summary>The path of <c>dtvm.dll</c>: the copy with machine code inside that <c>scripts/ready-cli</c> makes, which starts in half
    /// the time, if no assembly of the test project is newer than it; else the one beside the tests.</summary>
    public static string Program { get; } = Choose();

    /// <summary>What starts the program in bash.</summary>
    public static string ShellCommand { get; } = $"dotnet exec '{Program}'";

    /// <summary>Runs a verb to its end.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    public static CommandLineResult Run(params string[] arguments) => RunWithInput([], arguments);

    /// <summary>Runs a verb that reads its standard input.</summary>
    /// <param name="input">All that stands there.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static CommandLineResult RunWithInput(byte[] input, params string[] arguments) => Start([], input, "", arguments);

    /// <summary>Runs a verb with variables set.</summary>
    /// <param name="environment">Variables beside those of this process.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static CommandLineResult RunWith((string Name, string Value)[] environment, params string[] arguments) =>
        Start([.. environment], [], "", arguments);

    /// <summary>Runs a verb in a folder, with variables set and, where the value is null, unset.</summary>
    /// <param name="folder">The working folder.</param>
    /// <param name="environment">Variables beside or in place of those of this process.</param>
    /// <param name="arguments">The verb and what follows it.</param>
    public static CommandLineResult RunIn(string folder, (string Name, string? Value)[] environment, params string[] arguments) =>
        Start(environment, [], folder, arguments);

    /// <summary>Runs commands of bash, in which <c>dtvm</c> is the command line.</summary>
    /// <param name="command">The commands; the first that fails ends them.</param>
    /// <param name="folder">The working folder; empty for this process's.</param>
    public static CommandLineResult Sh(string command, string folder)
    {
        var result = Shell.Run($"dtvm() {{ DOTNET_TieredCompilation=1 {ShellCommand} \"$@\"; }}\n{command}", folder);
        return new CommandLineResult(result.ExitCode, result.Output, result.Error);
    }

    /// <summary>Starts a process that is to be ended with <see cref="End"/>.</summary>
    /// <param name="arguments">The verb and what follows it.</param>
    public static Process Begin(params string[] arguments) => Start([], "", arguments);

    /// <summary>Waits for the end of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="input">What it reads from its standard input.</param>
    /// <exception cref="TimeoutException">It came to none, and was killed.</exception>
    public static CommandLineResult End(Process process, byte[]? input = null)
    {
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        process.StandardInput.BaseStream.Write(input ?? []);
        process.StandardInput.Close();
        if (!process.WaitForExit(Limit))
        {
            process.Kill();
            throw new TimeoutException($"dtvm {string.Join(' ', process.StartInfo.ArgumentList)} still runs after {Limit}");
        }

        return new CommandLineResult(process.ExitCode, output.Result, error.Result);
    }

    private static CommandLineResult Start((string Name, string? Value)[] environment, byte[] input, string folder, string[] arguments)
    {
        using var process = Start(environment, folder, arguments);
        return End(process, input);
    }

    private static Process Start((string Name, string? Value)[] environment, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", Program, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
        };

        // Short processes start faster when the runtime compiles their methods in tiers; the program turns that off for steady timings.
        start.Environment["DOTNET_TieredCompilation"] = "1";
        foreach ((var name, var value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
    }

    private static string Choose()
    {
        var folder = SourceTree.Path("artifacts/cli");
        var ready = Path.Combine(folder, "dtvm.dll");
        var built = Path.Combine(AppContext.BaseDirectory, "dtvm.dll");
        string[] assemblies = [built, .. Directory.GetFiles(AppContext.BaseDirectory, "Dtvm.*.dll")];
        return File.Exists(ready) && Array.TrueForAll(assemblies, IsCurrent) ? ready : built;

        // What is not in the folder is the test's own.
        bool IsCurrent(string assembly)
        {
            var copy = Path.Combine(folder, Path.GetFileName(assembly));
            return !File.Exists(copy) || File.GetLastWriteTimeUtc(copy) >= File.GetLastWriteTimeUtc(assembly);
        }
    }
}
