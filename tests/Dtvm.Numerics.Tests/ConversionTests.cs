// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using CsCheck;
using static Dtvm.Numerics.Tests.Reference;

namespace Dtvm.Numerics.Tests;

public sealed class ConversionTests
{
    [Fact]
    public void LayoutIsLittleEndian()
    {
        Assert.Equal(U256.Size, Marshal.SizeOf<U256>());
        Property.Equal(
            Generators.Word,
            a => Number(a),
            a => new BigInteger(MemoryMarshal.AsBytes(new ReadOnlySpan<U256>(in a)), isUnsigned: true, isBigEndian: false));
    }

    [Fact]
    public void WriteBigEndian() =>
        Property.Equal(
            Generators.Word,
            a => Number(a),
            a =>
            {
                var bytes = new byte[33];
                bytes[32] = 0xA5;
                a.WriteBigEndian(bytes);
                Assert.Equal(0xA5, bytes[32]);
                return new BigInteger(bytes.AsSpan(0, 32), isUnsigned: true, isBigEndian: true);
            });

    [Fact]
    public void ReadBigEndianOfEveryLength() =>
        Property.Equal(
            from word in Generators.Word
            from length in Gen.Int[0, 32]
            select (Word: word, Length: length),
            p => Word(Number(p.Word) & ((BigInteger.One << (8 * p.Length)) - 1)),
            p =>
            {
                var bytes = new byte[32];
                p.Word.WriteBigEndian(bytes);
                return U256.ReadBigEndian(bytes.AsSpan(32 - p.Length));
            });

    [Fact]
    public void WrongLengthsThrow()
    {
        Assert.Throws<ArgumentException>(() => U256.ReadBigEndian(new byte[33]));
        Assert.Throws<ArgumentException>(() => U256.One.WriteBigEndian(new byte[31]));
    }

    [Fact]
    public void FromIntegers()
    {
        Property.Equal(Generators.Word, a => Word(a.U0), a => (U256)a.U0);
        Property.Equal(Generators.Word, a => Word(a.U0), a => U256.FromUInt64(a.U0));
        Property.Equal(Generators.Word, a => Word((long)a.U0), a => U256.FromInt64((long)a.U0));
    }

    [Fact]
    public void HexText()
    {
        Property.Equal(
            Generators.Word,
            a => "0x" + (a.IsZero ? "0" : Number(a).ToString("x", CultureInfo.InvariantCulture).TrimStart('0')),
            a => a.ToString());
        Property.Equal(Generators.Word, a => a, a => U256.Parse(a.ToString()));
        Property.Equal(Generators.Word, a => a, a => U256.Parse("0X" + a.ToString()[2..].ToUpperInvariant()));
    }

    [Fact]
    public void DecimalText()
    {
        Property.Equal(Generators.Word, a => Number(a).ToString(CultureInfo.InvariantCulture), a => a.ToDecimalString());
        Property.Equal(Generators.Word, a => a, a => U256.Parse(Number(a).ToString(CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("0xg")]
    [InlineData("0x 1")]
    [InlineData(" 1")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("1a")]
    [InlineData("1_000")]
    [InlineData("0x10000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("115792089237316195423570985008687907853269984665640564039457584007913129639936")]
    [InlineData("1157920892373161954235709850086879078532699846656405640394575840079131296399350")]
    public void InvalidText(string text)
    {
        Assert.False(U256.TryParse(text, out var value));
        Assert.Equal(U256.Zero, value);
        Assert.Throws<FormatException>(() => U256.Parse(text));
    }

    [Theory]
    [InlineData("0x000000000000000000000000000000000000000000000000000000000000000000000000ff", 255)]
    [InlineData("00000000000000000000000000000000000000000000000000000000000000000000000000000000000255", 255)]
    public void LeadingZerosDoNotCount(string text, ulong expected) => Assert.Equal(expected, U256.Parse(text));

    [Fact]
    public void TryFormatNeedsRoom()
    {
        Span<char> buffer = stackalloc char[4];
        Assert.True(new U256(0xABUL).TryFormat(buffer, out var written));
        Assert.Equal("0xab", buffer[..written]);
        Assert.False(new U256(0xABCUL).TryFormat(buffer, out written));
        Assert.Equal(0, written);
    }
}
