// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host.StateTests;
using Dtvm.Numerics;

namespace Dtvm.Host.Blocks;

/// <summary>The rules of a fork for what is in a block's header, besides those of its code.</summary>
/// <param name="Revision">The rules of its code.</param>
/// <param name="Blobs">Limits and prices of blobs.</param>
/// <param name="BlobTarget">Blobs of a block that leave the price as it is.</param>
/// <param name="BombDelay">By how many blocks the difficulty's growth with the number is delayed; null before the first delay.</param>
public sealed record BlockRules(EvmcRevision Revision, BlobParameters Blobs, int BlobTarget, ulong? BombDelay)
{
    private const ulong ElasticityMultiplier = 2; // EIP-1559
    private const ulong BaseFeeChangeDenominator = 8; // EIP-1559
    private const ulong BlobBaseCost = 1 << 13; // EIP-7918
    private const ulong MinDifficulty = 131072;
    private const ulong DifficultyBound = 2048;
    private const ulong BombPeriod = 100_000;

    /// <summary>The rules of a fork.</summary>
    /// <param name="name">Its name, as <see cref="Revisions.TryParse"/> knows it, or one that changed no more than prices of blobs or the
    /// difficulty: BPO1, BPO2, MuirGlacier, ArrowGlacier, GrayGlacier.</param>
    /// <param name="rules">The rules.</param>
    /// <returns>Whether there is such a fork.</returns>
    public static bool TryFind(string name, out BlockRules? rules)
    {
        ArgumentNullException.ThrowIfNull(name);
        var schedule = name.ToUpperInvariant() switch
        {
            "BPO1" => new BlockRules(EvmcRevision.Osaka, BlobParameters.Create(EvmcRevision.Osaka, 15, 8346193), 10, null),
            "BPO2" => new BlockRules(EvmcRevision.Osaka, BlobParameters.Create(EvmcRevision.Osaka, 21, 11684671), 14, null),
            _ => null,
        };
        rules = schedule;
        if (schedule is not null)
        {
            return true;
        }

        if (!Revisions.TryParse(name, out var parsed))
        {
            return false;
        }

        var revision = (EvmcRevision)(int)parsed;
        var target = revision switch
        {
            < EvmcRevision.Cancun => 0,
            EvmcRevision.Cancun => 3,
            <= EvmcRevision.Osaka => 6, // EIP-7691
            _ => 14,
        };
        rules = new BlockRules(revision, BlobParameters.For(revision), target, DelayOf(name.ToUpperInvariant(), revision));
        return true;
    }

    /// <summary>The base fee behind a block (EIP-1559).</summary>
    /// <param name="baseFee">The block's.</param>
    /// <param name="gasUsed">Gas that it used.</param>
    /// <param name="gasLimit">Its gas limit.</param>
    /// <returns>The fee in wei.</returns>
    public static U256 NextBaseFee(in U256 baseFee, ulong gasUsed, ulong gasLimit)
    {
        var target = gasLimit / ElasticityMultiplier;
        if (gasUsed == target || target == 0)
        {
            return baseFee;
        }

        var distance = gasUsed > target ? gasUsed - target : target - gasUsed;
        var change = U256.Divide(U256.Divide(baseFee * distance, target), BaseFeeChangeDenominator);
        return gasUsed < target ? baseFee - change : baseFee + (change.IsZero ? U256.One : change);
    }

    /// <summary>The excess blob gas behind a block (EIP-4844, EIP-7918).</summary>
    /// <param name="excess">The block's.</param>
    /// <param name="used">Blob gas that it used.</param>
    /// <param name="baseFee">Its base fee.</param>
    /// <returns>The excess.</returns>
    public ulong NextExcessBlobGas(ulong excess, ulong used, in U256 baseFee)
    {
        var target = (ulong)BlobTarget * (ulong)BlobParameters.GasPerBlob;
        if (excess + used < target)
        {
            return 0;
        }

        if (Revision >= EvmcRevision.Osaka
            && baseFee * BlobBaseCost > Blobs.BaseFee(excess) * (ulong)BlobParameters.GasPerBlob)
        {
            return excess + (used * (ulong)(Blobs.MaxPerBlock - BlobTarget) / (ulong)Blobs.MaxPerBlock);
        }

        return excess + used - target;
    }

    /// <summary>The difficulty of a block before the Merge (Yellow Paper, section 4.3.4; EIP-2, EIP-100, and those that delay its
    /// growth).</summary>
    /// <param name="number">The block's number.</param>
    /// <param name="timestamp">Its time, after its parent's.</param>
    /// <param name="parentTimestamp">Its parent's time.</param>
    /// <param name="parent">Its parent's difficulty.</param>
    /// <param name="parentHasOmmers">Whether its parent has ommers.</param>
    /// <returns>The difficulty.</returns>
    public U256 Difficulty(ulong number, ulong timestamp, ulong parentTimestamp, in U256 parent, bool parentHasOmmers)
    {
        var seconds = (long)(timestamp - parentTimestamp);
        var factor = Revision switch
        {
            EvmcRevision.Frontier => seconds < 13 ? 1 : -1,
            < EvmcRevision.Byzantium => Math.Max(1 - (seconds / 10), -99),
            _ => Math.Max((parentHasOmmers ? 2 : 1) - (seconds / 9), -99),
        };
        var step = U256.Divide(parent, DifficultyBound) * (ulong)Math.Abs(factor);
        var difficulty = factor >= 0 ? parent + step : parent > step ? parent - step : U256.Zero;
        difficulty = AtLeastMinimum(difficulty);
        var period = (number - Math.Min(number, BombDelay ?? 0)) / BombPeriod;
        return period > 1 ? AtLeastMinimum(difficulty + (U256.One << (int)Math.Min(period - 2, 255))) : difficulty;
    }

    private static U256 AtLeastMinimum(in U256 difficulty) => difficulty < MinDifficulty ? MinDifficulty : difficulty;

    private static ulong? DelayOf(string name, EvmcRevision revision) => name switch
    {
        "MUIRGLACIER" => 9_000_000, // EIP-2384
        "ARROWGLACIER" => 10_700_000, // EIP-4345
        "GRAYGLACIER" => 11_400_000, // EIP-5133
        _ => revision switch
        {
            < EvmcRevision.Byzantium => null,
            EvmcRevision.Byzantium => 3_000_000, // EIP-649
            < EvmcRevision.Berlin => 5_000_000, // EIP-1234
            EvmcRevision.Berlin => 9_000_000, // EIP-2384
            _ => 9_700_000, // EIP-3554
        },
    };
}
