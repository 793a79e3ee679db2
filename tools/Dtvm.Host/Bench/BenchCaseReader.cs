using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.State;

namespace Dtvm.Host.Bench;

/// <summary>Reads benchmark case files.</summary>
public static class BenchCaseReader
{
    /// <summary>Reads a case file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The workload.</returns>
    /// <exception cref="FormatException">The file is not a case file; the message says where.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static BenchCase Read(string path)
    {
        using JsonDocument document = JsonFile.Read(path);
        return Parse(document.RootElement);
    }

    private static BenchCase Parse(JsonElement json)
    {
        string fork = JsonText.String(json, "fork");
        if (!Revisions.TryParse(fork, out Revision revision)) throw new FormatException($"fork: '{fork}' is unknown");
        JsonElement env = JsonText.Property(json, "env");
        var block = new BlockEnvironment
        {
            ChainId = JsonText.Number(env, "chainId"),
            Number = JsonText.Long(env, "number"),
            Timestamp = JsonText.Long(env, "timestamp"),
            GasLimit = JsonText.Long(env, "gasLimit"),
            Coinbase = JsonText.Address(env, "coinbase"),
            PrevRandao = JsonText.Word(env, "prevRandao"),
            BaseFee = JsonText.Number(env, "baseFee"),
            BlobBaseFee = 1,
        };

        var runs = new List<BenchRun>();
        foreach (JsonElement run in JsonText.Property(json, "runs").EnumerateArray())
        {
            string label = JsonText.String(run, "label");
            try
            {
                runs.Add(ParseRun(label, run));
            }
            catch (FormatException exception)
            {
                throw new FormatException($"run '{label}': {exception.Message}", exception);
            }
        }

        return new BenchCase(
            JsonText.String(json, "name"),
            (EvmcRevision)(int)revision,
            block,
            JsonText.Number(env, "gasPrice"),
            PreState.Parse(JsonText.Property(json, "pre")),
            runs);
    }

    private static BenchRun ParseRun(string label, JsonElement json)
    {
        var request = new CallRequest(
            JsonText.Address(json, "sender"),
            JsonText.Address(json, "to"),
            JsonText.Number(json, "value"),
            JsonText.Bytes(json, "data"),
            JsonText.Long(json, "gas"));
        return new BenchRun(label, request, ParseExpectation(JsonText.Property(json, "expected")));
    }

    private static BenchExpectation ParseExpectation(JsonElement json)
    {
        string status = JsonText.String(json, "status");
        return new BenchExpectation(
            status switch
            {
                "success" => BenchStatus.Success,
                "revert" => BenchStatus.Revert,
                "failure" => BenchStatus.Failure,
                _ => throw new FormatException($"status: '{status}' is unknown"),
            },
            JsonText.Long(json, "gasUsed"),
            JsonText.Long(json, "gasRefund"),
            JsonText.Count(json, "outputSize"),
            json.TryGetProperty("output", out _) ? JsonText.Bytes(json, "output") : null,
            json.TryGetProperty("outputKeccak256", out _) ? JsonText.Word(json, "outputKeccak256") : null,
            JsonText.Count(json, "logsCount"),
            JsonText.Word(json, "logsHash"),
            json.TryGetProperty("logs", out JsonElement logs) ? ParseLogs(logs) : null,
            ParseStorage(JsonText.Property(json, "storage")));
    }

    private static List<BenchLog> ParseLogs(JsonElement json)
    {
        var logs = new List<BenchLog>();
        foreach (JsonElement log in json.EnumerateArray())
        {
            var topics = new List<Bytes32>();
            foreach (JsonElement topic in JsonText.Property(log, "topics").EnumerateArray()) topics.Add(Hex.DecodeWord(JsonText.String(topic)));
            logs.Add(new BenchLog(JsonText.Address(log, "address"), topics, JsonText.Bytes(log, "data")));
        }

        return logs;
    }

    private static List<StorageChange> ParseStorage(JsonElement json)
    {
        var changes = new List<StorageChange>();
        foreach (JsonProperty account in json.EnumerateObject())
        {
            Address address = Hex.DecodeAddress(account.Name);
            foreach (JsonProperty slot in account.Value.EnumerateObject())
                changes.Add(new StorageChange(address, Hex.DecodeWord(slot.Name), Hex.DecodeWord(JsonText.String(slot.Value))));
        }

        return changes;
    }
}
