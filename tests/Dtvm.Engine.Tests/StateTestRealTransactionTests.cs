// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>Transactions of public chains with the call trees that go-ethereum gives for them.</summary>
public class StateTestRealTransactionTests
{
    private const string Folder = "ethereum/geth-lgpl/realtx";

    private static readonly Dictionary<string, EvmcStatusCode> Statuses = new()
    {
        ["execution reverted"] = EvmcStatusCode.Revert,
        ["out of gas"] = EvmcStatusCode.OutOfGas,
        ["contract creation code storage out of gas"] = EvmcStatusCode.OutOfGas,
        ["invalid jump destination"] = EvmcStatusCode.BadJumpDestination,
        ["invalid opcode: INVALID"] = EvmcStatusCode.InvalidInstruction,
    };

    public static TheoryData<string, string> FilesAndModes => StateTestModes.WithFilesOf(Folder);

    [Fact]
    public void ThereAreThirteen() => Assert.Equal(13, Directory.GetFiles(SharedData.Path(Folder), "*.json").Length);

    [Theory]
    [MemberData(nameof(FilesAndModes))]
    public void GasOutputCallsAndLogsAreAsGoEthereumSays(string name, string mode)
    {
        var text = File.ReadAllBytes(SharedData.Path($"{Folder}/{name}.json"));
        using var document = JsonDocument.Parse(text);
        using var file = JsonFile.Parse(text, name);
        var root = document.RootElement;
        Assert.True(Revisions.TryParse(root.GetProperty("fork").GetString(), out var revision));
        var state = PreState.ToWorldState(PreState.Parse(file.Root["pre"]));
        using var vm = StateTestModes.Create(mode);
        using var recorder = new StateTestCallRecorder(vm);
        var executor = new TransactionExecutor(recorder, (EvmcRevision)(int)revision, ReadBlock(root.GetProperty("env")), default);
        var outcome = DeepStack.Run(() => executor.Execute(state, ReadTransaction(root.GetProperty("transaction"))));

        var expected = root.GetProperty("expected");
        Assert.Equal(TransactionErrors.None, outcome.Errors);
        Assert.Null(outcome.Fault);
        Assert.Equal(StatusOf(expected), outcome.Status);
        Assert.Equal(Number(expected, "gasUsed"), outcome.GasUsed);
        Assert.Equal(Text(expected, "output", "0x"), Hex.Encode(outcome.Output.Span));
        CompareCalls(expected, recorder.Calls, "transaction");
        if (name.StartsWith("log_", StringComparison.Ordinal))
        {
            CompareLogs(expected, state.Logs);
        }
    }

    private static void CompareCalls(JsonElement expected, List<RecordedCall> actual, string path)
    {
        // A transfer beyond the balance never reaches the host, and its tracer has SELFDESTRUCT among the calls.
        List<JsonElement> calls = expected.TryGetProperty("calls", out var list)
            ? [.. list.EnumerateArray().Where(
                call => Text(call, "error", "") != "insufficient balance for transfer" && Text(call, "type", "") != "SELFDESTRUCT")]
            : [];
        Assert.True(calls.Count == actual.Count, $"{path}: expected {calls.Count} calls, got {actual.Count}");
        for (var i = 0; i < calls.Count; i++)
        {
            var call = calls[i];
            var recorded = actual[i];
            var where = $"{path}.{i}";
            var type = Text(call, "type", "");
            Equal(where, "type", type, TypeOf(recorded));
            Equal(where, "from", Text(call, "from", ""), recorded.From);
            if (recorded.Status == EvmcStatusCode.Success || !type.StartsWith("CREATE", StringComparison.Ordinal))
            {
                Equal(where, "to", Text(call, "to", ""), recorded.To);
            }

            Equal(where, "input", Text(call, "input", "0x"), recorded.Input);
            if (type is "CALL" or "CALLCODE" or "CREATE")
            {
                Equal(where, "value", Text(call, "value", "0x0"), recorded.Value);
            }

            Equal(
                where,
                "gas",
                Number(call, "gas").ToString(CultureInfo.InvariantCulture),
                recorded.Gas.ToString(CultureInfo.InvariantCulture));
            Equal(
                where,
                "gasUsed",
                Number(call, "gasUsed").ToString(CultureInfo.InvariantCulture),
                recorded.GasUsed.ToString(CultureInfo.InvariantCulture));
            Equal(where, "status", StatusOf(call).ToString(), recorded.Status.ToString());

            // The output of a creation is its code there; the host hands none back.
            if (!type.StartsWith("CREATE", StringComparison.Ordinal))
            {
                Equal(where, "output", Text(call, "output", "0x"), recorded.Output);
            }

            CompareCalls(call, recorded.Calls, where);
        }
    }

    private static void CompareLogs(JsonElement expected, IReadOnlyList<LogEntry> actual)
    {
        var logs = new List<JsonElement>();
        Flatten(expected, logs);
        Assert.NotEmpty(logs);
        Assert.Equal(logs.Count, actual.Count);
        for (var i = 0; i < logs.Count; i++)
        {
            Assert.Equal(Text(logs[i], "address", ""), actual[i].Address.ToString());
            Assert.Equal(Text(logs[i], "data", "0x"), Hex.Encode(actual[i].Data.Span));
            Assert.Equal(
                logs[i].GetProperty("topics").EnumerateArray().Select(topic => topic.GetString()),
                actual[i].Topics.Select(topic => topic.ToString()));
        }
    }

    /// <summary>Logs in the order they were made: <c>position</c> says how many calls of the frame came before.</summary>
    private static void Flatten(JsonElement frame, List<JsonElement> logs)
    {
        List<JsonElement> own = frame.TryGetProperty("logs", out var list) ? [.. list.EnumerateArray()] : [];
        List<JsonElement> calls = frame.TryGetProperty("calls", out var inner) ? [.. inner.EnumerateArray()] : [];
        var next = 0;
        for (var position = 0; position <= calls.Count; position++)
        {
            while (next < own.Count && Number(own[next], "position") == position)
            {
                logs.Add(own[next++]);
            }

            if (position < calls.Count)
            {
                Flatten(calls[position], logs);
            }
        }
    }

    private static string TypeOf(RecordedCall call) => call.Kind switch
    {
        EvmcCallKind.Call => call.IsStatic ? "STATICCALL" : "CALL",
        EvmcCallKind.DelegateCall => "DELEGATECALL",
        EvmcCallKind.CallCode => "CALLCODE",
        EvmcCallKind.Create => "CREATE",
        _ => "CREATE2",
    };

    private static EvmcStatusCode StatusOf(JsonElement frame) =>
        frame.TryGetProperty("error", out var error) ? Statuses[error.GetString()!] : EvmcStatusCode.Success;

    private static BlockEnvironment ReadBlock(JsonElement env) => new()
    {
        ChainId = Wide(env, "chainId"),
        Number = Number(env, "number"),
        Timestamp = Number(env, "timestamp"),
        GasLimit = Number(env, "gasLimit"),
        Coinbase = new Address(Hex.Decode(Text(env, "coinbase", ""))),
        PrevRandao = HostValues.ToWord(Wide(env, "difficulty")),
        BaseFee = Wide(env, "baseFee"),
    };

    private static Transaction ReadTransaction(JsonElement json)
    {
        var to = Text(json, "to", "");
        var isFeeMarket = json.TryGetProperty("maxFeePerGas", out _);
        return new Transaction
        {
            Type = (TransactionType)Number(json, "type"),
            Sender = new Address(Hex.Decode(Text(json, "sender", ""))),
            To = to.Length == 0 ? null : new Address(Hex.Decode(to)),
            Nonce = (ulong)Number(json, "nonce"),
            GasLimit = Wide(json, "gasLimit"),
            Value = Wide(json, "value"),
            Data = Hex.Decode(Text(json, "data", "0x")),
            FeeCap = Wide(json, isFeeMarket ? "maxFeePerGas" : "gasPrice"),
            PriorityFee = Wide(json, isFeeMarket ? "maxPriorityFeePerGas" : "gasPrice"),
        };
    }

    private static string Text(JsonElement json, string name, string absent) =>
        json.TryGetProperty(name, out var value) ? value.GetString()! : absent;

    private static long Number(JsonElement json, string name) => (long)Wide(json, name).Low64;

    private static U256 Wide(JsonElement json, string name) => U256.Parse(Text(json, name, "0x0"));

    private static void Equal(string where, string what, string expected, string actual) =>
        Assert.True(expected == actual, $"{where}: {what}: expected {expected}, got {actual}");
}
