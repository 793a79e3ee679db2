// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class DivisionTests
{
    [Fact]
    public void Divide() =>
        Property.Equal(
            Generators.Division, p => p.B.IsZero ? U256.Zero : Word(Number(p.A) / Number(p.B)), p => U256.Divide(p.A, p.B));

    [Fact]
    public void Modulo() =>
        Property.Equal(
            Generators.Division, p => p.B.IsZero ? U256.Zero : Word(Number(p.A) % Number(p.B)), p => U256.Modulo(p.A, p.B));

    [Fact]
    public void DivideRemainder() =>
        Property.Equal(
            Generators.Division,
            p => p.B.IsZero ? (U256.Zero, U256.Zero) : (Word(Number(p.A) / Number(p.B)), Word(Number(p.A) % Number(p.B))),
            p => (U256.DivideRemainder(p.A, p.B, out var remainder), remainder));

    [Fact]
    public void SignedDivide() =>
        Property.Equal(
            Generators.Division,
            p => p.B.IsZero ? U256.Zero : Word(BigInteger.Divide(Signed(p.A), Signed(p.B))),
            p => U256.SignedDivide(p.A, p.B));

    [Fact]
    public void SignedModulo() =>
        Property.Equal(
            Generators.Division,
            p => p.B.IsZero ? U256.Zero : Word(BigInteger.Remainder(Signed(p.A), Signed(p.B))),
            p => U256.SignedModulo(p.A, p.B));

    [Fact]
    public void SmallestSignedValueByMinusOneWraps()
    {
        Assert.Equal(U256.SignedMinValue, U256.SignedDivide(U256.SignedMinValue, U256.MaxValue));
        Assert.Equal(U256.Zero, U256.SignedModulo(U256.SignedMinValue, U256.MaxValue));
    }

    /// <summary>
    /// Divisors that agree with the dividend in the top two limbs of a step, so that the first estimate of a digit is 2^64 or more: at most
    /// 2^64 - 1 fits, and it may be one or two too large.
    /// </summary>
    [Theory]
    [InlineData("0x8000000000000000fffffffffffffffe00000000000000008000000000000000", "0x8000000000000000ffffffffffffffff0000000000000000")]
    [InlineData("0x8000000000000000000000000000000000000000000000030000000000000000", "0x80000000000000000000000000000000ffffffffffffffff")]
    [InlineData("0x7fffffffffffffff800000000000000000000000000000000000000000000000", "0x800000000000000000000000000000000000000000000001")]
    [InlineData("0x8000000000000000fffffffffffffffffffffffffffffffeffffffffffffffff", "0x8000000000000000ffffffffffffffffffffffffffffffff")]
    [InlineData("0xfffffffffffffffffffffffffffffffffffffffffffffffeffffffffffffffff", "0xffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("0x8000000000000000000000000000000000000000000000000000000000000000", "0x80000000000000000000000000000001")]
    public void SaturatedDigits(string dividend, string divisor)
    {
        U256 a = U256.Parse(dividend), b = U256.Parse(divisor);
        Assert.Equal(Word(Number(a) / Number(b)), U256.DivideRemainder(a, b, out var remainder));
        Assert.Equal(Word(Number(a) % Number(b)), remainder);
    }

    [Fact]
    public void AllPowersOfTwo()
    {
        for (var a = 0; a < 256; a++)
        {
            for (var b = 0; b < 256; b++)
            {
                var dividend = (U256.One << a) | U256.One;
                var divisor = U256.One << b;
                Assert.Equal(Word(Number(dividend) / Number(divisor)), U256.DivideRemainder(dividend, divisor, out var remainder));
                Assert.Equal(Word(Number(dividend) % Number(divisor)), remainder);
            }
        }
    }
}
