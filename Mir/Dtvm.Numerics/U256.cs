// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Numerics;

/// <summary>An unsigned 256-bit integer with wrapping arithmetic: the word of the EVM (Yellow Paper, section 9.1).</summary>
/// <remarks>
/// 32 bytes, four 64-bit limbs, least significant first; in memory it equals an LLVM <c>i256</c> on a little-endian target.
/// Signed operations read the value as two's complement. No operation allocates, and none but the conversions from text and bytes throws.
/// </remarks>
[StructLayout(LayoutKind.Sequential)]
public readonly partial struct U256 : IEquatable<U256>, IComparable<U256>, IComparable
{
    private readonly ulong _u0;
    private readonly ulong _u1;
    private readonly ulong _u2;
    private readonly ulong _u3;

    /// <summary>Size in bytes.</summary>
    public const int Size = 32;

    /// <summary>Zero-extends a 64-bit value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public U256(ulong value)
    {
        _u0 = value;
        _u1 = 0;
        _u2 = 0;
        _u3 = 0;
    }

    /// <summary>Makes a value of four limbs, least significant first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public U256(ulong u0, ulong u1, ulong u2, ulong u3)
    {
        _u0 = u0;
        _u1 = u1;
        _u2 = u2;
        _u3 = u3;
    }

    /// <summary>0.</summary>
    public static U256 Zero => default;

    /// <summary>1.</summary>
    public static U256 One => new(1UL);

    /// <summary>2^256 - 1, which is -1 as a signed value.</summary>
    public static U256 MaxValue => new(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    /// <summary>2^255, which is the smallest signed value.</summary>
    public static U256 SignedMinValue => new(0, 0, 0, 1UL << 63);

    /// <summary>Bits 0..63.</summary>
    public ulong U0 => _u0;

    /// <summary>Bits 64..127.</summary>
    public ulong U1 => _u1;

    /// <summary>Bits 128..191.</summary>
    public ulong U2 => _u2;

    /// <summary>Bits 192..255.</summary>
    public ulong U3 => _u3;

    /// <summary>The value modulo 2^64.</summary>
    public ulong Low64 => _u0;

    /// <summary>True for 0.</summary>
    public bool IsZero => (_u0 | _u1 | _u2 | _u3) == 0;

    /// <summary>True for 1.</summary>
    public bool IsOne => ((_u0 ^ 1) | _u1 | _u2 | _u3) == 0;

    /// <summary>True if the value is below 2^64, that is, equal to <see cref="Low64"/>.</summary>
    public bool FitsUlong => (_u1 | _u2 | _u3) == 0;

    /// <summary>True if bit 255 is set: the value is negative when read as two's complement.</summary>
    public bool IsNegative => (long)_u3 < 0;

    /// <summary>Zero-extends a 64-bit value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator U256(ulong value) => new(value);

    /// <summary>Named form of the conversion from <see cref="ulong"/>.</summary>
    public static U256 FromUInt64(ulong value) => new(value);

    /// <summary>Sign-extends a 64-bit value.</summary>
    public static U256 FromInt64(long value)
    {
        var sign = (ulong)(value >> 63);
        return new U256((ulong)value, sign, sign, sign);
    }

    /// <inheritdoc/>
    public bool Equals(U256 other) => this == other;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is U256 other && this == other;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_u0, _u1, _u2, _u3);
}
