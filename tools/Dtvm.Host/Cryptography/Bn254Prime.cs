// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>The prime of the base field of BN254, there called alt_bn128 (EIP-196), with the Montgomery constants for R = 2^256; limbs
/// are least significant first.</summary>
internal static class Bn254Prime
{
    public static ulong P0 => 0x3C208C16D87CFD47;

    public static ulong P1 => 0x97816A916871CA8D;

    public static ulong P2 => 0xB85045B68181585D;

    public static ulong P3 => 0x30644E72E131A029;

    /// <summary>Minus the inverse of the prime modulo 2^64.</summary>
    public static ulong NegativeInverse => 0x87D20782E4866389;

    /// <summary>R squared modulo the prime.</summary>
    public static U256 RSquared => new(0xF32CFC5B538AFA89, 0xB5E71911D44501FB, 0x47AB1EFF0A417FF6, 0x06D89F71CAB8351F);
}
