// SPDX-License-Identifier: Apache-2.0

using Dtvm.Runtime;
using NBitcoin.Secp256k1;

namespace Dtvm.Host.Cryptography;

/// <summary>Addresses of keys on secp256k1: the low 20 bytes of the hash of the public key (Yellow Paper, appendix F).</summary>
public static class Secp256k1
{
    private const int EncodedSize = 65;

    /// <summary>The address that signed a hash (ECDSA public key recovery, SEC 1, 4.1.6).</summary>
    /// <param name="hash">The signed hash, 32 bytes.</param>
    /// <param name="signature">r and s, 32 bytes each. Values of s above half the order are accepted, as the precompiled contract
    /// does.</param>
    /// <param name="yIsOdd">Whether the y coordinate of the point that gave r is odd.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when no key has this signature.</returns>
    public static bool TryRecover(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> signature, bool yIsOdd, out Address address)
    {
        address = default;
        if (!SecpRecoverableECDSASignature.TryCreateFromCompact(signature, yIsOdd ? 1 : 0, out var recoverable)
            || !ECPubKey.TryRecover(Context.Instance, recoverable, hash, out var key))
        {
            return false;
        }

        address = AddressOf(key);
        return true;
    }

    /// <summary>Signs a hash, with the nonce that RFC 6979 makes of it.</summary>
    /// <param name="hash">The hash, 32 bytes.</param>
    /// <param name="secretKey">The key, 32 bytes, big-endian.</param>
    /// <param name="signature">r and s, 32 bytes each; s is at most half the order.</param>
    /// <returns>Whether the y coordinate of the point that gave r is odd.</returns>
    /// <exception cref="ArgumentException">It is no secret key.</exception>
    public static bool Sign(ReadOnlySpan<byte> hash, ReadOnlySpan<byte> secretKey, Span<byte> signature)
    {
        if (!ECPrivKey.TryCreate(secretKey, Context.Instance, out var key))
        {
            throw new ArgumentException("no key of secp256k1", nameof(secretKey));
        }

        using (key)
        {
            if (!key.TrySignRecoverable(hash, out var signed) || signed is null)
            {
                throw new ArgumentException("nothing can be signed with it", nameof(secretKey));
            }

            signed.WriteToSpanCompact(signature, out var recovery);
            return (recovery & 1) != 0;
        }
    }

    /// <summary>The address of a secret key.</summary>
    /// <param name="secretKey">The key, 32 bytes, big-endian.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the key is 0 or not below the order of the curve.</returns>
    public static bool TryGetAddress(ReadOnlySpan<byte> secretKey, out Address address)
    {
        address = default;
        if (!ECPrivKey.TryCreate(secretKey, Context.Instance, out var key))
        {
            return false;
        }

        using (key)
        {
            address = AddressOf(key.CreatePubKey());
        }

        return true;
    }

    private static Address AddressOf(ECPubKey key)
    {
        Span<byte> encoded = stackalloc byte[EncodedSize];
        key.WriteToSpan(compressed: false, encoded, out _);
        Span<byte> digest = stackalloc byte[32];
        Keccak256.Hash(encoded[1..], digest);
        return new Address(digest[12..]);
    }
}
