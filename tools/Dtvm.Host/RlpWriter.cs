// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>Recursive Length Prefix encoding (Yellow Paper, appendix B) into one growing buffer: what tries and hashes of logs are made
/// of.</summary>
/// <remarks>Not safe for concurrent use.</remarks>
public sealed class RlpWriter
{
    private const int StringBase = 0x80;
    private const int ListBase = 0xC0;
    private const int LongestShort = 55;
    private const int MaxPrefix = 5;

    private byte[] _bytes = new byte[1024];

    /// <summary>Number of bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>The bytes from a position to the end.</summary>
    /// <param name="start">The position.</param>
    /// <returns>A view, valid until something is written.</returns>
    public ReadOnlySpan<byte> From(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>Forgets everything from a position on.</summary>
    /// <param name="length">The position.</param>
    public void Truncate(int length) => Length = length;

    /// <summary>Encodes a byte string.</summary>
    /// <param name="value">The bytes; not a view of this writer.</param>
    public void AppendString(ReadOnlySpan<byte> value)
    {
        Reserve(MaxPrefix + value.Length);
        if (value.Length != 1 || value[0] >= StringBase)
        {
            Length += WritePrefix(_bytes.AsSpan(Length), StringBase, value.Length);
        }

        value.CopyTo(_bytes.AsSpan(Length));
        Length += value.Length;
    }

    /// <summary>Puts an item in that is encoded already.</summary>
    /// <param name="item">The item; not a view of this writer.</param>
    public void AppendEncoded(ReadOnlySpan<byte> item)
    {
        Reserve(item.Length);
        item.CopyTo(_bytes.AsSpan(Length));
        Length += item.Length;
    }

    /// <summary>Encodes a number as the shortest big-endian byte string.</summary>
    /// <param name="value">The number.</param>
    public void AppendNumber(in U256 value)
    {
        Span<byte> bytes = stackalloc byte[EvmcBytes32.Size];
        value.WriteBigEndian(bytes);
        AppendString(bytes[(EvmcBytes32.Size - value.ByteLength)..]);
    }

    /// <summary>Begins a list.</summary>
    /// <returns>Its position, for <see cref="EndList"/>.</returns>
    public int BeginList() => Length;

    /// <summary>Ends a list: everything written since its beginning becomes its items.</summary>
    /// <param name="start">What <see cref="BeginList"/> returned.</param>
    public void EndList(int start)
    {
        Reserve(MaxPrefix);
        var payload = Length - start;
        Span<byte> prefix = stackalloc byte[MaxPrefix];
        var size = WritePrefix(prefix, ListBase, payload);
        _bytes.AsSpan(start, payload).CopyTo(_bytes.AsSpan(start + size));
        prefix[..size].CopyTo(_bytes.AsSpan(start));
        Length += size;
    }

    private static int WritePrefix(Span<byte> target, int offset, int length)
    {
        if (length <= LongestShort)
        {
            target[0] = (byte)(offset + length);
            return 1;
        }

        var sizeBytes = length > 0xFFFFFF ? 4 : length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        target[0] = (byte)(offset + LongestShort + sizeBytes);
        for (var i = 0; i < sizeBytes; i++)
        {
            target[1 + i] = (byte)(length >> (8 * (sizeBytes - 1 - i)));
        }

        return 1 + sizeBytes;
    }

    private void Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + count));
        }
    }
}
