// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Org.BouncyCastle.Crypto.Digests;

namespace Dtvm.Host.Precompiles;

/// <summary>0x03: RIPEMD-160 of its input, in the low 20 bytes of a word (Dobbertin, Bosselaers, Preneel 1996).</summary>
public sealed class Ripemd160Hash() : Precompile(0x03, "RIPEMD160", EvmcRevision.Frontier)
{
    private const int HashSize = 20;

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 600 + (120 * Words(input.Length));

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => EvmcBytes32.Size;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        output[..(EvmcBytes32.Size - HashSize)].Clear();
        var digest = new RipeMD160Digest();
        digest.BlockUpdate(input);
        digest.DoFinal(output.Slice(EvmcBytes32.Size - HashSize, HashSize));
        written = EvmcBytes32.Size;
        return true;
    }
}
