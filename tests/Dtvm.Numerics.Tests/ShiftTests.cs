// SPDX-License-Identifier: Apache-2.0

using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class ShiftTests
{
    [Fact]
    public void ShiftLeft() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Number(p.Amount) >= 256 ? U256.Zero : Word(Number(p.Value) << (int)Number(p.Amount)),
            p => U256.ShiftLeft(p.Amount, p.Value));

    [Fact]
    public void ShiftRight() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Number(p.Amount) >= 256 ? U256.Zero : Word(Number(p.Value) >> (int)Number(p.Amount)),
            p => U256.ShiftRight(p.Amount, p.Value));

    [Fact]
    public void ShiftRightArithmetic() =>
        Property.Equal(
            Generators.AmountAndWord,
            p => Word(Signed(p.Value) >> (Number(p.Amount) >= 256 ? 256 : (int)Number(p.Amount))),
            p => U256.ShiftRightArithmetic(p.Amount, p.Value));

    [Fact]
    public void OperatorsForEveryAmount() =>
        Property.Equal(
            Generators.Word,
            _ => "",
            value =>
            {
                for (var shift = 0; shift < 256; shift++)
                {
                    if (value << shift != Word(Number(value) << shift))
                    {
                        return $"<< {shift}";
                    }

                    if (value >> shift != Word(Number(value) >> shift) || value >>> shift != value >> shift)
                    {
                        return $">> {shift}";
                    }
                }

                return "";
            });

    [Theory]
    [InlineData(256)]
    [InlineData(257)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    public void OperatorsOutsideTheWordGiveZero(int shift)
    {
        Assert.Equal(U256.Zero, U256.MaxValue << shift);
        Assert.Equal(U256.Zero, U256.MaxValue >> shift);
        Assert.Equal(U256.Zero, U256.MaxValue >>> shift);
    }
}
