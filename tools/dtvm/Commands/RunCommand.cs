// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Diagnostics;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Mir.Passes;
using Dtvm.Passes;
using Dtvm.Tool.Compilation;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Tracing;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm run</c>: executes code, or one run of a benchmark case, and reports what it did.</summary>
internal static class RunCommand
{
    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string?>("CODE")
        {
            Description = CodeInput.Description,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var contract = CommonOptions.Contract();
        var create = new Option<bool>("--create")
        {
            Description = "CODE is init code: create the contract, with --calldata as its constructor's arguments, and say what was "
                + "deployed.",
        };
        var mode = new Option<string?>("--mode")
        {
            Description = $"multipass, baseline or interpreter (default: {EngineFactory.DefaultMode}).",
            HelpName = "MODE",
        };
        var message = new MessageOptions();
        var gasMetering = CommonOptions.GasMetering();
        var trace = new Option<string?>("--trace")
        {
            Description = "Trace every instruction (EIP-3155) into a file, a pipe or (-) standard output; runs in the interpreter.",
            HelpName = "FILE",
        };
        var blockTrace = new Option<string?>("--trace-blocks")
        {
            Description = "Trace every basic block that is entered, in any mode, into a file, a pipe or (-) standard output.",
            HelpName = "FILE",
        };
        var vm = new Option<string?>("--vm") { Description = "Run in this EVMC library instead.", HelpName = "PATH[,opt=val...]" };
        var level = CompileOptions.Level();
        var pipeline = new PipelineOptions();
        var dump = new Option<string?>("--dump-dir")
        {
            Description = "Write all stages of the code, and of each other code that runs, and the message into a new directory; run DIR "
                + "repeats it.",
            HelpName = "DIR",
        };
        var json = CommonOptions.Json();
        var stats = new Option<bool>("--stats")
        {
            Description = "Record the engine's statistics and show them; with --json as a member of the object.",
        };
        var perf = new PerfOptions();
        var command = new Command("run", "Execute code and report status, gas, output, logs and storage")
        {
            code, contract, create,
        };
        foreach (var option in message.All)
        {
            command.Add(option);
        }

        foreach (var option in (Option[])[mode, gasMetering, trace, blockTrace, vm, level, .. pipeline.All, dump, json, stats, .. perf.All])
        {
            command.Add(option);
        }

        command.SetAction(parsed =>
        {
            var argument = parsed.GetValue(code);
            if (message.HasCase(parsed) == (argument is not null))
            {
                throw new CliException("run: give either CODE or --case FILE");
            }

            if (parsed.GetValue(mode) is not null && parsed.GetValue(vm) is not null)
            {
                throw new CliException("run: --mode and --vm exclude each other");
            }

            var blocksPath = parsed.GetValue(blockTrace);
            if (parsed.GetValue(stats) && (parsed.GetValue(vm) ?? parsed.GetValue(trace) ?? blocksPath) is not null)
            {
                throw new CliException("run: --stats goes with neither --vm nor --trace");
            }

            var tracePath = parsed.GetValue(trace);
            if (tracePath is not null && parsed.GetValue(vm) is not null)
            {
                throw new CliException("run: --trace and --vm exclude each other");
            }

            if (blocksPath is not null && (parsed.GetValue(vm) ?? tracePath) is not null)
            {
                throw new CliException("run: --trace-blocks goes with neither --vm nor --trace");
            }

            var creates = parsed.GetValue(create);
            var selection = new CodeSelection(parsed.GetValue(contract), creates);
            var program = ProgramInput.Of(argument ?? "", argument is null ? null : CodeInput.Load(argument, selection));
            var modeName = parsed.GetValue(mode) ?? program.Meta?.Message?.ExecutionMode ?? EngineFactory.DefaultMode;
            if (!ExecutionModes.TryParse(modeName, out var asked, out var modeError))
            {
                throw new CliException("--" + modeError);
            }

            var metered = CommonOptions.GasMetering(parsed, gasMetering, program.Meta);
            var levelNumber = parsed.GetValue(level) is { } text
                ? CompilerValues.Level(text)
                : program.Meta?.Level ?? CompilerValues.Level(CompileOptions.DefaultLevel);
            var recorded = parsed.GetValue(level) is null ? program.Meta : null;
            var list = pipeline.Read(parsed, recorded?.Passes, recorded?.PassesPlace ?? "").FirstOrDefault();
            if (list is not null && (parsed.GetValue(vm) is not null || asked == ExecutionMode.Interpreter))
            {
                throw new CliException("--passes: goes with the modes that compile, multipass and baseline");
            }

            var setup = message.Read(parsed, program, creates);
            if (parsed.GetValue(dump) is { } dumpPath)
            {
                if (creates)
                {
                    throw new CliException("--create: --dump-dir does not go with it: dump the deployed code");
                }

                var written = DumpOf(setup, metered, levelNumber, list, modeName).Write(dumpPath);
                if (!parsed.GetValue(json))
                {
                    Console.Error.WriteLine("dtvm: " + written);
                }
            }

            var asJson = parsed.GetValue(json);
            if (tracePath is not null)
            {
                if (asked != ExecutionMode.Interpreter && parsed.GetValue(mode) is not null)
                {
                    Console.Error.WriteLine(
                        $"dtvm: --trace: only the interpreter sees every instruction, so this call runs in it and not in {modeName}");
                }

                return DeepStack.Run(() => Trace(setup, tracePath, metered, asJson));
            }

            var outputs = perf.Read(parsed);
            if (blocksPath is not null)
            {
                var compilation = PassList.CompilationOf(list) with { Listener = outputs };
                IVm Make(BlockTracer tracer) => MakeBlockTracing(tracer, asked, metered, levelNumber, compilation);
                return DeepStack.Run(() => TraceBlocks(setup, blocksPath, Make, asJson));
            }

            return DeepStack.Run(() =>
            {
                using var engine = parsed.GetValue(vm) is { } library
                    ? EngineFactory.Load(library)
                    : EngineFactory.CreateOurs(
                        modeName, metered, levelNumber, parsed.GetValue(stats), PassList.CompilationOf(list) with { Listener = outputs });
                (var outcome, var times) = Execute(setup, engine);
                return Report(setup, engine, outcome, times, asJson, parsed.GetValue(stats));
            });
        });
        return command;
    }

    private static RunDump DumpOf(MessageSetup setup, bool metered, int level, PassList? list, string modeName)
    {
        var request = setup.Scenario.Request;
        var settings = new CompileSettings(setup.Revision, metered, RegionMode.Optimistic, level, list?.Names, null, null, Processor.Host);
        var message = new DumpMessage(
            modeName,
            request.Data,
            request.Gas,
            request.Value,
            request.Sender,
            request.To,
            setup.StatePath is not null,
            setup.CasePath is not null,
            setup.Run?.Label);
        var steps = list?.Steps ?? Pipelines.ForLevel(level);
        return new RunDump(setup.Code, settings, steps, message, setup.Scenario, setup.StatePath, setup.CasePath);
    }

    private static int Trace(MessageSetup setup, string path, bool metered, bool json)
    {
        using var writer = TraceWriter.Open(path);
        using var engine = new TracingVm(writer, metered);
        using var runner = setup.Scenario.Prepare(engine);
        var outcome = runner.Run();
        writer.Summarize(outcome.Status, outcome.Output.Span, setup.Scenario.Request.Gas - outcome.GasLeft);
        CheckPrecompiles(outcome);
        return Report(setup, engine, outcome, RunTimes.Measure(outcome, 0, 0, null), json);
    }

    private static int TraceBlocks(MessageSetup setup, string path, Func<BlockTracer, IVm> make, bool json)
    {
        using var writer = TraceWriter.Open(path);
        var tracer = new BlockTracer(writer);
        using var engine = make(tracer);
        using var runner = setup.Scenario.Prepare(engine);
        var outcome = runner.Run();
        tracer.Summarize(outcome.Status, outcome.Output.Span, setup.Scenario.Request.Gas - outcome.GasLeft);
        CheckPrecompiles(outcome);
        return Report(setup, engine, outcome, RunTimes.Measure(outcome, 0, engine.Statistics.CompileMilliseconds, null), json);
    }

    /// <summary>A VM that tells of blocks: the interpreter, or compiled code that is made for it.</summary>
    private static IVm MakeBlockTracing(BlockTracer tracer, ExecutionMode mode, bool metered, int level, CompilationOptions compilation)
    {
        if (mode == ExecutionMode.Interpreter)
        {
            return new BlockTracingInterpreter(tracer, metered);
        }

        var step = new PassStep("block-trace", new BlockTracePass());
        var traced = compilation with { Pipeline = asked => [step, .. compilation.Pipeline(asked)] };
        return new BlockTracingVm(EngineFactory.CreateOurs(ExecutionModes.NameOf(mode), metered, level, compilation: traced), tracer);
    }

    private static (MessageOutcome Outcome, RunTimes Times) Execute(MessageSetup setup, IVm engine)
    {
        // Loading is told from executing where the engine can be asked to load only. What is called from the code is compiled during the
        // execution.
        var load = engine is EngineVm { Runtime: var runtime } && setup.Code.Length > 0 ? Load(runtime, setup) : 0;
        var compiledBefore = engine.Statistics.CompileMilliseconds;
        using var runner = setup.Scenario.Prepare(engine);
        var outcome = runner.Run();
        CheckPrecompiles(outcome);
        if (engine is not EngineVm)
        {
            return (outcome, RunTimes.MeasureOpaque(outcome, runner.Time));
        }

        return (outcome, RunTimes.Measure(outcome, load, engine.Statistics.CompileMilliseconds - compiledBefore, runner.Time));
    }

    /// <summary>Loads the code of a message.</summary>
    /// <returns>Milliseconds that it took, with compilation.</returns>
    private static double Load(EvmRuntime runtime, MessageSetup setup)
    {
        var start = Stopwatch.GetTimestamp();
        runtime.Prepare(setup.Code, setup.Revision);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static void CheckPrecompiles(MessageOutcome outcome)
    {
        if (outcome.UnavailablePrecompile is { } missing)
        {
            throw new CliException($"the code calls the precompiled contract {missing}, which is not available");
        }
    }

    private static int Report(
        MessageSetup setup, IVm engine, MessageOutcome outcome, RunTimes times, bool json, bool withStatistics = false)
    {
        var differences = setup.Run is null ? null : CaseComparison.Compare(setup.Run, outcome);
        var (otherMode, reason) = FindOtherMode(setup, engine);
        if (otherMode is not null)
        {
            Console.Error.WriteLine("dtvm: warning: " + reason);
        }

        var report = new RunReport(
            outcome, setup.Scenario.Request.Gas, otherMode is { } mode ? ExecutionModes.NameOf(mode) : engine.Name,
            Revisions.Name(setup.Revision), setup.Code.Length, times, setup.Case?.Name, setup.Run?.Label, differences)
        {
            Statistics = withStatistics ? ((EngineVm)engine).AllStatistics() : null,
        };
        if (json)
        {
            report.WriteJson(Console.Out);
        }
        else
        {
            report.WriteText(Console.Out);
        }

        if (differences is null or [])
        {
            return ExitCode.Success;
        }

        Console.Error.WriteLine($"dtvm: {setup.Case!.Name}/{setup.Run!.Label}: {differences.Count} differences, first: {differences[0]}");
        return ExitCode.Failure;
    }

    /// <summary>In what other mode than the engine's the code was executed, and why; null when in that.</summary>
    private static (ExecutionMode? Mode, string Reason) FindOtherMode(MessageSetup setup, IVm engine)
    {
        if ((engine as EngineVm ?? (engine as BlockTracingVm)?.Engine) is not { Runtime: var runtime } || setup.Code.Length == 0)
        {
            return (null, "");
        }

        var mode = runtime.ModeOf(setup.Code, setup.Revision);
        if (mode == runtime.Config.Mode)
        {
            return (null, "");
        }

        var cause = setup.Code.Length > runtime.Config.MaxCompiledCodeSize
            ? $"the code is larger than {runtime.Config.MaxCompiledCodeSize} bytes"
            : runtime.Statistics.CompilationFailures > 0 ? "the compilation failed"
            : $"to compile the code is estimated above the budget of {runtime.Config.CompilationBudget.TotalSeconds} s";
        return (mode, $"{cause}: {(mode == ExecutionMode.Interpreter ? "interpreted" : "compiled in mode baseline")}");
    }
}
