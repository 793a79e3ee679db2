using Dtvm.Numerics;
using Dtvm.Runtime;
using Coordinate = Dtvm.Host.Cryptography.FieldElement<Dtvm.Host.Cryptography.Secp256k1Prime>;
using Point = Dtvm.Host.Cryptography.CurvePoint<Dtvm.Host.Cryptography.Secp256k1Prime, Dtvm.Host.Cryptography.Secp256k1Curve>;
using Scalar = Dtvm.Host.Cryptography.FieldElement<Dtvm.Host.Cryptography.Secp256k1Order>;

namespace Dtvm.Host.Cryptography;

/// <summary>ECDSA public key recovery on secp256k1 (SEC 1, 4.1.6).</summary>
public static class Secp256k1
{
    /// <summary>The address that signed a hash.</summary>
    /// <param name="hash">The signed hash, as a number.</param>
    /// <param name="r">The signature's r.</param>
    /// <param name="s">The signature's s; values above half the order are accepted, as the precompiled contract does.</param>
    /// <param name="yIsOdd">Whether the y coordinate of the point that gave r is odd.</param>
    /// <param name="address">The address: the low 20 bytes of the hash of the public key.</param>
    /// <returns>False when no key has this signature.</returns>
    public static bool TryRecover(in U256 hash, in U256 r, in U256 s, bool yIsOdd, out Address address)
    {
        address = default;
        if (r.IsZero || s.IsZero || r >= Scalar.Modulus || s >= Scalar.Modulus)
        {
            return false;
        }

        // r as an x coordinate: values of r + n, possible for one key in 2^127, are not tried (Yellow Paper, appendix F).
        var x = Coordinate.FromNumber(r);
        if (!Point.RightSide(x).TrySquareRoot(out var y))
        {
            return false;
        }

        if (((y.ToNumber().Low64 & 1) != 0) != yIsOdd)
        {
            y = -y;
        }

        var inverse = Scalar.FromNumber(r).Inverse();
        var u1 = (-(Scalar.FromReduced(hash) * inverse)).ToNumber();
        var u2 = (Scalar.FromNumber(s) * inverse).ToNumber();
        var key = Point.MultiplyAdd(u1, Point.Generator, u2, Point.FromAffine(x, y));
        if (key.IsInfinity)
        {
            return false;
        }

        (var keyX, var keyY) = key.ToAffine();
        Span<byte> encoded = stackalloc byte[64];
        keyX.ToNumber().WriteBigEndian(encoded[..32]);
        keyY.ToNumber().WriteBigEndian(encoded[32..]);
        Span<byte> digest = stackalloc byte[32];
        Keccak256.Hash(encoded, digest);
        address = new Address(digest[12..]);
        return true;
    }
}
