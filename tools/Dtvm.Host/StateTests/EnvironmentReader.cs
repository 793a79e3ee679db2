using System.Text.Json;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Reads the block of a fixture by the rules of a fork.</summary>
internal static class EnvironmentReader
{
    private const ulong DefaultBaseFee = 10; // What the tools that fill ethereum/tests assume when none is given.

    /// <summary>The rules for blobs: those of the main chain unless the fixture's <c>config</c> says otherwise.</summary>
    public static BlobParameters ReadBlobs(JsonElement config, string fork, EvmcRevision revision)
    {
        BlobParameters parameters = BlobParameters.For(revision);
        if (revision < EvmcRevision.Cancun || config.ValueKind != JsonValueKind.Object) return parameters;
        if (!FixtureJson.TryGet(config, "blobSchedule", out JsonElement schedule) || !FixtureJson.TryGet(schedule, fork, out JsonElement entry))
            return parameters;

        long max = FixtureJson.Long("max", FixtureJson.Required(entry, "max"));
        ulong fraction = FixtureJson.Ulong("baseFeeUpdateFraction", FixtureJson.Required(entry, "baseFeeUpdateFraction"));
        if (max > int.MaxValue) throw new FormatException("config.blobSchedule: max is too large");
        if (fraction == 0) throw new FormatException("config.blobSchedule: baseFeeUpdateFraction is 0");
        return BlobParameters.Create(revision, (int)max, fraction);
    }

    /// <summary>The block.</summary>
    public static BlockEnvironment Read(JsonElement env, JsonElement config, EvmcRevision revision, BlobParameters blobs)
    {
        try
        {
            return ReadBlock(env, config, revision, blobs);
        }
        catch (FormatException exception)
        {
            throw new FormatException($"env: {exception.Message}", exception);
        }
    }

    private static BlockEnvironment ReadBlock(JsonElement env, JsonElement config, EvmcRevision revision, BlobParameters blobs)
    {
        U256 baseFee = U256.Zero;
        if (revision >= EvmcRevision.London)
            baseFee = FixtureJson.TryGet(env, "currentBaseFee", out JsonElement value) ? FixtureJson.Number("currentBaseFee", value) : DefaultBaseFee;

        ulong excessBlobGas = FixtureJson.TryGet(env, "currentExcessBlobGas", out JsonElement excess)
            ? FixtureJson.Ulong("currentExcessBlobGas", excess)
            : 0;

        string randomName = revision >= EvmcRevision.Paris && FixtureJson.TryGet(env, "currentRandom", out _) ? "currentRandom" : "currentDifficulty";
        U256 chainId = U256.One;
        if (config.ValueKind == JsonValueKind.Object && FixtureJson.TryGet(config, "chainid", out JsonElement id)) chainId = FixtureJson.Number("chainid", id);

        return new BlockEnvironment
        {
            ChainId = chainId,
            Number = FixtureJson.Long("currentNumber", FixtureJson.Required(env, "currentNumber")),
            Timestamp = FixtureJson.Long("currentTimestamp", FixtureJson.Required(env, "currentTimestamp")),
            GasLimit = FixtureJson.Long("currentGasLimit", FixtureJson.Required(env, "currentGasLimit")),
            Coinbase = FixtureJson.Address("currentCoinbase", FixtureJson.Required(env, "currentCoinbase")),
            PrevRandao = FixtureJson.Word(randomName, FixtureJson.Required(env, randomName)),
            BaseFee = baseFee,
            BlobBaseFee = blobs.BaseFee(excessBlobGas),
        };
    }
}
