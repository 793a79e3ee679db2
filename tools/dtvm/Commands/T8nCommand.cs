// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Blocks;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Numerics;
using Dtvm.Tool.Engines;
using Dtvm.Tool.Input;
using Dtvm.Tool.Reports;
using Dtvm.Tool.Shell;
using Dtvm.Tool.Tracing;

namespace Dtvm.Tool.Commands;

/// <summary><c>dtvm t8n</c>: makes a block of a state, an environment and transactions, as the transition tools of other clients
/// do.</summary>
internal sealed class T8nCommand
{
    private const string StandardInput = "stdin";

    private readonly Option<string> _alloc = Input("--input.alloc", "The state before the block", "alloc.json");
    private readonly Option<string> _env = Input("--input.env", "The block's environment", "env.json");
    private readonly Option<string> _txs = Input("--input.txs", "The transactions, a list or RLP in a string", "txs.json");
    private readonly Option<string> _folder = new("--output.basedir")
    {
        Description = "Folder of the files that are written; made when it is missing (default: this one).",
        HelpName = "DIR",
        DefaultValueFactory = _ => "",
    };

    private readonly Option<string?> _outAlloc = Output("--output.alloc", "the state behind the block", "alloc.json");
    private readonly Option<string?> _outResult = Output("--output.result", "roots, receipts and what was refused", "result.json");
    private readonly Option<string?> _outBody = Output("--output.body", "the RLP of the transactions in the block", "");
    private readonly Option<string> _fork = new("--state.fork")
    {
        Description = "The rules: Frontier to Osaka, MuirGlacier, ArrowGlacier, GrayGlacier, BPO1, BPO2, Amsterdam (default: Osaka).",
        HelpName = "FORK",
        DefaultValueFactory = _ => "Osaka",
    };

    private readonly Option<string> _chain = new("--state.chainid")
    {
        Description = "Chain id (default: 1).",
        HelpName = "N",
        DefaultValueFactory = _ => "1",
    };

    private readonly Option<string> _reward = new("--state.reward")
    {
        Description = "Reward of the block in wei; -1 for none, which leaves the coinbase untouched (default: 0).",
        HelpName = "N",
        DefaultValueFactory = _ => "0",
    };

    private readonly Option<bool> _transactionsOnly = new("--state-test")
    {
        Description = "Do nothing but the transactions: no system contracts, requests, rewards. As state tests need it.",
    };

    private readonly Option<bool> _trace = new("--trace")
    {
        Description = "Trace each transaction (EIP-3155) into trace-INDEX-HASH.jsonl in the folder; runs in the interpreter.",
    };

    private readonly Option<string?> _mode = new("--mode")
    {
        Description = $"interpreter, baseline or multipass (default: {EngineFactory.DefaultMode}).",
        HelpName = "MODE",
    };

    private T8nCommand()
    {
    }

    /// <summary>Makes the verb.</summary>
    /// <returns>The verb.</returns>
    public static Command Create()
    {
        var verb = new T8nCommand();
        var command = new Command("t8n", "Make a block of transactions, as the transition tools of other clients do")
        {
            verb._alloc, verb._env, verb._txs, verb._folder, verb._outAlloc, verb._outResult, verb._outBody, verb._fork, verb._chain,
            verb._reward, verb._transactionsOnly, verb._trace, verb._mode,
        };
        command.SetAction(verb.Run);
        return command;
    }

    private static Option<string> Input(string name, string what, string file) => new(name)
    {
        Description = $"{what}: a file, or stdin (default: {file}).",
        HelpName = "FILE",
        DefaultValueFactory = _ => file,
    };

    private static Option<string?> Output(string name, string what, string file) => new(name)
    {
        Arity = ArgumentArity.ZeroOrOne, // Nothing stands for nowhere.
        Description = $"Where to write {what}: a file in the folder, stdout, stderr, or '' for nowhere "
            + $"(default: {(file.Length == 0 ? "nowhere" : file)}).",
        HelpName = "FILE",
        DefaultValueFactory = _ => file,
    };

    private static U256? RewardOf(string text) =>
        text == "-1" ? null
        : U256.TryParse(text, out var reward) ? reward
        : throw new CliException($"--state.reward '{text}': must be a whole number, or -1");

    private static string Quoted(string name) => name == StandardInput ? StandardStreams.InputName : name;

    private int Run(ParseResult parsed)
    {
        var fork = parsed.GetRequiredValue(_fork);
        if (!BlockRules.TryFind(fork, out var rules))
        {
            throw new CliException($"--state.fork '{fork}': is no fork; --help lists them");
        }

        if (!U256.TryParse(parsed.GetRequiredValue(_chain), out var chainId))
        {
            throw new CliException($"--state.chainid '{parsed.GetRequiredValue(_chain)}': must be a whole number");
        }

        var reward = RewardOf(parsed.GetRequiredValue(_reward));
        var transactionsOnly = parsed.GetValue(_transactionsOnly);
        var (input, state) = Read(parsed, chainId, rules!);
        input = input with { Reward = transactionsOnly ? null : reward };
        long? missed = null;
        input = input with { Environment = input.Environment with { HashMissed = number => missed ??= number } };
        var folder = parsed.GetRequiredValue(_folder);
        if (folder.Length > 0)
        {
            Files.Guard(folder, () => Directory.CreateDirectory(folder));
        }

        var result = Make(parsed, rules!, input, state, folder);
        if (missed is { } number)
        {
            throw new CliException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Quoted(parsed.GetRequiredValue(_env))}: the code asks for the hash of block {number}, which blockHashes lacks"));
        }

        var revision = rules!.Revision;
        var output = new TransitionOutput(
            input,
            revision < EvmcRevision.Paris ? U256.ReadBigEndian(input.Environment.PrevRandao.AsSpan()) : null,
            revision >= EvmcRevision.London || !input.Environment.BaseFee.IsZero ? input.Environment.BaseFee : null,
            result);
        Write(
            folder,
            [
                ("alloc", parsed.GetValue(_outAlloc) ?? "", output.WriteAlloc),
                ("body", parsed.GetValue(_outBody) ?? "", output.WriteBody),
                ("result", parsed.GetValue(_outResult) ?? "", output.WriteResult),
            ]);
        return ExitCode.Success;
    }

    private TransitionResult Make(ParseResult parsed, BlockRules rules, TransitionInput input, WorldState state, string folder)
    {
        try
        {
            if (parsed.GetValue(_trace))
            {
                using var interpreter = EngineFactory.CreateReference();
                using var tracer = new TransactionTracer(folder);
                return DeepStack.Run(() => new BlockTransition(tracer.Begin, interpreter, rules).Run(input, state, tracer.Finish));
            }

            using var vm = EngineFactory.CreateOurs(parsed.GetValue(_mode) ?? EngineFactory.DefaultMode, gasMetering: true);
            return DeepStack.Run(() => new BlockTransition(vm, rules).Run(input, state));
        }
        catch (BlockFaultException exception)
        {
            throw new CliException($"no block can be made: {exception.Message}");
        }
    }

    private (TransitionInput Input, WorldState State) Read(ParseResult parsed, in U256 chainId, BlockRules rules)
    {
        var opened = new List<JsonFile>();
        JsonFile? shared = null;
        JsonCursor Open(Option<string> option, string member)
        {
            var path = parsed.GetRequiredValue(option);
            if (path != StandardInput)
            {
                opened.Add(JsonFile.Parse(Files.ReadAllBytes(path), path));
                return opened[^1].Root;
            }

            if (shared is null)
            {
                shared = JsonFile.Parse(StandardStreams.ReadInput(), StandardStreams.InputName);
                opened.Add(shared);
            }

            return member == "txs" && shared.Root["txsRlp"] is { IsGiven: true } rlp && rlp.Text().Length > 0 ? rlp : shared.Root[member];
        }

        try
        {
            var state = PreState.ToWorldState(PreState.Parse(Open(_alloc, "alloc")));
            var input = TransitionReader.ReadEnvironment(Open(_env, "env"), chainId, rules, parsed.GetValue(_transactionsOnly));
            var items = TransitionReader.ReadTransactions(Open(_txs, "txs"), chainId, rules.Revision);
            return (input with { Items = items }, state);
        }
        catch (JsonInputException exception)
        {
            throw new CliException(exception.Message);
        }
        finally
        {
            opened.ForEach(file => file.Dispose());
        }
    }

    private static void Write(string folder, (string Name, string Target, Action<Utf8JsonWriter> Write)[] outputs)
    {
        foreach (var (_, target, write) in outputs)
        {
            if (target is not ("" or "stdout" or "stderr"))
            {
                var path = Path.Combine(folder, target);
                Files.Guard(path, () =>
                {
                    using var file = new StreamWriter(path);
                    JsonOutput.WriteIndented(file, write);
                    return true;
                });
            }
        }

        WriteTogether(Console.Out, outputs, "stdout");
        WriteTogether(Console.Error, outputs, "stderr");
    }

    private static void WriteTogether(TextWriter stream, (string Name, string Target, Action<Utf8JsonWriter> Write)[] outputs, string name)
    {
        var chosen = outputs.Where(output => output.Target == name).ToList();
        if (chosen.Count == 0)
        {
            return;
        }

        JsonOutput.WriteIndented(stream, writer =>
        {
            writer.WriteStartObject();
            foreach (var output in chosen)
            {
                writer.WritePropertyName(output.Name);
                output.Write(writer);
            }

            writer.WriteEndObject();
        });
    }
}
