using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>A curve y^2 = x^3 + a x + b of prime order over a prime field.</summary>
/// <typeparam name="TModulus">The field's prime.</typeparam>
internal interface ICurve<TModulus>
    where TModulus : struct, IPrimeModulus
{
    /// <summary>Whether a is -3; otherwise it is 0.</summary>
    static abstract bool HasMinusThree { get; }

    /// <summary>The coefficient b.</summary>
    static abstract U256 B { get; }

    /// <summary>The generator's coordinates.</summary>
    static abstract (U256 X, U256 Y) Generator { get; }
}

/// <summary>secp256k1 (SEC 2, 2.4.1).</summary>
internal readonly struct Secp256k1Curve : ICurve<Secp256k1Prime>
{
    public static bool HasMinusThree => false;

    public static U256 B => 7;

    public static (U256 X, U256 Y) Generator => (
        new U256(0x59F2815B16F81798, 0x029BFCDB2DCE28D9, 0x55A06295CE870B07, 0x79BE667EF9DCBBAC),
        new U256(0x9C47D08FFB10D4B8, 0xFD17B448A6855419, 0x5DA4FBFC0E1108A8, 0x483ADA7726A3C465));
}

/// <summary>P-256, also secp256r1 (SP 800-186).</summary>
internal readonly struct P256Curve : ICurve<P256Prime>
{
    public static bool HasMinusThree => true;

    public static U256 B => new(0x3BCE3C3E27D2604B, 0x651D06B0CC53B0F6, 0xB3EBBD55769886BC, 0x5AC635D8AA3A93E7);

    public static (U256 X, U256 Y) Generator => (
        new U256(0xF4A13945D898C296, 0x77037D812DEB33A0, 0xF8BCE6E563A440F2, 0x6B17D1F2E12C4247),
        new U256(0xCBB6406837BF51F5, 0x2BCE33576B315ECE, 0x8EE7EB4A7C0F9E16, 0x4FE342E2FE1A7F9B));
}

/// <summary>G1 of BN254 (EIP-196).</summary>
internal readonly struct Bn254Curve : ICurve<Bn254Prime>
{
    public static bool HasMinusThree => false;

    public static U256 B => 3;

    public static (U256 X, U256 Y) Generator => (1, 2);
}
