// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm fuzz --replay FILE</c>: runs a saved difference again.</summary>
internal static class FuzzReplay
{
    /// <summary>Runs a reproducer in the interpreter and in machine code or a library.</summary>
    /// <param name="path">Path of the reproducer.</param>
    /// <param name="library">The EVMC library, <c>path,option=value,...</c>; null for our machine code as the file says.</param>
    /// <param name="list">The passes in place of those of the recorded level; null for the level's.</param>
    /// <param name="json">Whether the report is JSON.</param>
    /// <returns>The exit code: success when both do the same.</returns>
    public static int Run(string path, string? library, PassList? list, bool json)
    {
        var reproducer = Files.Guard(path, () => Reproducer.Read(path));
        if (library is not null)
        {
            using var loaded = EngineFactory.Load(library);
            return Compare(path, reproducer, loaded, json);
        }

        if (reproducer.Mode == "baseline")
        {
            using var baseline = EngineFactory.CreateBaseline("fuzz", isVerified: true);
            using var machine = EngineFactory.CreateBaselineSubject(baseline, reproducer.Level, PassList.CompilationOf(list));
            return Compare(path, reproducer, machine, json);
        }

        if (reproducer.Mode != Reproducer.DefaultMode)
        {
            throw new CliException($"{path}: mode '{reproducer.Mode}': only differences of multipass and baseline are run again");
        }

        using var backend = LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new CliException($"fuzz: {error}");
        using var subject = EngineFactory.CreateSubject(backend, reproducer.Level, PassList.CompilationOf(list));
        return Compare(path, reproducer, subject, json);
    }

    private static int Compare(string path, Reproducer reproducer, IVm subject, bool json)
    {
        using var reference = EngineFactory.CreateReference();
        var (difference, seen) = DeepStack.Run(() =>
        {
            using var runner = new DifferentialRunner(reference, subject);
            var found = runner.Compare(reproducer.Program, reproducer.Input, out var observation, keepsText: true);
            return (found, observation);
        });
        if (json)
        {
            JsonOutput.Write(Console.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("programs", 1);
                writer.WriteNumber("executions", 1);
                writer.WriteNumber("differences", difference is null or { Kind: DifferenceKind.Crash } ? 0 : 1);
                writer.WriteNumber("crashes", difference is { Kind: DifferenceKind.Crash } ? 1 : 0);
                writer.WriteNumber("seed", reproducer.Seed);
                writer.WriteNumber("index", reproducer.Index);
                writer.WriteNumber("level", reproducer.Level);
                writer.WriteString("mode", reproducer.Mode);
                writer.WriteString("recorded", reproducer.Kind.ToString());
                writer.WriteStringOrNull("difference", difference?.Kind.ToString());
                writer.WriteStringOrNull("place", difference is null ? null : FirstDifference.Describe(difference));
                writer.WriteEndObject();
            });
        }
        else if (difference is null)
        {
            Console.WriteLine($"{path}: no difference; it was recorded with a difference in {reproducer.Kind}");
            Console.WriteLine($"both: {ReproducerFile.Describe(seen)}");
        }
        else
        {
            Console.WriteLine($"{path}: {ReproducerFile.Describe(difference)}");
            Console.WriteLine($"first difference: {FirstDifference.Describe(difference)}");
        }

        return difference is null ? ExitCode.Success : ExitCode.Failure;
    }
}
