using Dtvm.Numerics;
using Dtvm.Runtime;
using Point = Dtvm.Host.Cryptography.CurvePoint<Dtvm.Host.Cryptography.Secp256k1Prime, Dtvm.Host.Cryptography.Secp256k1Curve>;
using Scalar = Dtvm.Host.Cryptography.FieldElement<Dtvm.Host.Cryptography.Secp256k1Order>;

namespace Dtvm.Host.StateTests;

/// <summary>Secret keys of secp256k1, which fixtures give instead of a sender.</summary>
internal static class SecretKey
{
    /// <summary>The address of a key: the low 20 bytes of the hash of its public key (Yellow Paper, appendix F).</summary>
    /// <param name="key">The secret key.</param>
    /// <param name="address">The address.</param>
    /// <returns>False when the key is 0 or not below the order of the curve.</returns>
    public static bool TryGetAddress(in U256 key, out Address address)
    {
        address = default;
        if (key.IsZero || key >= Scalar.Modulus)
        {
            return false;
        }

        (var x, var y) = Point.Generator.Multiply(key).ToAffine();
        Span<byte> encoded = stackalloc byte[2 * Bytes32.ByteCount];
        x.ToNumber().WriteBigEndian(encoded[..Bytes32.ByteCount]);
        y.ToNumber().WriteBigEndian(encoded[Bytes32.ByteCount..]);
        Span<byte> hash = stackalloc byte[Bytes32.ByteCount];
        Keccak256.Hash(encoded, hash);
        address = new Address(hash[12..]);
        return true;
    }
}
