// SPDX-License-Identifier: Apache-2.0

using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class ComparisonTests
{
    [Fact]
    public void Unsigned() =>
        Property.Equal(
            Generators.Pair,
            p => (Number(p.A) < Number(p.B), Number(p.A) > Number(p.B), Number(p.A) <= Number(p.B), Number(p.A) >= Number(p.B)),
            p => (p.A < p.B, p.A > p.B, p.A <= p.B, p.A >= p.B));

    [Fact]
    public void Equality() =>
        Property.Equal(
            Generators.Pair,
            p => (Number(p.A) == Number(p.B), Number(p.A) != Number(p.B), Number(p.A) == Number(p.B)),
            p => (p.A == p.B, p.A != p.B, p.A.Equals((object)p.B)));

    [Fact]
    public void LessThan() => Property.Equal(Generators.Pair, p => Number(p.A) < Number(p.B), p => U256.LessThan(p.A, p.B));

    [Fact]
    public void SignedLessThan() =>
        Property.Equal(Generators.Pair, p => Signed(p.A) < Signed(p.B), p => U256.SignedLessThan(p.A, p.B));

    [Fact]
    public void CompareTo() =>
        Property.Equal(
            Generators.Pair,
            p => Math.Sign(Number(p.A).CompareTo(Number(p.B))),
            p => Math.Sign(p.A.CompareTo(p.B)));

    /// <summary>Differences in one limb only, which the order must find below equal higher limbs.</summary>
    [Fact]
    public void EveryLimbDecides()
    {
        for (var bit = 0; bit < 256; bit++)
        {
            var larger = U256.MaxValue;
            var smaller = larger ^ (U256.One << bit);
            Assert.True(smaller < larger);
            Assert.False(larger < smaller);
            Assert.NotEqual(smaller, larger);
            Assert.Equal(bit != 255, U256.SignedLessThan(smaller, larger));
        }
    }

    [Fact]
    public void CompareToObject()
    {
        Assert.True(U256.Zero.CompareTo(null) > 0);
        Assert.Equal(0, U256.One.CompareTo((object)U256.One));
        Assert.Throws<ArgumentException>(() => U256.One.CompareTo("1"));
        Assert.False(U256.One.Equals("1"));
    }

    [Fact]
    public void HashCodesOfEqualValuesAreEqual() =>
        Property.Equal(Generators.Word, a => a.GetHashCode(), a => Word(Number(a)).GetHashCode());
}
