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
        ulong carry = r0 < left._u0 ? 1UL : 0;
        var r1 = AddCarry(left._u1, right._u1, ref carry);
        var r2 = AddCarry(left._u2, right._u2, ref carry);
        return new U256(r0, r1, r2, left._u3 + right._u3 + carry);
    }

    /// <summary>Difference modulo 2^256: the EVM's SUB.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 operator -(in U256 left, in U256 right)
    {
        var r0 = left._u0 - right._u0;
        ulong borrow = left._u0 < right._u0 ? 1UL : 0;
        var r1 = SubtractBorrow(left._u1, right._u1, ref borrow);
        var r2 = SubtractBorrow(left._u2, right._u2, ref borrow);
        return new U256(r0, r1, r2, left._u3 - right._u3 - borrow);
    }

    /// <summary>Two's complement negation.</summary>
    public static U256 operator -(in U256 value) => Zero - value;

    /// <summary>Product modulo 2^256: the EVM's MUL.</summary>
    public static U256 operator *(in U256 left, in U256 right)
    {
        ulong a0 = left._u0, a1 = left._u1, a2 = left._u2;
        ulong b0 = right._u0, b1 = right._u1, b2 = right._u2;

        // Column by column: only the six products that reach a higher limb inside 256 bits need their upper halves.
        var h00 = MultiplyHigh(a0, b0, out var r0);
        var h01 = MultiplyHigh(a0, b1, out var l01);
        var h10 = MultiplyHigh(a1, b0, out var l10);
        var h02 = MultiplyHigh(a0, b2, out var l02);
        var h11 = MultiplyHigh(a1, b1, out var l11);
        var h20 = MultiplyHigh(a2, b0, out var l20);

        var r1 = h00 + l01;
        ulong c1 = r1 < l01 ? 1UL : 0;
        r1 += l10;
        c1 += r1 < l10 ? 1UL : 0;

        var r2 = h01 + c1; // h01 <= 2^64 - 2 and c1 <= 2: the sum may wrap once.
        ulong c2 = r2 < c1 ? 1UL : 0;
        r2 += h10;
        c2 += r2 < h10 ? 1UL : 0;
        r2 += l02;
        c2 += r2 < l02 ? 1UL : 0;
        r2 += l11;
        c2 += r2 < l11 ? 1UL : 0;
        r2 += l20;
        c2 += r2 < l20 ? 1UL : 0;

        var r3 = h02 + h11 + h20 + c2 + a0 * right._u3 + a1 * b2 + a2 * b1 + left._u3 * b0;
        return new U256(r0, r1, r2, r3);
    }

    /// <summary><paramref name="value"/> + 1 modulo 2^256.</summary>
    public static U256 operator ++(in U256 value) => value + One;

    /// <summary><paramref name="value"/> - 1 modulo 2^256.</summary>
    public static U256 operator --(in U256 value) => value - One;

    /// <summary><paramref name="baseValue"/> to the power of <paramref name="exponent"/> modulo 2^256, 0^0 = 1: the EVM's EXP.</summary>
    public static U256 Exponentiate(in U256 baseValue, in U256 exponent)
    {
        var bits = exponent.BitLength;
        if (bits == 0)
            return One;

        // An even base contributes a factor 2 a step: from 256 steps on nothing is left of the value modulo 2^256.
        if ((baseValue._u0 & 1) == 0)
        {
            if (bits > 8)
                return Zero;
            if (baseValue.IsPowerOfTwo)
                return One << (int)Math.Min(256, (uint)baseValue.TrailingZeroCount * exponent._u0);
        }

        var result = baseValue;
        for (var i = bits - 2; i >= 0; i--)
        {
            result = Square(result);
            if (exponent.IsBitSet(i))
                result *= baseValue;
        }

        return result;
    }

    /// <summary>Full product: <paramref name="high"/> * 2^256 + the returned low half.</summary>
    public static U256 BigMul(in U256 left, in U256 right, out U256 high)
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
        return new U256(p0, p1, p2, p3);
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
    private static U256 Square(in U256 value)
    {
        ulong a0 = value._u0, a1 = value._u1;

        var h01 = MultiplyHigh(a0, a1, out var l01);
        var h02 = MultiplyHigh(a0, value._u2, out var l02);
        var m2 = h01 + l02;
        ulong carry = m2 < l02 ? 1UL : 0;
        var m3 = h02 + carry + a0 * value._u3 + a1 * value._u2;

        var d1 = l01 << 1;
        var d2 = (m2 << 1) | (l01 >> 63);
        var d3 = (m3 << 1) | (m2 >> 63);

        var h00 = MultiplyHigh(a0, a0, out var r0);
        var h11 = MultiplyHigh(a1, a1, out var l11);
        var r1 = h00 + d1;
        ulong c = r1 < d1 ? 1UL : 0;
        var r2 = AddCarry(l11, d2, ref c);
        return new U256(r0, r1, r2, h11 + d3 + c);
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
