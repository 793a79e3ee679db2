// SPDX-License-Identifier: Apache-2.0

using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class ModularTests
{
    [Fact]
    public void AddModulo() =>
        Property.Equal(
            Generators.Modular,
            p => p.M.IsZero ? U256.Zero : Word((Number(p.A) + Number(p.B)) % Number(p.M)),
            p => U256.AddModulo(p.A, p.B, p.M));

    [Fact]
    public void MultiplyModulo() =>
        Property.Equal(
            Generators.Modular,
            p => p.M.IsZero ? U256.Zero : Word(Number(p.A) * Number(p.B) % Number(p.M)),
            p => U256.MultiplyModulo(p.A, p.B, p.M));

    /// <summary>Each product twice with one reciprocal kept: of another modulus first, then of its own.</summary>
    [Fact]
    public void MultiplyModuloWithTheLastReciprocal()
    {
        var last = default(LastReciprocal);
        Property.Equal(
            Generators.Modular,
            p => (U256.MultiplyModulo(p.A, p.B, p.M), U256.MultiplyModulo(p.B, p.B, p.M)),
            p =>
            {
                U256.MultiplyModulo(p.A, p.B, p.M, ref last, out var first);
                U256.MultiplyModulo(p.B, p.B, p.M, ref last, out var second);
                return (first, second);
            });
    }

    /// <summary>All zeros for a modulus without a reciprocal of five limbs.</summary>
    [Fact]
    public void ReciprocalOfAModulus() =>
        Property.Equal(
            Generators.Modular,
            p => Number(p.M) <= System.Numerics.BigInteger.One << 192 ? 0 : (System.Numerics.BigInteger.One << 512) / Number(p.M),
            p =>
            {
                var isKnown = U256.TryReciprocal(p.M, out var low, out var high);
                Assert.Equal(isKnown, high != 0);
                return Number(low) + ((System.Numerics.BigInteger)high << 256);
            });

    [Fact]
    public void MultiplyModuloByLargestModulus() =>
        Property.Equal(
            Generators.Pair,
            p => Word(Number(p.A) * Number(p.B) % (Modulus - 1)),
            p => U256.MultiplyModulo(p.A, p.B, U256.MaxValue));

    /// <summary>Moduli of elliptic curves that contracts compute with: of secp256k1, of alt_bn128 (field, order) and of P-256.</summary>
    [Theory]
    [InlineData("0xfffffffffffffffffffffffffffffffffffffffffffffffffffffffefffffc2f")]
    [InlineData("0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47")]
    [InlineData("0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001")]
    [InlineData("0xffffffff00000001000000000000000000000000ffffffffffffffffffffffff")]
    public void CurveModuli(string text)
    {
        var m = U256.Parse(text);
        Property.Equal(
            Generators.Pair, p => Word(Number(p.A) * Number(p.B) % Number(m)), p => U256.MultiplyModulo(p.A, p.B, m));
        Property.Equal(
            Generators.Pair, p => Word((Number(p.A) + Number(p.B)) % Number(m)), p => U256.AddModulo(p.A, p.B, m));
    }
}
