// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class ArithmeticTests
{
    [Fact]
    public void Add() => Property.Equal(Generators.Pair, p => Word(Number(p.A) + Number(p.B)), p => p.A + p.B);

    [Fact]
    public void Subtract() => Property.Equal(Generators.Pair, p => Word(Number(p.A) - Number(p.B)), p => p.A - p.B);

    [Fact]
    public void Multiply() => Property.Equal(Generators.Pair, p => Word(Number(p.A) * Number(p.B)), p => p.A * p.B);

    [Fact]
    public void Negate() => Property.Equal(Generators.Word, a => Word(-Number(a)), a => -a);

    [Fact]
    public void Increment() => Property.Equal(Generators.Word, a => Word(Number(a) + 1), a => ++a);

    [Fact]
    public void Decrement() => Property.Equal(Generators.Word, a => Word(Number(a) - 1), a => --a);

    [Fact]
    public void FullProduct() =>
        Property.Equal(
            Generators.Pair,
            p => (Word(Number(p.A) * Number(p.B)), Word((Number(p.A) * Number(p.B)) >> 256)),
            p => (U256.BigMul(p.A, p.B, out var high), high));

    [Fact]
    public void Exponentiate() =>
        Property.Equal(
            Generators.Pair, p => Word(BigInteger.ModPow(Number(p.A), Number(p.B), Modulus)), p => U256.Exponentiate(p.A, p.B));

    [Fact]
    public void ExponentiateBySmallExponents() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Word(BigInteger.ModPow(Number(p.Value), Number(p.Amount), Modulus)),
            p => U256.Exponentiate(p.Value, p.Amount));

    [Fact]
    public void ExponentiateSmallBases() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Word(BigInteger.ModPow(Number(p.Amount), Number(p.Value), Modulus)),
            p => U256.Exponentiate(p.Amount, p.Value));

    [Fact]
    public void ExponentiatePowersOfTwo()
    {
        for (var bit = 0; bit < 256; bit++)
        {
            for (var exponent = 0UL; exponent <= 257; exponent++)
            {
                var expected = Word(BigInteger.ModPow(BigInteger.One << bit, exponent, Modulus));
                Assert.Equal(expected, U256.Exponentiate(U256.One << bit, exponent));
            }
        }
    }

    [Fact]
    public void ZeroToThePowerOfZeroIsOne() => Assert.Equal(U256.One, U256.Exponentiate(U256.Zero, U256.Zero));
}
