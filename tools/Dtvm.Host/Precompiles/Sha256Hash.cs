// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>0x02: SHA-256 of its input.</summary>
public sealed class Sha256Hash() : Precompile(0x02, "SHA256", EvmcRevision.Frontier)
{
    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 60 + (12 * Words(input.Length));

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => SHA256.HashSizeInBytes;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        written = SHA256.HashData(input, output);
        return true;
    }
}
