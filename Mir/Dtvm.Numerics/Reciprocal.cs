// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Dtvm.Numerics;

/// <summary>
/// Division of two limbs by one and of three by two with a precomputed reciprocal: multiplications in place of the processor's division.
/// </summary>
/// <remarks>
/// N. Moeller, T. Granlund, "Improved Division by Invariant Integers", IEEE Transactions on Computers 60 (2011), algorithms 2, 4, 5 and 6.
/// All divisors are normalized, that is, the top bit of their highest limb is set.
/// </remarks>
internal static class Reciprocal
{
    /// <summary>floor((2^128 - 1) / divisor) - 2^64.</summary>
    internal static ulong ByOne(ulong divisor)
    {
        // A first approximation of 11 bits, doubled three times by Newton's method.
        var v0 = 0x7FD00 / (uint)(divisor >> 55);
        var d40 = (divisor >> 24) + 1;
        var v1 = ((ulong)v0 << 11) - ((v0 * (ulong)v0 * d40) >> 40) - 1;
        var v2 = (v1 << 13) + ((v1 * ((1UL << 60) - v1 * d40)) >> 47);
        var lowBit = divisor & 1;
        var error = ((v2 >> 1) & (0 - lowBit)) - v2 * ((divisor >> 1) + lowBit);
        var v3 = (High(v2, error) >> 1) + (v2 << 31);

        var high = Multiply(v3, divisor, out var low);
        low += divisor;
        return v3 - (high + (low < divisor ? 1UL : 0)) - divisor;
    }

    /// <summary>floor((2^192 - 1) / (d1 * 2^64 + d0)) - 2^64.</summary>
    internal static ulong ByTwo(ulong d1, ulong d0)
    {
        var v = ByOne(d1);
        var p = d1 * v + d0;
        if (p < d0)
        {
            v--;
            if (p >= d1)
            {
                v--;
                p -= d1;
            }

            p -= d1;
        }

        var t1 = Multiply(v, d0, out var t0);
        p += t1;
        if (p < t1)
        {
            v--;
            if (p > d1 || (p == d1 && t0 >= d0))
            {
                v--;
            }
        }

        return v;
    }

    /// <summary>
    /// Quotient of remainder * 2^64 + next, where the remainder is below the divisor; it is replaced by the new one.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong DivideTwoByOne(ref ulong remainder, ulong next, ulong divisor, ulong reciprocal)
    {
        var q1 = Multiply(reciprocal, remainder, out var q0);
        q0 += next;
        q1 += remainder + (q0 < next ? 1UL : 0) + 1;

        // The first correction is as likely as not, so it is a mask; the second is rare.
        var r = next - q1 * divisor;
        var mask = 0 - (r > q0 ? 1UL : 0);
        q1 += mask;
        r += mask & divisor;
        if (r >= divisor)
        {
            q1++;
            r -= divisor;
        }

        remainder = r;
        return q1;
    }

    /// <summary>
    /// Quotient of (r1, r0, next) by (d1, d0), highest limb first, where (r1, r0) is below the divisor; it is replaced by the new
    /// remainder.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ulong DivideThreeByTwo(ref ulong r1, ref ulong r0, ulong next, ulong d1, ulong d0, ulong reciprocal)
    {
        var q1 = Multiply(reciprocal, r1, out var q0);
        q0 += r0;
        q1 += r1 + (q0 < r0 ? 1UL : 0);

        var s1 = r0 - q1 * d1;
        var t1 = Multiply(d0, q1, out var t0);
        Subtract(ref s1, next, out var s0, t1, t0);
        Subtract(ref s1, s0, out s0, d1, d0);
        q1++;

        // The first correction is as likely as not, so it is a mask; the second is rare.
        var mask = 0 - (s1 >= q0 ? 1UL : 0);
        q1 += mask;
        var low = mask & d0;
        s0 += low;
        s1 += (mask & d1) + (s0 < low ? 1UL : 0);
        if (s1 > d1 || (s1 == d1 && s0 >= d0))
        {
            q1++;
            Subtract(ref s1, s0, out s0, d1, d0);
        }

        r1 = s1;
        r0 = s0;
        return q1;
    }

    /// <summary>(high, result) = (high, low) - (rightHigh, rightLow) modulo 2^128.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Subtract(ref ulong high, ulong low, out ulong result, ulong rightHigh, ulong rightLow)
    {
        high = high - rightHigh - (low < rightLow ? 1UL : 0);
        result = low - rightLow;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Multiply(ulong left, ulong right, out ulong low)
    {
        if (Bmi2.X64.IsSupported)
        {
            low = left * right;
            return Bmi2.X64.MultiplyNoFlags(left, right);
        }

        return Math.BigMul(left, right, out low);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong High(ulong left, ulong right) => Multiply(left, right, out _);
}
