// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>Encodings of points of BN254 (EIP-196, EIP-197).</summary>
internal static class Bn254
{
    /// <summary>Bytes of an encoded point of G1.</summary>
    public const int G1Size = 64;

    /// <summary>Bytes of an encoded point of G2.</summary>
    public const int G2Size = 128;

    /// <summary>Reads a point of G1: x, y; (0, 0) is the point at infinity.</summary>
    /// <returns>False when a coordinate is not below the prime or the point is not on the curve.</returns>
    public static bool TryReadG1(ReadOnlySpan<byte> input, out G1 point)
    {
        point = G1.Infinity;
        if (!TryReadField(input[..32], out var x) || !TryReadField(input[32..64], out var y))
        {
            return false;
        }

        if (x.IsZero && y.IsZero)
        {
            return true;
        }

        point = G1.FromAffine(x, y);
        return G1.Contains(x, y);
    }

    /// <summary>Writes a point of G1.</summary>
    public static void WriteG1(in G1 point, Span<byte> output)
    {
        output[..G1Size].Clear();
        if (point.IsInfinity)
        {
            return;
        }

        (var x, var y) = point.ToAffine();
        x.ToNumber().WriteBigEndian(output[..32]);
        y.ToNumber().WriteBigEndian(output[32..64]);
    }

    /// <summary>Reads a point of G2: imaginary and real part of x, then of y; all zeros is the point at infinity.</summary>
    /// <returns>False when a coordinate is not below the prime, the point is not on the twist or not in the subgroup.</returns>
    public static bool TryReadG2(ReadOnlySpan<byte> input, out Bn254TwistPoint point)
    {
        point = default;
        if (!TryReadField(input[..32], out var x1) || !TryReadField(input[32..64], out var x0)
            || !TryReadField(input[64..96], out var y1) || !TryReadField(input[96..128], out var y0))
        {
            return false;
        }

        var x = new Fp2(x0, x1);
        var y = new Fp2(y0, y1);
        if (x.IsZero && y.IsZero)
        {
            return true;
        }

        point = Bn254TwistPoint.FromAffine(x, y);
        return Bn254TwistPoint.IsOnCurve(x, y) && point.IsInSubgroup();
    }

    private static bool TryReadField(ReadOnlySpan<byte> input, out Fp value)
    {
        var number = U256.ReadBigEndian(input);
        value = default;
        if (number >= Fp.Modulus)
        {
            return false;
        }

        value = Fp.FromNumber(number);
        return true;
    }
}
