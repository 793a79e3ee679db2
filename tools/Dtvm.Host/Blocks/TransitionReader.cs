// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.Blocks;

/// <summary>Reads the inputs of a transition tool: the block's environment and its transactions.</summary>
public static class TransitionReader
{
    /// <summary>Reads transactions: a list of objects, or one string with the RLP of a block's body.</summary>
    /// <param name="json">The transactions.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="revision">The revision.</param>
    /// <returns>One item for each.</returns>
    /// <exception cref="JsonInputException">They have another form.</exception>
    public static IReadOnlyList<BlockItem> ReadTransactions(JsonCursor json, in U256 chainId, EvmcRevision revision)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.IsText)
        {
            try
            {
                return TransactionDecoding.ReadBody(json.Bytes(), revision);
            }
            catch (RlpException exception)
            {
                throw json.Fault($"no RLP of a list of transactions: {exception.Message}");
            }
        }

        var reader = new TransactionReader();
        var items = new List<BlockItem>();
        foreach (var item in json.Items())
        {
            items.Add(reader.ReadOne(item, chainId, revision));
        }

        return items;
    }

    /// <summary>Reads a block's environment. What it leaves out and a parent is given of is computed: base fee, excess blob gas,
    /// difficulty.</summary>
    /// <param name="env">The environment.</param>
    /// <param name="chainId">The chain.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="transactionsOnly">Whether nothing but transactions is done: then nothing is asked for that they do not see.</param>
    /// <returns>The block without transactions and reward.</returns>
    /// <exception cref="JsonInputException">It has another form, or lacks something.</exception>
    public static TransitionInput ReadEnvironment(JsonCursor env, in U256 chainId, BlockRules rules, bool transactionsOnly)
    {
        ArgumentNullException.ThrowIfNull(env);
        ArgumentNullException.ThrowIfNull(rules);
        var number = env["currentNumber"].Long();
        var excess = ReadExcessBlobGas(env, rules);
        var hashes = ReadHashes(env["blockHashes"]);
        var environment = new BlockEnvironment
        {
            ChainId = chainId,
            Number = number,
            Timestamp = unchecked((long)env["currentTimestamp"].ULong()), // EVMC has it signed, code sees it unsigned.
            SlotNumber = env["slotNumber"] is { IsGiven: true } slot ? slot.ULong() : 0,
            GasLimit = env["currentGasLimit"].Long(),
            Coinbase = env["currentCoinbase"].Address(),
            PrevRandao = HostValues.ToWord(
                rules.Revision >= EvmcRevision.Paris ? ReadRandom(env) : ReadDifficulty(env, number, rules)),
            BaseFee = ReadBaseFee(env, rules.Revision),
            BlobBaseFee = rules.Blobs.UpdateFraction == 0 ? U256.Zero : rules.Blobs.BaseFee(excess ?? 0),
            BlockHashes = hashes,
        };
        var withdrawals = env["withdrawals"];
        var root = env["parentBeaconBlockRoot"];
        if (!transactionsOnly && rules.Revision >= EvmcRevision.Shanghai && !withdrawals.IsGiven)
        {
            throw withdrawals.Expected("a list, from Shanghai on");
        }

        if (!transactionsOnly && rules.Revision >= EvmcRevision.Cancun && !root.IsGiven)
        {
            throw root.Expected("a word in hex, from Cancun on");
        }

        return new TransitionInput(environment, [])
        {
            ExcessBlobGas = excess,
            ParentBeaconRoot = root.IsGiven ? root.Word() : null,
            ParentHash = env["blockHashes"].IsGiven ? hashes.GetValueOrDefault(number - 1) : null,
            Withdrawals = withdrawals.IsGiven ? ReadWithdrawals(withdrawals) : null,
            Ommers = ReadOmmers(env["ommers"]),
            TransactionsOnly = transactionsOnly,
        };
    }

    /// <summary>Reads withdrawals.</summary>
    internal static List<Withdrawal> ReadWithdrawals(JsonCursor json)
    {
        var withdrawals = new List<Withdrawal>();
        foreach (var item in json.Items())
        {
            withdrawals.Add(new Withdrawal(
                item["index"].ULong(), item["validatorIndex"].ULong(), item["address"].Address(), item["amount"].ULong()));
        }

        return withdrawals;
    }

    private static List<Ommer> ReadOmmers(JsonCursor json)
    {
        var ommers = new List<Ommer>();
        if (json.IsGiven)
        {
            foreach (var item in json.Items())
            {
                ommers.Add(new Ommer((ulong)item["delta"].Int(1, 7), item["address"].Address()));
            }
        }

        return ommers;
    }

    private static Dictionary<long, Bytes32> ReadHashes(JsonCursor json)
    {
        var hashes = new Dictionary<long, Bytes32>();
        if (json.IsGiven)
        {
            foreach (var item in json.Members())
            {
                hashes[item.NameAsLong()] = item.Word();
            }
        }

        return hashes;
    }

    private static U256 ReadRandom(JsonCursor env)
    {
        var difficulty = env["currentDifficulty"];
        return difficulty.IsGiven && !difficulty.Number().IsZero
            ? throw difficulty.Expected("0, from Paris on")
            : env["currentRandom"].Number();
    }

    private static U256 ReadBaseFee(JsonCursor env, EvmcRevision revision)
    {
        if (env["currentBaseFee"] is { IsGiven: true } fee)
        {
            return fee.Number();
        }

        if (revision < EvmcRevision.London)
        {
            return U256.Zero;
        }

        return env["parentBaseFee"] is { IsGiven: true } parent
            ? BlockRules.NextBaseFee(parent.Number(), ULongOrZero(env["parentGasUsed"]), ULongOrZero(env["parentGasLimit"]))
            : throw env["currentBaseFee"].Expected("a number, or parentBaseFee beside it");
    }

    private static ulong? ReadExcessBlobGas(JsonCursor env, BlockRules rules)
    {
        if (rules.Revision < EvmcRevision.Cancun)
        {
            return null;
        }

        if (env["currentExcessBlobGas"] is { IsGiven: true } excess)
        {
            return excess.ULong();
        }

        return env["parentExcessBlobGas"] is { IsGiven: true } parent && env["parentBlobGasUsed"] is { IsGiven: true } used
            ? rules.NextExcessBlobGas(
                parent.ULong(), used.ULong(), env["parentBaseFee"] is { IsGiven: true } fee ? fee.Number() : U256.Zero)
            : null;
    }

    private static U256 ReadDifficulty(JsonCursor env, long number, BlockRules rules)
    {
        if (env["currentDifficulty"] is { IsGiven: true } difficulty)
        {
            return difficulty.Number();
        }

        var timestamp = env["currentTimestamp"].ULong();
        var parentTimestamp = ULongOrZero(env["parentTimestamp"]);
        if (number == 0 || !env["parentDifficulty"].IsGiven || timestamp <= parentTimestamp)
        {
            throw env["currentDifficulty"].Expected("a number, or parentDifficulty and an earlier parentTimestamp beside it");
        }

        var ommers = env["parentUncleHash"] is { IsGiven: true } hash ? hash.Word() : default;
        return rules.Difficulty(
            (ulong)number, timestamp, parentTimestamp, env["parentDifficulty"].Number(), ommers != default && ommers != NoOmmers);
    }

    /// <summary>The hash of the empty list of ommers.</summary>
    private static Bytes32 NoOmmers { get; } = Bytes32Hash.Of([0xC0]);

    private static ulong ULongOrZero(JsonCursor json) => json.IsGiven ? json.ULong() : 0;
}
