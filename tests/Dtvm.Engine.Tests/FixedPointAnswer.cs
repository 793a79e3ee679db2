// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>exp, ln and sqrt with 18 decimals, from numbers with 200 bits behind the point.</summary>
internal static class FixedPointAnswer
{
    private const int Bits = 200;

    /// <summary>By how many units of the last decimal exp and ln of the contract may be off.</summary>
    private const int Tolerance = 2;

    private static readonly BigInteger One = BigInteger.Pow(10, 18);

    /// <summary>Compares the sums that the contract <c>FixedPoint</c> gives.</summary>
    public static void Check(CallArguments call, CallArguments output)
    {
        var count = (int)call.Number(2);
        BigInteger exps = 0;
        BigInteger logarithms = 0;
        BigInteger roots = 0;
        for (var i = 0; i < count; i++)
        {
            var x = call.Signed(0) + (i * call.Signed(1));
            var y = One + (x * x / One);
            exps += Exp((x << Bits) / One);
            logarithms += Ln((y << Bits) / One);
            roots += Root(y * One);
        }

        AssertNear(exps, output.Signed(0), count);
        AssertNear(logarithms, output.Signed(1), count);
        Assert.Equal(roots, output.Signed(2));
    }

    private static void AssertNear(BigInteger exact, BigInteger actual, int count)
    {
        var difference = BigInteger.Abs(((exact * One) >> Bits) - actual);
        Assert.True(difference <= Tolerance * count, $"{actual} is off by {difference}");
    }

    /// <summary>(e^(x / 2^10))^(2^10), the inner one as a power series.</summary>
    private static BigInteger Exp(BigInteger x)
    {
        const int Halvings = 10;
        var sum = BigInteger.One << Bits;
        var term = sum;
        for (var i = 1; term != 0 && term != -1; i++)
        {
            term = ((term * x) >> (Bits + Halvings)) / i;
            sum += term;
        }

        for (var i = 0; i < Halvings; i++)
        {
            sum = (sum * sum) >> Bits;
        }

        return sum;
    }

    /// <summary>Halley's method, from a double: each step gives three times as many digits.</summary>
    private static BigInteger Ln(BigInteger y)
    {
        var z = (BigInteger)((BigInteger.Log(y) - (Bits * Math.Log(2))) * (1L << 40)) << (Bits - 40);
        for (var i = 0; i < 3; i++)
        {
            var power = Exp(z);
            z += ((y - power) << (Bits + 1)) / (y + power);
        }

        return z;
    }

    /// <summary>The greatest integer whose square is not above a number, bit by bit.</summary>
    private static BigInteger Root(BigInteger square)
    {
        BigInteger root = 0;
        for (var bit = (int)(square.GetBitLength() / 2); bit >= 0; bit--)
        {
            var next = root + (BigInteger.One << bit);
            root = next * next <= square ? next : root;
        }

        return root;
    }
}
