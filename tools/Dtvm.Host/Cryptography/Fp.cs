// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Numerics;

namespace Dtvm.Host.Cryptography;

/// <summary>An element of the base field of BN254 in Montgomery form: the residue times 2^256, always below the prime.</summary>
internal readonly struct Fp : IEquatable<Fp>
{
    private readonly ulong _l0;
    private readonly ulong _l1;
    private readonly ulong _l2;
    private readonly ulong _l3;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Fp(ulong l0, ulong l1, ulong l2, ulong l3)
    {
        _l0 = l0;
        _l1 = l1;
        _l2 = l2;
        _l3 = l3;
    }

    public static U256 Modulus => new(Bn254Prime.P0, Bn254Prime.P1, Bn254Prime.P2, Bn254Prime.P3);

    public static Fp Zero => default;

    public static Fp One { get; } = FromNumber(U256.One);

    public bool IsZero => (_l0 | _l1 | _l2 | _l3) == 0;

    /// <summary>The element of a number below the prime.</summary>
    public static Fp FromNumber(in U256 number)
    {
        var r = Bn254Prime.RSquared;
        return new Fp(number.U0, number.U1, number.U2, number.U3) * new Fp(r.U0, r.U1, r.U2, r.U3);
    }

    /// <summary>The number below the prime that this element stands for.</summary>
    public U256 ToNumber()
    {
        var plain = this * new Fp(1, 0, 0, 0);
        return new U256(plain._l0, plain._l1, plain._l2, plain._l3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp operator +(in Fp a, in Fp b)
    {
        ulong carry = 0;
        var s0 = AddCarry(a._l0, b._l0, ref carry);
        var s1 = AddCarry(a._l1, b._l1, ref carry);
        var s2 = AddCarry(a._l2, b._l2, ref carry);
        var s3 = AddCarry(a._l3, b._l3, ref carry);
        return Reduce(s0, s1, s2, s3, carry);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Fp operator -(in Fp a, in Fp b)
    {
        ulong borrow = 0;
        var d0 = SubtractBorrow(a._l0, b._l0, ref borrow);
        var d1 = SubtractBorrow(a._l1, b._l1, ref borrow);
        var d2 = SubtractBorrow(a._l2, b._l2, ref borrow);
        var d3 = SubtractBorrow(a._l3, b._l3, ref borrow);
        var mask = 0 - borrow;
        ulong carry = 0;
        d0 = AddCarry(d0, Bn254Prime.P0 & mask, ref carry);
        d1 = AddCarry(d1, Bn254Prime.P1 & mask, ref carry);
        d2 = AddCarry(d2, Bn254Prime.P2 & mask, ref carry);
        d3 = AddCarry(d3, Bn254Prime.P3 & mask, ref carry);
        return new Fp(d0, d1, d2, d3);
    }

    public static Fp operator -(in Fp a) => Zero - a;

    /// <summary>Montgomery product by coarsely integrated operand scanning (Koc, Acar, Kaliski 1996).</summary>
    public static Fp operator *(in Fp a, in Fp b)
    {
        ulong t0 = 0, t1 = 0, t2 = 0, t3 = 0, t4 = 0;
        ulong a0 = a._l0, a1 = a._l1, a2 = a._l2, a3 = a._l3;
        Step(a0, a1, a2, a3, b._l0, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a0, a1, a2, a3, b._l1, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a0, a1, a2, a3, b._l2, ref t0, ref t1, ref t2, ref t3, ref t4);
        Step(a0, a1, a2, a3, b._l3, ref t0, ref t1, ref t2, ref t3, ref t4);
        return Reduce(t0, t1, t2, t3, t4);
    }

    public Fp Square() => this * this;

    public Fp Double() => this + this;

    /// <summary>This element to a power, four bits of the exponent at a time.</summary>
    public Fp Power(in U256 exponent)
    {
        const int WindowBits = 4;
        Span<Fp> powers = stackalloc Fp[1 << WindowBits];
        powers[0] = One;
        for (var i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * this;
        }

        var result = One;
        for (var index = (exponent.BitLength + WindowBits - 1) / WindowBits * WindowBits; index > 0;)
        {
            index -= WindowBits;
            result = result.Square().Square().Square().Square();
            var window = (int)((exponent >> index).Low64 & (ulong)(powers.Length - 1));
            if (window != 0)
            {
                result *= powers[window];
            }
        }

        return result;
    }

    /// <summary>The inverse by Fermat's little theorem; zero for zero.</summary>
    public Fp Inverse() => Power(Modulus - 2);

    public bool Equals(Fp other) =>
        ((_l0 ^ other._l0) | (_l1 ^ other._l1) | (_l2 ^ other._l2) | (_l3 ^ other._l3)) == 0;

    public override bool Equals(object? obj) => obj is Fp other && Equals(other);

    public override int GetHashCode() => HashCode.Combine(_l0, _l1, _l2, _l3);

    /// <summary>t = (t + a * b + m * p) / 2^64 with the m that makes it divisible. Two p always fit five limbs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Step(
        ulong a0, ulong a1, ulong a2, ulong a3, ulong b, ref ulong t0, ref ulong t1, ref ulong t2, ref ulong t3, ref ulong t4)
    {
        ulong carry = 0;
        t0 = MultiplyAdd(a0, b, t0, ref carry);
        t1 = MultiplyAdd(a1, b, t1, ref carry);
        t2 = MultiplyAdd(a2, b, t2, ref carry);
        t3 = MultiplyAdd(a3, b, t3, ref carry);
        ulong overflow = 0;
        t4 = AddCarry(t4, carry, ref overflow);

        var m = t0 * Bn254Prime.NegativeInverse;
        carry = 0;
        MultiplyAdd(m, Bn254Prime.P0, t0, ref carry);
        t0 = MultiplyAdd(m, Bn254Prime.P1, t1, ref carry);
        t1 = MultiplyAdd(m, Bn254Prime.P2, t2, ref carry);
        t2 = MultiplyAdd(m, Bn254Prime.P3, t3, ref carry);
        ulong high = 0;
        t3 = AddCarry(t4, carry, ref high);
        t4 = overflow + high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Fp Reduce(ulong l0, ulong l1, ulong l2, ulong l3, ulong carry)
    {
        ulong borrow = 0;
        var d0 = SubtractBorrow(l0, Bn254Prime.P0, ref borrow);
        var d1 = SubtractBorrow(l1, Bn254Prime.P1, ref borrow);
        var d2 = SubtractBorrow(l2, Bn254Prime.P2, ref borrow);
        var d3 = SubtractBorrow(l3, Bn254Prime.P3, ref borrow);
        return carry >= borrow ? new Fp(d0, d1, d2, d3) : new Fp(l0, l1, l2, l3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong AddCarry(ulong a, ulong b, ref ulong carry)
    {
        var sum = a + b;
        var first = sum < a ? 1UL : 0UL;
        var result = sum + carry;
        carry = first + (result < sum ? 1UL : 0UL);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong SubtractBorrow(ulong a, ulong b, ref ulong borrow)
    {
        var difference = a - b;
        var first = a < b ? 1UL : 0UL;
        var result = difference - borrow;
        borrow = first + (difference < borrow ? 1UL : 0UL);
        return result;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong MultiplyAdd(ulong a, ulong b, ulong addend, ref ulong carry)
    {
        var high = Math.BigMul(a, b, out var low);
        low += carry;
        high += low < carry ? 1UL : 0UL;
        low += addend;
        high += low < addend ? 1UL : 0UL;
        carry = high;
        return low;
    }
}
