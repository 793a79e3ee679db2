// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dtvm.Backend.Llvm;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Passes;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;
using Dtvm.Workbench.Bisection;
using Dtvm.Workbench.Metering;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm fuzz</c>: random programs in the interpreter and in machine code; a difference is shrunk and saved.</summary>
internal static class FuzzCommand
{
    private const long DefaultCount = 1000;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var count = new Option<string?>("--count")
        {
            Description = $"Programs to run (default: {DefaultCount}, or without end when --seconds is given).",
            HelpName = "N",
        };
        var seed = new Option<string?>("--seed")
        {
            Description = "Seed; the same seed makes the same programs (default: one of the clock).",
            HelpName = "S",
        };
        var seconds = new Option<string?>("--seconds") { Description = "Stop after this many seconds.", HelpName = "N" };
        var revision = CommonOptions.Revision("A revision, or all in turn (default: all that are final).");
        var level = new Option<string?>("--level")
        {
            Description = "Optimisation level 0 to 3, or all in turn (default: 2).",
            HelpName = "0..3|all",
        };
        var jobs = new Option<string?>("--jobs") { Description = "Worker threads (default: one for each core).", HelpName = "N" };
        var directory = new Option<string?>("--directory")
        {
            Description = "Folder of the reproducers (default: artifacts/fuzz).",
            HelpName = "DIR",
        };
        var replay = new Option<string?>("--replay")
        {
            Description = "Run a saved reproducer again instead; other options but --vm and --json do not go with it.",
            HelpName = "FILE",
        };
        var vm = new Option<string?>("--vm")
        {
            Description = "Compare this EVMC library with the interpreter instead.",
            HelpName = "PATH[,opt=val...]",
        };
        var mode = new Option<string?>("--mode")
        {
            Description = "What is compared with the interpreter: multipass (default), baseline, both (baseline,multipass: each program in "
                + "both, at level 2 in the latter), or meter, a model of Amsterdam's gas.",
            HelpName = "MODE",
        };
        var pipeline = new PipelineOptions();
        var json = CommonOptions.Json();
        var command = new Command("fuzz", "Run random programs in the interpreter and in machine code and compare")
        {
            count, seed, seconds, revision, level, jobs, directory, replay, vm, mode,
        };
        foreach (var option in pipeline.All)
        {
            command.Add(option);
        }

        command.Add(json);
        command.Subcommands.Add(CompileCostCommand.Create());
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(replay) is { } file)
            {
                foreach (var other in (Option<string?>[])[count, seed, seconds, revision, level, jobs, directory, mode])
                {
                    if (parsed.GetValue(other) is not null)
                    {
                        throw new CliException($"{other.Name} does not go with --replay: the file says it");
                    }
                }

                return FuzzReplay.Run(
                    file, parsed.GetValue(vm), pipeline.Read(parsed).FirstOrDefault(), parsed.GetValue(json));
            }

            var list = pipeline.Read(parsed).FirstOrDefault();
            if (list is not null && (parsed.GetValue(vm) is not null || parsed.GetValue(mode) == "meter"))
            {
                throw new CliException("fuzz: --passes goes with --mode multipass and baseline");
            }

            var secondsText = parsed.GetValue(seconds);
            var countText = parsed.GetValue(count);
            var revisionText = parsed.GetValue(revision);
            var options = new FuzzOptions
            {
                Count = countText is null
                    ? (secondsText is null ? DefaultCount : long.MaxValue)
                    : Whole("--count", countText, 1, long.MaxValue),
                Seed = parsed.GetValue(seed) is { } text ? Seed(text) : (ulong)DateTime.UtcNow.Ticks,
                Seconds = secondsText is null ? double.PositiveInfinity : Whole("--seconds", secondsText, 1, int.MaxValue),
                Revision = revisionText is null or "all" ? null : Values.Revision(revisionText),
                IsUpcomingIncluded = revisionText == "all" && parsed.GetValue(vm) is null,
                Levels = Levels(parsed.GetValue(level)),
                Jobs = parsed.GetValue(jobs) is { } n ? (int)Whole("--jobs", n, 1, 1024) : Environment.ProcessorCount,
            };
            if (parsed.GetValue(directory) is { } folder)
            {
                options = options with { Directory = folder };
            }

            if (parsed.GetValue(vm) is not { } library)
            {
                return parsed.GetValue(mode) switch
                {
                    null or "multipass" => RunMultipass(options, list, parsed.GetValue(json)),
                    "baseline" => RunBaseline(options, list, parsed.GetValue(json)),
                    "baseline,multipass" or "multipass,baseline" => RunBoth(options, list, parsed.GetValue(json)),
                    "meter" => RunMeter(options, parsed.GetValue(level) is not null, parsed.GetValue(json)),
                    var other => throw new CliException($"--mode '{other}': must be multipass, baseline, baseline,multipass or meter"),
                };
            }

            if (parsed.GetValue(level) is not null)
            {
                throw new CliException("--level does not go with --vm: a library has no levels of ours");
            }

            if (parsed.GetValue(mode) is not null)
            {
                throw new CliException("--mode does not go with --vm: a library takes its mode as an option (--vm PATH,mode=baseline)");
            }

            return Run(options, _ => EngineFactory.Load(library), parsed.GetValue(json));
        });
        return command;
    }

    private static int RunMultipass(FuzzOptions options, PassList? list, bool json)
    {
        // Shared by all workers: the backend, which is safe to use from several threads.
        using var backend = CreateLlvm();
        return RunOurs(options, list, json, Multipass(backend, list));
    }

    private static int RunBaseline(FuzzOptions options, PassList? list, bool json)
    {
        using var backend = EngineFactory.CreateBaseline("fuzz", isVerified: true);
        return RunOurs(options with { Mode = "baseline" }, list, json, Baseline(backend, list));
    }

    private static int RunBoth(FuzzOptions options, PassList? list, bool json)
    {
        const int LlvmLevel = 2;
        using var baseline = EngineFactory.CreateBaseline("fuzz", isVerified: true);
        using var llvm = CreateLlvm();
        var multipass = Multipass(llvm, list);
        var also = new FuzzSubject(
            "multipass", LlvmLevel, () => multipass(LlvmLevel, null), difference => Bisect(difference, LlvmLevel, list, multipass));
        return RunOurs(options with { Mode = "baseline" }, list, json, Baseline(baseline, list), also);
    }

    private static LlvmBackend CreateLlvm() =>
        LlvmBackend.TryCreate(new LlvmOptions(), out var error) ?? throw new CliException($"fuzz: {error}");

    private static Func<int, CompilationOptions?, EngineVm> Multipass(LlvmBackend backend, PassList? list) =>
        (level, compilation) => EngineFactory.CreateSubject(backend, level, compilation ?? PassList.CompilationOf(list));

    private static Func<int, CompilationOptions?, EngineVm> Baseline(Backend.X64.X64Backend backend, PassList? list) =>
        (level, compilation) => EngineFactory.CreateBaselineSubject(backend, level, compilation ?? PassList.CompilationOf(list));

    private static Culprit Bisect(
        FuzzDifference difference, int level, PassList? list, Func<int, CompilationOptions?, EngineVm> createSubject) =>
        new PassBisection(
            DifferentialRunner.Scenario(difference.Program, difference.Input),
            list?.Steps ?? Pipelines.ForLevel(level),
            EngineFactory.CreateReference,
            compilation => createSubject(level, compilation)).Run();

    private static int RunOurs(
        FuzzOptions options, PassList? list, bool json, Func<int, CompilationOptions?, EngineVm> createSubject,
        FuzzSubject? also = null) =>
        Run(
            options,
            level => createSubject(level, null),
            json,
            (difference, level) => Bisect(difference, level, list, createSubject),
            also);

    /// <summary>The interpreter against itself under a model of the meter.</summary>
    private static int RunMeter(FuzzOptions options, bool hasLevel, bool json)
    {
        if (hasLevel || options.Revision is not (null or Revision.Amsterdam))
        {
            throw new CliException("--mode meter models the interpreter in revision amsterdam: neither --level nor another --revision");
        }

        return Run(
            options with { Revision = Revision.Amsterdam, Mode = "meter" }, _ => new AuditedInterpreter(new AmsterdamPrices()), json);
    }

    private static int Run(
        FuzzOptions options, Func<int, IVm> createSubject, bool json, Func<FuzzDifference, int, Culprit>? bisect = null,
        FuzzSubject? also = null)
    {
        using var interruption = new Interruption();
        Action<string> say = Console.Error.WriteLine;
        var campaign = new FuzzCampaign(options, EngineFactory.CreateReference, createSubject, line => say(line), bisect) { Also = also };
        var time = Stopwatch.StartNew();
        var report = LiveProgress.Show(
            tell =>
            {
                say = tell;
                return Files.Guard(options.Directory, () => campaign.Run(interruption.Token));
            },
            () => Progress(options, campaign, time.Elapsed.TotalSeconds));
        var isInterrupted = interruption.Token.IsCancellationRequested;
        if (json)
        {
            WriteJson(options, report, isInterrupted);
        }
        else
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"seed {options.Seed}: {report.Programs} programs, {report.Executions} executions, {report.Differences} differences, "
                + $"{report.Crashes} crashes, {report.Seconds:F1} s{interruption.Remark}"));
            foreach (var path in report.Reproducers)
            {
                Console.WriteLine(path);
            }
        }

        if (!report.HasEnded)
        {
            Interruption.ExitNow(interruption.ExitCode);
        }

        if (isInterrupted)
        {
            return interruption.ExitCode;
        }

        return report.Differences + report.Crashes == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static WorkState Progress(FuzzOptions options, FuzzCampaign campaign, double seconds)
    {
        var programs = campaign.ProgramsDone;
        var text = string.Create(
            CultureInfo.InvariantCulture, $"{programs} programs, {programs / seconds:F0} a second, {campaign.Findings} findings");
        return options.Count < long.MaxValue
            ? new WorkState(programs, options.Count, text)
            : new WorkState(seconds, options.Seconds, text);
    }

    private static void WriteJson(FuzzOptions options, FuzzReport report, bool isInterrupted) => JsonOutput.Write(Console.Out, writer =>
    {
        writer.WriteStartObject();
        writer.WriteNumber("programs", report.Programs);
        writer.WriteNumber("executions", report.Executions);
        writer.WriteNumber("differences", report.Differences);
        writer.WriteNumber("crashes", report.Crashes);
        writer.WriteNumber("seed", options.Seed);
        writer.WriteNumber("seconds", Math.Round(report.Seconds, 3));
        writer.WriteBoolean("interrupted", isInterrupted);
        writer.WriteStartArray("reproducers");
        foreach (var path in report.Reproducers)
        {
            writer.WriteStringValue(path);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static int[] Levels(string? text) => text switch
    {
        null => [2],
        "all" => [0, 1, 2, 3],
        "0" or "1" or "2" or "3" => [text[0] - '0'],
        _ => throw new CliException($"--level '{text}': must be 0, 1, 2, 3 or all"),
    };

    private static ulong Seed(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seed)
            ? seed
            : throw new CliException($"--seed '{text}': must be a whole number below 2^64");

    private static long Whole(string option, string text, long least, long greatest) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value >= least && value <= greatest
            ? value
            : throw new CliException($"{option} '{text}': must be a whole number from {least} to {greatest}");
}
