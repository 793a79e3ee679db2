// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>Addresses of new contracts, which the VM must know where a creation is charged for by whether its address exists
/// (EIP-8037).</summary>
public static unsafe class CreatedAddress
{
    /// <summary>The address for CREATE: the hash of RLP([creator, nonce]) (Yellow Paper, section 7).</summary>
    /// <param name="creator">The creating account.</param>
    /// <param name="nonce">Its nonce before the creation.</param>
    public static EvmcAddress ForCreate(EvmcAddress* creator, ulong nonce)
    {
        const int Prefix = 2 + EvmcAddress.Size;
        var encoded = stackalloc byte[Prefix + 1 + sizeof(ulong)];
        var size = sizeof(ulong) - (BitOperations.LeadingZeroCount(nonce) / 8);
        var nonceSize = nonce < 0x80 ? 1 : 1 + size;
        encoded[0] = (byte)(0xC0 + Prefix - 1 + nonceSize);
        encoded[1] = 0x80 + EvmcAddress.Size;
        *(EvmcAddress*)(encoded + 2) = *creator;
        if (nonce < 0x80)
        {
            encoded[Prefix] = nonce == 0 ? (byte)0x80 : (byte)nonce;
        }
        else
        {
            encoded[Prefix] = (byte)(0x80 + size);
            Unsafe.WriteUnaligned(encoded + Prefix + 1, BinaryPrimitives.ReverseEndianness(nonce << (8 * (sizeof(ulong) - size))));
        }

        return LowerBytesOfHash(encoded, (nuint)(Prefix + nonceSize));
    }

    /// <summary>The address for CREATE2: the hash of 0xff, creator, salt and the hash of the init code (EIP-1014).</summary>
    /// <param name="creator">The creating account.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="initCode">The init code.</param>
    /// <param name="size">Its size in bytes.</param>
    public static EvmcAddress ForCreate2(EvmcAddress* creator, EvmcBytes32* salt, byte* initCode, nuint size)
    {
        const int SaltAt = 1 + EvmcAddress.Size;
        const int HashAt = SaltAt + EvmcBytes32.Size;
        var preimage = stackalloc byte[HashAt + EvmcBytes32.Size];
        preimage[0] = 0xFF;
        *(EvmcAddress*)(preimage + 1) = *creator;
        *(EvmcBytes32*)(preimage + SaltAt) = *salt;
        Keccak256.Hash(initCode, size, preimage + HashAt);
        return LowerBytesOfHash(preimage, HashAt + EvmcBytes32.Size);
    }

    private static EvmcAddress LowerBytesOfHash(byte* bytes, nuint size)
    {
        EvmcBytes32 hash;
        Keccak256.Hash(bytes, size, (byte*)&hash);
        return *(EvmcAddress*)((byte*)&hash + EvmcBytes32.Size - EvmcAddress.Size);
    }
}
