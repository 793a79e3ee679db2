// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Cryptography;

namespace Dtvm.Host.Precompiles;

/// <summary>0x08: whether a product of pairings on BN254 is 1 (EIP-197; gas by EIP-1108 from Istanbul on).</summary>
public sealed class Bn254Pairing() : Precompile(0x08, "BN254_PAIRING", EvmcRevision.Byzantium)
{
    private const int PairSize = Bn254.G1Size + Bn254.G2Size;

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision)
    {
        long pairs = input.Length / PairSize;
        return revision >= EvmcRevision.Istanbul ? 45000 + (34000 * pairs) : 100000 + (80000 * pairs);
    }

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => EvmcBytes32.Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        written = EvmcBytes32.Size;
        if (input.Length % PairSize != 0)
        {
            return false;
        }

        var product = Fp12.One;
        for (var offset = 0; offset < input.Length; offset += PairSize)
        {
            var pair = input.Slice(offset, PairSize);
            if (!Bn254.TryReadG1(pair, out var p) || !Bn254.TryReadG2(pair[Bn254.G1Size..], out var q))
            {
                return false;
            }

            if (!p.IsInfinity && !q.IsInfinity)
            {
                product *= OptimalAtePairing.MillerLoop(p, q);
            }
        }

        output[..EvmcBytes32.Size].Clear();
        output[31] = OptimalAtePairing.IsUnitAfterFinalExponentiation(product) ? (byte)1 : (byte)0;
        return true;
    }
}
