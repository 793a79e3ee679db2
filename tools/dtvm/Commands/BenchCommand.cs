// SPDX-License-Identifier: Apache-2.0

using System.Collections.Concurrent;
using System.CommandLine;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Tool.Benchmarks;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm bench</c>: measures, or with <c>--check</c> compares, benchmark cases in several VMs side by side.</summary>
internal static class BenchCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var paths = new Argument<string[]>("PATH") { Description = "Case files, or folders of them.", Arity = ArgumentArity.OneOrMore };
        var modes = new Option<string?>("--mode")
        {
            Description = "Modes, separated by commas (default: interpreter and multipass; with --vm: multipass).",
            HelpName = "MODE[,MODE]",
        };
        var libraries = new Option<string[]>("--vm")
        {
            Description = "An EVMC library to measure as well; may be repeated.",
            HelpName = "PATH[,opt=val...]",
        };
        var gasMetering = CommonOptions.GasMetering();
        var check = new Option<bool>("--check") { Description = "Run each once, untimed, and compare with the case file." };
        var seconds = new Option<string>("--seconds")
        {
            Description = "Time for the warm samples of one run in one VM.",
            HelpName = "N",
            DefaultValueFactory = _ => "0.5",
        };
        var cold = new Option<string>("--cold")
        {
            Description = "Cold samples of one run in one VM.",
            HelpName = "N",
            DefaultValueFactory = _ => "5",
        };
        var json = CommonOptions.Json();
        var prometheus = new Option<bool>("--prometheus")
        {
            Description = "Record statistics and write them as Prometheus text instead of tables; of our own modes only.",
        };
        var level = CompileOptions.Level();
        var pipeline = new PipelineOptions(takesSeveral: true);
        var perf = new PerfOptions();
        var command = new Command("bench", "Measure benchmark cases in several VMs side by side")
        {
            paths, modes, libraries, gasMetering, check, seconds, cold, json, prometheus,
        };
        foreach (var option in (Option[])[level, .. pipeline.All, .. perf.All])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var metered = Values.Switch("--gas-metering", parsed.GetRequiredValue(gasMetering));
            var options = new MeasureOptions(
                Values.Seconds("--seconds", parsed.GetRequiredValue(seconds)), ColdSamples(parsed.GetRequiredValue(cold)));
            if (parsed.GetValue(prometheus) && (parsed.GetValue(json) || parsed.GetValue(libraries) is { Length: > 0 }))
            {
                throw new CliException("bench: --prometheus excludes --json and --vm: an EVMC library tells its own (dtvm_statistics)");
            }

            var cases = ReadCases(parsed.GetRequiredValue(paths), out var unreadable);
            var names = parsed.GetValue(libraries) ?? [];
            var modeList = parsed.GetValue(modes) ?? (names.Length > 0 ? "multipass" : "interpreter,multipass");
            var ours = new OurVmOptions(
                CompilerValues.Level(parsed.GetValue(level) ?? CompileOptions.DefaultLevel),
                pipeline.Read(parsed),
                metered,
                parsed.GetValue(prometheus),
                perf.Read(parsed));
            return Run(
                cases, unreadable, modeList.Split(','), ours, names, options, parsed.GetValue(check), parsed.GetValue(json),
                parsed.GetValue(prometheus));
        });
        return command;
    }

    private static int Run(
        List<BenchCase> cases,
        List<UnreadableCase> unreadable,
        string[] modes,
        OurVmOptions ours,
        string[] libraries,
        MeasureOptions options,
        bool check,
        bool json,
        bool prometheus)
    {
        using var vms = new BenchVms();
        foreach (var mode in modes)
        {
            vms.AddOurs(mode, ours);
        }

        foreach (var library in libraries)
        {
            vms.AddLibrary(library);
        }

        using var interruption = new Interruption();
        var measured = new ConcurrentQueue<RunMeasurements>();
        var total = cases.Sum(benchCase => benchCase.Runs.Count);
        var hasEnded = LiveProgress.Show(
            _ => DeepWorkers.Run(1, (_, token) => Measure(cases, vms.All, options, check, measured, token), interruption.Token),
            () => new WorkState(measured.Count, total, NameOfRun(cases, measured.Count)));
        RunMeasurements[] runs = [.. measured];
        var report = new BenchReport(Machine.Describe(), runs, GeometricMean.Of(runs, [.. vms.All.Select(vm => vm.Name)]))
        {
            RunsAsked = total,
            Unreadable = unreadable,
        };
        if (prometheus)
        {
            Console.Out.Write(StatisticsText.ToPrometheus(
                [.. vms.All.Select(vm => ((string?)vm.Name, ((EngineVm)vm.Vm).AllStatistics()))]));
        }
        else if (json)
        {
            report.WriteJson(Console.Out);
        }
        else if (check)
        {
            report.WriteChecks(Console.Out);
        }
        else
        {
            report.WriteTables();
        }

        if (report.IsInterrupted && !json && !prometheus)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"a part of the result: {runs.Length} of {report.RunsAsked} runs{interruption.Remark}"));
        }

        if (!hasEnded)
        {
            Interruption.ExitNow(interruption.ExitCode);
        }

        if (report.IsInterrupted)
        {
            return interruption.ExitCode;
        }

        if (!report.Ok)
        {
            Console.Error.WriteLine("dtvm: bench: some runs did not do what their case file says");
        }

        if (unreadable.Count > 0)
        {
            Console.Error.WriteLine($"dtvm: bench: case files that cannot be read: {unreadable.Count}");
        }

        return report.Ok && unreadable.Count == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    /// <summary>The run that is measured behind so many; behind all of them the last one.</summary>
    private static string NameOfRun(List<BenchCase> cases, int done)
    {
        done = Math.Min(done, cases.Sum(benchCase => benchCase.Runs.Count) - 1);
        foreach (var benchCase in cases)
        {
            if (done < benchCase.Runs.Count)
            {
                return $"{benchCase.Name}/{benchCase.Runs[done].Label}";
            }

            done -= benchCase.Runs.Count;
        }

        return "";
    }

    private static void Measure(
        List<BenchCase> cases,
        IReadOnlyList<(string Name, IVm Vm)> vms,
        MeasureOptions options,
        bool check,
        ConcurrentQueue<RunMeasurements> measured,
        CancellationToken cancellation)
    {
        var measurer = new Measurer(vms, options, cancellation);
        foreach (var benchCase in cases)
        {
            foreach (var run in benchCase.Runs)
            {
                if (cancellation.IsCancellationRequested)
                {
                    return;
                }

                if ((check ? measurer.Check(benchCase, run) : measurer.Measure(benchCase, run)) is not { } result)
                {
                    return;
                }

                measured.Enqueue(result);
            }
        }
    }

    private static int ColdSamples(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 1000
            ? count
            : throw new CliException($"--cold '{text}': must be a whole number from 1 to 1000");

    /// <summary>Reads what can be read. The rest is told at once, before the long work on the others.</summary>
    private static List<BenchCase> ReadCases(string[] paths, out List<UnreadableCase> unreadable)
    {
        var cases = new List<BenchCase>();
        unreadable = [];
        foreach (var file in FindFiles(paths))
        {
            try
            {
                cases.Add(Files.Guard(file, () => BenchCaseReader.Read(file)));
            }
            catch (CliException exception)
            {
                unreadable.Add(new UnreadableCase(file, exception.Message));
            }
        }

        if (cases.Count == 0 && unreadable.Count == 1)
        {
            throw new CliException(unreadable[0].Reason);
        }

        foreach (var lost in unreadable)
        {
            Console.Error.WriteLine("dtvm: " + lost.Reason);
        }

        return cases.Count > 0 ? cases : throw new CliException($"{string.Join(", ", paths)}: none of the case files can be read");
    }

    private static List<string> FindFiles(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (!Directory.Exists(path))
            {
                files.Add(File.Exists(path) ? path : throw new CliException($"{path}: no such file"));
                continue;
            }

            var found = Files.Guard(path, () => Directory.GetFiles(path, "*.json", SearchOption.AllDirectories));
            if (found.Length == 0)
            {
                throw new CliException($"{path}: holds no case files");
            }

            files.AddRange(found.Order(StringComparer.Ordinal));
        }

        return files;
    }
}
