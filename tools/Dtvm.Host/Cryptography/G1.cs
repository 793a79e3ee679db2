// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>A point of BN254, y^2 = x^3 + 3 over <see cref="Fp"/> (EIP-196), in Jacobian coordinates: x = X/Z^2,
/// y = Y/Z^3; Z = 0 is the point at infinity.</summary>
/// <remarks>Formulas: Explicit-Formulas Database, dbl-2009-l, add-2007-bl.</remarks>
internal readonly struct G1
{
    private const int WindowBits = 5;

    private readonly Fp _x;
    private readonly Fp _y;
    private readonly Fp _z;

    private G1(in Fp x, in Fp y, in Fp z)
    {
        _x = x;
        _y = y;
        _z = z;
    }

    public static G1 Infinity => default;

    public bool IsInfinity => _z.IsZero;

    public static G1 FromAffine(in Fp x, in Fp y) =>
        new(x, y, Fp.One);

    /// <summary>Whether affine coordinates are on the curve.</summary>
    public static bool Contains(in Fp x, in Fp y) => y.Square().Equals((x.Square() * x) + Fp.FromNumber(3));

    /// <summary>Affine coordinates of a point that is not at infinity.</summary>
    public (Fp X, Fp Y) ToAffine()
    {
        var inverse = _z.Inverse();
        var square = inverse.Square();
        return (_x * square, _y * square * inverse);
    }

    public G1 Negate() => new(_x, -_y, _z);

    public G1 Double()
    {
        if (_y.IsZero)
        {
            return Infinity;
        }

        var ySquared = _y.Square();
        var square = _x.Square();
        var slope = square.Double() + square;
        var fourXy = (_x * ySquared).Double().Double();
        var x = slope.Square() - fourXy.Double();
        var eightYy = ySquared.Square().Double().Double().Double();
        var y = (slope * (fourXy - x)) - eightYy;
        return new G1(x, y, (_y * _z).Double());
    }

    public G1 Add(in G1 other)
    {
        if (IsInfinity)
        {
            return other;
        }

        if (other.IsInfinity)
        {
            return this;
        }

        var z1Squared = _z.Square();
        var z2Squared = other._z.Square();
        var u1 = _x * z2Squared;
        var u2 = other._x * z1Squared;
        var s1 = _y * other._z * z2Squared;
        var s2 = other._y * _z * z1Squared;
        var h = u2 - u1;
        var r = s2 - s1;
        if (h.IsZero)
        {
            return r.IsZero ? Double() : Infinity;
        }

        var hSquared = h.Square();
        var hCubed = hSquared * h;
        var v = u1 * hSquared;
        var x = r.Square() - hCubed - v.Double();
        var y = (r * (v - x)) - (s1 * hCubed);
        return new G1(x, y, _z * other._z * h);
    }

    /// <summary>This point times a scalar below 2^256, by its width-5 non-adjacent form.</summary>
    public G1 Multiply(in U256 scalar)
    {
        Span<sbyte> digits = stackalloc sbyte[257];
        Span<G1> multiples = stackalloc G1[1 << (WindowBits - 2)];
        OddMultiples(this, multiples);
        var sum = Infinity;
        for (var i = NonAdjacentForm(scalar, digits) - 1; i >= 0; i--)
        {
            sum = AddDigit(sum.Double(), digits[i], multiples);
        }

        return sum;
    }

    private static G1 AddDigit(
        in G1 sum, sbyte digit, ReadOnlySpan<G1> oddMultiples)
    {
        if (digit == 0)
        {
            return sum;
        }

        return digit > 0 ? sum.Add(oddMultiples[digit >> 1]) : sum.Add(oddMultiples[-digit >> 1].Negate());
    }

    private static void OddMultiples(in G1 point, Span<G1> multiples)
    {
        var twice = point.Double();
        multiples[0] = point;
        for (var i = 1; i < multiples.Length; i++)
        {
            multiples[i] = multiples[i - 1].Add(twice);
        }
    }

    /// <summary>Signed odd digits below 2^(w-1) with at least w - 1 zeros between them.</summary>
    /// <returns>The number of digits.</returns>
    private static int NonAdjacentForm(in U256 scalar, Span<sbyte> digits)
    {
        digits.Clear();
        var carry = 0;
        var length = 0;
        for (var i = 0; i < 256 + 1;)
        {
            var bit = BitsAt(scalar, i, 1);
            if (bit == carry)
            {
                i++;
                continue;
            }

            var window = BitsAt(scalar, i, WindowBits) + carry;
            carry = window >> (WindowBits - 1);
            digits[i] = (sbyte)(window - (carry << WindowBits));
            length = i + 1;
            i += WindowBits;
        }

        return length;
    }

    private static int BitsAt(in U256 value, int index, int count) =>
        index >= 256 ? 0 : (int)((value >> index).Low64 & ((1UL << count) - 1));
}
