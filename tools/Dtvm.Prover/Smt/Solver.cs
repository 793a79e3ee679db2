// SPDX-License-Identifier: Apache-2.0

using System.ComponentModel;
using System.Diagnostics;

namespace Dtvm.Prover.Smt;

/// <summary>An SMT solver: z3 or cvc5, as a program that reads SMT-LIB.</summary>
public sealed class Solver
{
    private static readonly string[] Names = ["z3", "cvc5"];

    private Solver(string path, string version) => (Path, Version) = (path, version);

    /// <summary>The program.</summary>
    public string Path { get; }

    /// <summary>What it says of itself.</summary>
    public string Version { get; }

    private bool IsZ3 => System.IO.Path.GetFileName(Path).StartsWith("z3", StringComparison.Ordinal);

    /// <summary>Finds a solver.</summary>
    /// <param name="path">The program; null for z3 or else cvc5, wherever programs are looked for.</param>
    /// <param name="error">What is missing and how to get it, in one line.</param>
    /// <returns>The solver, or null.</returns>
    public static Solver? TryFind(string? path, out string error)
    {
        foreach (var name in path is null ? Names : [path])
        {
            if (VersionOf(name) is { } version)
            {
                error = "";
                return new Solver(name, version);
            }
        }

        error = path is null
            ? "no SMT solver: install z3 ('apt-get install z3', or scripts/setup-prove)"
            : $"'{path}' is no SMT solver that runs here: give the program of z3 or cvc5";
        return null;
    }

    /// <summary>Asks the solver.</summary>
    /// <param name="text">SMT-LIB.</param>
    /// <param name="isOver">Whether nothing more is to be read, by a line of its answer.</param>
    /// <param name="limit">The time after which it is ended.</param>
    /// <param name="cancellation">Ends it too.</param>
    /// <returns>The lines of its answer, as far as it came.</returns>
    internal List<string> Ask(string text, Func<string, bool> isOver, TimeSpan limit, CancellationToken cancellation)
    {
        // Products by powers of two become shifts, operands of what commutes come in one order: both spare many a search.
        string[] rewriting = ["rewriter.mul2concat=true", "rewriter.sort_sums=true", "rewriter.bv_sort_ac=true"];

        // The solver's own limit holds also when this process is ended from outside.
        var seconds = Math.Max(1, (int)Math.Ceiling(limit.TotalSeconds));
        string[] arguments = IsZ3
            ? ["-in", "-smt2", $"-T:{seconds}", .. rewriting]
            : ["--lang=smt2", "--incremental", "--produce-models", $"--tlimit={seconds * 1000L}", "-"];
        using var process = Start(Path, arguments) ?? throw new InvalidOperationException($"{Path} does not start any more");
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        watch.CancelAfter(limit);
        var lines = new List<string>();
        using (watch.Token.Register(() => Kill(process)))
        {
            var writing = Task.Run(() => Write(process, text), CancellationToken.None);
            while (process.StandardOutput.ReadLine() is { } line)
            {
                lines.Add(line);
                if (isOver(line))
                {
                    break;
                }
            }

            Kill(process);
            writing.Wait(CancellationToken.None);
            process.WaitForExit();
        }

        cancellation.ThrowIfCancellationRequested();
        return lines;
    }

    private static void Write(Process process, string text)
    {
        try
        {
            process.StandardInput.Write(text);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It was ended before it had read everything.
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (Exception exception) when (exception is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private static string? VersionOf(string program)
    {
        using var process = Start(program, ["--version"]);
        if (process is null)
        {
            return null;
        }

        process.StandardInput.Close();
        var version = process.StandardOutput.ReadLine();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? version : null;
    }

    private static Process? Start(string program, string[] arguments)
    {
        try
        {
            return Process.Start(new ProcessStartInfo(program, arguments)
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }
}
