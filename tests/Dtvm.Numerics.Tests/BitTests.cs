// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class BitTests
{
    [Fact]
    public void And() => Property.Equal(Generators.Pair, p => Word(Number(p.A) & Number(p.B)), p => p.A & p.B);

    [Fact]
    public void Or() => Property.Equal(Generators.Pair, p => Word(Number(p.A) | Number(p.B)), p => p.A | p.B);

    [Fact]
    public void ExclusiveOr() => Property.Equal(Generators.Pair, p => Word(Number(p.A) ^ Number(p.B)), p => p.A ^ p.B);

    [Fact]
    public void Complement() => Property.Equal(Generators.Word, a => Word(Modulus - 1 - Number(a)), a => ~a);

    [Fact]
    public void BitLength() => Property.Equal(Generators.Word, a => (int)Number(a).GetBitLength(), a => a.BitLength);

    [Fact]
    public void CountLeadingZeros() =>
        Property.Equal(Generators.Word, a => 256 - (int)Number(a).GetBitLength(), a => a.CountLeadingZeros);

    [Fact]
    public void ByteLength() =>
        Property.Equal(Generators.Word, a => a.IsZero ? 0 : Number(a).GetByteCount(isUnsigned: true), a => a.ByteLength);

    [Fact]
    public void TrailingZeroCount() =>
        Property.Equal(
            Generators.Word, a => a.IsZero ? 256 : (int)BigInteger.TrailingZeroCount(Number(a)), a => a.TrailingZeroCount);

    [Fact]
    public void PopCount() => Property.Equal(Generators.Word, a => (int)BigInteger.PopCount(Number(a)), a => a.PopCount);

    [Fact]
    public void IsPowerOfTwo() => Property.Equal(Generators.Word, a => Number(a).IsPowerOfTwo, a => a.IsPowerOfTwo);

    [Fact]
    public void EveryBit()
    {
        for (var bit = 0; bit < 256; bit++)
        {
            var value = Word(BigInteger.One << bit);
            Assert.Equal(255 - bit, value.CountLeadingZeros);
            Assert.Equal(bit, value.TrailingZeroCount);
            for (var other = -1; other <= 256; other++)
            {
                Assert.Equal(other == bit, value.IsBitSet(other));
            }
        }
    }

    [Fact]
    public void Byte() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Number(p.Amount) >= 32 ? U256.Zero : Word((Number(p.Value) >> (248 - 8 * (int)Number(p.Amount))) & 0xFF),
            p => U256.Byte(p.Amount, p.Value));

    [Fact]
    public void SignExtend() =>
        Property.Equal(
            Generators.AmountAndWord,
            p =>
            {
                if (Number(p.Amount) >= 31)
                {
                    return p.Value;
                }

                var bits = 8 * ((int)Number(p.Amount) + 1);
                var low = Number(p.Value) & ((BigInteger.One << bits) - 1);
                return Word(low >> (bits - 1) == 0 ? low : low - (BigInteger.One << bits));
            },
            p => U256.SignExtend(p.Amount, p.Value));

    [Fact]
    public void SignExtendAndByteForEveryIndex() =>
        Property.Equal(
            Generators.Word,
            _ => "",
            value =>
            {
                for (var index = 0; index < 32; index++)
                {
                    var shift = 248 - 8 * index;
                    if (U256.Byte((ulong)index, value) != Word((Number(value) >> shift) & 0xFF))
                    {
                        return $"byte {index}";
                    }

                    if (U256.SignExtend((ulong)index, value) != Word(Signed(Word(Number(value) << shift)) >> shift))
                    {
                        return $"signextend {index}";
                    }
                }

                return "";
            });

    [Fact]
    public void Predicates() =>
        Property.Equal(
            Generators.Word,
            a => (Number(a).IsZero, Number(a).IsOne, Number(a) <= ulong.MaxValue, Signed(a) < 0, (ulong)(Number(a) & ulong.MaxValue)),
            a => (a.IsZero, a.IsOne, a.FitsUlong, a.IsNegative, a.Low64));
}
