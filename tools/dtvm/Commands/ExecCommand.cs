// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Runtime;
using Dtvm.Evm;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Mir.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Input;
using Dtvm.Tool.Plugins;
using Dtvm.Tool.Reports;
using Dtvm.Workbench.Execution;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm exec</c>: interprets MIR, from a file or lifted from code, and reports what it did; or runs it before and after each
/// pass.</summary>
internal static class ExecCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var input = new Argument<string?>("INPUT") { Description = ProgramInput.Description, Arity = ArgumentArity.ZeroOrOne };
        var bytecode = new Option<string?>("--code") { Description = "The code that FILE.mir was made of.", HelpName = "CODE" };
        var contract = CommonOptions.Contract();
        var message = new MessageOptions(takesSeveral: true);
        var gasMetering = CommonOptions.GasMetering();
        var level = CompileOptions.Level();
        level.Description = "Run the passes of an optimisation level, 0 to 3, first (default: no passes).";
        var passes = new Option<string?>("--passes") { Description = "Run these passes first.", HelpName = "a,b,c" };
        var plugins = PassPlugins.Option();
        var each = new PassExecutionOptions();
        var json = CommonOptions.Json();
        var command = new Command("exec", "Interpret MIR from a file or lifted from code") { input, bytecode, contract };
        foreach (var option in message.All)
        {
            command.Add(option);
        }

        foreach (var option in (Option[])[gasMetering, level, passes, plugins, .. each.All, json])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var program = ProgramInput.Read(
                parsed.GetValue(input), parsed.GetValue(bytecode), new CodeSelection(parsed.GetValue(contract)));
            var metered = program.Module?.IsMetered ?? CommonOptions.GasMetering(parsed, gasMetering, program.Meta);
            var levelText = parsed.GetValue(level);
            var names = parsed.GetValue(passes);
            var steps = levelText is null && names is null ? []
                : PassSelection.Resolve(names, CompilerValues.Level(levelText ?? "0"), null, PassPlugins.Load(parsed.GetValue(plugins)));
            each.Check(parsed);
            var bound = each.MaxSteps(parsed);
            var asJson = parsed.GetValue(json);
            if (!each.IsAsked(parsed))
            {
                var setup = message.Read(parsed, program);
                return DeepStack.Run(() => Execute(program with { Code = setup.Code }, setup, steps, metered, bound, asJson));
            }

            var report = each.Run(parsed, program, message.ReadAll(parsed, program), steps, metered, program.Mode);
            if (asJson)
            {
                JsonOutput.Write(Console.Out, writer => ExecuteEachOutput.WriteJson(writer, report));
            }
            else
            {
                ExecuteEachOutput.WriteText(Console.Out, report);
            }

            return ExecuteEachOutput.ExitCodeOf(report);
        });
        return command;
    }

    private static int Execute(
        ProgramInput program, MessageSetup setup, ImmutableArray<PassStep> steps, bool metered, long maxSteps, bool json)
    {
        var provide = program.Provide(program.Module);
        double compileMilliseconds = 0;
        var startUpOfCompiler = TimeSpan.Zero;
        using var codes = new CodeStore(unit =>
        {
            var start = Stopwatch.GetTimestamp();
            var startUp = JitInfo.GetCompilationTime(currentThread: true);
            var module = provide(unit) ?? CodeStore.Lift(unit, metered);
            new PassRunner(steps).Run(module);
            compileMilliseconds += Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            startUpOfCompiler += JitInfo.GetCompilationTime(currentThread: true) - startUp;
            return module;
        });
        using var vm = new MirVm(codes, metered, maxSteps)
        {
            EntryMode = program.Mode,
            UnknownBytecode = program.IsBytecodeKnown ? null : program.Code,
        };
        using var runner = setup.Scenario.Prepare(vm);
        var outcome = runner.Run();
        if (outcome.UnavailablePrecompile is { } missing)
        {
            throw new CliException($"the code calls the precompiled contract {missing}, which is not available");
        }

        if (vm.Failure is { } failure)
        {
            Console.Error.WriteLine($"dtvm: {(program.Name.Length > 0 ? program.Name : setup.CasePath)}: {failure}");
            return ExitCode.Failure;
        }

        var stepsRun = vm.Steps;
        outcome = outcome with { StartUpNanoseconds = Math.Max(0, outcome.StartUpNanoseconds - startUpOfCompiler.TotalNanoseconds) };
        var times = RunTimes.Measure(outcome, 0, compileMilliseconds, () =>
        {
            vm.Start();
            return runner.Time();
        });
        var differences = setup.Run is null ? null : CaseComparison.Compare(setup.Run, outcome);
        var report = new RunReport(
            outcome,
            setup.Scenario.Request.Gas,
            vm.Name,
            Revisions.Name(setup.Revision),
            program.Module?.CodeSize ?? setup.Code.Length,
            times,
            setup.Case?.Name,
            setup.Run?.Label,
            differences)
        { Steps = stepsRun };
        if (json)
        {
            report.WriteJson(Console.Out);
        }
        else
        {
            report.WriteText(Console.Out);
        }

        return differences is null or [] ? ExitCode.Success : ExitCode.Failure;
    }
}
