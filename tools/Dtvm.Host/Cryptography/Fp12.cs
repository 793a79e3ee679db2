// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>An element c0 + c1 w of the quadratic extension of <see cref="Fp6"/>, w^2 = v: where pairings take their values.</summary>
internal readonly struct Fp12(in Fp6 c0, in Fp6 c1)
{
    // (9 + i)^(k (p - 1) / 6): what the Frobenius map multiplies the coefficient of w^k by.
    private static readonly Fp2[] FrobeniusFactors = ComputeFrobeniusFactors();

    public Fp6 C0 { get; } = c0;

    public Fp6 C1 { get; } = c1;

    public static Fp12 One { get; } = new(new Fp6(Fp2.One, Fp2.Zero, Fp2.Zero), default);

    public bool IsOne =>
        C0.C0.Equals(Fp2.One) && C0.C1.IsZero && C0.C2.IsZero && C1.C0.IsZero && C1.C1.IsZero && C1.C2.IsZero;

    /// <summary>(9 + i)^(k (p - 1) / 6) for k of 0 to 5.</summary>
    public static Fp2 FrobeniusFactor(int k) => FrobeniusFactors[k];

    public static Fp12 operator *(in Fp12 a, in Fp12 b)
    {
        var low = a.C0 * b.C0;
        var high = a.C1 * b.C1;
        return new Fp12(low + high.TimesV(), ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high);
    }

    public Fp12 Square()
    {
        var product = C0 * C1;
        var even = ((C0 + C1) * (C0 + C1.TimesV())) - product - product.TimesV();
        return new Fp12(even, product + product);
    }

    /// <summary>This element times a + (b + c v) w, the shape of a line's value.</summary>
    public Fp12 TimesLine(in Fp2 a, in Fp2 b, in Fp2 c)
    {
        var low = C0.Scale(a);
        var high = C1.TimesSparse(b, c);
        var cross = (C0 + C1).TimesSparse(a + b, c);
        return new Fp12(low + high.TimesV(), cross - low - high);
    }

    /// <summary>The map x to x^(p^6); for an element of norm 1 this is the inverse.</summary>
    public Fp12 Conjugate() => new(C0, -C1);

    public Fp12 Inverse()
    {
        var norm = ((C0 * C0) - (C1 * C1).TimesV()).Inverse();
        return new Fp12(C0 * norm, -(C1 * norm));
    }

    /// <summary>The map x to x^p.</summary>
    public Fp12 Frobenius() => new(
        new Fp6(C0.C0.Conjugate(), C0.C1.Conjugate() * FrobeniusFactors[2], C0.C2.Conjugate() * FrobeniusFactors[4]),
        new Fp6(C1.C0.Conjugate() * FrobeniusFactors[1], C1.C1.Conjugate() * FrobeniusFactors[3], C1.C2.Conjugate() * FrobeniusFactors[5]));

    public Fp12 Power(ulong exponent)
    {
        var result = One;
        for (var bit = 63 - System.Numerics.BitOperations.LeadingZeroCount(exponent); bit >= 0; bit--)
        {
            result = result.Square();
            if (((exponent >> bit) & 1) != 0)
            {
                result *= this;
            }
        }

        return result;
    }

    private static Fp2[] ComputeFrobeniusFactors()
    {
        var sixth = U256.Divide(Fp.Modulus - 1, 6);
        var factor = Fp2.NonResidue.Power(sixth);
        var factors = new Fp2[6];
        factors[0] = Fp2.One;
        for (var k = 1; k < factors.Length; k++)
        {
            factors[k] = factors[k - 1] * factor;
        }

        return factors;
    }
}
