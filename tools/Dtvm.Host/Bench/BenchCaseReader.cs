// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.Bench;

/// <summary>Reads benchmark case files.</summary>
public static class BenchCaseReader
{
    /// <summary>Reads a case file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The workload.</returns>
    /// <exception cref="JsonInputException">The file is not a case file.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BenchCase Read(string path)
    {
        using var file = JsonFile.Read(path);
        JsonKinds.Expect(file.Root, JsonKind.BenchmarkCase);
        return Parse(file.Root);
    }

    private static BenchCase Parse(JsonCursor json)
    {
        var fork = json["fork"];
        if (!Revisions.TryParse(fork.Text("a revision"), out var revision))
        {
            throw fork.Expected("a revision");
        }

        var env = json["env"];
        var block = new BlockEnvironment
        {
            ChainId = env["chainId"].Number(),
            Number = env["number"].Long(),
            Timestamp = env["timestamp"].Long(),
            GasLimit = env["gasLimit"].Long(),
            Coinbase = env["coinbase"].Address(),
            PrevRandao = env["prevRandao"].Word(),
            BaseFee = env["baseFee"].Number(),
            BlobBaseFee = 1,
        };

        var pre = PreState.Parse(json["pre"]);
        var runs = new List<BenchRun>();
        foreach (var run in json["runs"].Items())
        {
            runs.Add(ParseRun(run, pre));
        }

        if (runs.Count == 0)
        {
            throw json["runs"].Fault("expected at least one run, found none");
        }

        return new BenchCase(json["name"].Text(), (EvmcRevision)(int)revision, block, env["gasPrice"].Number(), pre, runs);
    }

    private static BenchRun ParseRun(JsonCursor json, IReadOnlyList<PreAccount> pre)
    {
        var request = new CallRequest(
            json["sender"].Address(), json["to"].Address(), json["value"].Number(), json["data"].Bytes(), json["gas"].Long());
        var balance = pre.FirstOrDefault(account => account.Address == request.Sender)?.Balance ?? U256.Zero;
        if (balance < request.Value)
        {
            throw json["value"].Fault($"the sender {request.Sender} has only {balance.ToDecimalString()} wei");
        }

        return new BenchRun(json["label"].Text(), request, ParseExpectation(json["expected"]));
    }

    private static BenchExpectation ParseExpectation(JsonCursor json) => new(
        json["status"].Text() switch
        {
            "success" => BenchStatus.Success,
            "revert" => BenchStatus.Revert,
            "failure" => BenchStatus.Failure,
            _ => throw json["status"].Expected("success, revert or failure"),
        },
        json["gasUsed"].Long(),
        json["gasRefund"].Long(),
        json["outputSize"].Int(0, int.MaxValue),
        json["output"] is { Exists: true } output ? output.Bytes() : null,
        json["outputKeccak256"] is { Exists: true } hash ? hash.Word() : null,
        json["logsCount"].Int(0, int.MaxValue),
        json["logsHash"].Word(),
        json["logs"] is { Exists: true } logs ? ParseLogs(logs) : null,
        ParseStorage(json["storage"]));

    private static List<BenchLog> ParseLogs(JsonCursor json)
    {
        var logs = new List<BenchLog>();
        foreach (var log in json.Items())
        {
            var topics = new List<Bytes32>();
            foreach (var topic in log["topics"].Items())
            {
                topics.Add(topic.Word());
            }

            logs.Add(new BenchLog(log["address"].Address(), topics, log["data"].Bytes()));
        }

        return logs;
    }

    private static List<StorageChange> ParseStorage(JsonCursor json)
    {
        var changes = new List<StorageChange>();
        foreach (var account in json.Members())
        {
            var address = account.NameAsAddress();
            foreach ((var key, var value) in PreState.ParseStorage(account))
            {
                changes.Add(new StorageChange(address, key, value));
            }
        }

        return changes;
    }
}
