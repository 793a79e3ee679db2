// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Cryptography;
using Dtvm.Numerics;

namespace Dtvm.Host.Precompiles;

/// <summary>0x01: the address that signed a hash (Yellow Paper, appendix E.1). Input: hash, v, r, s, a word each.</summary>
public sealed class EcRecover() : Precompile(0x01, "ECREC", EvmcRevision.Frontier)
{
    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 3000;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => EvmcBytes32.Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        Span<byte> padded = stackalloc byte[128];
        CopyPadded(input, 0, padded);
        var v = U256.ReadBigEndian(padded[32..64]);
        written = 0;
        if (v != 27 && v != 28)
        {
            return true;
        }

        if (!Secp256k1.TryRecover(padded[..32], padded[64..], v == 28, out var address))
        {
            return true;
        }

        output[..12].Clear();
        address.AsSpan().CopyTo(output[12..]);
        written = EvmcBytes32.Size;
        return true;
    }
}
