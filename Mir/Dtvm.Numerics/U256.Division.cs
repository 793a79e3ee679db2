// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Division with the EVM's rules: a zero divisor gives 0, a signed quotient is truncated towards zero.</content>
public readonly partial struct U256
{
    /// <summary>Unsigned quotient, 0 for a zero divisor: the EVM's DIV.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 Divide(in U256 dividend, in U256 divisor)
    {
        Divide(dividend, divisor, out var quotient);
        return quotient;
    }

    /// <summary>Writes the quotient of <see cref="Divide(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Divide(in U256 dividend, in U256 divisor, out U256 quotient) =>
        DivideRemainder(dividend, divisor, out quotient, out _);

    /// <summary>Unsigned remainder, 0 for a zero divisor: the EVM's MOD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 Modulo(in U256 dividend, in U256 divisor)
    {
        Modulo(dividend, divisor, out var remainder);
        return remainder;
    }

    /// <summary>Writes the remainder of <see cref="Modulo(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Modulo(in U256 dividend, in U256 divisor, out U256 remainder) =>
        DivideRemainder(dividend, divisor, out _, out remainder);

    /// <summary>
    /// Two's complement quotient truncated towards zero, 0 for a zero divisor, -2^255 for -2^255 / -1: the EVM's SDIV.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 SignedDivide(in U256 dividend, in U256 divisor)
    {
        SignedDivide(dividend, divisor, out var quotient);
        return quotient;
    }

    /// <summary>Writes the quotient of <see cref="SignedDivide(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    public static void SignedDivide(in U256 dividend, in U256 divisor, out U256 quotient)
    {
        var sign = (ulong)((long)(dividend._u3 ^ divisor._u3) >> 63);
        DivideRemainder(
            NegateIf((ulong)((long)dividend._u3 >> 63), dividend),
            NegateIf((ulong)((long)divisor._u3 >> 63), divisor),
            out var magnitude,
            out _);
        quotient = NegateIf(sign, magnitude);
    }

    /// <summary>Two's complement remainder with the sign of the dividend, 0 for a zero divisor: the EVM's SMOD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 SignedModulo(in U256 dividend, in U256 divisor)
    {
        SignedModulo(dividend, divisor, out var remainder);
        return remainder;
    }

    /// <summary>Writes the remainder of <see cref="SignedModulo(in U256, in U256)"/>, maybe in the place of an operand.</summary>
    public static void SignedModulo(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        var sign = (ulong)((long)dividend._u3 >> 63);
        DivideRemainder(
            NegateIf(sign, dividend), NegateIf((ulong)((long)divisor._u3 >> 63), divisor), out _, out var magnitude);
        remainder = NegateIf(sign, magnitude);
    }

    /// <summary>Unsigned quotient and remainder; both are 0 for a zero divisor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 DivideRemainder(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        DivideRemainder(dividend, divisor, out var quotient, out remainder);
        return quotient;
    }

    /// <summary>
    /// Writes the unsigned quotient and remainder, both 0 for a zero divisor. Either may be in the place of an operand, so the operands are
    /// not read any more once a result is written.
    /// </summary>
    public static void DivideRemainder(in U256 dividend, in U256 divisor, out U256 quotient, out U256 remainder)
    {
        if ((divisor._u1 | divisor._u2 | divisor._u3) == 0)
        {
            var small = divisor._u0;
            if (small == 0)
            {
                quotient = default;
                remainder = default;
                return;
            }

            if ((dividend._u1 | dividend._u2 | dividend._u3) == 0)
            {
                var value = dividend._u0;
                var result = value / small;
                quotient = new U256(result);
                remainder = new U256(value - result * small);
                return;
            }
        }

        if (LessThan(dividend, divisor))
        {
            ulong u0 = dividend._u0, u1 = dividend._u1, u2 = dividend._u2, u3 = dividend._u3;
            quotient = default;
            remainder = new U256(u0, u1, u2, u3);
        }
        else if (divisor.IsPowerOfTwo)
        {
            DivideByPowerOfTwo(dividend, divisor, out quotient, out remainder);
        }
        else if (divisor._u3 != 0)
        {
            DivideByFour(dividend, divisor, out quotient, out remainder);
        }
        else if (divisor._u2 != 0)
        {
            DivideByThree(dividend, divisor, out quotient, out remainder);
        }
        else if (divisor._u1 != 0)
        {
            DivideByTwo(dividend, divisor, out quotient, out remainder);
        }
        else
        {
            DivideByOne(dividend, divisor._u0, out quotient, out remainder);
        }
    }

    /// <summary>The value for a mask of 0, its negation for one of all ones: without a branch, as signs are hard to predict.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 NegateIf(ulong mask, in U256 value)
    {
        // -x = ~x + 1.
        ulong carry = 0;
        var r0 = AddCarry(value._u0 ^ mask, mask & 1, ref carry);
        var r1 = (value._u1 ^ mask) + carry;
        carry = r1 < carry ? 1UL : 0;
        var r2 = (value._u2 ^ mask) + carry;
        carry = r2 < carry ? 1UL : 0;
        return new U256(r0, r1, r2, (value._u3 ^ mask) + carry);
    }

    private static void DivideByPowerOfTwo(in U256 dividend, in U256 divisor, out U256 quotient, out U256 remainder)
    {
        var low = dividend & (divisor - One);
        ShiftRight(dividend, divisor.TrailingZeroCount, 0, out quotient);
        remainder = low;
    }

    // Below, the divisor is shifted until its top bit is set, the dividend is shifted along and gains a fifth limb n4, which is smaller
    // than 2^63 and so than the top limb of the divisor. The remainder is shifted back.

    private static void DivideByOne(in U256 dividend, ulong divisor, out U256 quotient, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor);
        var rest = Normalize(dividend, shift, out var n0, out var n1, out var n2, out var n3);
        var isShort = (dividend._u2 | dividend._u3) == 0;
        divisor <<= shift;
        var reciprocal = Reciprocal.ByOne(divisor);

        ulong q3 = 0, q2 = 0;
        if (isShort)
        {
            rest = n2;
        }
        else
        {
            q3 = Reciprocal.DivideTwoByOne(ref rest, n3, divisor, reciprocal);
            q2 = Reciprocal.DivideTwoByOne(ref rest, n2, divisor, reciprocal);
        }

        var q1 = Reciprocal.DivideTwoByOne(ref rest, n1, divisor, reciprocal);
        var q0 = Reciprocal.DivideTwoByOne(ref rest, n0, divisor, reciprocal);
        quotient = new U256(q0, q1, q2, q3);
        remainder = new U256(rest >> shift);
    }

    private static void DivideByTwo(in U256 dividend, in U256 divisor, out U256 quotient, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u1);
        var r1 = Normalize(dividend, shift, out var n0, out var n1, out var n2, out var n3);
        var isShort = (dividend._u2 | dividend._u3) == 0;
        var d0 = divisor._u0 << shift;
        var d1 = ShiftLeftPair(divisor._u1, divisor._u0, shift);
        var reciprocal = Reciprocal.ByTwo(d1, d0);

        // With n4 below d1 the top two limbs are below the divisor: the quotient has at most three limbs.
        ulong q2 = 0, q1 = 0, r0;
        if (isShort)
        {
            r1 = n2;
            r0 = n1;
        }
        else
        {
            r0 = n3;
            q2 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n2, d1, d0, reciprocal);
            q1 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n1, d1, d0, reciprocal);
        }

        var q0 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n0, d1, d0, reciprocal);
        quotient = new U256(q0, q1, q2, 0);
        remainder = new U256(ShiftRightPair(r1, r0, shift), r1 >> shift, 0, 0);
    }

    private static void DivideByThree(in U256 dividend, in U256 divisor, out U256 quotient, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u2);
        var r2 = Normalize(dividend, shift, out var n0, out var n1, out var r0, out var r1);
        var d0 = divisor._u0 << shift;
        var d1 = ShiftLeftPair(divisor._u1, divisor._u0, shift);
        var d2 = ShiftLeftPair(divisor._u2, divisor._u1, shift);
        var reciprocal = Reciprocal.ByTwo(d2, d1);

        var q1 = DivideStep(ref r2, ref r1, ref r0, n1, d2, d1, d0, reciprocal);
        var q0 = DivideStep(ref r2, ref r1, ref r0, n0, d2, d1, d0, reciprocal);
        quotient = new U256(q0, q1, 0, 0);
        remainder = new U256(ShiftRightPair(r1, r0, shift), ShiftRightPair(r2, r1, shift), r2 >> shift, 0);
    }

    private static void DivideByFour(in U256 dividend, in U256 divisor, out U256 quotient, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u3);
        var r3 = Normalize(dividend, shift, out var n0, out var r0, out var r1, out var r2);
        _ = Normalize(divisor, shift, out var d0, out var d1, out var d2, out var d3);

        var q0 = DivideStep(ref r3, ref r2, ref r1, ref r0, n0, d3, d2, d1, d0, Reciprocal.ByTwo(d3, d2));
        quotient = new U256(q0);
        remainder = new U256(ShiftRightPair(r1, r0, shift), ShiftRightPair(r2, r1, shift), ShiftRightPair(r3, r2, shift), r3 >> shift);
    }

    /// <summary>Shifts by 0..63 to the left and returns the bits shifted out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Normalize(in U256 value, int shift, out ulong n0, out ulong n1, out ulong n2, out ulong n3)
    {
        ulong u0 = value._u0, u1 = value._u1, u2 = value._u2, u3 = value._u3;
        n0 = u0 << shift;
        n1 = ShiftLeftPair(u1, u0, shift);
        n2 = ShiftLeftPair(u2, u1, shift);
        n3 = ShiftLeftPair(u3, u2, shift);
        return ShiftLeftPair(0, u3, shift);
    }

    /// <summary>
    /// One digit of Knuth's algorithm D (TAOCP 2, 4.3.1) for a normalized divisor of three limbs and a remainder below it: divides the
    /// remainder so far, followed by the next limb, and leaves the new remainder.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DivideStep(
        ref ulong r2, ref ulong r1, ref ulong r0, ulong next, ulong d2, ulong d1, ulong d0, ulong reciprocal)
    {
        ulong carry = 0;
        if (r2 == d2 && r1 == d1)
        {
            // The digit is 2^64 - 1. It leaves (r - d) * 2^64 + next + d, which is not negative: r - d is above -2^64, but d at least
            // 2^191.
            var s0 = AddCarry(next, d0, ref carry);
            r1 = AddCarry(r0 - d0, d1, ref carry);
            r2 = d2 - 1 + carry;
            r0 = s0;
            return ulong.MaxValue;
        }

        // Quotient and remainder by the top two limbs; then the product with the lowest limb is taken away. The estimate is at most one too
        // large, because a digit times the limb left out is less than the divisor.
        ulong h1 = r2, h0 = r1, borrow = 0;
        var quotient = Reciprocal.DivideThreeByTwo(ref h1, ref h0, r0, d2, d1, reciprocal);
        var high = MultiplyHigh(quotient, d0, out var low);
        r0 = SubtractBorrow(next, low, ref borrow);
        r1 = SubtractBorrow(h0, high, ref borrow);
        r2 = SubtractBorrow(h1, 0, ref borrow);
        if (borrow != 0)
        {
            quotient--;
            r0 = AddCarry(r0, d0, ref carry);
            r1 = AddCarry(r1, d1, ref carry);
            r2 = r2 + d2 + carry;
        }

        return quotient;
    }

    /// <summary>The same for a normalized divisor of four limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DivideStep(
        ref ulong r3, ref ulong r2, ref ulong r1, ref ulong r0, ulong next, ulong d3, ulong d2, ulong d1, ulong d0, ulong reciprocal)
    {
        ulong carry = 0, borrow = 0;
        if (r3 == d3 && r2 == d2)
        {
            // The digit is 2^64 - 1, for the reason above: r - d is above -2^128, but d at least 2^255.
            var low = SubtractBorrow(r0, d0, ref borrow);
            var middle = r1 - d1 - borrow;
            r0 = AddCarry(next, d0, ref carry);
            r1 = AddCarry(low, d1, ref carry);
            r2 = AddCarry(middle, d2, ref carry);
            r3 = d3 - 1 + carry;
            return ulong.MaxValue;
        }

        ulong h1 = r3, h0 = r2, high = 0;
        var quotient = Reciprocal.DivideThreeByTwo(ref h1, ref h0, r1, d3, d2, reciprocal);
        var p0 = MultiplyAdd(quotient, d0, 0, ref high);
        var p1 = MultiplyAdd(quotient, d1, 0, ref high);
        r1 = SubtractBorrow(next, p0, ref borrow);
        r2 = SubtractBorrow(r0, p1, ref borrow);
        r0 = r1;
        r1 = r2;
        r2 = SubtractBorrow(h0, high, ref borrow);
        r3 = SubtractBorrow(h1, 0, ref borrow);
        if (borrow != 0)
        {
            quotient--;
            r0 = AddCarry(r0, d0, ref carry);
            r1 = AddCarry(r1, d1, ref carry);
            r2 = AddCarry(r2, d2, ref carry);
            r3 = r3 + d3 + carry;
        }

        return quotient;
    }
}
