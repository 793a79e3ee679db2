// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm t8n</c>: what goes into a block, what comes out, and in which form.</summary>
public sealed class T8nTests
{
    /// <summary>Two transactions are in the block, the one between them is refused; around them is what a block does itself.</summary>
    [Theory]
    [InlineData("interpreter")]
    [InlineData("baseline")]
    [InlineData("multipass")]
    public void MakesABlock(string mode)
    {
        using var files = new TransitionFiles
        {
            Transactions = new JsonArray(TransitionFiles.Call(0), TransitionFiles.Call(5), TransitionFiles.Call(1)),
        };
        files.Run("Prague", "--mode", mode).Succeeded();

        var result = files.Result;
        List<JsonElement> receipts = [.. result.GetProperty("receipts").EnumerateArray()];
        Assert.Equal(["0x1", "0x1"], receipts.Select(receipt => Text(receipt, "status")));
        Assert.Equal(["0x0", "0x1"], receipts.Select(receipt => Text(receipt, "logs", 0, "logIndex")));
        Assert.Equal(Text(receipts[1], "cumulativeGasUsed"), Text(result, "gasUsed"));
        Assert.Equal(
            Number(result, "gasUsed"), receipts.Sum(receipt => Number(receipt, "gasUsed")));
        Assert.Equal("0x8", Text(receipts[0], "effectiveGasPrice"));
        var refused = Assert.Single(result.GetProperty("rejected").EnumerateArray());
        Assert.Equal(1, refused.GetProperty("index").GetInt32());
        Assert.Equal($"nonce too high: address {TransitionFiles.Sender}, tx: 5 state: 1", Text(refused, "error"));

        // One queue gives a byte, the other nothing.
        Assert.Equal(["0x01bb"], result.GetProperty("requests").EnumerateArray().Select(request => request.GetString()));
        Assert.Equal(
            "0x" + Convert.ToHexStringLower(SHA256.HashData(SHA256.HashData([0x01, 0xBB]))), Text(result, "requestsHash"));
        Assert.Equal("0x0", Text(result, "blobGasUsed"));
        Assert.Equal(JsonValueKind.Null, result.GetProperty("currentDifficulty").ValueKind);

        var state = files.State;
        Assert.Equal("0x2", Text(state, TransitionFiles.Sender, "nonce"));
        Assert.EndsWith("02", Slot0(state, TransitionFiles.Counter));
        Assert.EndsWith("be", Slot0(state, "0x000f3df6d732807ef1319fb7b8bb8522d0beac02"));
        Assert.EndsWith("11", Slot0(state, "0x0000f90827f1c53a10cb7a02335b175320002935"));
        Assert.Equal("0xb2d05e00", Text(state, "0x00000000000000000000000000000000000000dd", "balance"));
        Assert.Equal(
            Number(result, "gasUsed"), Number(state.GetProperty("0x00000000000000000000000000000000000000cb"), "balance"));
    }

    /// <summary>What is written as a body is read as transactions and makes the same block.</summary>
    [Fact]
    public void ABodyMakesTheSameBlock()
    {
        using var files = new TransitionFiles
        {
            Transactions = new JsonArray(TransitionFiles.Call(0), Legacy(1, isProtected: true), Legacy(2, isProtected: false)),
        };
        files.Run("Osaka", "--output.body", "body.rlp").Succeeded();
        var (result, alloc, body) = (files.Text("result.json"), files.Text("alloc.json"), files.Text("body.rlp"));
        Assert.Equal(3, files.Result.GetProperty("receipts").GetArrayLength());

        files.Transactions = JsonNode.Parse(body)!;
        files.Run("Osaka", "--output.body", "body.rlp").Succeeded();
        Assert.Equal((result, alloc, body), (files.Text("result.json"), files.Text("alloc.json"), files.Text("body.rlp")));

        // A signature for another chain.
        files.Run("Osaka", "--state.chainid", "5").Succeeded();
        Assert.Equal(
            [(0, "invalid chain id for signer"), (1, "invalid chain id for signer"), (2, "nonce too high")],
            files.Result.GetProperty("rejected").EnumerateArray()
                .Select(item => (item.GetProperty("index").GetInt32(), Text(item, "error").Split(':')[0])));
    }

    [Fact]
    public void StandardInputAndOutputHaveOneObjectEach()
    {
        using var files = new TransitionFiles { Transactions = new JsonArray(TransitionFiles.Call(0)) };
        files.Run("Osaka", "--output.body", "body.rlp").Succeeded();
        var all = new JsonObject { ["alloc"] = files.Alloc, ["env"] = files.Env, ["txs"] = files.Transactions };
        string[] options =
        [
            "t8n", "--input.alloc=stdin", "--input.env=stdin", "--input.txs=stdin", "--output.alloc=stdout", "--output.result=stdout",
            "--output.body=stdout", "--state.fork=Osaka", "--state.chainid=1", "--state.reward=0",
        ];
        var together = CommandLine.RunWithInput(Encoding.UTF8.GetBytes(all.ToJsonString()), options).Succeeded().Json;
        Assert.Equal(["alloc", "body", "result"], together.EnumerateObject().Select(member => member.Name));
        Assert.True(JsonElement.DeepEquals(files.State, together.GetProperty("alloc")));
        Assert.True(JsonElement.DeepEquals(files.Result, together.GetProperty("result")));

        all.Remove("txs");
        all["txsRlp"] = together.GetProperty("body").GetString();
        var again = CommandLine.RunWithInput(Encoding.UTF8.GetBytes(all.ToJsonString()), options).Succeeded().Json;
        Assert.True(JsonElement.DeepEquals(together, again));
    }

    [Fact]
    public void TracesEachTransactionOfTheBlock()
    {
        using var files = new TransitionFiles
        {
            Transactions = new JsonArray(TransitionFiles.Call(0), TransitionFiles.Call(7), TransitionFiles.Call(1)),
        };
        files.Run("Osaka", "--trace", "--output.alloc", "", "--output.result", "result.json").Succeeded();
        List<JsonElement> receipts = [.. files.Result.GetProperty("receipts").EnumerateArray()];
        string[] expected = [.. receipts.Select((receipt, i) => $"trace-{i}-{Text(receipt, "transactionHash")}.jsonl"), "result.json"];
        Assert.Equal(expected.Order(), Directory.GetFiles(files.Folder["out"]).Select(Path.GetFileName).Order());
        for (var i = 0; i < receipts.Count; i++)
        {
            var lines = files.Text(expected[i]).TrimEnd().Split('\n');
            Assert.Equal(14, lines.Length);
            Assert.Contains("\"opName\":\"SLOAD\"", lines[1]);
            Assert.Contains($"\"gasUsed\":\"{Text(receipts[i], "gasUsed")}\"", lines[^1]);
        }
    }

    /// <summary>A log of the deposit contract is a request (EIP-6110); one of another form makes the block impossible.</summary>
    [Fact]
    public void DepositsAreRequests()
    {
        const string Contract = "0x00000000219ab540356cbb839cbe05303d7705fa";
        const string Topic = "649bbc62d0e31342afea4e5cd82d4049e7e1ee912fc0889aa790803be39038c5";
        var fields = new byte[][] { Field(48, 1), Field(32, 2), Field(8, 3), Field(96, 4), Field(8, 5) };
        var places = new byte[160];
        var data = new List<byte>();
        for (var i = 0; i < fields.Length; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(places.AsSpan((32 * i) + 28), 160 + data.Count);
            var part = new byte[32 + ((fields[i].Length + 31) / 32 * 32)];
            part[31] = (byte)fields[i].Length;
            fields[i].CopyTo(part, 32);
            data.AddRange(part);
        }

        using var files = new TransitionFiles();
        files.Alloc[Contract] = new JsonObject { ["code"] = $"0x365f5f377f{Topic}365fa100" };
        var call = TransitionFiles.Call(0, Contract);
        call["input"] = "0x" + Convert.ToHexStringLower([.. places, .. data]);
        files.Transactions = new JsonArray(call);
        files.Run("Prague").Succeeded();
        Assert.Equal(
            ["0x00" + Convert.ToHexStringLower([.. fields.SelectMany(field => field)]), "0x01bb"],
            files.Result.GetProperty("requests").EnumerateArray().Select(request => request.GetString()));

        places[31] ^= 0x20;
        call["input"] = "0x" + Convert.ToHexStringLower([.. places, .. data]);
        files.Run("Prague").FailsWith("no block can be made: an event of the deposit contract has not the form of EIP-6110");

        static byte[] Field(int size, byte value)
        {
            var field = new byte[size];
            Array.Fill(field, value);
            return field;
        }
    }

    /// <summary>What a header lacks is computed of its parent's.</summary>
    [Fact]
    public void FeesComeFromTheParent()
    {
        using var files = new TransitionFiles();
        files.Env.Remove("currentBaseFee");
        files.Env.Remove("currentExcessBlobGas");
        files.Env["parentBaseFee"] = "800";
        files.Env["parentGasUsed"] = "15000000";
        files.Env["parentGasLimit"] = "20000000";
        files.Env["parentExcessBlobGas"] = "0x100000";
        files.Env["parentBlobGasUsed"] = "0xc0000";
        files.Run("Prague").Succeeded();
        Assert.Equal("0x352", Text(files.Result, "currentBaseFee")); // 800 + 800 / 2 / 8
        Assert.Equal("0x100000", Text(files.Result, "currentExcessBlobGas")); // The target, 6 blobs, was used.

        // EIP-7918: below the reserve price a third of what was used counts, whatever the target.
        files.Run("Osaka").Succeeded();
        Assert.Equal("0x140000", Text(files.Result, "currentExcessBlobGas"));
    }

    [Theory]
    [InlineData("Homestead", "0x100000000000000000002000000000000")] // 130 periods of 100,000 blocks: 2^128
    [InlineData("Berlin", "0x2004000000000")] // 9,000,000 blocks later: 40 periods, 2^38
    [InlineData("London", "0x2000080000000")] // 9,700,000: 33 periods, 2^31
    [InlineData("ArrowGlacier", "0x2000000200000")] // 10,700,000: 23 periods, 2^21
    [InlineData("GrayGlacier", "0x2000000004000")] // 11,400,000: 16 periods, 2^14
    public void TheDifficultyComesFromTheParent(string fork, string expected)
    {
        using var files = new TransitionFiles();
        files.Env["currentNumber"] = "13000000";
        files.Env["currentTimestamp"] = "100015";
        files.Env["parentTimestamp"] = "99999";
        files.Env["parentDifficulty"] = "0x2000000000000";
        files.Run(fork).Succeeded();
        Assert.Equal(expected, Text(files.Result, "currentDifficulty"));
    }

    /// <summary>Receipts of old forks have a state root, and ommers and the coinbase a reward.</summary>
    [Fact]
    public void OldForks()
    {
        using var files = new TransitionFiles { Transactions = new JsonArray(Legacy(0, isProtected: false)) };
        files.Env["currentDifficulty"] = "0x20000";
        files.Env.Remove("withdrawals");
        files.Env["ommers"] = new JsonArray(new JsonObject { ["delta"] = 1, ["address"] = "0x00000000000000000000000000000000000000ee" });
        files.Run("Homestead", "--state.reward", "-1").Succeeded();
        var receipt = files.Result.GetProperty("receipts")[0];
        Assert.Equal(Text(files.Result, "stateRoot"), Text(receipt, "root"));
        Assert.False(files.State.TryGetProperty("0x00000000000000000000000000000000000000ee", out _));

        files.Run("Homestead", "--state.reward", "0x200").Succeeded();
        Assert.NotEqual(Text(files.Result, "stateRoot"), Text(files.Result.GetProperty("receipts")[0], "root"));
        Assert.Equal("0x1c0", Text(files.State, "0x00000000000000000000000000000000000000ee", "balance"));
        Assert.Equal(
            0x210 + (Number(files.Result, "gasUsed") * 10),
            Number(files.State.GetProperty("0x00000000000000000000000000000000000000cb"), "balance"));
    }

    /// <summary>What cannot be read as a transaction, or is signed by nobody, is refused; the others are in the block.</summary>
    [Fact]
    public void WhatIsNoTransactionIsRefused()
    {
        using var files = new TransitionFiles { Transactions = new JsonArray(TransitionFiles.Call(0)) };
        files.Run("Osaka", "--output.body", "body.rlp").Succeeded();
        var body = JsonNode.Parse(files.Text("body.rlp"))!.GetValue<string>();
        Assert.StartsWith("0xf8", body);
        var length = int.Parse(body.AsSpan(4, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

        // A type that there is not, and a list with too few fields.
        var more = string.Create(CultureInfo.InvariantCulture, $"0xf8{length + 5:x2}8205c1{"c101"}{body[6..]}");
        files.Transactions = JsonValue.Create(more);
        files.Run("Osaka").Succeeded();
        Assert.Equal(
            ["transaction type not supported", "rlp: fewer items than there should be"],
            files.Result.GetProperty("rejected").EnumerateArray().Select(item => Text(item, "error")));
        Assert.Equal(1, files.Result.GetProperty("receipts").GetArrayLength());

        var signed = TransitionFiles.Call(0);
        (signed["v"], signed["r"], signed["s"]) = ("0x0", "0x5", "0x6");
        files.Transactions = new JsonArray(signed);
        files.Run("Osaka").Succeeded();
        Assert.Equal("invalid transaction v, r, s values", Text(files.Result.GetProperty("rejected")[0], "error"));
    }

    [Theory]
    [InlineData("Atlantis", "", "--state.fork 'Atlantis': is no fork; --help lists them")]
    [InlineData("Osaka", "withdrawals", "in-env.json: $.withdrawals: expected a list, from Shanghai on, found nothing")]
    [InlineData("Osaka", "parentBeaconBlockRoot", "in-env.json: $.parentBeaconBlockRoot: expected a word in hex, from Cancun on")]
    [InlineData("Osaka", "currentBaseFee", "in-env.json: $.currentBaseFee: expected a number, or parentBaseFee beside it")]
    [InlineData("Osaka", "currentRandom", "in-env.json: $.currentRandom: expected ")]
    [InlineData("London", "", "in-env.json: $.currentDifficulty: expected a number, or parentDifficulty")]
    [InlineData("Amsterdam", "", "no block can be made: no code at the system contract 0x0000bff46984e3725691fa540a8c7589300d8282")]
    public void WhatIsMissingIsNamed(string fork, string removed, string expected)
    {
        using var files = new TransitionFiles();
        files.Env.Remove(removed);
        var result = files.Run(fork);
        result.FailsWith(expected);
        Assert.False(File.Exists(Path.Combine(files.Folder["out"], "result.json")));
    }

    [Fact]
    public void ABlockHashThatIsNotGivenIsNamed()
    {
        using var files = new TransitionFiles { Transactions = new JsonArray(TransitionFiles.Call(0)) };
        files.Env["currentNumber"] = "9";
        files.Alloc[TransitionFiles.Counter] = new JsonObject { ["code"] = "0x60034000" };
        files.Run("Osaka").FailsWith("the code asks for the hash of block 3, which blockHashes lacks");
    }

    /// <summary>The script of the page stands where a generator of tests expects evmone's tool.</summary>
    [Fact]
    public void TheScriptForGeneratorsOfTests()
    {
        using var files = new TransitionFiles { Transactions = new JsonArray(TransitionFiles.Call(0)) };
        files.Run("Osaka").Succeeded();
        files.Folder.Write("evmone-t8n", Assert.Single(Markdown.Blocks("docs/t8n.md", "bash")));
        files.Folder.Write("dtvm", $"#!/bin/sh\nexec {CommandLine.ShellCommand} \"$@\"\n");
        var commands = "chmod +x dtvm evmone-t8n; export PATH=$PWD:$PATH; ./evmone-t8n --version | grep -q '^evmone-t8n\\b'; "
            + "mkdir temp; ./evmone-t8n --state.fork Osaka --input.alloc in-alloc.json --input.env in-env.json --input.txs in-txs.json "
            + "--output.basedir temp --output.result result.json --output.alloc alloc.json --output.body txs.rlp --state.reward 0 "
            + "--state.chainid 1 --trace; cmp temp/result.json out/result.json; ls temp";
        var listed = CommandLine.Sh(commands, files.Folder[""]).Succeeded().Output;
        Assert.Matches("alloc.json\nresult.json\ntrace-0-0x[0-9a-f]{64}.jsonl\ntxs.rlp\n", listed);
    }

    private static JsonObject Legacy(int nonce, bool isProtected)
    {
        var call = TransitionFiles.Call(nonce);
        call.Remove("maxFeePerGas");
        call.Remove("maxPriorityFeePerGas");
        call.Remove("accessList");
        call["type"] = "0x0";
        call["gasPrice"] = "0xa";
        call["protected"] = isProtected;
        return call;
    }

    private static string Text(JsonElement json, params object[] path)
    {
        foreach (var step in path)
        {
            json = step is int index ? json[index] : json.GetProperty((string)step);
        }

        return json.GetString()!;
    }

    private static long Number(JsonElement json, string name) =>
        long.Parse(Text(json, name).AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    private static string Slot0(JsonElement state, string address) =>
        Text(state, address, "storage", "0x" + new string('0', 64));
}
