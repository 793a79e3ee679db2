// SPDX-License-Identifier: Apache-2.0


namespace Dtvm.Host.Cryptography;

/// <summary>The optimal ate pairing on BN254 (Vercauteren 2010).</summary>
internal static class OptimalAtePairing
{
    // Signed binary digits of 6u + 2 after the leading one, most significant first.
    private static ReadOnlySpan<sbyte> LoopDigits =>
    [
        0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 0, -1, 0, 1, 0, -1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, 0, -1, 0, 1, 0,
        0, -1, 0, 0, 0, 0, -1, 0, 1, 0, 0, 0, -1, 0, -1, 0, 0, 1, 0, 0, 0, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 0,
    ];

    /// <summary>The Miller loop's value of a pair; neither point is at infinity.</summary>
    public static Fp12 MillerLoop(in G1 p, in Bn254TwistPoint q)
    {
        (var x, var y) = p.ToAffine();
        var negated = q.Negate();
        var point = q;
        var value = Fp12.One;
        LineCoefficients line;
        foreach (var digit in LoopDigits)
        {
            point = point.Double(out line);
            value = Evaluate(value.Square(), line, x, y);
            if (digit == 0)
            {
                continue;
            }

            point = point.Add(digit > 0 ? q : negated, out line);
            value = Evaluate(value, line, x, y);
        }

        var first = q.Frobenius();
        var second = first.Frobenius().Negate();
        point = point.Add(first, out line);
        value = Evaluate(value, line, x, y);
        _ = point.Add(second, out line);
        return Evaluate(value, line, x, y);
    }

    /// <summary>Whether the final exponentiation of a product of Miller values gives 1.</summary>
    /// <remarks>Hard part: Fuentes-Castaneda, Knapp, Rodriguez-Henriquez, "Faster hashing to G2" (2011), section 5: a fixed power prime to
    /// the order.</remarks>
    public static bool IsUnitAfterFinalExponentiation(in Fp12 product)
    {
        // Easy part: to the power (p^6 - 1)(p^2 + 1); then the inverse is the conjugate.
        var f = product.Conjugate() * product.Inverse();
        f = f.Frobenius().Frobenius() * f;

        var y0 = PowerOfMinusU(f);
        var y1 = y0.Square();
        var y3 = y1.Square() * y1;
        var y4 = PowerOfMinusU(y3);
        var y6 = PowerOfMinusU(y4.Square());
        var y8 = y6.Conjugate() * y4 * y3.Conjugate();
        var y9 = y8 * y1;
        var y11 = y8 * y4 * f;
        var y13 = y9.Frobenius() * y11;
        var y14 = y8.Frobenius().Frobenius() * y13;
        var y15 = (f.Conjugate() * y9).Frobenius().Frobenius().Frobenius();
        return (y15 * y14).IsOne;
    }

    private static Fp12 Evaluate(in Fp12 value, in LineCoefficients line, in Fp x, in Fp y) =>
        value.TimesLine(line.OfY.Scale(y), line.OfX.Scale(x), line.Constant);

    private static Fp12 PowerOfMinusU(in Fp12 value) => value.Power(Bn254TwistPoint.CurveParameter).Conjugate();
}
