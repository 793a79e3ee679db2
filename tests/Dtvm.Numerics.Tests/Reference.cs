// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Numerics.Tests;

/// <summary>The operations on unbounded integers: what <see cref="U256"/> is compared with.</summary>
internal static class Reference
{
    public static readonly BigInteger Modulus = BigInteger.One << 256;

    public static BigInteger Number(U256 value) =>
        value.U0 + ((BigInteger)value.U1 << 64) + ((BigInteger)value.U2 << 128) + ((BigInteger)value.U3 << 192);

    public static BigInteger Signed(U256 value)
    {
        var number = Number(value);
        return number >> 255 == 0 ? number : number - Modulus;
    }

    /// <summary>The value modulo 2^256.</summary>
    public static U256 Word(BigInteger value)
    {
        var number = ((value % Modulus) + Modulus) % Modulus;
        var mask = (BigInteger)ulong.MaxValue;
        return new U256((ulong)(number & mask), (ulong)((number >> 64) & mask), (ulong)((number >> 128) & mask), (ulong)(number >> 192));
    }
}
