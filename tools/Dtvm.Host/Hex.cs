using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>Hex text to bytes and back, with the offset of the first offending character in every error.</summary>
public static class Hex
{
    /// <summary>Bytes as <c>0x</c> and lower-case digits; <c>0x</c> alone for no bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <returns>The text.</returns>
    public static string Encode(ReadOnlySpan<byte> bytes) => "0x" + Convert.ToHexStringLower(bytes);

    /// <summary>Reads hex text with or without <c>0x</c>. White space around it is allowed, white space within is not.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes; empty when the result is false.</param>
    /// <param name="error">What is wrong, with the offset in characters from the start of <paramref name="text"/>; empty when the result is true.</param>
    /// <returns>Whether the text is hex.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes, out string error)
    {
        int start = text.Length - text.TrimStart().Length;
        ReadOnlySpan<char> digits = text.Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
            start += 2;
        }

        for (int i = 0; i < digits.Length; i++)
        {
            if (char.IsAsciiHexDigit(digits[i])) continue;
            bytes = [];
            error = $"'{Printable(digits[i])}' at offset {start + i} is not a hex digit";
            return false;
        }

        if (digits.Length % 2 != 0)
        {
            bytes = [];
            error = $"odd number of hex digits ({digits.Length}), the last one at offset {start + digits.Length - 1} stands alone";
            return false;
        }

        bytes = Convert.FromHexString(digits);
        error = "";
        return true;
    }

    /// <summary>Reads hex text with or without <c>0x</c> in front and with white space anywhere else, as line ends in a file.</summary>
    /// <param name="text">The text.</param>
    /// <param name="bytes">The bytes; empty when the result is false.</param>
    /// <param name="error">What is wrong, with the offset in characters from the start of <paramref name="text"/>; empty when the result is
    /// true.</param>
    /// <returns>Whether the text is hex.</returns>
    public static bool TryDecodeLines(ReadOnlySpan<char> text, out byte[] bytes, out string error)
    {
        bytes = [];
        int start = text.Length - text.TrimStart().Length;
        if (text[start..].StartsWith("0x", StringComparison.OrdinalIgnoreCase)) start += 2;
        char[] digits = new char[text.Length - start];
        int count = 0;
        int last = start;
        for (int i = start; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i])) continue;
            if (!char.IsAsciiHexDigit(text[i]))
            {
                error = $"'{Printable(text[i])}' at offset {i} is not a hex digit";
                return false;
            }

            digits[count++] = text[i];
            last = i;
        }

        if (count % 2 != 0)
        {
            error = $"odd number of hex digits ({count}), the last one at offset {last} stands alone";
            return false;
        }

        bytes = Convert.FromHexString(digits.AsSpan(0, count));
        error = "";
        return true;
    }

    /// <summary>Reads hex text with or without <c>0x</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FormatException">The text is not hex; the message holds the offset.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryDecode(text, out byte[] bytes, out string error) ? bytes : throw new FormatException(error);

    /// <summary>Reads an address of 40 hex digits.</summary>
    /// <param name="text">The text, with or without <c>0x</c>.</param>
    /// <returns>The address.</returns>
    /// <exception cref="FormatException">The text is not 20 bytes of hex.</exception>
    public static Address DecodeAddress(ReadOnlySpan<char> text)
    {
        byte[] bytes = Decode(text);
        return bytes.Length == Address.ByteCount
            ? new Address(bytes)
            : throw new FormatException($"an address has {Address.ByteCount} bytes, '{text}' has {bytes.Length}");
    }

    /// <summary>Reads a word of up to 64 hex digits (an odd number is fine), padded with zeros on the left.</summary>
    /// <param name="text">The text, with or without <c>0x</c>; <c>0x</c> alone is zero.</param>
    /// <returns>The word.</returns>
    /// <exception cref="FormatException">The text is not hex or is longer than 32 bytes.</exception>
    public static Bytes32 DecodeWord(ReadOnlySpan<char> text)
    {
        U256 number = DecodeNumber(text);
        return new Bytes32(number);
    }

    /// <summary>Reads a number written in hex, as the fixtures write every number (<c>0x</c> alone is zero).</summary>
    /// <param name="text">The text, with or without <c>0x</c>.</param>
    /// <returns>The number.</returns>
    /// <exception cref="FormatException">The text is not hex or does not fit 256 bits.</exception>
    public static U256 DecodeNumber(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase)) digits = digits[2..];
        digits = digits.TrimStart('0');
        byte[] bytes = Decode(digits.Length % 2 == 0 ? digits : string.Concat("0", digits));
        return bytes.Length <= Bytes32.ByteCount
            ? U256.ReadBigEndian(bytes)
            : throw new FormatException($"'{text}' does not fit 256 bits");
    }

    private static string Printable(char value) => char.IsControl(value) || value > '~' ? $"\\u{(int)value:x4}" : value.ToString();
}
