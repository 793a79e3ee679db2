namespace Dtvm.Host.Cryptography;

/// <summary>An odd prime below 2^256 with its Montgomery constants for R = 2^256; limbs are least significant first.</summary>
internal interface IPrimeModulus
{
    /// <summary>Limb 0 of the prime.</summary>
    static abstract ulong P0 { get; }

    /// <summary>Limb 1 of the prime.</summary>
    static abstract ulong P1 { get; }

    /// <summary>Limb 2 of the prime.</summary>
    static abstract ulong P2 { get; }

    /// <summary>Limb 3 of the prime.</summary>
    static abstract ulong P3 { get; }

    /// <summary>Minus the inverse of the prime modulo 2^64.</summary>
    static abstract ulong NegativeInverse { get; }

    /// <summary>R squared modulo the prime.</summary>
    static abstract Numerics.U256 RSquared { get; }
}
