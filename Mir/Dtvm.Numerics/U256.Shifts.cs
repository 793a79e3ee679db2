using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Shifts by an integer and by a word (EIP-145).</content>
public readonly partial struct U256
{
    /// <summary>Shift to the left; an amount outside 0..255 gives 0.</summary>
    public static U256 operator <<(in U256 value, int shift)
    {
        if ((uint)shift >= 256)
            return default;

        // (x >> 1) >> (63 - n) is x >> (64 - n) that also holds for n = 0, where the processor would take 64 for 0.
        var bits = shift & 63;
        var inverse = bits ^ 63;
        return (shift >> 6) switch
        {
            0 => new U256(
                value._u0 << bits,
                (value._u1 << bits) | ((value._u0 >> 1) >> inverse),
                (value._u2 << bits) | ((value._u1 >> 1) >> inverse),
                (value._u3 << bits) | ((value._u2 >> 1) >> inverse)),
            1 => new U256(
                0,
                value._u0 << bits,
                (value._u1 << bits) | ((value._u0 >> 1) >> inverse),
                (value._u2 << bits) | ((value._u1 >> 1) >> inverse)),
            2 => new U256(0, 0, value._u0 << bits, (value._u1 << bits) | ((value._u0 >> 1) >> inverse)),
            _ => new U256(0, 0, 0, value._u0 << bits),
        };
    }

    /// <summary>Logical shift to the right; an amount outside 0..255 gives 0.</summary>
    public static U256 operator >>(in U256 value, int shift) => (uint)shift < 256 ? ShiftRightFilled(value, shift, 0) : default;

    /// <summary>Logical shift to the right, the same as &gt;&gt; because the value is unsigned.</summary>
    public static U256 operator >>>(in U256 value, int shift) => value >> shift;

    /// <summary>Shift to the left by a word; 0 from 256 on: the EVM's SHL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ShiftLeft(in U256 shift, in U256 value) =>
        shift.FitsUlong && shift._u0 < 256 ? value << (int)shift._u0 : default;

    /// <summary>Logical shift to the right by a word; 0 from 256 on: the EVM's SHR.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ShiftRight(in U256 shift, in U256 value) =>
        shift.FitsUlong && shift._u0 < 256 ? ShiftRightFilled(value, (int)shift._u0, 0) : default;

    /// <summary>Arithmetic shift to the right by a word; 0 or -1 by the sign from 256 on: the EVM's SAR.</summary>
    public static U256 ShiftRightArithmetic(in U256 shift, in U256 value)
    {
        var fill = (ulong)((long)value._u3 >> 63);
        return shift.FitsUlong && shift._u0 < 256
            ? ShiftRightFilled(value, (int)shift._u0, fill)
            : new U256(fill, fill, fill, fill);
    }

    /// <summary>Shift to the right by 0..255, drawing in bits of <paramref name="fill"/> (all zeros or all ones) from above.</summary>
    private static U256 ShiftRightFilled(in U256 value, int shift, ulong fill)
    {
        var bits = shift & 63;
        var inverse = bits ^ 63;
        var top = (fill << 1) << inverse;
        return (shift >> 6) switch
        {
            0 => new U256(
                (value._u0 >> bits) | ((value._u1 << 1) << inverse),
                (value._u1 >> bits) | ((value._u2 << 1) << inverse),
                (value._u2 >> bits) | ((value._u3 << 1) << inverse),
                (value._u3 >> bits) | top),
            1 => new U256(
                (value._u1 >> bits) | ((value._u2 << 1) << inverse),
                (value._u2 >> bits) | ((value._u3 << 1) << inverse),
                (value._u3 >> bits) | top,
                fill),
            2 => new U256((value._u2 >> bits) | ((value._u3 << 1) << inverse), (value._u3 >> bits) | top, fill, fill),
            _ => new U256((value._u3 >> bits) | top, fill, fill, fill),
        };
    }
}
