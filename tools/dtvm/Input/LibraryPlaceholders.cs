// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>Finds what solc puts into code in place of the address of a library that is not linked.</summary>
internal static partial class LibraryPlaceholders
{
    /// <summary>Says which libraries a text of hex with placeholders needs.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>The complaint; null unless the text is hex but for placeholders.</returns>
    public static string? Find(string text)
    {
        var found = Placeholder().Matches(text);
        if (found.Count == 0 || !HexText.IsMadeOfDigits(Placeholder().Replace(text, "").Trim()))
        {
            return null;
        }

        var names = string.Join(", ", found.Select(match => ShownText.Quote(match.Value)).Distinct());
        return string.Create(
            CultureInfo.InvariantCulture,
            $"holds unlinked libraries: {names}, first at offset {found[0].Index}: put their addresses in (solc --link)");
    }

    /// <summary>Since 0.5.0 34 digits of a hash, before that the name and underlines, both as long as the address.</summary>
    [GeneratedRegex(@"__\$[0-9a-fA-F]{34}\$__|__[\x21-\x7e]{38}")]
    private static partial Regex Placeholder();
}
