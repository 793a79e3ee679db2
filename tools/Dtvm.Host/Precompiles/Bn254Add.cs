// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Cryptography;

namespace Dtvm.Host.Precompiles;

/// <summary>0x06: sum of two points of BN254 (EIP-196; gas by EIP-1108 from Istanbul on).</summary>
public sealed class Bn254Add() : Precompile(0x06, "BN254_ADD", EvmcRevision.Byzantium)
{
    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => revision >= EvmcRevision.Istanbul ? 150 : 500;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => Bn254.G1Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        Span<byte> padded = stackalloc byte[2 * Bn254.G1Size];
        CopyPadded(input, 0, padded);
        written = Bn254.G1Size;
        if (!Bn254.TryReadG1(padded, out var left) || !Bn254.TryReadG1(padded[Bn254.G1Size..], out var right))
        {
            return false;
        }

        Bn254.WriteG1(left.Add(right), output);
        return true;
    }
}
