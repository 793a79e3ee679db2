// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Dtvm.Tool.Reports;

/// <summary>Words on lines of the width that the project's documents have.</summary>
internal static class WrappedText
{
    /// <summary>Columns of a line.</summary>
    public const int Width = 140;

    /// <summary>Breaks a text at spaces.</summary>
    /// <param name="text">One paragraph; words longer than a line stand alone.</param>
    /// <param name="indent">What the second and later lines begin with.</param>
    /// <returns>The lines, joined and ended by a line feed.</returns>
    public static string Wrap(string text, string indent = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(indent);
        var result = new StringBuilder();
        var column = 0;
        foreach (var word in text.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                result.Append('\n').Append(indent);
                column = indent.Length;
            }
            else if (column > 0)
            {
                result.Append(' ');
                column++;
            }

            result.Append(word);
            column += word.Length;
        }

        return result.Append('\n').ToString();
    }
}
