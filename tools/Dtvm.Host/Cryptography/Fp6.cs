// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Cryptography;

/// <summary>An element c0 + c1 v + c2 v^2 of the cubic extension of <see cref="Fp2"/>, v^3 = 9 + i.</summary>
internal readonly struct Fp6(in Fp2 c0, in Fp2 c1, in Fp2 c2)
{
    public Fp2 C0 { get; } = c0;

    public Fp2 C1 { get; } = c1;

    public Fp2 C2 { get; } = c2;

    public static Fp6 operator +(in Fp6 a, in Fp6 b) => new(a.C0 + b.C0, a.C1 + b.C1, a.C2 + b.C2);

    public static Fp6 operator -(in Fp6 a, in Fp6 b) => new(a.C0 - b.C0, a.C1 - b.C1, a.C2 - b.C2);

    public static Fp6 operator -(in Fp6 a) => new(-a.C0, -a.C1, -a.C2);

    /// <summary>Karatsuba's product with six multiplications.</summary>
    public static Fp6 operator *(in Fp6 a, in Fp6 b)
    {
        var p0 = a.C0 * b.C0;
        var p1 = a.C1 * b.C1;
        var p2 = a.C2 * b.C2;
        var c0 = p0 + (((a.C1 + a.C2) * (b.C1 + b.C2)) - p1 - p2).TimesNonResidue();
        var c1 = ((a.C0 + a.C1) * (b.C0 + b.C1)) - p0 - p1 + p2.TimesNonResidue();
        var c2 = ((a.C0 + a.C2) * (b.C0 + b.C2)) - p0 - p2 + p1;
        return new Fp6(c0, c1, c2);
    }

    public Fp6 Scale(in Fp2 factor) => new(C0 * factor, C1 * factor, C2 * factor);

    /// <summary>This element times b0 + b1 v.</summary>
    public Fp6 TimesSparse(in Fp2 b0, in Fp2 b1) => new(
        (C0 * b0) + (C2 * b1).TimesNonResidue(),
        (C0 * b1) + (C1 * b0),
        (C1 * b1) + (C2 * b0));

    /// <summary>This element times v.</summary>
    public Fp6 TimesV() => new(C2.TimesNonResidue(), C0, C1);

    public Fp6 Inverse()
    {
        var t0 = C0.Square() - (C1 * C2).TimesNonResidue();
        var t1 = C2.Square().TimesNonResidue() - (C0 * C1);
        var t2 = C1.Square() - (C0 * C2);
        var norm = ((C0 * t0) + ((C2 * t1) + (C1 * t2)).TimesNonResidue()).Inverse();
        return new Fp6(t0 * norm, t1 * norm, t2 * norm);
    }
}
