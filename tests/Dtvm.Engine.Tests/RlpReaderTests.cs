// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;

namespace Dtvm.Engine.Tests;

/// <summary>What <see cref="RlpReader"/> reads is what <see cref="RlpWriter"/> wrote, and each value has one encoding.</summary>
public sealed class RlpReaderTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(55)]
    [InlineData(56)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(70_000)]
    public void ReadsWhatWasWritten(int size)
    {
        var bytes = new byte[size];
        Array.Fill(bytes, (byte)0x7F);
        var writer = new RlpWriter();
        var list = writer.BeginList();
        writer.AppendString(bytes);
        var inner = writer.BeginList();
        writer.AppendNumber((ulong)size);
        writer.EndList(inner);
        writer.EndList(list);

        var reader = new RlpReader(writer.From(0));
        Assert.True(reader.IsList);
        var items = reader.ReadList();
        reader.ExpectEnd();
        Assert.Equal(bytes, items.ReadString().ToArray());
        var numbers = items.ReadList();
        Assert.Equal((ulong)size, numbers.ReadULong());
        Assert.True(numbers.IsEnd && items.IsEnd);
    }

    [Theory]
    [InlineData("", "fewer items than there should be")]
    [InlineData("c0", "expected a byte string, found a list")]
    [InlineData("83aabb", "a length above the length of the input")]
    [InlineData("817f", "a byte in two")]
    [InlineData("b801ff", "a short item with a long prefix")]
    [InlineData("bfffffffffffffffff", "a length above the length of the input")]
    [InlineData("820001", "a number with leading zeros")]
    [InlineData("a1ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "a number of 33 bytes")]
    public void RefusesWhatIsNoNumber(string hex, string expected)
    {
        var exception = Assert.Throws<RlpException>(() => new RlpReader(Convert.FromHexString(hex)).ReadNumber());
        Assert.Equal(expected, exception.Message);
    }

    [Theory]
    [InlineData("83aabbcc", "an address of 3 bytes")]
    [InlineData("80", "an address of 0 bytes")]
    public void RefusesWhatIsNoAddress(string hex, string expected)
    {
        var exception = Assert.Throws<RlpException>(() => new RlpReader(Convert.FromHexString(hex)).ReadAddress());
        Assert.Equal(expected, exception.Message);
    }
}
