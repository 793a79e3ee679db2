// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Conversions from and to bytes and text.</content>
public readonly partial struct U256
{
    /// <summary>Reads at most 32 bytes, most significant first; fewer bytes are padded with zeros on the left.</summary>
    /// <exception cref="ArgumentException">More than 32 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ReadBigEndian(ReadOnlySpan<byte> source) =>
        source.Length == Size ? ReadWord(source) : ReadPadded(source);

    /// <summary>Writes 32 bytes, most significant first, to the start of <paramref name="destination"/>.</summary>
    /// <exception cref="ArgumentException">The destination is shorter than 32 bytes.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void WriteBigEndian(Span<byte> destination)
    {
        if (destination.Length < Size)
        {
            ThrowDestinationTooShort();
        }

        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _u0);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _u1);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _u2);
        BinaryPrimitives.WriteUInt64BigEndian(destination, _u3);
    }

    /// <summary>Reads a decimal number, or a hexadecimal one after <c>0x</c>.</summary>
    /// <exception cref="FormatException">The text is not a number below 2^256.</exception>
    public static U256 Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var value) ? value : throw new FormatException($"'{text}' is not an unsigned 256-bit number.");

    /// <summary>
    /// Reads a decimal number, or a hexadecimal one after <c>0x</c> in either case; false for text with no digits, another character, or a
    /// value of 2^256 or more.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out U256 value) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? TryParseHex(text[2..], out value) : TryParseDecimal(text, out value);

    /// <summary>Lower-case hexadecimal with <c>0x</c> and without leading zeros.</summary>
    public override string ToString()
    {
        Span<char> buffer = stackalloc char[2 + 2 * Size];
        _ = TryFormat(buffer, out var written);
        return new string(buffer[..written]);
    }

    /// <summary>Writes what <see cref="ToString"/> returns; at most 66 characters. False if the destination is too short.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten)
    {
        var digits = Math.Max(1, (BitLength + 3) >> 2);
        charsWritten = 0;
        if (destination.Length < digits + 2)
        {
            return false;
        }

        destination[0] = '0';
        destination[1] = 'x';
        for (var i = 0; i < digits; i++)
        {
            var nibble = digits - 1 - i;
            destination[2 + i] = "0123456789abcdef"[(int)(Limb(nibble >> 4) >> (4 * (nibble & 15))) & 15];
        }

        charsWritten = digits + 2;
        return true;
    }

    /// <summary>Decimal digits without leading zeros.</summary>
    public string ToDecimalString()
    {
        // 2^256 has 78 digits; 19 digits are cut off at a time, the most that a limb holds.
        const ulong Chunk = 10_000_000_000_000_000_000;
        Span<char> buffer = stackalloc char[95];
        var start = buffer.Length;
        var rest = this;
        do
        {
            rest = DivideRemainder(rest, new U256(Chunk), out var digits);
            start -= 19;
            _ = digits._u0.TryFormat(buffer[start..], out _, "D19", CultureInfo.InvariantCulture);
        }
        while (!rest.IsZero);

        var text = buffer[start..].TrimStart('0');
        return text.IsEmpty ? "0" : new string(text);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 ReadWord(ReadOnlySpan<byte> source) =>
        new(
            BinaryPrimitives.ReadUInt64BigEndian(source[24..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[16..]),
            BinaryPrimitives.ReadUInt64BigEndian(source[8..]),
            BinaryPrimitives.ReadUInt64BigEndian(source));

    private static U256 ReadPadded(ReadOnlySpan<byte> source)
    {
        if (source.Length > Size)
        {
            throw new ArgumentException($"A word has at most {Size} bytes, not {source.Length}.", nameof(source));
        }

        Span<byte> word = stackalloc byte[Size];
        word.Clear();
        source.CopyTo(word[(Size - source.Length)..]);
        return ReadWord(word);
    }

    [DoesNotReturn]
    private static void ThrowDestinationTooShort() => throw new ArgumentException($"A word needs {Size} bytes.", "destination");

    private static bool TryParseHex(ReadOnlySpan<char> digits, out U256 value)
    {
        value = default;
        if (digits.IsEmpty)
        {
            return false;
        }

        var result = Zero;
        foreach (var c in digits)
        {
            if (!char.IsAsciiHexDigit(c) || result._u3 >> 60 != 0)
            {
                return false;
            }

            var digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
            result = (result << 4) | new U256((ulong)digit);
        }

        value = result;
        return true;
    }

    private static bool TryParseDecimal(ReadOnlySpan<char> digits, out U256 value)
    {
        value = default;
        if (digits.IsEmpty)
        {
            return false;
        }

        var ten = new U256(10UL);
        var result = Zero;
        foreach (var c in digits)
        {
            if (!char.IsAsciiDigit(c))
            {
                return false;
            }

            result = AddOverflow(BigMul(result, ten, out var high), new U256((ulong)(c - '0')), out var carry);
            if (carry != 0 || !high.IsZero)
            {
                return false;
            }
        }

        value = result;
        return true;
    }
}
