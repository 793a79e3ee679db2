// SPDX-License-Identifier: Apache-2.0

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
    /// <param name="error">What is wrong, with the offset in characters from the start of <paramref name="text"/>; empty when the result is
    /// true.</param>
    /// <returns>Whether the text is hex.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes, out string error)
    {
        var start = text.Length - text.TrimStart().Length;
        var digits = text.Trim();
        if (digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase))
        {
            digits = digits[2..];
            start += 2;
        }

        for (var i = 0; i < digits.Length; i++)
        {
            if (char.IsAsciiHexDigit(digits[i]))
            {
                continue;
            }

            bytes = [];
            error = $"{ShownText.Quote(digits.Slice(i, 1))} at offset {start + i} is not a hex digit";
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

    /// <summary>Reads hex text with or without <c>0x</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="FormatException">The text is not hex; the message holds the offset.</exception>
    public static byte[] Decode(ReadOnlySpan<char> text) =>
        TryDecode(text, out var bytes, out var error) ? bytes : throw new FormatException(error);
}
