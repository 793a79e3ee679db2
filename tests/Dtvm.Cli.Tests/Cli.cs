using System.Diagnostics;
using System.Text.Json;

namespace Dtvm.Cli.Tests;

/// <summary>What a process of the command line left behind.</summary>
internal sealed record CliResult(int ExitCode, string Output, string Error)
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

    /// <summary>Fails with what the process wrote unless it exited with 0.</summary>
    public CliResult Succeeded()
    {
        Assert.True(ExitCode == 0, $"exit code {ExitCode}\n{Output}\n{Error}");
        return this;
    }

    /// <summary>Fails unless the process refused its input in one line.</summary>
    /// <param name="expected">What stands in the line.</param>
    public void FailsWith(string expected)
    {
        Assert.Equal((2, ""), (ExitCode, Output));
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("dtvm: ", line);
        Assert.Contains(expected, line);
    }
}

/// <summary>Runs the command line as a process.</summary>
internal static class Cli
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private static string Program => Path.Combine(AppContext.BaseDirectory, "dtvm.dll");

    public static CliResult Run(params string[] arguments) => RunWithInput([], arguments);

    public static CliResult RunWithInput(byte[] input, params string[] arguments) => Start([], input, "", arguments);

    public static CliResult RunWith((string Name, string Value)[] environment, params string[] arguments) =>
        Start([.. environment], [], "", arguments);

    /// <summary>Runs in a folder, with variables set and, where the value is null, unset.</summary>
    public static CliResult RunIn(string folder, (string Name, string? Value)[] environment, params string[] arguments) =>
        Start(environment, [], folder, arguments);

    /// <summary>Runs commands of bash, in which <c>dtvm</c> is the command line.</summary>
    /// <param name="command">The commands; the first that fails ends them.</param>
    /// <param name="folder">The working folder; empty for this process's.</param>
    public static CliResult Sh(string command, string folder)
    {
        var result = Shell.Run($"dtvm() {{ DOTNET_TieredCompilation=1 dotnet exec '{Program}' \"$@\"; }}\n{command}", folder);
        return new CliResult(result.ExitCode, result.Output, result.Error);
    }

    /// <summary>Starts a process that is to be ended with <see cref="End"/>.</summary>
    public static Process Begin(params string[] arguments) => Start([], "", arguments);

    /// <summary>Waits for the end of a process.</summary>
    /// <exception cref="TimeoutException">It came to none, and was killed.</exception>
    public static CliResult End(Process process, byte[]? input = null)
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

        return new CliResult(process.ExitCode, output.Result, error.Result);
    }

    private static CliResult Start((string Name, string? Value)[] environment, byte[] input, string folder, string[] arguments)
    {
        using var process = Start(environment, folder, arguments);
        return End(process, input);
    }

    private static Process Start((string Name, string? Value)[] environment, string folder, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
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

        start.ArgumentList.Add("exec");
        start.ArgumentList.Add(Program);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("the process did not start");
    }
}

/// <summary>A folder for the files of a test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("dtvm-cli-").FullName;

    public string this[string name] => Path.Combine(_path, name);

    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
