using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.State;

namespace Dtvm.Host.StateTests;

/// <summary>Reads blockchain tests of execution-spec-tests and evmone, as far as a VM is concerned. Not safe for concurrent use.</summary>
public sealed class BlockTestReader
{
    private readonly TransactionReader _transactions = new();

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <returns>The tests in the order of the file.</returns>
    /// <exception cref="JsonInputException">The file does not have this form.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IReadOnlyList<BlockTest> Read(string path)
    {
        using var file = JsonFile.Read(path);
        JsonKinds.Expect(file.Root, JsonKind.BlockchainTest);
        var tests = new List<BlockTest>();
        foreach (var test in file.Root.Members())
        {
            tests.Add(ReadTest(test));
        }

        return tests;
    }

    private BlockTest ReadTest(JsonCursor json)
    {
        var network = json["network"];
        if (!Revisions.TryParse(network.Text(), out var parsed))
        {
            throw network.Fault("the fork is unknown");
        }

        var revision = (EvmcRevision)(int)parsed;
        var config = json["config"];
        var blobs = EnvironmentReader.ReadBlobs(config, network.Text(), revision);
        var blocks = new List<BlockTestBlock>();
        foreach (var block in json["blocks"].Items())
        {
            blocks.Add(ReadBlock(block, config, blobs));
        }

        return new BlockTest(json.Name!, revision, PreState.Parse(json["pre"]), blocks, PreState.Parse(json["postState"]));
    }

    private BlockTestBlock ReadBlock(JsonCursor json, JsonCursor config, BlobParameters blobs)
    {
        var transactions = new List<Transaction>();
        foreach (var transaction in json["transactions"].Items())
        {
            transactions.Add(_transactions.ReadOne(transaction));
        }

        var succeeds = new List<bool>();
        if (json["receipts"] is { IsGiven: true } receipts)
        {
            foreach (var receipt in receipts.Items())
            {
                succeeds.Add(receipt["status"].Flag());
            }
        }

        var header = json["blockHeader"];
        var environment = EnvironmentReader.ReadHeader(header, config, blobs);
        return new BlockTestBlock(environment, blobs, transactions, succeeds, header["gasUsed"].Long());
    }
}
