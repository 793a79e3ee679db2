using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Division with the EVM's rules: a zero divisor gives 0, a signed quotient is truncated towards zero.</content>
public readonly partial struct U256
{
    /// <summary>Unsigned quotient, 0 for a zero divisor: the EVM's DIV.</summary>
    public static U256 Divide(in U256 dividend, in U256 divisor) => DivideRemainder(dividend, divisor, out _);

    /// <summary>Unsigned remainder, 0 for a zero divisor: the EVM's MOD.</summary>
    public static U256 Modulo(in U256 dividend, in U256 divisor)
    {
        _ = DivideRemainder(dividend, divisor, out var remainder);
        return remainder;
    }

    /// <summary>
    /// Two's complement quotient truncated towards zero, 0 for a zero divisor, -2^255 for -2^255 / -1: the EVM's SDIV.
    /// </summary>
    public static U256 SignedDivide(in U256 dividend, in U256 divisor)
    {
        var quotient = DivideRemainder(Magnitude(dividend), Magnitude(divisor), out _);
        return (long)(dividend._u3 ^ divisor._u3) < 0 ? -quotient : quotient;
    }

    /// <summary>Two's complement remainder with the sign of the dividend, 0 for a zero divisor: the EVM's SMOD.</summary>
    public static U256 SignedModulo(in U256 dividend, in U256 divisor)
    {
        _ = DivideRemainder(Magnitude(dividend), Magnitude(divisor), out var remainder);
        return dividend.IsNegative ? -remainder : remainder;
    }

    /// <summary>Unsigned quotient and remainder; both are 0 for a zero divisor.</summary>
    public static U256 DivideRemainder(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        if ((divisor._u1 | divisor._u2 | divisor._u3) == 0)
        {
            if ((dividend._u1 | dividend._u2 | dividend._u3) == 0)
                return DivideSmall(dividend._u0, divisor._u0, out remainder);
            if (divisor._u0 == 0)
            {
                remainder = default;
                return default;
            }
        }

        if (LessThan(dividend, divisor))
        {
            remainder = dividend;
            return default;
        }

        if (divisor.IsPowerOfTwo)
        {
            remainder = dividend & (divisor - One);
            return dividend >> divisor.TrailingZeroCount;
        }

        if (divisor._u3 != 0)
            return DivideByFour(dividend, divisor, out remainder);
        if (divisor._u2 != 0)
            return DivideByThree(dividend, divisor, out remainder);
        return divisor._u1 != 0 ? DivideByTwo(dividend, divisor, out remainder) : DivideByOne(dividend, divisor._u0, out remainder);
    }

    /// <summary>Absolute value; 2^255 for -2^255.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 Magnitude(in U256 value) => value.IsNegative ? -value : value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 DivideSmall(ulong dividend, ulong divisor, out U256 remainder)
    {
        if (divisor == 0)
        {
            remainder = default;
            return default;
        }

        var quotient = dividend / divisor;
        remainder = new U256(dividend - quotient * divisor);
        return new U256(quotient);
    }

    // The divisor is shifted until its top bit is set, the dividend is shifted along and gains a fifth limb; the remainder is shifted back.

    private static U256 DivideByOne(in U256 dividend, ulong divisor, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor);
        var n = Normalize(dividend, shift, out var rest);
        divisor <<= shift;
        var reciprocal = Reciprocal.ByOne(divisor);

        var q3 = Reciprocal.DivideTwoByOne(ref rest, n._u3, divisor, reciprocal);
        var q2 = Reciprocal.DivideTwoByOne(ref rest, n._u2, divisor, reciprocal);
        var q1 = Reciprocal.DivideTwoByOne(ref rest, n._u1, divisor, reciprocal);
        var q0 = Reciprocal.DivideTwoByOne(ref rest, n._u0, divisor, reciprocal);
        remainder = new U256(rest >> shift);
        return new U256(q0, q1, q2, q3);
    }

    private static U256 DivideByTwo(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u1);
        var n = Normalize(dividend, shift, out var high);
        var d0 = divisor._u0 << shift;
        var d1 = (divisor._u1 << shift) | ((divisor._u0 >> 1) >> (63 - shift));
        var reciprocal = Reciprocal.ByTwo(d1, d0);

        // The top two limbs are below the divisor, because the fifth limb is below 2^63: the quotient has at most three limbs.
        ulong r1 = high, r0 = n._u3;
        var q2 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n._u2, d1, d0, reciprocal);
        var q1 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n._u1, d1, d0, reciprocal);
        var q0 = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n._u0, d1, d0, reciprocal);
        remainder = new U256((r0 >> shift) | ((r1 << 1) << (63 - shift)), r1 >> shift, 0, 0);
        return new U256(q0, q1, q2, 0);
    }

    private static U256 DivideByThree(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u2);
        var n = Normalize(dividend, shift, out var high);
        var d = divisor << shift;
        var reciprocal = Reciprocal.ByTwo(d._u2, d._u1);

        ulong r2 = high, r1 = n._u3, r0 = n._u2;
        var q1 = DivideStep(ref r2, ref r1, ref r0, n._u1, d, reciprocal);
        var q0 = DivideStep(ref r2, ref r1, ref r0, n._u0, d, reciprocal);
        remainder = new U256(r0, r1, r2, 0) >> shift;
        return new U256(q0, q1, 0, 0);
    }

    private static U256 DivideByFour(in U256 dividend, in U256 divisor, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(divisor._u3);
        var n = Normalize(dividend, shift, out var high);
        var d = divisor << shift;

        var rest = new U256(n._u1, n._u2, n._u3, high);
        var quotient = DivideStep(ref rest, n._u0, d, Reciprocal.ByTwo(d._u3, d._u2));
        remainder = rest >> shift;
        return new U256(quotient);
    }

    /// <summary>Shifts by 0..63 to the left; the bits shifted out go to <paramref name="high"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 Normalize(in U256 value, int shift, out ulong high)
    {
        var inverse = shift ^ 63;
        high = (value._u3 >> 1) >> inverse;
        return new U256(
            value._u0 << shift,
            (value._u1 << shift) | ((value._u0 >> 1) >> inverse),
            (value._u2 << shift) | ((value._u1 >> 1) >> inverse),
            (value._u3 << shift) | ((value._u2 >> 1) >> inverse));
    }

    /// <summary>
    /// One digit of Knuth's algorithm D (TAOCP 2, 4.3.1) for a normalized divisor of three limbs: divides the remainder so far, followed by
    /// the next limb, and leaves the new remainder.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong DivideStep(ref ulong r2, ref ulong r1, ref ulong r0, ulong next, in U256 divisor, ulong reciprocal)
    {
        ulong d0 = divisor._u0, d1 = divisor._u1, d2 = divisor._u2;
        if (r2 == d2 && r1 == d1)
        {
            // The estimate would be 2^64 or more. 2^64 - 1 is the digit: (r - d) * 2^64 + next + d, where r < d, is not negative here
            // unless r0 is far below d0; then the digit is one or two smaller.
            return DivideStepSaturated(ref r2, ref r1, ref r0, next, divisor);
        }

        // An exact quotient and remainder by the top two limbs; what is left is to take away the product of the lowest limb.
        ulong h1 = r2, h0 = r1;
        var quotient = Reciprocal.DivideThreeByTwo(ref h1, ref h0, r0, d2, d1, reciprocal);
        var high = MultiplyHigh(quotient, d0, out var low);
        ulong borrow = 0;
        r0 = SubtractBorrow(next, low, ref borrow);
        r1 = SubtractBorrow(h0, high, ref borrow);
        r2 = SubtractBorrow(h1, 0, ref borrow);
        while (borrow != 0)
        {
            quotient--;
            ulong carry = 0;
            r0 = AddCarry(r0, d0, ref carry);
            r1 = AddCarry(r1, d1, ref carry);
            r2 = AddCarry(r2, d2, ref carry);
            borrow -= carry;
        }

        return quotient;
    }

    /// <summary>The digit of a three-limb divisor whose top two limbs equal the remainder's.</summary>
    private static ulong DivideStepSaturated(ref ulong r2, ref ulong r1, ref ulong r0, ulong next, in U256 divisor)
    {
        // remainder * 2^64 + next - (2^64 - 1) * divisor = (remainder - divisor) * 2^64 + next + divisor
        ulong carry = 0;
        var quotient = ulong.MaxValue;
        var s0 = AddCarry(next, divisor._u0, ref carry);
        var s1 = AddCarry(r0 - divisor._u0, divisor._u1, ref carry);
        var s2 = AddCarry(ulong.MaxValue, divisor._u2, ref carry);
        while (carry == 0)
        {
            quotient--;
            s0 = AddCarry(s0, divisor._u0, ref carry);
            s1 = AddCarry(s1, divisor._u1, ref carry);
            s2 = AddCarry(s2, divisor._u2, ref carry);
        }

        (r0, r1, r2) = (s0, s1, s2);
        return quotient;
    }

    /// <summary>
    /// One digit of Knuth's algorithm D for a normalized divisor of four limbs and a remainder below it: divides the remainder so far,
    /// followed by the next limb, and leaves the new remainder.
    /// </summary>
    private static ulong DivideStep(ref U256 remainder, ulong next, in U256 divisor, ulong reciprocal)
    {
        ulong d0 = divisor._u0, d1 = divisor._u1, d2 = divisor._u2, d3 = divisor._u3;
        ulong quotient, r0, r1, r2, r3, borrow = 0;
        if (remainder._u3 == d3 && remainder._u2 == d2)
        {
            // The estimate would be 2^64 or more, so start at 2^64 - 1: the rest is (remainder - divisor) * 2^64 + next + divisor.
            quotient = ulong.MaxValue;
            var difference = remainder - divisor;
            ulong carry = 0;
            r0 = AddCarry(next, d0, ref carry);
            r1 = AddCarry(difference._u0, d1, ref carry);
            r2 = AddCarry(difference._u1, d2, ref carry);
            r3 = AddCarry(difference._u2, d3, ref carry);
            borrow = 1 - carry;
        }
        else
        {
            ulong h1 = remainder._u3, h0 = remainder._u2;
            quotient = Reciprocal.DivideThreeByTwo(ref h1, ref h0, remainder._u1, d3, d2, reciprocal);
            ulong high = 0;
            var p0 = MultiplyAdd(quotient, d0, 0, ref high);
            var p1 = MultiplyAdd(quotient, d1, 0, ref high);
            r0 = SubtractBorrow(next, p0, ref borrow);
            r1 = SubtractBorrow(remainder._u0, p1, ref borrow);
            r2 = SubtractBorrow(h0, high, ref borrow);
            r3 = SubtractBorrow(h1, 0, ref borrow);
        }

        while (borrow != 0)
        {
            quotient--;
            ulong carry = 0;
            r0 = AddCarry(r0, d0, ref carry);
            r1 = AddCarry(r1, d1, ref carry);
            r2 = AddCarry(r2, d2, ref carry);
            r3 = AddCarry(r3, d3, ref carry);
            borrow -= carry;
        }

        remainder = new U256(r0, r1, r2, r3);
        return quotient;
    }
}
