// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.TestSupport;

/// <summary>What stands in the fenced blocks of a page.</summary>
public static class Markdown
{
    /// <summary>The contents of the blocks of a language, in the order of the page.</summary>
    /// <param name="page">Path of the page, from the root of the repository.</param>
    /// <param name="language">What stands behind the opening fence: <c>sh</c>; empty for nothing.</param>
    public static string[] Blocks(string page, string language)
    {
        var text = File.ReadAllText(SourceTree.Path(page)).ReplaceLineEndings("\n");
        return [.. Regex.Matches(text, "^```(.*)\n((?:(?!```).*\n)*)```$", RegexOptions.Multiline)
            .Where(match => match.Groups[1].Value == language)
            .Select(match => match.Groups[2].Value)];
    }
}
