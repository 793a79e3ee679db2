// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Input;

namespace Dtvm.Tool.Commands;

/// <summary>
/// The options that say which message a code is executed with, for all verbs that execute. What is not given comes from the dump that the
/// code comes from, if it does, and is otherwise a call with much gas, no data and no value to a single account.
/// </summary>
internal sealed class MessageOptions
{
    private static readonly Address DefaultSender = new(Hex.Decode("0x000000000000000000000000000000000000ca11"));

    private static readonly Address DefaultRecipient = new(Hex.Decode("0x000000000000000000000000000000000000c0de"));

    /// <summary>Balance of the sender when the state does not hold it: enough for any value.</summary>
    private static readonly U256 DefaultSenderBalance = U256.One << 255;

    private readonly Option<string[]> _calldata;
    private readonly Option<string?> _revision = CommonOptions.Revision(
        "EVM revision, frontier to osaka (default: osaka, or what the input says).");
    private readonly Option<string?> _gas =
        new("--gas") { Description = $"Gas of the message (default: {CommonOptions.DefaultGas}, or the case file's).", HelpName = "N" };
    private readonly Option<string?> _value = new("--value") { Description = "Value of the message in wei.", HelpName = "N" };
    private readonly Option<string?> _state =
        new("--state")
        {
            Description = "State before the message: JSON, the form of a case file's 'pre', or a genesis file.",
            HelpName = "FILE",
        };
    private readonly Option<string?> _sender =
        new("--sender") { Description = $"Sender of the message (default: {DefaultSender}).", HelpName = "ADDRESS" };
    private readonly Option<string?> _to =
        new("--to") { Description = $"Account that holds the code (default: {DefaultRecipient}).", HelpName = "ADDRESS" };
    private readonly Option<string?> _caseFile =
        new("--case") { Description = "Take state, block and message from a benchmark case file.", HelpName = "FILE" };
    private readonly Option<string[]> _label;
    private readonly bool _hasRevision;

    /// <summary>Makes the options.</summary>
    /// <param name="hasRevision">Whether the revision is one of them; otherwise it is given to <see cref="ReadAll"/>.</param>
    /// <param name="takesSeveral">Whether the verb can take several messages.</param>
    public MessageOptions(bool hasRevision = true, bool takesSeveral = false)
    {
        _hasRevision = hasRevision;
        var several = takesSeveral ? " Several with --execute-each." : "";
        const string Forms = "Call data: hex, a file of hex or bytes (@FILE), or standard input (@-).";
        _calldata = Several(CallData.OptionName, Forms + several, "HEX|@FILE|@-");
        _label = Several("--label", "Which run of the case (default: the first)." + several, "RUN");
    }

    /// <summary>The options.</summary>
    public IEnumerable<Option> All =>
        [_calldata, .. (Option[])(_hasRevision ? [_revision] : []), _gas, _value, _state, _sender, _to, _caseFile, _label];

    /// <summary>Whether a case file is named.</summary>
    public bool HasCase(ParseResult parsed) => parsed.GetValue(_caseFile) is not null;

    /// <summary>The name of the first of the options that is on the command line; null when none is.</summary>
    public string? FirstGiven(ParseResult parsed) => FirstGiven(parsed, All);

    /// <summary>Reads the options as one message.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">What is executed; without code when a case file holds it.</param>
    /// <param name="isCreation">Whether the code is init code; call data are the arguments of its constructor then.</param>
    /// <exception cref="CliException">An option is wrong, does not go with another, or names several messages.</exception>
    public MessageSetup Read(ParseResult parsed, ProgramInput program, bool isCreation = false)
    {
        foreach (var option in (Option<string[]>[])[_calldata, _label])
        {
            if (parsed.GetValue(option) is { Length: > 1 } values)
            {
                throw new CliException(
                    string.Create(CultureInfo.InvariantCulture, $"{option.Name}: is given {values.Length} times, and one message is run"));
            }
        }

        if (!isCreation)
        {
            return ReadAll(parsed, program)[0];
        }

        if (FirstGiven(parsed, [_to, _caseFile]) is { } given || (given = program.Meta?.Message is null ? null : "a dump") is not null)
        {
            throw new CliException($"--create: {given} does not go with it");
        }

        // The recipient that gets the code is an account like any other then, and nobody calls it.
        var call = ReadAll(parsed, program)[0];
        byte[] initCode = [.. call.Code, .. call.Scenario.Request.Data.Span];
        var accounts = MessageFiles.ReadState(call.StatePath);
        var request = call.Scenario.Request with { IsCreation = true, Data = initCode };
        return call with
        {
            Code = initCode,
            Scenario = call.Scenario with { CreateState = () => StateOf(accounts, request.Sender), Request = request },
        };
    }

    /// <summary>Reads the options as messages: one for each call data, or for each run of a case.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="program">What is executed; without code when a case file holds it.</param>
    /// <param name="revision">The revision; null for that of the options, of the case file or of the program.</param>
    /// <returns>At least one message.</returns>
    /// <exception cref="CliException">An option is wrong or does not go with another.</exception>
    public IReadOnlyList<MessageSetup> ReadAll(ParseResult parsed, ProgramInput program, Revision? revision = null)
    {
        if (program.Reproducer is { } reproducer)
        {
            if (FirstGiven(parsed) is { } given)
            {
                throw new CliException($"{given}: the message is that of {program.Name}");
            }

            return [new MessageSetup(DifferentialRunner.Scenario(reproducer.Program, reproducer.Input), reproducer.Program.Code)];
        }

        var saved = program.Meta?.Message;
        if (_hasRevision && parsed.GetValue(_revision) is { } name)
        {
            revision ??= Values.Revision(name);
        }

        if (parsed.GetValue(_caseFile) is { } path)
        {
            return ReadCase(parsed, path, parsed.GetValue(_label), revision, null, program);
        }

        if (saved is { HasCase: true })
        {
            revision ??= Values.Revision(program.Revision!);
            var labels = parsed.GetValue(_label) is { Length: > 0 } chosen ? chosen : saved.Label is { } label ? [label] : null;
            return ReadCase(parsed, Path.Combine(program.Directory!, RunDump.CaseFile), labels, revision, saved.Gas, program);
        }

        if (parsed.GetValue(_label) is { Length: > 0 })
        {
            throw new CliException("--label: goes with --case FILE");
        }

        if (program.Code is null)
        {
            throw new CliException("give either code or --case FILE");
        }

        var statePath =
            parsed.GetValue(_state) ?? (saved is { HasState: true } ? Path.Combine(program.Directory!, RunDump.StateFile) : null);
        var accounts = MessageFiles.ReadState(statePath);
        var request = new CallRequest(
            parsed.GetValue(_sender) is { } sender ? Values.Address("--sender", sender) : saved?.Sender ?? DefaultSender,
            parsed.GetValue(_to) is { } to ? Values.Address("--to", to) : saved?.To ?? DefaultRecipient,
            parsed.GetValue(_value) is { } value ? Values.Number("--value", value) : saved?.Value ?? U256.Zero,
            ReadOnlyMemory<byte>.Empty,
            parsed.GetValue(_gas) is { } gas ? Values.Gas(gas) : saved?.Gas ?? CommonOptions.DefaultGas);
        CheckBalance(request, accounts);
        ReadOnlyMemory<byte>[] data = [saved?.CallData ?? ReadOnlyMemory<byte>.Empty];
        if (parsed.GetValue(_calldata) is { Length: > 0 } values)
        {
            var reader = new CallData(isInputTaken: program.Name == "-");
            data = [.. values.Select(text => (ReadOnlyMemory<byte>)reader.Read(text))];
        }

        var createState = StateWith(program.Code, request, accounts, fundsSender: true);
        revision ??= Values.Revision(program.Revision ?? "osaka");
        var block = new BlockEnvironment { Number = 1, Timestamp = 1, BlobBaseFee = 1 };
        return [.. data.Select(bytes => new MessageSetup(
            new ExecutionScenario(createState, (EvmcRevision)(int)revision, block, U256.Zero, request with { Data = bytes }),
            program.Code) { StatePath = statePath })];
    }

    private static Option<string[]> Several(string name, string description, string helpName) => new(name)
    {
        Description = description,
        HelpName = helpName,
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    private static string? FirstGiven(ParseResult parsed, IEnumerable<Option> options) =>
        options.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false })?.Name;

    private static void CheckBalance(CallRequest request, IReadOnlyList<PreAccount> accounts)
    {
        var balance = accounts.LastOrDefault(account => account.Address == request.Sender)?.Balance;
        if (balance is null && request.Sender == request.To)
        {
            balance = U256.Zero;
        }

        if (balance is { } has && has < request.Value)
        {
            throw new CliException($"--value: the sender {request.Sender} has only {has.ToDecimalString()} wei");
        }
    }

    /// <summary>A state in which the sender has enough for any value unless it is there.</summary>
    private static WorldState StateOf(IReadOnlyList<PreAccount> accounts, Address sender)
    {
        var state = PreState.ToWorldState(accounts);
        if (state.Find(sender) is null)
        {
            state.AddAccount(sender, DefaultSenderBalance, 0, ContractCode.Empty);
        }

        return state;
    }

    /// <summary>A state in which the recipient has the code, whatever code it had.</summary>
    private static Func<WorldState> StateWith(byte[] code, CallRequest request, IReadOnlyList<PreAccount> accounts, bool fundsSender)
    {
        var contract = ContractCode.Create(code);
        var target = accounts.LastOrDefault(account => account.Address == request.To);
        return () =>
        {
            var state = fundsSender && request.Sender != request.To ? StateOf(accounts, request.Sender) : PreState.ToWorldState(accounts);
            state.AddAccount(request.To, target?.Balance ?? U256.Zero, target?.Nonce ?? 1, contract, target?.Storage);
            return state;
        };
    }

    private MessageSetup[] ReadCase(
        ParseResult parsed, string path, string[]? labels, Revision? revision, long? savedGas, ProgramInput program)
    {
        if (FirstGiven(parsed, [_calldata, _value, _state, _sender, _to]) is { } given)
        {
            throw new CliException($"{given}: the message is that of the case file {path}");
        }

        var gas = parsed.GetValue(_gas) is { } text ? Values.Gas(text) : savedGas;
        IEnumerable<string?> chosen = labels ?? [];
        if (labels is not { Length: > 0 })
        {
            chosen = [null];
        }

        return [.. chosen.Select(label => FromCase(path, label, revision, gas, program.Code))];
    }

    private static MessageSetup FromCase(string path, string? label, Revision? revision, long? gas, byte[]? code)
    {
        (var benchCase, var run) = MessageFiles.ReadCase(path, label);
        var scenario = ExecutionScenario.FromCase(benchCase, run);
        if (revision is { } other)
        {
            scenario = scenario with { Revision = (EvmcRevision)(int)other };
        }

        if (gas is { } amount)
        {
            scenario = scenario with { Request = run.Request with { Gas = amount } };
        }

        if (code is null)
        {
            code = benchCase.Pre.LastOrDefault(account => account.Address == run.Request.To)?.Code.Bytes.ToArray() ?? [];
        }
        else
        {
            scenario = scenario with { CreateState = StateWith(code, scenario.Request, benchCase.Pre, fundsSender: false) };
        }

        return new MessageSetup(scenario, code) { Case = benchCase, Run = run, CasePath = path };
    }
}
