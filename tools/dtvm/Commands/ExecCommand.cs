using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Runtime;
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
        var message = new MessageOptions(takesSeveral: true);
        Option<string> gasMetering = CommonOptions.GasMetering();
        Option<string?> level = CompileOptions.Level();
        level.Description = "Run the passes of an optimisation level, 0 to 3, first (default: no passes).";
        var passes = new Option<string?>("--passes") { Description = "Run these passes first.", HelpName = "a,b,c" };
        Option<string[]> plugins = PassPlugins.Option();
        var each = new PassExecutionOptions();
        Option<bool> json = CommonOptions.Json();
        var command = new Command("exec", "Interpret MIR from a file or lifted from code") { input, bytecode };
        foreach (Option option in message.All) command.Add(option);
        foreach (Option option in (Option[])[gasMetering, level, passes, plugins, .. each.All, json]) command.Add(option);
        command.SetAction(parsed =>
        {
            ProgramInput program = ProgramInput.Read(parsed.GetValue(input), parsed.GetValue(bytecode));
            bool metered = program.Module?.IsMetered ?? CommonOptions.GasMetering(parsed, gasMetering, program.Meta);
            string? levelText = parsed.GetValue(level);
            string? names = parsed.GetValue(passes);
            ImmutableArray<PassStep> steps = levelText is null && names is null ? []
                : PassSelection.Resolve(names, CompilerValues.Level(levelText ?? "0"), null, PassPlugins.Load(parsed.GetValue(plugins)));
            each.Check(parsed);
            long bound = each.MaxSteps(parsed);
            bool asJson = parsed.GetValue(json);
            if (!each.IsAsked(parsed))
            {
                MessageSetup setup = message.Read(parsed, program);
                return DeepStack.Run(() => Execute(program with { Code = setup.Code }, setup, steps, metered, bound, asJson));
            }

            ExecuteEachReport report = each.Run(parsed, program, message.ReadAll(parsed, program), steps, metered, program.Mode);
            if (asJson) JsonOutput.Write(Console.Out, writer => ExecuteEachOutput.WriteJson(writer, report));
            else ExecuteEachOutput.WriteText(Console.Out, report);
            return ExecuteEachOutput.ExitCodeOf(report);
        });
        return command;
    }

    private static int Execute(ProgramInput program, MessageSetup setup, ImmutableArray<PassStep> steps, bool metered, long maxSteps, bool json)
    {
        Func<CompilationUnit, MirModule?> provide = program.Provide(program.Module);
        double compileMilliseconds = 0;
        TimeSpan startUpOfCompiler = TimeSpan.Zero;
        using var codes = new CodeStore(unit =>
        {
            long start = Stopwatch.GetTimestamp();
            TimeSpan startUp = JitInfo.GetCompilationTime(currentThread: true);
            MirModule module = provide(unit) ?? CodeStore.Lift(unit, metered);
            new PassRunner(steps).Run(module);
            compileMilliseconds += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            startUpOfCompiler += JitInfo.GetCompilationTime(currentThread: true) - startUp;
            return module;
        });
        using var vm = new MirVm(codes, metered, maxSteps) { EntryMode = program.Mode, UnknownBytecode = program.IsBytecodeKnown ? null : program.Code };
        using MessageRunner runner = setup.Scenario.Prepare(vm);
        MessageOutcome outcome = runner.Run();
        if (outcome.UnavailablePrecompile is { } missing) throw new CliException($"the code calls the precompiled contract {missing}, which is not available");
        if (vm.Failure is { } failure)
        {
            Console.Error.WriteLine($"dtvm: {(program.Name.Length > 0 ? program.Name : setup.CasePath)}: {failure}");
            return ExitCode.Failure;
        }

        long stepsRun = vm.Steps;
        outcome = outcome with { StartUpNanoseconds = Math.Max(0, outcome.StartUpNanoseconds - startUpOfCompiler.TotalNanoseconds) };
        RunTimes times = RunTimes.Measure(outcome, 0, compileMilliseconds, () =>
        {
            vm.Start();
            return runner.Time();
        });
        IReadOnlyList<CaseDifference>? differences = setup.Run is null ? null : CaseComparison.Compare(setup.Run, outcome);
        var report = new RunReport(
            outcome,
            setup.Scenario.Request.Gas,
            vm.Name,
            Values.NameOf(setup.Revision),
            program.Module?.CodeSize ?? setup.Code.Length,
            times,
            setup.Case?.Name,
            setup.Run?.Label,
            differences) { Steps = stepsRun };
        if (json) report.WriteJson(Console.Out);
        else report.WriteText(Console.Out);
        return differences is null or [] ? ExitCode.Success : ExitCode.Failure;
    }
}
