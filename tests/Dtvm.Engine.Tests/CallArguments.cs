// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Engine.Tests;

/// <summary>Values encoded by Solidity's contract ABI specification: a tuple, read word by word, and pieces to write one.</summary>
/// <param name="data">The words of the tuple, with what they point to behind them.</param>
internal readonly struct CallArguments(ReadOnlyMemory<byte> data)
{
    private const int WordSize = 32;

    /// <summary>An unsigned number.</summary>
    public BigInteger Number(int word) => new(data.Span.Slice(word * WordSize, WordSize), isUnsigned: true, isBigEndian: true);

    /// <summary>A signed number.</summary>
    public BigInteger Signed(int word) => new(data.Span.Slice(word * WordSize, WordSize), isUnsigned: false, isBigEndian: true);

    /// <summary>What a word points to.</summary>
    public CallArguments At(int word) => new(data[(int)Number(word)..]);

    /// <summary>The bytes that a word points to.</summary>
    public byte[] Bytes(int word)
    {
        var place = (int)Number(word);
        return data.Slice(place + WordSize, (int)new CallArguments(data[place..]).Number(0)).ToArray();
    }

    /// <summary>The array that a word points to: its length, and what the offsets of its elements count from.</summary>
    public (int Length, CallArguments Elements) Array(int word)
    {
        var place = (int)Number(word);
        return ((int)new CallArguments(data[place..]).Number(0), new(data[(place + WordSize)..]));
    }

    /// <summary>A number, signed or not.</summary>
    public static byte[] Word(BigInteger value)
    {
        var word = new byte[WordSize];
        var bytes = (value < 0 ? value + (BigInteger.One << 256) : value).ToByteArray(isUnsigned: true, isBigEndian: true);
        bytes.CopyTo(word, WordSize - bytes.Length);
        return word;
    }

    /// <summary>Bytes with their length.</summary>
    public static byte[] Blob(byte[] bytes) => [.. Word(bytes.Length), .. bytes, .. new byte[-bytes.Length & (WordSize - 1)]];

    /// <summary>A tuple of what is in place and what is pointed to.</summary>
    public static byte[] Tuple((bool IsDynamic, byte[] Body)[] parts)
    {
        var offset = parts.Sum(part => part.IsDynamic ? WordSize : part.Body.Length);
        List<byte> head = [];
        List<byte> tail = [];
        foreach (var (isDynamic, body) in parts)
        {
            head.AddRange(isDynamic ? Word(offset + tail.Count) : body);
            tail.AddRange(isDynamic ? body : []);
        }

        return [.. head, .. tail];
    }

    /// <summary>An array with its length.</summary>
    public static byte[] Array((bool IsDynamic, byte[] Body)[] elements) => [.. Word(elements.Length), .. Tuple(elements)];
}
