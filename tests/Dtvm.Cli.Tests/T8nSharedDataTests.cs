// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Dtvm.Host;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm t8n</c> over Ethereum's own data: what state tests, blocks and real transactions say comes out of the verb.</summary>
public sealed class T8nSharedDataTests
{
    private const int StateTestFiles = 16;
    private const int Blocks = 6;

    /// <summary>A choice of state tests: state root, hash of the logs, gas.</summary>
    [Fact]
    public void StateTests()
    {
        var folder = SharedData.Path("ethereum/state/eest");
        string[] all = [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order()];
        var compared = 0;
        for (var i = 0; i < StateTestFiles; i++)
        {
            var path = all[i * all.Length / StateTestFiles];
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var test = document.RootElement.EnumerateObject().First().Value;
            var post = test.GetProperty("post").EnumerateObject().Last();
            compared += CompareStateTest(path, test, post.Name, post.Value[0]) ? 1 : 0;
        }

        // Those that call a precompiled contract that is not there are named by the verb.
        Assert.InRange(compared, StateTestFiles - 3, StateTestFiles);
    }

    /// <summary>A whole block with the final prices of Amsterdam, whose header has every root.</summary>
    [Fact]
    public void ABlockOfEvmone()
    {
        var path = SharedData.Path("ethereum/amsterdam/evmone/eip7778_block_gas_final.json");
        using var document = JsonDocument.Parse(File.ReadAllBytes(path));
        var test = document.RootElement.EnumerateObject().Single().Value;
        var block = test.GetProperty("blocks")[0];
        var header = block.GetProperty("blockHeader");
        using var files = new TransitionFiles
        {
            Alloc = Node(test.GetProperty("pre")).AsObject(),
            Env = EnvOf(header, block.GetProperty("withdrawals")),
            Transactions = Node(block.GetProperty("transactions")),
        };
        files.Run("Amsterdam", "--state.reward", "-1").Succeeded();
        foreach (var (name, member) in ((string, string)[])
            [
                ("stateRoot", "stateRoot"), ("txRoot", "transactionsTrie"), ("receiptsRoot", "receiptTrie"), ("logsBloom", "bloom"),
                ("withdrawalsRoot", "withdrawalsRoot"), ("requestsHash", "requestsHash"), ("gasUsed", "gasUsed"),
            ])
        {
            Assert.Equal((name, header.GetProperty(member).GetString()), (name, files.Result.GetProperty(name).GetString()));
        }
    }

    /// <summary>Signed blocks: the sender is found by the signature, root and hashes of the transactions are the header's. Their prices are
    /// old, so that nothing else holds.</summary>
    [Fact]
    public void SignedBlocks()
    {
        var folder = SharedData.Path("ethereum/amsterdam/eest-bal-5.7.0-alpha");
        string[] all = [.. Directory.GetFiles(folder, "*.json", SearchOption.AllDirectories).Order()];
        for (var i = 0; i < Blocks; i++)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(all[i * all.Length / Blocks]));
            var test = document.RootElement.EnumerateObject().First().Value;
            var block = test.GetProperty("blocks")[0];
            var header = block.GetProperty("blockHeader");
            var transactions = Node(block.GetProperty("transactions")).AsArray();
            var sender = transactions[0]!["sender"]!.GetValue<string>();
            transactions[0]!.AsObject().Remove("sender");
            using var files = new TransitionFiles
            {
                Alloc = Node(test.GetProperty("pre")).AsObject(),
                Env = EnvOf(header, block.GetProperty("withdrawals")),
                Transactions = transactions,
            };
            files.Run("Amsterdam", "--state-test").Succeeded();
            Assert.Equal(header.GetProperty("transactionsTrie").GetString(), files.Result.GetProperty("txRoot").GetString());
            Assert.Equal(
                block.GetProperty("receipts")[0].GetProperty("transactionHash").GetString(),
                files.Result.GetProperty("receipts")[0].GetProperty("transactionHash").GetString());
            Assert.Equal("0x1", files.State.GetProperty(sender).GetProperty("nonce").GetString());
        }
    }

    /// <summary>Transactions of Ethereum and its test networks, as RLP: the sender by the signature, gas by the network.</summary>
    [Fact]
    public void RealTransactions()
    {
        var paths = Directory.GetFiles(SharedData.Path("ethereum/geth-lgpl/realtx"), "*.json");
        foreach (var path in paths)
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var test = document.RootElement;
            var env = test.GetProperty("env");
            var raw = Hex.Decode(test.GetProperty("rawTransaction").GetString());
            var body = new RlpWriter();
            var list = body.BeginList();
            if (raw[0] >= 0xC0)
            {
                body.AppendEncoded(raw);
            }
            else
            {
                body.AppendString(raw);
            }

            body.EndList(list);
            using var files = new TransitionFiles
            {
                Alloc = Node(test.GetProperty("pre")).AsObject(),
                Env = new JsonObject
                {
                    ["currentCoinbase"] = Node(env.GetProperty("coinbase")),
                    ["currentNumber"] = Node(env.GetProperty("number")),
                    ["currentTimestamp"] = Node(env.GetProperty("timestamp")),
                    ["currentGasLimit"] = Node(env.GetProperty("gasLimit")),
                    ["currentDifficulty"] = Node(env.GetProperty("difficulty")),
                    ["currentBaseFee"] = env.TryGetProperty("baseFee", out var fee) ? Node(fee) : null,
                },
                Transactions = JsonValue.Create(Hex.Encode(body.From(0))),
            };
            files.Run(
                test.GetProperty("fork").GetString()!, "--state-test", "--state.chainid", env.GetProperty("chainId").GetString()!)
                .Succeeded();
            Assert.Equal(
                (path, Number(test.GetProperty("expected").GetProperty("gasUsed"))),
                (path, Number(files.Result.GetProperty("gasUsed"))));
        }

        Assert.Equal(13, paths.Length);
    }

    private static bool CompareStateTest(string path, JsonElement test, string fork, JsonElement expected)
    {
        var number = Number(test.GetProperty("env").GetProperty("currentNumber"));
        var env = Node(test.GetProperty("env")).AsObject();
        env["blockHashes"] = new JsonObject(
            Enumerable.Range(0, 256).Select(i => number - 1 - i).Where(i => i >= 0).Select(i => KeyValuePair.Create(
                i.ToString(CultureInfo.InvariantCulture),
                (JsonNode?)Hex.Encode(new BlockEnvironment().HashOf(i).AsSpan()))));
        if (fork is not ("Frontier" or "Homestead" or "EIP150" or "EIP158" or "Byzantium" or "Constantinople" or "ConstantinopleFix"
            or "Istanbul" or "Berlin" or "London"))
        {
            env["currentDifficulty"] = null;
        }

        using var files = new TransitionFiles
        {
            Alloc = Node(test.GetProperty("pre")).AsObject(),
            Env = env,
            Transactions = new JsonArray(TransactionOf(test.GetProperty("transaction"), expected.GetProperty("indexes"))),
        };
        var run = files.Run(fork, "--state-test", "--mode", "interpreter");
        if (run.Error.Contains("which is not available", StringComparison.Ordinal))
        {
            return false;
        }

        run.Succeeded();
        Assert.Equal((path, expected.GetProperty("hash").GetString()), (path, files.Result.GetProperty("stateRoot").GetString()));
        Assert.Equal(expected.GetProperty("logs").GetString(), files.Result.GetProperty("logsHash").GetString());
        if (expected.TryGetProperty("gasUsed", out var gas))
        {
            Assert.Equal(Number(gas), Number(files.Result.GetProperty("gasUsed")));
        }

        return true;
    }

    /// <summary>The one transaction of a family that a case is about, without signature.</summary>
    private static JsonObject TransactionOf(JsonElement family, JsonElement indexes)
    {
        var transaction = Node(family).AsObject();
        var data = indexes.GetProperty("data").GetInt32();
        transaction["data"] = Node(family.GetProperty("data")[data]);
        transaction["gasLimit"] = Node(family.GetProperty("gasLimit")[indexes.GetProperty("gas").GetInt32()]);
        transaction["value"] = Node(family.GetProperty("value")[indexes.GetProperty("value").GetInt32()]);
        if (family.TryGetProperty("accessLists", out var lists) && data < lists.GetArrayLength())
        {
            transaction["accessList"] = JsonNode.Parse(lists[data].GetRawText());
        }

        return transaction;
    }

    private static JsonObject EnvOf(JsonElement header, JsonElement withdrawals) => new()
    {
        ["currentCoinbase"] = Node(header.GetProperty("coinbase")),
        ["currentNumber"] = Node(header.GetProperty("number")),
        ["currentTimestamp"] = Node(header.GetProperty("timestamp")),
        ["currentGasLimit"] = Node(header.GetProperty("gasLimit")),
        ["currentRandom"] = Node(header.GetProperty("mixHash")),
        ["currentBaseFee"] = Node(header.GetProperty("baseFeePerGas")),
        ["currentExcessBlobGas"] = Node(header.GetProperty("excessBlobGas")),
        ["parentBeaconBlockRoot"] = Node(header.GetProperty("parentBeaconBlockRoot")),
        ["slotNumber"] = Node(header.GetProperty("slotNumber")),
        ["blockHashes"] = new JsonObject { ["0"] = Node(header.GetProperty("parentHash")) },
        ["withdrawals"] = Node(withdrawals),
    };

    private static JsonNode Node(JsonElement json) => JsonNode.Parse(json.GetRawText())!;

    private static long Number(JsonElement json)
    {
        var text = json.GetString()!;
        return text.StartsWith("0x", StringComparison.Ordinal)
            ? long.Parse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)
            : long.Parse(text, CultureInfo.InvariantCulture);
    }
}
