// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Blocks;
using Dtvm.Host.Json;
using Dtvm.Host.State;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads blockchain tests of ethereum/tests, execution-spec-tests and evmone whose blocks follow each other. Not safe for
/// concurrent use.</summary>
public sealed class BlockTestReader
{
    private const ulong WeiPerEther = 1_000_000_000_000_000_000;

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
        if (!BlockRules.TryFind(network.Text(), out var rules))
        {
            throw network.Fault("the fork is unknown");
        }

        var config = json["config"];
        var test = rules! with { Blobs = EnvironmentReader.ReadBlobs(config, network.Text(), rules.Revision) };
        var hashes = new Dictionary<long, Bytes32> { [0] = json["genesisBlockHeader"]["hash"].Word() };
        var blocks = new List<BlockTestBlock>();
        foreach (var block in json["blocks"].Items())
        {
            blocks.Add(ReadBlock(block, config, test, hashes));
        }

        return new BlockTest(json.Name!, test, PreState.Parse(json["pre"]), blocks, PreState.Parse(json["postState"]));
    }

    private BlockTestBlock ReadBlock(JsonCursor json, JsonCursor config, BlockRules rules, Dictionary<long, Bytes32> hashes)
    {
        var header = json["blockHeader"];
        var environment = EnvironmentReader.ReadHeader(header, config, rules.Revision, rules.Blobs) with
        {
            BlockHashes = hashes.ToDictionary(),
        };
        var items = new List<BlockItem>();
        foreach (var transaction in json["transactions"].Items())
        {
            items.Add(_transactions.ReadOne(transaction, environment.ChainId, rules.Revision));
        }

        var succeeds = new List<bool>();
        if (json["receipts"] is { IsGiven: true } receipts)
        {
            foreach (var receipt in receipts.Items())
            {
                succeeds.Add(receipt["status"].Flag());
            }
        }

        hashes[environment.Number] = header["hash"].Word();
        var input = new TransitionInput(environment, items)
        {
            ExcessBlobGas = header["excessBlobGas"] is { IsGiven: true } excess ? excess.ULong() : null,
            ParentBeaconRoot = WordOrNone(header["parentBeaconBlockRoot"]),
            ParentHash = header["parentHash"].Word(),
            Withdrawals = json["withdrawals"] is { IsGiven: true } list ? TransitionReader.ReadWithdrawals(list) : null,
            Ommers = ReadOmmers(json["uncleHeaders"], environment.Number),
            Reward = RewardOf(rules.Revision),
        };
        return new BlockTestBlock(input, succeeds, ReadHeader(header));
    }

    private static BlockTestHeader ReadHeader(JsonCursor header) => new(
        header["stateRoot"].Word(),
        header["transactionsTrie"].Word(),
        header["receiptTrie"].Word(),
        header["bloom"].Bytes(),
        header["gasUsed"].Long(),
        header["blobGasUsed"] is { IsGiven: true } blobGas ? blobGas.Long() : null,
        WordOrNone(header["withdrawalsRoot"]),
        WordOrNone(header["requestsHash"]));

    private static Bytes32? WordOrNone(JsonCursor json) => json.IsGiven ? json.Word() : null;

    private static List<Ommer> ReadOmmers(JsonCursor list, long number)
    {
        var ommers = new List<Ommer>();
        if (list.IsGiven)
        {
            foreach (var ommer in list.Items())
            {
                ommers.Add(new Ommer((ulong)(number - ommer["number"].Long()), ommer["coinbase"].Address()));
            }
        }

        return ommers;
    }

    private static U256? RewardOf(EvmcRevision revision) => revision switch
    {
        < EvmcRevision.Byzantium => (U256)5 * WeiPerEther,
        < EvmcRevision.Constantinople => (U256)3 * WeiPerEther, // EIP-649
        < EvmcRevision.Paris => (U256)2 * WeiPerEther, // EIP-1234
        _ => null, // EIP-3675
    };
}
