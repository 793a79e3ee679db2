using System.CommandLine;
using System.Globalization;
using Dtvm.Engine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Frontend;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.State;
using Dtvm.Numerics;
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
    /// <summary>A message is repeated for its time only while all of it takes less than this.</summary>
    private const double RepeatNanoseconds = 5e8;

    /// <summary>Balance of the sender when the state does not hold it: enough for any value.</summary>
    private static readonly U256 DefaultSenderBalance = U256.One << 255;

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var code = new Argument<string?>("CODE")
        {
            Description = CodeInput.Description,
            Arity = ArgumentArity.ZeroOrOne,
        };
        var calldata = new Option<string>("--calldata") { Description = "Call data.", HelpName = "HEX", DefaultValueFactory = _ => "" };
        var revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka, or the case file's).");
        var mode = new Option<string?>("--mode") { Description = $"multipass or interpreter (default: {EngineFactory.DefaultMode}).", HelpName = "MODE" };
        var gas = new Option<string?>("--gas") { Description = $"Gas of the message (default: {CommonOptions.DefaultGas}, or the case file's).", HelpName = "N" };
        var value = new Option<string?>("--value") { Description = "Value of the message in wei.", HelpName = "N" };
        var gasMetering = CommonOptions.GasMetering();
        var state = new Option<string?>("--state") { Description = "State before the message: JSON, the form of a case file's 'pre'.", HelpName = "FILE" };
        var sender = new Option<string>("--sender") { Description = "Sender of the message.", HelpName = "ADDRESS", DefaultValueFactory = _ => "0x000000000000000000000000000000000000ca11" };
        var to = new Option<string>("--to") { Description = "Account that holds CODE.", HelpName = "ADDRESS", DefaultValueFactory = _ => "0x000000000000000000000000000000000000c0de" };
        var trace = new Option<string?>("--trace") { Description = "Write a trace of every instruction, as EIP-3155 has it; runs in the interpreter.", HelpName = "FILE" };
        var vm = new Option<string?>("--vm") { Description = "Run in this EVMC library instead.", HelpName = "PATH[,opt=val...]" };
        var caseFile = new Option<string?>("--case") { Description = "Run one run of a benchmark case file and compare.", HelpName = "FILE" };
        var label = new Option<string?>("--label") { Description = "Which run of the case (default: the first).", HelpName = "RUN" };
        Option<string?> level = CompileOptions.Level();
        var dump = new Option<string?>("--dump-dir") { Description = "Write all stages of the code and the message into a new directory; run DIR repeats it.", HelpName = "DIR" };
        var json = CommonOptions.Json();
        var command = new Command("run", "Execute code and report status, gas, output, logs and storage")
        {
            code, calldata, revision, mode, gas, value, gasMetering, state, sender, to, trace, vm, caseFile, label, level, dump, json,
        };
        command.SetAction(parsed =>
        {
            string? casePath = parsed.GetValue(caseFile);
            if (casePath is null == (parsed.GetValue(code) is null)) throw new CliException("run: give either CODE or --case FILE");
            if (parsed.GetValue(mode) is not null && parsed.GetValue(vm) is not null) throw new CliException("run: --mode and --vm exclude each other");
            string? tracePath = parsed.GetValue(trace);
            if (tracePath is not null && parsed.GetValue(vm) is not null) throw new CliException("run: --trace and --vm exclude each other");
            LoadedCode? loaded = casePath is null ? CodeInput.Load(parsed.GetValue(code)!) : null;
            DumpMessage? earlier = loaded?.Meta?.Message;
            if (earlier?.Case is { } savedCase) casePath = Path.Combine(loaded!.Directory!, savedCase);
            string labelText = parsed.GetValue(label) ?? earlier?.Label ?? "";
            string modeName = parsed.GetValue(mode) ?? earlier?.ExecutionMode ?? EngineFactory.DefaultMode;
            if (!ExecutionModes.TryParse(modeName, out ExecutionMode asked, out string? modeError)) throw new CliException("--" + modeError);
            bool metered = Values.Switch("--gas-metering", Text(gasMetering, loaded?.Meta?.GasMetering));
            int levelNumber = CompilerValues.Level(
                parsed.GetValue(level) ?? loaded?.Meta?.Level.ToString(CultureInfo.InvariantCulture) ?? CompileOptions.DefaultLevel);
            string? revisionText = parsed.GetValue(revision) ?? (casePath is null ? loaded?.Meta?.Revision : null);
            string? statePath = parsed.GetValue(state) ?? (earlier?.State is { } savedState ? Path.Combine(loaded!.Directory!, savedState) : null);
            Scenario scenario;
            if (casePath is not null)
            {
                if (parsed.GetValue(state) is not null) throw new CliException("run: --case and --state exclude each other");
                scenario = FromCase(casePath, labelText.Length > 0 ? labelText : null, revisionText, parsed.GetValue(gas));
            }
            else
            {
                var request = new CallRequest(
                    Values.Address("--sender", Text(sender, earlier?.Sender)),
                    Values.Address("--to", Text(to, earlier?.To)),
                    Values.Number("--value", parsed.GetValue(value) ?? earlier?.Value ?? "0"),
                    Values.Bytes("--calldata", Text(calldata, earlier?.CallData)),
                    Values.Gas(parsed.GetValue(gas) ?? earlier?.Gas ?? CommonOptions.DefaultGas));
                scenario = FromCode(loaded!.Code, request, statePath, revisionText);
            }

            if (parsed.GetValue(dump) is { } dumpPath)
            {
                string written = DumpOf(scenario, metered, levelNumber, modeName, statePath, casePath).Write(dumpPath);
                if (!parsed.GetValue(json)) Console.Error.WriteLine("dtvm: " + written);
            }

            bool asJson = parsed.GetValue(json);
            if (tracePath is not null)
            {
                if (asked != ExecutionMode.Interpreter && parsed.GetValue(mode) is not null)
                    Console.Error.WriteLine($"dtvm: --trace: only the interpreter sees every instruction, so this call runs in it and not in {modeName}");
                return DeepStack.Run(() => Trace(scenario, tracePath, metered, asJson));
            }

            return DeepStack.Run(() =>
            {
                using IVm engine = parsed.GetValue(vm) is { } library
                    ? EngineFactory.Load(library)
                    : EngineFactory.CreateOurs(modeName, metered, levelNumber);
                using MessageRunner runner = scenario.Prepare(engine);
                return Report(scenario, engine, runner.Run(), runner.Time, asJson);
            });

            // What was not given comes from the dump that the code comes from.
            string Text(Option<string> option, string? saved) =>
                saved is null || parsed.GetResult(option) is { Implicit: false } ? parsed.GetRequiredValue(option) : saved;
        });
        return command;
    }

    private static RunDump DumpOf(Scenario scenario, bool metered, int level, string modeName, string? statePath, string? casePath)
    {
        CallRequest request = scenario.Request;
        var settings = new CompileSettings((Revision)(int)scenario.Revision, metered, RegionMode.Optimistic, level, null, null, null, "");
        var message = new DumpMessage(
            modeName,
            Hex.Encode(request.Data.Span),
            request.Gas.ToString(CultureInfo.InvariantCulture),
            request.Value.ToDecimalString(),
            request.Sender.ToString(),
            request.To.ToString(),
            statePath is null ? null : RunDump.StateFile,
            casePath is null ? null : RunDump.CaseFile,
            scenario.Run?.Label);
        return new RunDump(scenario.Code.Bytes.ToArray(), settings, message, statePath, casePath);
    }

    private static Scenario FromCode(byte[] code, CallRequest request, string? statePath, string? revisionText)
    {
        EvmcRevision revision = (EvmcRevision)(int)Values.Revision(revisionText ?? "osaka");
        IReadOnlyList<PreAccount> accounts = MessageFiles.ReadState(statePath);
        WorldState state = PreState.ToWorldState(accounts);
        PreAccount? target = accounts.LastOrDefault(account => account.Address == request.To);
        ContractCode contract = ContractCode.Create(code);
        state.AddAccount(request.To, target?.Balance ?? U256.Zero, target?.Nonce ?? 1, contract, target?.Storage);
        if (state.Find(request.Sender) is not { } funder) state.AddAccount(request.Sender, DefaultSenderBalance, 0, ContractCode.Empty);
        else if (funder.Balance < request.Value) throw new CliException($"--value: the sender {request.Sender} has only {funder.Balance.ToDecimalString()} wei");
        var block = new BlockEnvironment { Number = 1, Timestamp = 1, BlobBaseFee = 1 };
        return new Scenario(state, revision, block, U256.Zero, request, contract, null, null);
    }

    private static Scenario FromCase(string path, string? label, string? revisionText, string? gasText)
    {
        (BenchCase benchCase, BenchRun run) = MessageFiles.ReadCase(path, label);

        EvmcRevision revision = revisionText is null ? benchCase.Revision : (EvmcRevision)(int)Values.Revision(revisionText);
        CallRequest request = gasText is null ? run.Request : run.Request with { Gas = Values.Gas(gasText) };
        WorldState state = PreState.ToWorldState(benchCase.Pre);
        ContractCode code = state.Find(request.To)?.Code ?? ContractCode.Empty;
        return new Scenario(state, revision, benchCase.Block, benchCase.GasPrice, request, code, benchCase, run);
    }

    private static int Trace(Scenario scenario, string path, bool metered, bool json)
    {
        using TraceWriter writer = Files.Guard(path, () => new TraceWriter(path));
        using var engine = new TracingVm(writer, metered);
        using MessageRunner runner = scenario.Prepare(engine);
        MessageOutcome outcome = runner.Run();
        writer.Summarize(outcome, scenario.Request.Gas - outcome.GasLeft);
        return Report(scenario, engine, outcome, null, json);
    }

    /// <summary>Reports an outcome; runs a short message again a few times for its time without compilation.</summary>
    private static int Report(Scenario scenario, IVm engine, MessageOutcome outcome, Func<double>? again, bool json)
    {
        if (outcome.UnavailablePrecompile is { } missing) throw new CliException($"the code calls the precompiled contract {missing}, which is not available");

        VmStatistics statistics = engine.Statistics;
        double nanoseconds = Math.Max(0, outcome.Nanoseconds - (statistics.CompileMilliseconds * 1e6));
        for (double spent = 0; again is not null && outcome.Nanoseconds + spent < RepeatNanoseconds && spent < RepeatNanoseconds / 2;)
        {
            double time = again();
            nanoseconds = Math.Min(nanoseconds, time);
            spent += time + (RepeatNanoseconds / 20);
        }

        IReadOnlyList<CaseDifference>? differences = scenario.Run is null ? null : CaseComparison.Compare(scenario.Run, outcome);
        string? refusal = ReasonToInterpret(scenario, engine);
        if (refusal is not null) Console.Error.WriteLine("dtvm: warning: " + refusal);
        var report = new RunReport(
            outcome, scenario.Request.Gas, refusal is null ? engine.Name : ExecutionModes.NameOf(ExecutionMode.Interpreter), Values.NameOf((Revision)(int)scenario.Revision), scenario.CodeSize,
            statistics.CompileMilliseconds, (long)nanoseconds, scenario.Case?.Name, scenario.Run?.Label, differences);
        if (json) report.WriteJson(Console.Out);
        else report.WriteText(Console.Out);
        if (differences is null or []) return ExitCode.Success;
        Console.Error.WriteLine($"dtvm: {scenario.Case!.Name}/{scenario.Run!.Label}: {differences.Count} differences, first: {differences[0]}");
        return ExitCode.Failure;
    }

    /// <summary>Why the code was interpreted although the mode compiles; null when it was not.</summary>
    private static string? ReasonToInterpret(Scenario scenario, IVm engine)
    {
        if (engine is not EngineVm { Runtime: var runtime } || runtime.Config.Mode == ExecutionMode.Interpreter) return null;
        if (scenario.Code.Length == 0 || runtime.Prepare(scenario.Code.Bytes, (Revision)(int)scenario.Revision) > 0) return null;
        if (scenario.Code.Length > runtime.Config.MaxCompiledCodeSize)
            return $"the code is larger than {runtime.Config.MaxCompiledCodeSize} bytes: interpreted";
        return runtime.Statistics.CompilationFailures > 0
            ? "the compilation failed: interpreted"
            : $"to compile the code is estimated above the budget of {runtime.Config.CompilationBudget.TotalSeconds} s: interpreted";
    }

    private sealed record Scenario(
        WorldState State, EvmcRevision Revision, BlockEnvironment Block, U256 GasPrice, CallRequest Request, ContractCode Code, BenchCase? Case, BenchRun? Run)
    {
        public int CodeSize => Code.Length;

        public MessageRunner Prepare(IVm engine) => new(engine, State, Revision, Block, GasPrice, Request);
    }
}
