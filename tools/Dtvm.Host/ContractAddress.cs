// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host;

/// <summary>Addresses of new contracts.</summary>
public static class ContractAddress
{
    /// <summary>Address for CREATE: the hash of RLP([sender, nonce]) (Yellow Paper, section 7).</summary>
    /// <param name="sender">The creating account.</param>
    /// <param name="nonce">Its nonce before the creation.</param>
    /// <returns>The address.</returns>
    public static Address ForCreate(in Address sender, ulong nonce)
    {
        // 0xc0 + length, 0x94 (a string of 20 bytes), the address, the nonce as the shortest string.
        Span<byte> encoded = stackalloc byte[31];
        encoded[1] = 0x80 + EvmcAddress.Size;
        sender.AsSpan().CopyTo(encoded[2..]);
        var length = 2 + EvmcAddress.Size;
        if (nonce == 0)
        {
            encoded[length++] = 0x80;
        }
        else if (nonce < 0x80)
        {
            encoded[length++] = (byte)nonce;
        }
        else
        {
            var size = 8 - (System.Numerics.BitOperations.LeadingZeroCount(nonce) / 8);
            encoded[length++] = (byte)(0x80 + size);
            for (var i = size - 1; i >= 0; i--)
            {
                encoded[length++] = (byte)(nonce >> (8 * i));
            }
        }

        encoded[0] = (byte)(0xC0 + length - 1);
        return HashTail(encoded[..length]);
    }

    /// <summary>Address for CREATE2: the hash of 0xff, sender, salt and the hash of the init code (EIP-1014).</summary>
    /// <param name="sender">The creating account.</param>
    /// <param name="salt">The salt.</param>
    /// <param name="initCode">The init code.</param>
    /// <returns>The address.</returns>
    public static Address ForCreate2(in Address sender, in Bytes32 salt, ReadOnlySpan<byte> initCode)
    {
        Span<byte> preimage = stackalloc byte[1 + EvmcAddress.Size + (2 * EvmcBytes32.Size)];
        preimage[0] = 0xFF;
        sender.AsSpan().CopyTo(preimage[1..]);
        salt.AsSpan().CopyTo(preimage[21..]);
        Keccak256.Hash(initCode, preimage[53..]);
        return HashTail(preimage);
    }

    private static Address HashTail(ReadOnlySpan<byte> preimage)
    {
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(preimage, hash);
        return new Address(hash[12..]);
    }
}
