// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>Multiples of the generator of secp256k1, in affine coordinates.</summary>
internal static class CurveAnswer
{
    private static readonly BigInteger P = (BigInteger.One << 256) - (BigInteger.One << 32) - 977;
    private static readonly BigInteger X = Hex("79be667ef9dcbbac55a06295ce870b07029bfcdb2dce28d959f2815b16f81798");
    private static readonly BigInteger Y = Hex("483ada7726a3c4655da4fbfc0e1108a8fd17b448a68554199c47d08ffb10d4b8");

    /// <summary>The generator times scalar^rounds.</summary>
    public static byte[] Multiply(BigInteger scalar, int rounds)
    {
        var point = (X, Y);
        for (var i = 0; i < rounds; i++)
        {
            // From the lowest bit up, where the contract goes from the highest one down.
            (BigInteger, BigInteger)? sum = null;
            for (var rest = scalar; rest != 0; rest >>= 1)
            {
                sum = rest.IsEven ? sum : sum is { } other ? Add(other, point) : point;
                point = Add(point, point);
            }

            point = sum!.Value;
        }

        return [.. CallArguments.Word(point.X), .. CallArguments.Word(point.Y)];
    }

    private static (BigInteger X, BigInteger Y) Add((BigInteger X, BigInteger Y) a, (BigInteger X, BigInteger Y) b)
    {
        var slope = a == b ? 3 * a.X * a.X * Inverse(2 * a.Y) : (b.Y - a.Y) * Inverse(b.X - a.X);
        var x = Reduce((slope * slope) - a.X - b.X);
        return (x, Reduce((slope * (a.X - x)) - a.Y));
    }

    private static BigInteger Inverse(BigInteger value) => BigInteger.ModPow(Reduce(value), P - 2, P);

    private static BigInteger Reduce(BigInteger value) => ((value % P) + P) % P;

    private static BigInteger Hex(string digits) => BigInteger.Parse($"0{digits}", NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
