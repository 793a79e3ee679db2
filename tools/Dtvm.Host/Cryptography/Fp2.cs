// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>An element c0 + c1 i of the quadratic extension of BN254's base field, i^2 = -1 (EIP-197).</summary>
internal readonly struct Fp2(in Fp c0, in Fp c1) : IEquatable<Fp2>
{
    public Fp C0 { get; } = c0;

    public Fp C1 { get; } = c1;

    public static Fp2 Zero => default;

    public static Fp2 One { get; } = new(Fp.One, Fp.Zero);

    /// <summary>9 + i, the non-residue that the tower above is built with.</summary>
    public static Fp2 NonResidue { get; } = new(Fp.FromNumber(9), Fp.One);

    public bool IsZero => C0.IsZero && C1.IsZero;

    public static Fp2 operator +(in Fp2 a, in Fp2 b) => new(a.C0 + b.C0, a.C1 + b.C1);

    public static Fp2 operator -(in Fp2 a, in Fp2 b) => new(a.C0 - b.C0, a.C1 - b.C1);

    public static Fp2 operator -(in Fp2 a) => new(-a.C0, -a.C1);

    public static Fp2 operator *(in Fp2 a, in Fp2 b)
    {
        var low = a.C0 * b.C0;
        var high = a.C1 * b.C1;
        return new Fp2(low - high, ((a.C0 + a.C1) * (b.C0 + b.C1)) - low - high);
    }

    public Fp2 Scale(in Fp factor) => new(C0 * factor, C1 * factor);

    public Fp2 Square() => new((C0 + C1) * (C0 - C1), (C0 * C1).Double());

    public Fp2 Double() => new(C0.Double(), C1.Double());

    public Fp2 Triple() => Double() + this;

    public Fp2 Conjugate() => new(C0, -C1);

    public Fp2 Inverse()
    {
        var norm = (C0.Square() + C1.Square()).Inverse();
        return new Fp2(C0 * norm, -(C1 * norm));
    }

    /// <summary>This element times 9 + i.</summary>
    public Fp2 TimesNonResidue()
    {
        var nineC0 = C0.Double().Double().Double() + C0;
        var nineC1 = C1.Double().Double().Double() + C1;
        return new Fp2(nineC0 - C1, nineC1 + C0);
    }

    public Fp2 Power(in U256 exponent)
    {
        var result = One;
        for (var bit = exponent.BitLength - 1; bit >= 0; bit--)
        {
            result = result.Square();
            if (exponent.IsBitSet(bit))
            {
                result *= this;
            }
        }

        return result;
    }

    public bool Equals(Fp2 other) => C0.Equals(other.C0) && C1.Equals(other.C1);

    public override bool Equals(object? obj) => obj is Fp2 other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(C0, C1);
}
