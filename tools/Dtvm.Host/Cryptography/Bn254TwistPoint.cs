// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>The value of a line at a point P of G1, before P's coordinates are multiplied in: y coefficient, x coefficient,
/// constant.</summary>
internal readonly record struct LineCoefficients(Fp2 OfY, Fp2 OfX, Fp2 Constant);

/// <summary>A point of the sextic twist y^2 = x^3 + 3 / (9 + i) in homogeneous coordinates; Z = 0 stands for the point at
/// infinity.</summary>
/// <remarks>Formulas with lines: Aranha, Barreto, Longa, Ricardini, "The Realm of the Pairings" (2013), section 4.</remarks>
internal readonly struct Bn254TwistPoint
{
    /// <summary>The parameter u of the curve.</summary>
    public const ulong CurveParameter = 4965661367192848881;

    private static readonly Fp2 TwistB = new Fp2(Fp.FromNumber(3), Fp.Zero) * Fp2.NonResidue.Inverse();
    private static readonly Fp Half = Fp.FromNumber(2).Inverse();

    private readonly Fp2 _x;
    private readonly Fp2 _y;
    private readonly Fp2 _z;

    private Bn254TwistPoint(in Fp2 x, in Fp2 y, in Fp2 z)
    {
        _x = x;
        _y = y;
        _z = z;
    }

    /// <summary>X of a point made from affine coordinates.</summary>
    public Fp2 X => _x;

    /// <summary>Y of a point made from affine coordinates.</summary>
    public Fp2 Y => _y;

    public bool IsInfinity => _z.IsZero;

    public static Bn254TwistPoint FromAffine(in Fp2 x, in Fp2 y) => new(x, y, Fp2.One);

    public static bool IsOnCurve(in Fp2 x, in Fp2 y) => y.Square().Equals((x.Square() * x) + TwistB);

    public Bn254TwistPoint Negate() => new(_x, -_y, _z);

    /// <summary>The untwisted Frobenius map of a point made from affine coordinates.</summary>
    public Bn254TwistPoint Frobenius() =>
        FromAffine(_x.Conjugate() * Fp12.FrobeniusFactor(2), _y.Conjugate() * Fp12.FrobeniusFactor(3));

    /// <summary>Whether the order divides the group order, for a point made from affine coordinates.</summary>
    /// <remarks>
    /// The Frobenius map F satisfies F^2 - t F + p = 0 with t = 6u^2 + 1; F(Q) = 6u^2 Q therefore means (p + 1 - t) Q = 0. The addition has
    /// no exceptional case for a point of the subgroup; for any other point such a case leaves Z = 0, which is refused.
    /// </remarks>
    public bool IsInSubgroup()
    {
        var scalar = U256.FromUInt64(CurveParameter) * CurveParameter * 6;
        var product = this;
        for (var bit = scalar.BitLength - 2; bit >= 0; bit--)
        {
            product = product.Double(out _);
            if (scalar.IsBitSet(bit))
            {
                product = product.Add(this, out _);
            }
        }

        var image = Frobenius();
        return !product.IsInfinity && (image._x * product._z).Equals(product._x) && (image._y * product._z).Equals(product._y);
    }

    /// <summary>Twice this point, and the tangent.</summary>
    public Bn254TwistPoint Double(out LineCoefficients line)
    {
        var a = (_x * _y).Scale(Half);
        var b = _y.Square();
        var c = _z.Square();
        var e = TwistB * c.Triple();
        var f = e.Triple();
        var g = (b + f).Scale(Half);
        var h = (_y + _z).Square() - b - c;
        line = new LineCoefficients(-h, _x.Square().Triple(), e - b);
        return new Bn254TwistPoint(a * (b - f), g.Square() - e.Square().Triple(), b * h);
    }

    /// <summary>The sum with a point made from affine coordinates, and the line through both.</summary>
    public Bn254TwistPoint Add(in Bn254TwistPoint other, out LineCoefficients line)
    {
        var theta = _y - (other._y * _z);
        var lambda = _x - (other._x * _z);
        var d = lambda.Square();
        var e = lambda * d;
        var g = _x * d;
        var h = e + (_z * theta.Square()) - g.Double();
        line = new LineCoefficients(lambda, -theta, (theta * other._x) - (lambda * other._y));
        return new Bn254TwistPoint(lambda * h, (theta * (g - h)) - (e * _y), _z * e);
    }
}
