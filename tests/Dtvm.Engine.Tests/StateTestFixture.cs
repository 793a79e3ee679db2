// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json.Nodes;
using Dtvm.Host;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>
/// A fixture with one test and one case, to be changed by tests: a rich sender calls a contract that stores 2 in slot 0 and logs nothing.
/// Its expectations are those of a refused transaction.
/// </summary>
internal sealed class StateTestFixture : IDisposable
{
    public const string Name = "suite/test";
    public const string Sender = "0xa94f5374fce5edbc8e2a8697c15331677e6ebf0b"; // the address of SecretKey
    public const string SecretKey = "0x45a915e4d060149eb4365960e6a7a45f334393093061116b197e3240065ff2d8";
    public const string Contract = "0x095e7baea6a6c7c4c2dfeb977efac326af552d87";
    public const string NoLogs = "0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347";

    private readonly string _folder = Directory.CreateTempSubdirectory("dtvm-statetest-").FullName;

    public StateTestFixture(string fork)
    {
        Test = JsonNode.Parse($$"""
            {
              "env": {
                "currentCoinbase": "0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba",
                "currentDifficulty": "0x020000", "currentGasLimit": "0x02000000",
                "currentNumber": "0x01", "currentTimestamp": "0x03e8", "currentBaseFee": "0x0a", "currentExcessBlobGas": "0x00",
                "currentRandom": "0x0000000000000000000000000000000000000000000000000000000000020000"
              },
              "config": { "chainid": "0x01" },
              "pre": {
                "{{Sender}}": { "balance": "0x0de0b6b3a7640000", "nonce": "0x05", "code": "0x", "storage": {} },
                "{{Contract}}": { "balance": "0x00", "nonce": "0x01", "code": "0x600160010160005500", "storage": {} }
              },
              "transaction": {
                "data": ["0x"], "gasLimit": ["0x061a80"], "value": ["0x00"],
                "gasPrice": "0x0a", "nonce": "0x05", "to": "{{Contract}}", "sender": "{{Sender}}"
              },
              "post": { "{{fork}}": [{ "indexes": { "data": 0, "gas": 0, "value": 0 }, "hash": "0x", "logs": "{{NoLogs}}" }] }
            }
            """)!.AsObject();
        Fork = fork;
    }

    public JsonObject Test { get; }

    public string Fork { get; set; }

    public JsonObject Env => Test["env"]!.AsObject();

    public JsonObject Pre => Test["pre"]!.AsObject();

    public JsonObject Transaction => Test["transaction"]!.AsObject();

    public JsonObject Case => Test["post"]![Fork]![0]!.AsObject();

    public string Path => System.IO.Path.Combine(_folder, "test.json");

    /// <summary>Turns the transaction into one of type 2, 3 or 4.</summary>
    public StateTestFixture WithFeeMarket(string maxFee = "0x0a", string priorityFee = "0x00")
    {
        Transaction.Remove("gasPrice");
        Transaction["maxFeePerGas"] = maxFee;
        Transaction["maxPriorityFeePerGas"] = priorityFee;
        return this;
    }

    public StateTestFixture WithBlobs(string maxFee, params string[] hashes)
    {
        WithFeeMarket();
        Transaction["maxFeePerBlobGas"] = maxFee;
        Transaction["blobVersionedHashes"] = new JsonArray([.. hashes.Select(hash => JsonValue.Create(hash))]);
        return this;
    }

    /// <summary>Makes the unchanged state the expected one, as for a refused transaction.</summary>
    public StateTestFixture ExpectUnchanged()
    {
        using var pre = JsonFile.Parse(Encoding.UTF8.GetBytes(Pre.ToJsonString()), "pre");
        Case["hash"] = new StateRootCalculator().RootOf(PreState.ToWorldState(PreState.Parse(pre.Root))).ToString();
        return this;
    }

    public void Write() => File.WriteAllText(Path, new JsonObject { [Name] = Test.DeepClone() }.ToJsonString());

    /// <summary>Writes the file and runs it in the interpreter.</summary>
    public StateTestReport Run()
    {
        Write();
        return RunFile(Path);
    }

    public static StateTestReport RunFile(string path, IVm? reference = null)
    {
        using var vm = StateTestModes.Create("interpreter");
        return new StateTestRunner(new StateTestOptions(), _ => vm, reference).Run([path]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
