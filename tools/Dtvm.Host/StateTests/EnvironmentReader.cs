// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Json;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>Reads the block of a fixture by the rules of a fork.</summary>
internal static class EnvironmentReader
{
    private const ulong DefaultBaseFee = 10; // What the tools that fill ethereum/tests assume when none is given.

    /// <summary>The rules for blobs: those of the main chain unless the fixture's <c>config</c> says otherwise.</summary>
    public static BlobParameters ReadBlobs(JsonCursor config, string fork, EvmcRevision revision)
    {
        var parameters = BlobParameters.For(revision);
        if (revision < EvmcRevision.Cancun || !config.IsGiven)
        {
            return parameters;
        }

        if (config["blobSchedule"] is not { IsGiven: true } schedule || schedule[fork] is not { IsGiven: true } entry)
        {
            return parameters;
        }

        var max = entry["max"].Int(0, int.MaxValue);
        var fraction = entry["baseFeeUpdateFraction"];
        return fraction.ULong() is var divisor and not 0
            ? BlobParameters.Create(revision, max, divisor)
            : throw fraction.Expected("a number above 0");
    }

    /// <summary>The block.</summary>
    /// <param name="env">The fixture's <c>env</c>.</param>
    /// <param name="config">Its <c>config</c>; null for a fixture that has none.</param>
    /// <param name="revision">The rules.</param>
    /// <param name="blobs">The rules for blobs.</param>
    public static BlockEnvironment Read(JsonCursor env, JsonCursor? config, EvmcRevision revision, BlobParameters blobs)
    {
        var baseFee = U256.Zero;
        if (revision >= EvmcRevision.London)
        {
            baseFee = env["currentBaseFee"] is { IsGiven: true } fee ? fee.Number() : DefaultBaseFee;
        }

        var excessBlobGas = env["currentExcessBlobGas"] is { IsGiven: true } excess ? excess.ULong() : 0;
        var random = env["currentRandom"];
        if (revision < EvmcRevision.Paris || !random.IsGiven)
        {
            random = env["currentDifficulty"];
        }

        return new BlockEnvironment
        {
            ChainId = config is { IsGiven: true } && config["chainid"] is { IsGiven: true } id ? id.Number() : U256.One,
            Number = env["currentNumber"].Long(),
            Timestamp = env["currentTimestamp"].Long(),
            SlotNumber = env["slotNumber"] is { IsGiven: true } slot ? slot.ULong() : 0, // EIP-7843
            GasLimit = env["currentGasLimit"].Long(),
            Coinbase = env["currentCoinbase"].Address(),
            PrevRandao = HostValues.ToWord(random.Number()),
            BaseFee = baseFee,
            BlobBaseFee = blobs.BaseFee(excessBlobGas),
        };
    }

    /// <summary>The block of a blockchain test.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="config">The test's <c>config</c>.</param>
    /// <param name="revision">The rules.</param>
    /// <param name="blobs">The rules for blobs.</param>
    public static BlockEnvironment ReadHeader(
        JsonCursor header, JsonCursor config, EvmcRevision revision, BlobParameters blobs) => new()
        {
            ChainId = config.IsGiven && config["chainid"] is { IsGiven: true } id ? id.Number() : U256.One,
            Number = header["number"].Long(),
            Timestamp = unchecked((long)header["timestamp"].ULong()), // EVMC has it signed, code sees it unsigned.
            SlotNumber = header["slotNumber"] is { IsGiven: true } slot ? slot.ULong() : 0,
            GasLimit = header["gasLimit"].Long(),
            Coinbase = header["coinbase"].Address(),
            PrevRandao = revision >= EvmcRevision.Paris ? header["mixHash"].Word() : HostValues.ToWord(header["difficulty"].Number()),
            BaseFee = header["baseFeePerGas"] is { IsGiven: true } fee ? fee.Number() : U256.Zero,
            BlobBaseFee = blobs.BaseFee(header["excessBlobGas"] is { IsGiven: true } excess ? excess.ULong() : 0),
        };
}
