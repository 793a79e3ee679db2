// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dtvm.Numerics;

/// <content>Addition, subtraction, multiplication and exponentiation modulo 2^256.</content>
public readonly partial struct U256
{
    /// <summary>Sum modulo 2^256: the EVM's ADD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator +(in U256 left, in U256 right)
    {
        var r0 = left._u0 + right._u0;
        var carry = r0 < left._u0 ? 1UL : 0;
        var r1 = AddCarry(left._u1, right._u1, ref carry);
        var r2 = AddCarry(left._u2, right._u2, ref carry);
        return new U256(r0, r1, r2, left._u3 + right._u3 + carry);
    }

    /// <summary>Difference modulo 2^256: the EVM's SUB.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator -(in U256 left, in U256 right)
    {
        var r0 = left._u0 - right._u0;
        var borrow = left._u0 < right._u0 ? 1UL : 0;
        var r1 = SubtractBorrow(left._u1, right._u1, ref borrow);
        var r2 = SubtractBorrow(left._u2, right._u2, ref borrow);
        return new U256(r0, r1, r2, left._u3 - right._u3 - borrow);
    }

    /// <summary>Two's complement negation.</summary>
    public static U256 operator -(in U256 value) => Zero - value;

    /// <summary>Product modulo 2^256: the EVM's MUL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator *(in U256 left, in U256 right)
    {
        Multiply(left, right, out var product);
        return product;
    }

    /// <summary>
    /// Product modulo 2^256 written where the caller wants it, which may be the place of an operand: a returned word is copied once more.
    /// </summary>
    public static void Multiply(in U256 left, in U256 right, out U256 product)
    {
        ulong a0 = left._u0, a1 = left._u1, a2 = left._u2;
        ulong b0 = right._u0, b1 = right._u1, b2 = right._u2;

        // Column by column, each product used up at once to keep few values alive. Only the six products that reach a higher limb inside
        // 256 bits need their upper halves.
        var r1 = MultiplyHigh(a0, b0, out var r0);
        var r2 = MultiplyHigh(a0, b1, out var low);
        r1 += low;
        var carry = r1 < low ? 1UL : 0;
        var high = MultiplyHigh(a1, b0, out low);
        r1 += low;
        carry += r1 < low ? 1UL : 0;

        // No wrap: the upper half of a0 * b1 is at most 2^64 - 2, and that only for a0 = b1 = 2^64 - 1, whose lower half 1 adds no carry to
        // the upper half of a0 * b0, so that the carry is at most 1.
        r2 += carry;
        r2 += high;
        var r3 = r2 < high ? 1UL : 0;
        r3 += MultiplyHigh(a0, b2, out low);
        r2 += low;
        r3 += r2 < low ? 1UL : 0;
        r3 += MultiplyHigh(a1, b1, out low);
        r2 += low;
        r3 += r2 < low ? 1UL : 0;
        r3 += MultiplyHigh(a2, b0, out low);
        r2 += low;
        r3 += r2 < low ? 1UL : 0;

        r3 += a0 * right._u3 + a1 * b2 + a2 * b1 + left._u3 * b0;
        product = new U256(r0, r1, r2, r3);
    }

    /// <summary><paramref name="value"/> + 1 modulo 2^256.</summary>
    public static U256 operator ++(in U256 value) => value + One;

    /// <summary><paramref name="value"/> - 1 modulo 2^256.</summary>
    public static U256 operator --(in U256 value) => value - One;

    /// <summary><paramref name="baseValue"/> to the power of <paramref name="exponent"/> modulo 2^256, 0^0 = 1: the EVM's EXP.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 Exponentiate(in U256 baseValue, in U256 exponent)
    {
        Exponentiate(baseValue, exponent, out var power);
        return power;
    }

    /// <summary>Writes the power of <see cref="Exponentiate(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    public static void Exponentiate(in U256 baseValue, in U256 exponent, out U256 power)
    {
        var bits = exponent.BitLength;
        if (bits == 0)
        {
            power = One;
            return;
        }

        // A power of an even base with an exponent of 256 or more is a multiple of 2^256.
        if ((baseValue._u0 & 1) == 0)
        {
            if (bits > 8)
            {
                power = default;
                return;
            }

            if (baseValue.IsPowerOfTwo)
            {
                power = One << (int)Math.Min(256, (uint)baseValue.TrailingZeroCount * exponent._u0);
                return;
            }
        }

        // Limb by limb, so that no word is copied as a whole right after its limbs were written.
        var result = new U256(baseValue._u0, baseValue._u1, baseValue._u2, baseValue._u3);
        for (int limb = (bits - 1) >> 6, count = (bits - 1) & 63; limb >= 0; limb--, count = 64)
        {
            // The highest bit of all stands for the base itself; the bits below it come to the top one after the other.
            var digits = exponent.Limb(limb) << ((64 - count) & 63);
            for (; count > 0; count--)
            {
                Square(result, out result);
                if ((long)digits < 0)
                {
                    Multiply(result, baseValue, out result);
                }

                digits <<= 1;
            }
        }

        power = new U256(result._u0, result._u1, result._u2, result._u3);
    }

    /// <summary>Full product: <paramref name="high"/> * 2^256 + the returned low half.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 BigMul(in U256 left, in U256 right, out U256 high)
    {
        BigMul(left, right, out var low, out high);
        return low;
    }

    /// <summary>Full product: <paramref name="high"/> * 2^256 + <paramref name="low"/>, each maybe in the place of an operand.</summary>
    public static void BigMul(in U256 left, in U256 right, out U256 low, out U256 high)
    {
        ulong b0 = right._u0, b1 = right._u1, b2 = right._u2, b3 = right._u3;

        var a = left._u0;
        ulong carry = 0;
        var p0 = MultiplyAdd(a, b0, 0, ref carry);
        var p1 = MultiplyAdd(a, b1, 0, ref carry);
        var p2 = MultiplyAdd(a, b2, 0, ref carry);
        var p3 = MultiplyAdd(a, b3, 0, ref carry);
        var p4 = carry;

        a = left._u1;
        carry = 0;
        p1 = MultiplyAdd(a, b0, p1, ref carry);
        p2 = MultiplyAdd(a, b1, p2, ref carry);
        p3 = MultiplyAdd(a, b2, p3, ref carry);
        p4 = MultiplyAdd(a, b3, p4, ref carry);
        var p5 = carry;

        a = left._u2;
        carry = 0;
        p2 = MultiplyAdd(a, b0, p2, ref carry);
        p3 = MultiplyAdd(a, b1, p3, ref carry);
        p4 = MultiplyAdd(a, b2, p4, ref carry);
        p5 = MultiplyAdd(a, b3, p5, ref carry);
        var p6 = carry;

        a = left._u3;
        carry = 0;
        p3 = MultiplyAdd(a, b0, p3, ref carry);
        p4 = MultiplyAdd(a, b1, p4, ref carry);
        p5 = MultiplyAdd(a, b2, p5, ref carry);
        p6 = MultiplyAdd(a, b3, p6, ref carry);

        high = new U256(p4, p5, p6, carry);
        low = new U256(p0, p1, p2, p3);
    }

    /// <summary>Sum with the carry out of bit 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static U256 AddOverflow(in U256 left, in U256 right, out ulong carry)
    {
        ulong c = 0;
        var r0 = AddCarry(left._u0, right._u0, ref c);
        var r1 = AddCarry(left._u1, right._u1, ref c);
        var r2 = AddCarry(left._u2, right._u2, ref c);
        var r3 = AddCarry(left._u3, right._u3, ref c);
        carry = c;
        return new U256(r0, r1, r2, r3);
    }

    /// <summary>Difference with the borrow out of bit 255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static U256 SubtractUnderflow(in U256 left, in U256 right, out ulong borrow)
    {
        ulong c = 0;
        var r0 = SubtractBorrow(left._u0, right._u0, ref c);
        var r1 = SubtractBorrow(left._u1, right._u1, ref c);
        var r2 = SubtractBorrow(left._u2, right._u2, ref c);
        var r3 = SubtractBorrow(left._u3, right._u3, ref c);
        borrow = c;
        return new U256(r0, r1, r2, r3);
    }

    /// <summary>Square modulo 2^256; the mixed products are needed once and doubled by a shift.</summary>
    private static void Square(in U256 value, out U256 square)
    {
        ulong a0 = value._u0, a1 = value._u1;

        var h01 = MultiplyHigh(a0, a1, out var l01);
        var h02 = MultiplyHigh(a0, value._u2, out var l02);
        var m2 = h01 + l02;
        var carry = m2 < l02 ? 1UL : 0;
        var m3 = h02 + carry + a0 * value._u3 + a1 * value._u2;

        var d1 = l01 << 1;
        var d2 = (m2 << 1) | (l01 >> 63);
        var d3 = (m3 << 1) | (m2 >> 63);

        var h00 = MultiplyHigh(a0, a0, out var r0);
        var h11 = MultiplyHigh(a1, a1, out var l11);
        var r1 = h00 + d1;
        var c = r1 < d1 ? 1UL : 0;
        var r2 = AddCarry(l11, d2, ref c);
        square = new U256(r0, r1, r2, h11 + d3 + c);
    }

    /// <summary>Upper half of the 128-bit product; the lower half goes to <paramref name="low"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyHigh(ulong left, ulong right, out ulong low)
    {
        if (Bmi2.X64.IsSupported)
        {
            // Two multiplications: the form of MULX with both results goes through memory, which costs more.
            low = left * right;
            return Bmi2.X64.MultiplyNoFlags(left, right);
        }

        return Math.BigMul(left, right, out low);
    }

    /// <summary>Lower half of left * right + addend + carry; the upper half becomes the carry. It cannot overflow 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong left, ulong right, ulong addend, ref ulong carry)
    {
        var high = MultiplyHigh(left, right, out var low);
        low += addend;
        high += low < addend ? 1UL : 0;
        low += carry;
        high += low < carry ? 1UL : 0;
        carry = high;
        return low;
    }

    /// <summary>left + right + carry, with a carry of 0 or 1 in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddCarry(ulong left, ulong right, ref ulong carry)
    {
        var partial = left + right;
        var sum = partial + carry;
        carry = (partial < left ? 1UL : 0) | (sum < partial ? 1UL : 0);
        return sum;
    }

    /// <summary>left - right - borrow, with a borrow of 0 or 1 in and out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractBorrow(ulong left, ulong right, ref ulong borrow)
    {
        var partial = left - right;
        var difference = partial - borrow;
        borrow = (left < right ? 1UL : 0) | (partial < borrow ? 1UL : 0);
        return difference;
    }
}
