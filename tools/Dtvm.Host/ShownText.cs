// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Dtvm.Host;

/// <summary>Foreign text in messages: on one line, printable, and short.</summary>
public static class ShownText
{
    private const int QuotedLength = 40;

    /// <summary>The beginning of a text in quotes.</summary>
    /// <param name="text">Any text.</param>
    /// <returns><c>'text'</c>, or <c>'text...'</c> when there is more of it.</returns>
    public static string Quote(ReadOnlySpan<char> text) => $"'{Escape(text, QuotedLength)}'";

    /// <summary>The beginning of a text, with every character that is not printable ASCII as <c>\uXXXX</c>.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="maxLength">How many of its characters are shown; <c>...</c> stands for the rest.</param>
    /// <returns>The text.</returns>
    public static string Escape(ReadOnlySpan<char> text, int maxLength)
    {
        var shown = new StringBuilder();
        foreach (var character in text.Length > maxLength ? text[..maxLength] : text)
        {
            if (character is >= ' ' and <= '~')
            {
                shown.Append(character);
            }
            else
            {
                shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}");
            }
        }

        return text.Length > maxLength ? shown.Append("...").ToString() : shown.ToString();
    }
}
