// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Cryptography;
using Dtvm.Numerics;

namespace Dtvm.Host.Precompiles;

/// <summary>0x07: a point of BN254 times a number (EIP-196; gas by EIP-1108 from Istanbul on).</summary>
public sealed class Bn254Multiply() : Precompile(0x07, "BN254_MUL", EvmcRevision.Byzantium)
{
    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => revision >= EvmcRevision.Istanbul ? 6000 : 40000;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => Bn254.G1Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        Span<byte> padded = stackalloc byte[Bn254.G1Size + EvmcBytes32.Size];
        CopyPadded(input, 0, padded);
        written = Bn254.G1Size;
        if (!Bn254.TryReadG1(padded, out var point))
        {
            return false;
        }

        Bn254.WriteG1(point.Multiply(U256.ReadBigEndian(padded[Bn254.G1Size..])), output);
        return true;
    }
}
