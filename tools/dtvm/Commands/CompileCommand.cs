// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using Dtvm.Passes;
using Dtvm.Tool.Benchmarks;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm compile</c>: what each stage of compiling a contract takes.</summary>
internal static class CompileCommand
{
    private const int DefaultRepeat = 10;
    private const int MaxRepeat = 10_000;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var codes = new Argument<string[]>("CODE") { Description = CodeInput.Description, Arity = ArgumentArity.OneOrMore };
        var backend = new Option<string>("--backend")
        {
            Description = "What generates machine code: llvm, x64 (the baseline compiler), or none to stop behind the passes.",
            HelpName = CompileMeasurer.Backends,
            DefaultValueFactory = _ => "llvm",
        };
        var repeat = new Option<int>("--repeat")
        {
            Description = "Warm compilations of each contract, behind the first.",
            HelpName = "N",
            DefaultValueFactory = _ => DefaultRepeat,
        };
        var level = CompileOptions.Level();
        var pipeline = new PipelineOptions();
        var revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka).");
        var gasMetering = CommonOptions.GasMetering();
        var mode = CompileOptions.Regions();
        var cpu = CompileOptions.Cpu();
        var contract = CommonOptions.Contract();
        var json = CommonOptions.Json();
        var command = new Command("compile", "Measure what each stage of compiling a contract takes")
        {
            codes, contract, backend, level, repeat, revision, gasMetering, mode, cpu,
        };
        foreach (var option in pipeline.All)
        {
            command.Add(option);
        }

        command.Add(json);
        command.SetAction(parsed =>
        {
            var list = pipeline.Read(parsed).FirstOrDefault();
            var settings = new CompileSettings(
                Values.Revision(parsed.GetValue(revision) ?? "osaka"),
                CommonOptions.GasMetering(parsed, gasMetering, null),
                CompilerValues.Regions(parsed.GetValue(mode) ?? "optimistic"),
                CompilerValues.Level(parsed.GetValue(level) ?? CompileOptions.DefaultLevel),
                list?.Names,
                null,
                null,
                CompileOptions.Processor(parsed, cpu, null));
            var times = parsed.GetValue(repeat) is >= 0 and <= MaxRepeat and int count
                ? count
                : throw new CliException($"--repeat: must be from 0 to {MaxRepeat}");

            // All codes are read first: a wrong one is told before the long work.
            var selection = new CodeSelection(parsed.GetValue(contract));
            ImmutableArray<(string Name, byte[] Code)> contracts =
                [.. parsed.GetRequiredValue(codes).Select(code => (NameOf(code), CodeInput.Load(code, selection).Code))];
            return Run(contracts, settings, list, parsed.GetRequiredValue(backend), times, parsed.GetValue(json));
        });
        return command;
    }

    private static int Run(
        ImmutableArray<(string Name, byte[] Code)> contracts, CompileSettings settings, PassList? list, string backend,
        int repeat, bool json)
    {
        using var measurer = new CompileMeasurer(settings, list?.Steps ?? Pipelines.ForLevel(settings.Level), backend);
        var measured = new List<CompileMeasurement>();
        foreach ((var name, var code) in contracts)
        {
            measured.Add(measurer.Measure(name, code, repeat));
        }

        var report = new CompileReport(Machine.Describe(), measured);
        if (json)
        {
            report.WriteJson(Console.Out);
        }
        else
        {
            report.WriteText(Console.Out);
        }

        return ExitCode.Success;
    }

    /// <summary>A file's name without its ending; what else was given as it is.</summary>
    private static string NameOf(string code) => Path.Exists(code) ? Path.GetFileNameWithoutExtension(code) : code;
}
