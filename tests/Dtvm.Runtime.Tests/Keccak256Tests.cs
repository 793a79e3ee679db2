// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Dtvm.Runtime.Tests;

public sealed class Keccak256Tests
{
    [Theory]
    [InlineData("", "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470")]
    [InlineData("abc", "4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45")]
    [InlineData("transfer(address,uint256)", "a9059cbb2ab09eb219583f4a59a5d0623ade346d962bcd4e46b11da047c9049b")]
    [InlineData("Transfer(address,address,uint256)", "ddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef")]
    [InlineData("The quick brown fox jumps over the lazy dog", "4d741b6f1eb29cb2a9b9911c82f56fa8d73b04959d3d9d222895df6c0b28aa15")]
    public void KnownDigests(string message, string digest)
    {
        Assert.Equal(digest, Convert.ToHexStringLower(Hash(Encoding.ASCII.GetBytes(message))));
        Assert.Equal(digest, Convert.ToHexStringLower(ReferenceKeccak.Hash(Encoding.ASCII.GetBytes(message))));
    }

    [Fact]
    public void EveryLengthUpToSeveralBlocksAgreesWithTheReference()
    {
        var data = RandomBytes(1000);
        for (var length = 0; length <= 700; length++)
        {
            Assert.Equal(ReferenceKeccak.Hash(data.AsSpan(0, length)), Hash(data.AsSpan(0, length)));
        }
    }

    [Fact]
    public void LongMessageAgreesWithTheReference()
    {
        var data = RandomBytes(100_003);
        Assert.Equal(ReferenceKeccak.Hash(data), Hash(data));
    }

    [Fact]
    public unsafe void DigestMayOverwriteTheMessage()
    {
        var data = RandomBytes(64);
        var expected = ReferenceKeccak.Hash(data);
        fixed (byte* pointer = data)
        {
            Keccak256.Hash(pointer, 64, pointer + 16);
        }

        Assert.Equal(expected, data[16..48]);
    }

    [Fact]
    public void DigestOfAnotherSizeIsRefused() => Assert.Throws<ArgumentException>(() => Keccak256.Hash([], new byte[31]));

    private static byte[] Hash(ReadOnlySpan<byte> data)
    {
        var digest = new byte[32];
        Keccak256.Hash(data, digest);
        return digest;
    }

    private static byte[] RandomBytes(int count)
    {
        var data = new byte[count];
        new Random(count).NextBytes(data);
        return data;
    }
}
