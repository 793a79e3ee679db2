// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Bitwise operations and questions about bits.</content>
public readonly partial struct U256
{
    /// <summary>Bitwise and.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator &(in U256 left, in U256 right) =>
        new(left._u0 & right._u0, left._u1 & right._u1, left._u2 & right._u2, left._u3 & right._u3);

    /// <summary>Bitwise or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator |(in U256 left, in U256 right) =>
        new(left._u0 | right._u0, left._u1 | right._u1, left._u2 | right._u2, left._u3 | right._u3);

    /// <summary>Bitwise exclusive or.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator ^(in U256 left, in U256 right) =>
        new(left._u0 ^ right._u0, left._u1 ^ right._u1, left._u2 ^ right._u2, left._u3 ^ right._u3);

    /// <summary>Bitwise complement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator ~(in U256 value) => new(~value._u0, ~value._u1, ~value._u2, ~value._u3);

    /// <summary>Number of zero bits above the highest set bit, 0..256: the EVM's CLZ (EIP-7939).</summary>
    public int CountLeadingZeros
    {
        get
        {
            if (_u3 != 0)
            {
                return BitOperations.LeadingZeroCount(_u3);
            }

            if (_u2 != 0)
            {
                return 64 + BitOperations.LeadingZeroCount(_u2);
            }

            return _u1 != 0 ? 128 + BitOperations.LeadingZeroCount(_u1) : 192 + BitOperations.LeadingZeroCount(_u0);
        }
    }

    /// <summary>Number of zero bits below the lowest set bit, 0..256.</summary>
    public int TrailingZeroCount
    {
        get
        {
            if (_u0 != 0)
            {
                return BitOperations.TrailingZeroCount(_u0);
            }

            if (_u1 != 0)
            {
                return 64 + BitOperations.TrailingZeroCount(_u1);
            }

            return _u2 != 0 ? 128 + BitOperations.TrailingZeroCount(_u2) : 192 + BitOperations.TrailingZeroCount(_u3);
        }
    }

    /// <summary>Number of set bits, 0..256.</summary>
    public int PopCount =>
        BitOperations.PopCount(_u0) + BitOperations.PopCount(_u1) + BitOperations.PopCount(_u2) + BitOperations.PopCount(_u3);

    /// <summary>Number of bits without leading zeros, 0 for the value 0.</summary>
    public int BitLength => 256 - CountLeadingZeros;

    /// <summary>Number of bytes without leading zero bytes, 0 for the value 0; EXP is priced by it (EIP-160).</summary>
    public int ByteLength => (BitLength + 7) >> 3;

    /// <summary>True if exactly one bit is set.</summary>
    public bool IsPowerOfTwo => PopCount == 1;

    /// <summary>True if bit <paramref name="index"/> is set; false for an index outside 0..255.</summary>
    public bool IsBitSet(int index) => (uint)index < 256 && ((Limb(index >> 6) >> index) & 1) != 0;

    /// <summary>
    /// Byte <paramref name="index"/> counted from the most significant one, zero-extended; 0 for an index of 32 or more: the EVM's BYTE.
    /// </summary>
    public static U256 Byte(in U256 index, in U256 value)
    {
        if (!index.FitsUlong || index._u0 >= Size)
        {
            return default;
        }

        var position = 31 - (int)index._u0;
        return new U256((byte)(value.Limb(position >> 3) >> (8 * (position & 7))));
    }

    /// <summary>
    /// Repeats bit 8 * <paramref name="byteIndex"/> + 7 of the value through all bits above it; the value itself for an index of 31 or
    /// more: the EVM's SIGNEXTEND.
    /// </summary>
    public static U256 SignExtend(in U256 byteIndex, in U256 value)
    {
        if (!byteIndex.FitsUlong || byteIndex._u0 >= 31)
        {
            return value;
        }

        var index = (int)byteIndex._u0;
        var shift = 56 - 8 * (index & 7);
        var extended = (long)(value.Limb(index >> 3) << shift) >> shift;
        var sign = (ulong)(extended >> 63);
        return (index >> 3) switch
        {
            0 => new U256((ulong)extended, sign, sign, sign),
            1 => new U256(value._u0, (ulong)extended, sign, sign),
            2 => new U256(value._u0, value._u1, (ulong)extended, sign),
            _ => new U256(value._u0, value._u1, value._u2, (ulong)extended),
        };
    }

    /// <summary>Limb 0..3, least significant first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Limb(int index) => index switch
    {
        0 => _u0,
        1 => _u1,
        2 => _u2,
        _ => _u3,
    };
}
