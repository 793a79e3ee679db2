// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>0x04: copies its input.</summary>
public sealed class Identity() : Precompile(0x04, "IDENTITY", EvmcRevision.Frontier)
{
    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 15 + (3 * Words(input.Length));

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => input.Length;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        input.CopyTo(output);
        written = input.Length;
        return true;
    }
}
