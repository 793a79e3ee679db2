using System.CommandLine;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Bench;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Commands;

/// <summary>A message with its surroundings, as a command line gives it.</summary>
/// <param name="Scenario">State, block and message.</param>
/// <param name="Code">Code of the called account.</param>
/// <param name="Case">The workload; null when code was given.</param>
/// <param name="Run">The run of the workload; null when code was given.</param>
internal sealed record MessageSetup(ExecutionScenario Scenario, byte[] Code, BenchCase? Case, BenchRun? Run)
{
    /// <summary>The revision.</summary>
    public Revision Revision => (Revision)(int)Scenario.Revision;
}

/// <summary>The options that say which message a code is executed with.</summary>
internal sealed class MessageOptions
{
    /// <summary>Balance of the sender when the state does not hold it: enough for any value.</summary>
    private static readonly U256 DefaultSenderBalance = U256.One << 255;

    private readonly Option<string> _calldata = new("--calldata") { Description = "Call data.", HelpName = "HEX", DefaultValueFactory = _ => "" };
    private readonly Option<string?> _revision = CommonOptions.Revision("EVM revision, frontier to osaka (default: osaka, or what the input says).");
    private readonly Option<string?> _gas = new("--gas") { Description = $"Gas of the message (default: {CommonOptions.DefaultGas}, or the case file's).", HelpName = "N" };
    private readonly Option<string?> _value = new("--value") { Description = "Value of the message in wei.", HelpName = "N" };
    private readonly Option<string?> _state = new("--state") { Description = "State before the message: JSON, the form of a case file's 'pre'.", HelpName = "FILE" };
    private readonly Option<string?> _caseFile = new("--case") { Description = "Take state, block and message from a benchmark case file.", HelpName = "FILE" };
    private readonly Option<string?> _label = new("--label") { Description = "Which run of the case (default: the first).", HelpName = "RUN" };

    /// <summary>The options.</summary>
    public IEnumerable<Option> All => [_calldata, _revision, _gas, _value, _state, _caseFile, _label];

    /// <summary>Whether a case file is named.</summary>
    public bool HasCase(ParseResult parsed) => parsed.GetValue(_caseFile) is not null;

    /// <summary>Reads the options.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="code">Code of the called account; null for that of the case file.</param>
    /// <param name="revision">Name of the revision when none is given.</param>
    public MessageSetup Read(ParseResult parsed, byte[]? code, string revision)
    {
        string? revisionText = parsed.GetValue(_revision);
        if (parsed.GetValue(_caseFile) is { } path) return FromCase(path, parsed.GetValue(_label), revisionText, parsed.GetValue(_gas), code);
        if (code is null) throw new CliException("give either code or --case FILE");
        var request = new CallRequest(
            Address.FromNumber(0xCA11),
            Address.FromNumber(0xC0DE),
            Values.Number("--value", parsed.GetValue(_value) ?? "0"),
            Values.Bytes("--calldata", parsed.GetRequiredValue(_calldata)),
            Values.Gas(parsed.GetValue(_gas) ?? CommonOptions.DefaultGas));
        return FromCode(code, request, parsed.GetValue(_state), Values.Revision(revisionText ?? revision));
    }

    private static MessageSetup FromCode(byte[] code, CallRequest request, string? statePath, Revision revision)
    {
        IReadOnlyList<PreAccount> accounts = MessageFiles.ReadState(statePath);
        PreAccount? target = accounts.LastOrDefault(account => account.Address == request.To);
        ContractCode contract = ContractCode.Create(code);
        var scenario = new ExecutionScenario(
            CreateState, (EvmcRevision)(int)revision, new BlockEnvironment { Number = 1, Timestamp = 1, BlobBaseFee = 1 }, U256.Zero, request);
        return new MessageSetup(scenario, code, null, null);

        WorldState CreateState()
        {
            WorldState state = PreState.ToWorldState(accounts);
            state.AddAccount(request.To, target?.Balance ?? U256.Zero, target?.Nonce ?? 1, contract, target?.Storage);
            if (state.Find(request.Sender) is null) state.AddAccount(request.Sender, DefaultSenderBalance, 0, ContractCode.Empty);
            return state;
        }
    }

    private static MessageSetup FromCase(string path, string? label, string? revisionText, string? gasText, byte[]? code)
    {
        (BenchCase benchCase, BenchRun run) = MessageFiles.ReadCase(path, label);

        ExecutionScenario scenario = ExecutionScenario.FromCase(benchCase, run);
        if (revisionText is not null) scenario = scenario with { Revision = (EvmcRevision)(int)Values.Revision(revisionText) };
        if (gasText is not null) scenario = scenario with { Request = run.Request with { Gas = Values.Gas(gasText) } };
        if (code is null) return new MessageSetup(scenario, scenario.CreateState().Find(run.Request.To)?.Code.Bytes.ToArray() ?? [], benchCase, run);
        ContractCode contract = ContractCode.Create(code);
        PreAccount? target = benchCase.Pre.LastOrDefault(account => account.Address == run.Request.To);
        Func<WorldState> plain = scenario.CreateState;
        scenario = scenario with
        {
            CreateState = () =>
            {
                WorldState state = plain();
                state.AddAccount(run.Request.To, target?.Balance ?? U256.Zero, target?.Nonce ?? 1, contract, target?.Storage);
                return state;
            },
        };
        return new MessageSetup(scenario, code, benchCase, run);
    }
}
