// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.StateTests;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm statetest</c>: runs the fixtures of ethereum/tests, legacytests and execution-spec-tests and compares states and
/// logs.</summary>
internal static class StateTestCommand
{
    private const string ReferenceMode = "interpreter";

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Fixture files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var mode = new Option<string?>("--mode")
        {
            Description = $"multipass, baseline or interpreter (default: {EngineFactory.DefaultMode}).",
            HelpName = "MODE",
        };
        var fork = new Option<string?>("--fork") { Description = "Run the cases of one fork only.", HelpName = "FORK" };
        var filter = new Option<string?>("--filter")
        {
            Description = "Run tests only whose FILE::NAME matches this regular expression.",
            HelpName = "REGEX",
        };
        var vm = new Option<string?>("--vm") { Description = "Run in this EVMC library instead.", HelpName = "PATH[,opt=val...]" };
        var jobs = new Option<string?>("--jobs") { Description = "Worker threads (default: one for each core).", HelpName = "N" };
        var level = CompileOptions.Level();
        var pipeline = new PipelineOptions();
        var json = CommonOptions.Json();
        var command = new Command("statetest", "Run state tests and compare state roots, logs and gas")
        {
            paths,
            mode,
            fork,
            filter,
            vm,
            jobs,
            level,
        };
        foreach (var option in pipeline.All)
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var library = parsed.GetValue(vm);
            if (library is not null && parsed.GetValue(mode) is not null)
            {
                throw new CliException("statetest: --mode and --vm exclude each other");
            }

            var options = new StateTestOptions
            {
                Jobs = Jobs(parsed.GetValue(jobs)),
                Fork = Fork(parsed.GetValue(fork)),
                AcceptsTest = Filter(parsed.GetValue(filter)),
            };
            var list = pipeline.Read(parsed).FirstOrDefault();
            var modeName = parsed.GetValue(mode) ?? EngineFactory.DefaultMode;
            if ((list is not null || parsed.GetValue(level) is not null) && (library is not null || modeName == ReferenceMode))
            {
                throw new CliException("statetest: --passes and -O go with the modes that compile, multipass and baseline");
            }

            var levelNumber = CompilerValues.Level(parsed.GetValue(level) ?? CompileOptions.DefaultLevel);
            var files = FindFiles(parsed.GetRequiredValue(paths));
            return Run(
                files,
                options,
                () => library is null
                    ? EngineFactory.CreateOurs(modeName, gasMetering: true, levelNumber, compilation: PassList.CompilationOf(list))
                    : EngineFactory.Load(library),
                library is null,
                modeName,
                parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(List<string> files, StateTestOptions options, Func<IVm> create, bool isOurs, string mode, bool json)
    {
        var vms = new List<IVm>();
        try
        {
            // One of our engines serves all workers; of a library each worker gets its own VM, since hosts commonly use them so.
            var count = isOurs ? 1 : options.Jobs;
            for (var i = 0; i < count; i++)
            {
                vms.Add(create());
            }

            using var reference = isOurs && mode == ReferenceMode
                ? null
                : EngineFactory.CreateOurs(ReferenceMode, gasMetering: true);
            var runner = new StateTestRunner(options, worker => vms[worker % vms.Count], reference);
            using var interruption = new Interruption();
            var report = LiveProgress.Show(
                _ => runner.Run(files, interruption.Token),
                () => new WorkState(
                    runner.FilesDone,
                    files.Count,
                    string.Create(CultureInfo.InvariantCulture, $"{runner.CasesDone} cases, {runner.CasesFailed} failed")));
            if (report.Total.Total == 0 && !report.IsInterrupted)
            {
                throw new CliException("statetest: no case matches --fork and --filter");
            }

            var output = new StateTestOutput(report);
            if (json)
            {
                output.WriteJson(Console.Out);
            }
            else
            {
                output.WriteText(Console.Out, interruption.Remark);
            }

            if (!report.HasEnded)
            {
                Interruption.ExitNow(interruption.ExitCode);
            }

            if (report.IsInterrupted)
            {
                return interruption.ExitCode;
            }

            return report.Total.Failed == 0 ? ExitCode.Success : ExitCode.Failure;
        }
        finally
        {
            foreach (var vm in vms)
            {
                vm.Dispose();
            }
        }
    }

    /// <summary>The fixture files that paths name.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <exception cref="CliException">There is none.</exception>
    internal static List<string> FindFiles(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                if (!File.Exists(path))
                {
                    throw new CliException($"{path}: no such file");
                }

                files.Add(path);
                continue;
            }

            var found = Files.Guard(path, () => Directory.GetFiles(path, "*.json", SearchOption.AllDirectories));

            // The releases of execution-spec-tests keep an index in a hidden folder.
            files.AddRange(found.Where(file => !IsHidden(Path.GetRelativePath(path, file))).Order(StringComparer.Ordinal));
        }

        return files.Count > 0 ? files : throw new CliException($"{string.Join(", ", paths)}: holds no fixture files");
    }

    private static bool IsHidden(string relativePath) =>
        relativePath.StartsWith('.') || relativePath.Contains(Path.DirectorySeparatorChar + ".", StringComparison.Ordinal);

    private static int Jobs(string? text)
    {
        if (text is null)
        {
            return Environment.ProcessorCount;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var jobs) && jobs is >= 1 and <= 1024
            ? jobs
            : throw new CliException($"--jobs '{text}': must be a whole number from 1 to 1024");
    }

    private static EvmcRevision? Fork(string? text)
    {
        if (text is null)
        {
            return null;
        }

        return Revisions.TryParse(text, out var revision)
            ? (EvmcRevision)(int)revision
            : throw new CliException($"--fork '{text}': unknown; one of {string.Join(", ", Revisions.All.Select(Revisions.Name))}");
    }

    private static Func<string, string, bool>? Filter(string? text)
    {
        if (text is null)
        {
            return null;
        }

        Regex regex;
        try
        {
            regex = new Regex(text, RegexOptions.CultureInvariant);
        }
        catch (ArgumentException exception)
        {
            throw new CliException($"--filter '{text}': {exception.Message}");
        }

        return (file, test) => regex.IsMatch($"{file}::{test}");
    }
}
