using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>The field of secp256k1: 2^256 - 2^32 - 977 (SEC 2, 2.4.1).</summary>
internal readonly struct Secp256k1Prime : IPrimeModulus
{
    public static ulong P0 => 0xFFFFFFFEFFFFFC2F;

    public static ulong P1 => 0xFFFFFFFFFFFFFFFF;

    public static ulong P2 => 0xFFFFFFFFFFFFFFFF;

    public static ulong P3 => 0xFFFFFFFFFFFFFFFF;

    public static ulong NegativeInverse => 0xD838091DD2253531;

    public static U256 RSquared => new(0x000007A2000E90A1, 0x0000000000000001, 0x0000000000000000, 0x0000000000000000);
}

/// <summary>The group order of secp256k1 (SEC 2, 2.4.1).</summary>
internal readonly struct Secp256k1Order : IPrimeModulus
{
    public static ulong P0 => 0xBFD25E8CD0364141;

    public static ulong P1 => 0xBAAEDCE6AF48A03B;

    public static ulong P2 => 0xFFFFFFFFFFFFFFFE;

    public static ulong P3 => 0xFFFFFFFFFFFFFFFF;

    public static ulong NegativeInverse => 0x4B0DFF665588B13F;

    public static U256 RSquared => new(0x896CF21467D7D140, 0x741496C20E7CF878, 0xE697F5E45BCD07C6, 0x9D671CD581C69BC5);
}

/// <summary>The field of P-256 (FIPS 186-5, SP 800-186).</summary>
internal readonly struct P256Prime : IPrimeModulus
{
    public static ulong P0 => 0xFFFFFFFFFFFFFFFF;

    public static ulong P1 => 0x00000000FFFFFFFF;

    public static ulong P2 => 0x0000000000000000;

    public static ulong P3 => 0xFFFFFFFF00000001;

    public static ulong NegativeInverse => 0x0000000000000001;

    public static U256 RSquared => new(0x0000000000000003, 0xFFFFFFFBFFFFFFFF, 0xFFFFFFFFFFFFFFFE, 0x00000004FFFFFFFD);
}

/// <summary>The group order of P-256 (SP 800-186).</summary>
internal readonly struct P256Order : IPrimeModulus
{
    public static ulong P0 => 0xF3B9CAC2FC632551;

    public static ulong P1 => 0xBCE6FAADA7179E84;

    public static ulong P2 => 0xFFFFFFFFFFFFFFFF;

    public static ulong P3 => 0xFFFFFFFF00000000;

    public static ulong NegativeInverse => 0xCCD1C8AAEE00BC4F;

    public static U256 RSquared => new(0x83244C95BE79EEA2, 0x4699799C49BD6FA6, 0x2845B2392B6BEC59, 0x66E12D94F3D95620);
}

/// <summary>The base field of BN254, there called alt_bn128 (EIP-196).</summary>
internal readonly struct Bn254Prime : IPrimeModulus
{
    public static ulong P0 => 0x3C208C16D87CFD47;

    public static ulong P1 => 0x97816A916871CA8D;

    public static ulong P2 => 0xB85045B68181585D;

    public static ulong P3 => 0x30644E72E131A029;

    public static ulong NegativeInverse => 0x87D20782E4866389;

    public static U256 RSquared => new(0xF32CFC5B538AFA89, 0xB5E71911D44501FB, 0x47AB1EFF0A417FF6, 0x06D89F71CAB8351F);
}
