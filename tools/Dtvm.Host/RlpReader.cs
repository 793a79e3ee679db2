// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>Reads Recursive Length Prefix encoding (Yellow Paper, appendix B), strictly: each value has one encoding.</summary>
/// <param name="bytes">The items, one behind the other.</param>
public ref struct RlpReader(ReadOnlySpan<byte> bytes)
{
    private const int StringBase = 0x80;
    private const int ListBase = 0xC0;
    private const int LongestShort = 55;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>Whether no item is left.</summary>
    public readonly bool IsEnd => _rest.IsEmpty;

    /// <summary>Whether the next item is a list.</summary>
    public readonly bool IsList => !_rest.IsEmpty && _rest[0] >= ListBase;

    /// <summary>Reads a byte string.</summary>
    /// <returns>Its bytes, a view of the input.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public ReadOnlySpan<byte> ReadString()
    {
        var isList = IsList;
        var content = ReadItem();
        return isList ? throw new RlpException("expected a byte string, found a list") : content;
    }

    /// <summary>Reads a list.</summary>
    /// <returns>A reader of its items.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public RlpReader ReadList()
    {
        var isList = IsList;
        var content = ReadItem();
        return isList ? new RlpReader(content) : throw new RlpException("expected a list, found a byte string");
    }

    /// <summary>Reads a number without leading zeros.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="RlpException">There is none, or it has more than 256 bits.</exception>
    public U256 ReadNumber()
    {
        var content = ReadString();
        if (content.Length > EvmcBytes32.Size)
        {
            throw new RlpException($"a number of {content.Length} bytes");
        }

        if (content is [0, ..])
        {
            throw new RlpException("a number with leading zeros");
        }

        Span<byte> padded = stackalloc byte[EvmcBytes32.Size];
        padded.Clear();
        content.CopyTo(padded[(padded.Length - content.Length)..]);
        return U256.ReadBigEndian(padded);
    }

    /// <summary>Reads a number below 2^64.</summary>
    /// <returns>The number.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public ulong ReadULong() => ReadNumber() is { FitsUlong: true } number ? number.Low64 : throw new RlpException("a number above 2^64");

    /// <summary>Reads an address.</summary>
    /// <returns>The address; null for no bytes, which is where a creation is sent to.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public Address? ReadAddressOrNone()
    {
        var content = ReadString();
        return content.Length switch
        {
            0 => null,
            EvmcAddress.Size => new Address(content),
            _ => throw new RlpException($"an address of {content.Length} bytes"),
        };
    }

    /// <summary>Reads an address.</summary>
    /// <returns>The address.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public Address ReadAddress() => ReadAddressOrNone() ?? throw new RlpException("an address of 0 bytes");

    /// <summary>Reads a word of 32 bytes.</summary>
    /// <returns>The word.</returns>
    /// <exception cref="RlpException">There is none.</exception>
    public Bytes32 ReadWord()
    {
        var content = ReadString();
        return content.Length == EvmcBytes32.Size ? new Bytes32(content) : throw new RlpException($"a word of {content.Length} bytes");
    }

    /// <summary>Demands that no item is left.</summary>
    /// <exception cref="RlpException">One is.</exception>
    public readonly void ExpectEnd()
    {
        if (!IsEnd)
        {
            throw new RlpException("more items than there should be");
        }
    }

    private ReadOnlySpan<byte> ReadItem()
    {
        if (_rest.IsEmpty)
        {
            throw new RlpException("fewer items than there should be");
        }

        var first = _rest[0];
        if (first < StringBase)
        {
            return Take(0, 1);
        }

        var length = first - (first < ListBase ? StringBase : ListBase);
        if (length <= LongestShort)
        {
            var content = Take(1, length);
            return first < ListBase && content is [< StringBase] ? throw new RlpException("a byte in two") : content;
        }

        var sizeBytes = length - LongestShort;
        var size = 0L;
        foreach (var digit in Take(1, sizeBytes))
        {
            size = (size << 8) | digit;
            if (size > int.MaxValue)
            {
                throw new RlpException("a length above the length of the input");
            }
        }

        return size > LongestShort ? Take(0, (int)size) : throw new RlpException("a short item with a long prefix");
    }

    private ReadOnlySpan<byte> Take(int skipped, int count)
    {
        if (_rest.Length - skipped < count)
        {
            throw new RlpException("a length above the length of the input");
        }

        var content = _rest.Slice(skipped, count);
        _rest = _rest[(skipped + count)..];
        return content;
    }
}
