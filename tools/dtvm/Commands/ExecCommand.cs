using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;
using Dtvm.Tool.Plugins;
using Dtvm.Tool.Reports;
using Dtvm.Workbench.Execution;
using Dtvm.Workbench.ExecuteEach;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm exec</c>: interprets MIR, from a file or lifted from code, and reports what it did; or runs it before and after each pass.</summary>
internal static class ExecCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var input = new Argument<string?>("INPUT") { Description = ProgramInput.Description, Arity = ArgumentArity.ZeroOrOne };
        var bytecode = new Option<string?>("--code") { Description = "The code that FILE.mir was made of.", HelpName = "CODE" };
        var message = new MessageOptions();
        Option<string> gasMetering = CommonOptions.GasMetering();
        Option<string?> level = CompileOptions.Level();
        level.Description = "Run the passes of an optimisation level, 0 to 3, first (default: no passes).";
        var passes = new Option<string?>("--passes") { Description = "Run these passes first.", HelpName = "a,b,c" };
        Option<string[]> plugins = PassPlugins.Option();
        var maxSteps = new Option<string?>("--max-steps") { Description = $"Stop after this many MIR instructions (default: {MirVm.DefaultMaxSteps}).", HelpName = "N" };
        var each = new Option<bool>("--execute-each") { Description = "Run before the first and after each pass and compare, also each changed function on generated inputs." };
        var inputs = new Option<string?>("--inputs") { Description = "Generated inputs a function for --execute-each (default: 2).", HelpName = "N" };
        var seed = new Option<string?>("--seed") { Description = "Seed of the generated inputs (default: 1).", HelpName = "S" };
        Option<bool> json = CommonOptions.Json();
        var command = new Command("exec", "Interpret MIR from a file or lifted from code") { input, bytecode };
        foreach (Option option in message.All) command.Add(option);
        foreach (Option option in (Option[])[gasMetering, level, passes, plugins, maxSteps, each, inputs, seed, json]) command.Add(option);
        command.SetAction(parsed =>
        {
            ProgramInput program = ProgramInput.Read(parsed.GetValue(input), parsed.GetValue(bytecode));
            MessageSetup setup = program.Reproducer is { } reproducer
                ? new MessageSetup(Host.Fuzzing.DifferentialRunner.Scenario(reproducer.Program, reproducer.Input), reproducer.Program.Code, null, null)
                : message.Read(parsed, program.Code, program.Module?.Revision ?? "osaka");
            bool metered = program.Module?.IsMetered ?? Values.Switch("--gas-metering", parsed.GetRequiredValue(gasMetering));
            string? levelText = parsed.GetValue(level);
            string? names = parsed.GetValue(passes);
            ImmutableArray<PassStep> steps = levelText is null && names is null ? []
                : PassSelection.Resolve(names, CompilerValues.Level(levelText ?? "0"), null, PassPlugins.Load(parsed.GetValue(plugins)));
            long bound = parsed.GetValue(maxSteps) is { } text ? Count("--max-steps", text) : MirVm.DefaultMaxSteps;
            program = program with { Code = setup.Code };
            if (!parsed.GetValue(each)) return DeepStack.Run(() => Execute(program, setup, steps, metered, bound, parsed.GetValue(json)));
            var options = new ExecuteEachOptions
            {
                GasMetering = metered,
                MaxSteps = bound,
                Mode = program.Mode,
                UnknownBytecode = program.IsBytecodeKnown ? null : setup.Code,
                FunctionInputs = parsed.GetValue(inputs) is { } count ? (int)Math.Min(Count("--inputs", count, 0), 1000) : 2,
                Seed = parsed.GetValue(seed) is { } number ? (ulong)Count("--seed", number, 0) : 1,
            };
            if (steps.Length == 0) throw new CliException("--execute-each: there are no passes: give a level with -O or --passes a,b,c");
            ExecuteEachReport report = DeepStack.Run(() => new PassExecution(steps, options, program.Provide(program.Module)).Run([setup.Scenario]));
            return ReportEach(report, parsed.GetValue(json));
        });
        return command;
    }

    private static int Execute(ProgramInput program, MessageSetup setup, ImmutableArray<PassStep> steps, bool metered, long maxSteps, bool json)
    {
        Func<CompilationUnit, MirModule?> provide = program.Provide(program.Module);
        double compileMilliseconds = 0;
        using var codes = new CodeStore(unit =>
        {
            long start = Stopwatch.GetTimestamp();
            MirModule module = provide(unit) ?? CodeStore.Lift(unit, metered);
            new PassRunner(steps).Run(module);
            compileMilliseconds += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            return module;
        });
        using var vm = new MirVm(codes, metered, maxSteps) { EntryMode = program.Mode, UnknownBytecode = program.IsBytecodeKnown ? null : program.Code };
        using MessageRunner runner = setup.Scenario.Prepare(vm);
        MessageOutcome outcome = runner.Run();
        if (outcome.UnavailablePrecompile is { } missing) throw new CliException($"the code calls the precompiled contract {missing}, which is not available");
        if (vm.Failure is { } failure)
        {
            Console.Error.WriteLine($"dtvm: {program.Name}: {failure}");
            return ExitCode.Failure;
        }

        IReadOnlyList<CaseDifference>? differences = setup.Run is null ? null : CaseComparison.Compare(setup.Run, outcome);
        var report = new RunReport(
            outcome,
            setup.Scenario.Request.Gas,
            vm.Name,
            Values.NameOf(setup.Revision),
            program.Module?.CodeSize ?? setup.Code.Length,
            compileMilliseconds,
            (long)Math.Max(0, outcome.Nanoseconds - (compileMilliseconds * 1e6)),
            setup.Case?.Name,
            setup.Run?.Label,
            differences) { Steps = vm.Steps };
        if (json) report.WriteJson(Console.Out);
        else report.WriteText(Console.Out);
        return differences is null or [] ? ExitCode.Success : ExitCode.Failure;
    }

    private static int ReportEach(ExecuteEachReport report, bool json)
    {
        if (json)
        {
            JsonOutput.Write(Console.Out, writer =>
            {
                writer.WriteStartObject();
                writer.WriteNumber("steps", report.Steps);
                writer.WriteNumber("modules", report.Modules);
                writer.WriteNumber("functions", report.Functions);
                writer.WriteNumber("changed", report.Changed);
                writer.WriteNumber("contract_runs", report.ContractRuns);
                writer.WriteNumber("function_runs", report.FunctionRuns);
                writer.WriteNumber("inconclusive", report.Inconclusive);
                if (report.Change is { } change)
                {
                    writer.WriteStartObject("change");
                    writer.WriteString("pass", change.Step);
                    writer.WriteString("function", change.Function);
                    writer.WriteString("code", change.Code);
                    writer.WriteString("mode", CompileSettings.NameOf(change.Mode));
                    writer.WriteString("input", change.Input);
                    writer.WriteString("difference", change.Difference);
                    writer.WriteEndObject();
                }
                else
                {
                    writer.WriteNull("change");
                }

                writer.WriteEndObject();
            });
        }
        else
        {
            Console.WriteLine(report.Change is { } change ? change.ToString() : "no pass changes what the code does");
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{report.Steps} steps over {report.Modules} modules with {report.Functions} functions, {report.Changed} changes, {report.ContractRuns} runs of contracts, {report.FunctionRuns} of functions"));
            if (report.Inconclusive > 0) Console.WriteLine("the message was not compared: it reached the bound of steps, or the MIR has no meaning for it");
        }

        return report.Change is null && report.Inconclusive == 0 ? ExitCode.Success : ExitCode.Failure;
    }

    private static long Count(string option, string text, long least = 1) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= least
            ? value
            : throw new CliException($"{option} '{text}': must be a whole number from {least}");
}
