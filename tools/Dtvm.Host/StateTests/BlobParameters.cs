// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host.StateTests;

/// <summary>Limits and prices of blobs in a revision (EIP-4844, EIP-7840).</summary>
/// <param name="MaxPerBlock">Blobs that a block may have.</param>
/// <param name="MaxPerTransaction">Blobs that a transaction may have.</param>
/// <param name="UpdateFraction">How much excess gas multiplies the base fee by e.</param>
public readonly record struct BlobParameters(int MaxPerBlock, int MaxPerTransaction, ulong UpdateFraction)
{
    /// <summary>Gas of a blob.</summary>
    public const long GasPerBlob = 1 << 17;

    private const int MaxPerTransactionFromOsaka = 6; // EIP-7594
    private const int LargestExponent = 178; // e^178 > 2^256

    /// <summary>The parameters of the main chain.</summary>
    /// <param name="revision">The revision; before Cancun there are no blobs.</param>
    /// <returns>The parameters.</returns>
    public static BlobParameters For(EvmcRevision revision) => revision switch
    {
        < EvmcRevision.Cancun => default,
        EvmcRevision.Cancun => Create(revision, 6, 3338477),
        <= EvmcRevision.Osaka => Create(revision, 9, 5007716), // EIP-7691
        _ => Create(revision, 21, 11684671), // BPO2, the last before Amsterdam
    };

    /// <summary>Parameters that a fixture gives.</summary>
    /// <param name="revision">The revision, Cancun or later.</param>
    /// <param name="maxPerBlock">Blobs that a block may have.</param>
    /// <param name="updateFraction">How much excess gas multiplies the base fee by e, above 0.</param>
    /// <returns>The parameters.</returns>
    public static BlobParameters Create(EvmcRevision revision, int maxPerBlock, ulong updateFraction) =>
        new(maxPerBlock, revision >= EvmcRevision.Osaka ? Math.Min(MaxPerTransactionFromOsaka, maxPerBlock) : maxPerBlock, updateFraction);

    /// <summary>Base fee of a unit of blob gas: e^(excess / update fraction) by the Taylor series of EIP-4844, at least 1.</summary>
    /// <param name="excessGas">Excess blob gas of the block.</param>
    /// <returns>The fee in wei, 2^256 - 1 when it is larger; 0 before Cancun.</returns>
    public U256 BaseFee(ulong excessGas)
    {
        if (UpdateFraction == 0)
        {
            return U256.Zero;
        }

        if (excessGas / UpdateFraction >= LargestExponent)
        {
            return U256.MaxValue;
        }

        // In 512 bits: sum and terms stay below e^178 * fraction.
        System.Numerics.BigInteger sum = 0;
        System.Numerics.BigInteger term = UpdateFraction;
        for (var i = 1; !term.IsZero; i++)
        {
            sum += term;
            term = term * excessGas / (UpdateFraction * (System.Numerics.BigInteger)i);
        }

        sum /= UpdateFraction;
        Span<byte> bytes = stackalloc byte[EvmcBytes32.Size];
        return sum.TryWriteBytes(bytes, out var written, isUnsigned: true, isBigEndian: true)
            ? U256.ReadBigEndian(bytes[..written])
            : U256.MaxValue;
    }
}
