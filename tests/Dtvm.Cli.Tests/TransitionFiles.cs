// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dtvm.Cli.Tests;

/// <summary>Inputs of <c>dtvm t8n</c> in a folder, and what it writes there.</summary>
internal sealed class TransitionFiles : IDisposable
{
    /// <summary>Has ether; its key is <see cref="Key"/>.</summary>
    public const string Sender = "0x1a642f0e3c3af545e7acbd38b07251b3990914f1";

    /// <summary>The key of <see cref="Sender"/>.</summary>
    public const string Key = "0x0101010101010101010101010101010101010101010101010101010101010101";

    /// <summary>Counts in slot 0 and logs.</summary>
    public const string Counter = "0x000000000000000000000000000000000000c0de";

    private const string CounterCode = "0x5f546001015f5560aa5f5260206000a000";

    /// <summary>Code of a system contract that keeps its call data in slot 0.</summary>
    private const string KeeperCode = "0x5f355f5500";

    public TemporaryFolder Folder { get; } = new();

    /// <summary>The state before the block.</summary>
    public JsonObject Alloc { get; set; } = new()
    {
        [Sender] = new JsonObject { ["balance"] = "0xde0b6b3a7640000" },
        [Counter] = new JsonObject { ["code"] = CounterCode },
        ["0x000f3df6d732807ef1319fb7b8bb8522d0beac02"] = new JsonObject { ["code"] = KeeperCode },
        ["0x0000f90827f1c53a10cb7a02335b175320002935"] = new JsonObject { ["code"] = KeeperCode },
        ["0x00000961ef480eb55e80d19ad83579a64c007002"] = new JsonObject { ["code"] = "0x60bb5f526001601ff3" },
        ["0x0000bbddc7ce488642fb579f8b00f3a590007251"] = new JsonObject { ["code"] = "0x00" },
    };

    /// <summary>The block.</summary>
    public JsonObject Env { get; set; } = new()
    {
        ["currentCoinbase"] = "0x00000000000000000000000000000000000000cb",
        ["currentNumber"] = "0x2",
        ["currentTimestamp"] = "1000",
        ["currentGasLimit"] = "30000000",
        ["currentRandom"] = "0",
        ["currentBaseFee"] = "7",
        ["currentExcessBlobGas"] = "0x0",
        ["parentBeaconBlockRoot"] = "0x00000000000000000000000000000000000000000000000000000000000000be",
        ["blockHashes"] = new JsonObject { ["1"] = "0x0000000000000000000000000000000000000000000000000000000000000011" },
        ["withdrawals"] = new JsonArray(new JsonObject
        {
            ["index"] = "0x1",
            ["validatorIndex"] = "0x2",
            ["address"] = "0x00000000000000000000000000000000000000dd",
            ["amount"] = "0x3",
        }),
    };

    /// <summary>The transactions.</summary>
    public JsonNode Transactions { get; set; } = new JsonArray();

    /// <summary>The result that was written.</summary>
    public JsonElement Result => Read("result.json");

    /// <summary>The state that was written.</summary>
    public JsonElement State => Read("alloc.json");

    /// <summary>A transaction of <see cref="Sender"/> that is to be signed.</summary>
    public static JsonObject Call(int nonce, string to = Counter) => new()
    {
        ["type"] = "0x2",
        ["chainId"] = "0x1",
        ["nonce"] = nonce,
        ["gas"] = "0x186a0",
        ["maxFeePerGas"] = "0xa",
        ["maxPriorityFeePerGas"] = "0x1",
        ["to"] = to,
        ["value"] = "0x0",
        ["input"] = "0x",
        ["accessList"] = new JsonArray(),
        ["secretKey"] = Key,
    };

    /// <summary>Runs the verb on the inputs.</summary>
    public CommandLineResult Run(string fork, params string[] options)
    {
        Folder.Write("in-alloc.json", Alloc.ToJsonString());
        Folder.Write("in-env.json", Env.ToJsonString());
        Folder.Write("in-txs.json", Transactions.ToJsonString());
        return CommandLine.Run(
            [
                "t8n", "--input.alloc", Folder["in-alloc.json"], "--input.env", Folder["in-env.json"], "--input.txs",
                Folder["in-txs.json"], "--output.basedir", Folder["out"], "--state.fork", fork, .. options,
            ]);
    }

    /// <summary>A file that was written.</summary>
    public string Text(string name) => File.ReadAllText(Path.Combine(Folder["out"], name));

    /// <inheritdoc/>
    public void Dispose() => Folder.Dispose();

    private JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(Text(name));
        return document.RootElement.Clone();
    }
}
