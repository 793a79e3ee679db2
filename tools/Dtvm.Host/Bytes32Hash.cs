// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <summary>Keccak-256 as a word.</summary>
internal static class Bytes32Hash
{
    /// <summary>The hash of some bytes.</summary>
    public static Bytes32 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(bytes, hash);
        return new Bytes32(hash);
    }
}
