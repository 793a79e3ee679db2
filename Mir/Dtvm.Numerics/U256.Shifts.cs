// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Shifts by an integer and by a word (EIP-145).</content>
public readonly partial struct U256
{
    /// <summary>Shift to the left; an amount outside 0..255 gives 0.</summary>
    public static U256 operator <<(in U256 value, int shift)
    {
        if ((uint)shift >= 256)
        {
            return default;
        }

        ShiftLeft(value, shift, out var result);
        return result;
    }

    /// <summary>Logical shift to the right; an amount outside 0..255 gives 0.</summary>
    public static U256 operator >>(in U256 value, int shift)
    {
        if ((uint)shift >= 256)
        {
            return default;
        }

        ShiftRight(value, shift, 0, out var result);
        return result;
    }

    /// <summary>Logical shift to the right, the same as &gt;&gt; because the value is unsigned.</summary>
    public static U256 operator >>>(in U256 value, int shift) => value >> shift;

    /// <summary>Shift to the left by a word; 0 from 256 on: the EVM's SHL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ShiftLeft(in U256 shift, in U256 value)
    {
        ShiftLeft(shift, value, out var result);
        return result;
    }

    /// <summary>Writes the result of <see cref="ShiftLeft(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftLeft(in U256 shift, in U256 value, out U256 result)
    {
        if (IsShiftAmount(shift))
        {
            ShiftLeft(value, (int)shift._u0, out result);
        }
        else
        {
            result = default;
        }
    }

    /// <summary>Logical shift to the right by a word; 0 from 256 on: the EVM's SHR.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ShiftRight(in U256 shift, in U256 value)
    {
        ShiftRight(shift, value, out var result);
        return result;
    }

    /// <summary>Writes the result of <see cref="ShiftRight(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftRight(in U256 shift, in U256 value, out U256 result)
    {
        if (IsShiftAmount(shift))
        {
            ShiftRight(value, (int)shift._u0, 0, out result);
        }
        else
        {
            result = default;
        }
    }

    /// <summary>Arithmetic shift to the right by a word; 0 or -1 by the sign from 256 on: the EVM's SAR.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ShiftRightArithmetic(in U256 shift, in U256 value)
    {
        ShiftRightArithmetic(shift, value, out var result);
        return result;
    }

    /// <summary>Writes the result of <see cref="ShiftRightArithmetic(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftRightArithmetic(in U256 shift, in U256 value, out U256 result)
    {
        var fill = (ulong)((long)value._u3 >> 63);
        if (IsShiftAmount(shift))
        {
            ShiftRight(value, (int)shift._u0, fill, out result);
        }
        else
        {
            result = new U256(fill, fill, fill, fill);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsShiftAmount(in U256 shift) => ((shift._u0 >> 8) | shift._u1 | shift._u2 | shift._u3) == 0;

    /// <summary>Shift to the left by 0..255.</summary>
    private static void ShiftLeft(in U256 value, int shift, out U256 result)
    {
        // Whole limbs first, by branches: an amount is mostly the same each time an instruction runs, so they are predicted.
        ulong u0 = value._u0, u1 = value._u1, u2 = value._u2, u3 = value._u3;
        if ((shift & 128) != 0)
        {
            u3 = u1;
            u2 = u0;
            u1 = u0 = 0;
        }

        if ((shift & 64) != 0)
        {
            u3 = u2;
            u2 = u1;
            u1 = u0;
            u0 = 0;
        }

        var bits = shift & 63;
        result = new U256(u0 << bits, ShiftLeftPair(u1, u0, bits), ShiftLeftPair(u2, u1, bits), ShiftLeftPair(u3, u2, bits));
    }

    /// <summary>Shift to the right by 0..255, drawing in bits of <paramref name="fill"/> (all zeros or all ones) from above.</summary>
    private static void ShiftRight(in U256 value, int shift, ulong fill, out U256 result)
    {
        ulong u0 = value._u0, u1 = value._u1, u2 = value._u2, u3 = value._u3;
        if ((shift & 128) != 0)
        {
            u0 = u2;
            u1 = u3;
            u2 = u3 = fill;
        }

        if ((shift & 64) != 0)
        {
            u0 = u1;
            u1 = u2;
            u2 = u3;
            u3 = fill;
        }

        var bits = shift & 63;
        result = new U256(
            ShiftRightPair(u1, u0, bits), ShiftRightPair(u2, u1, bits), ShiftRightPair(u3, u2, bits), ShiftRightPair(fill, u3, bits));
    }

    /// <summary>Upper limb of (high, low) shifted by 0..63 to the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShiftLeftPair(ulong high, ulong low, int shift)
    {
        // (x >> 1) >> (63 - n) is x >> (64 - n) that also holds for n = 0, where the processor would take 64 for 0.
        return (high << shift) | ((low >> 1) >> (shift ^ 63));
    }

    /// <summary>Lower limb of (high, low) shifted by 0..63 to the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ShiftRightPair(ulong high, ulong low, int shift) => (low >> shift) | ((high << 1) << (shift ^ 63));
}
