// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using DiffPlex.Renderer;

namespace Dtvm.Testing;

/// <summary>Differences of two texts, line by line.</summary>
public static class UnifiedDiff
{
    /// <summary>Unchanged lines around a change.</summary>
    private const int Context = 3;

    /// <summary>Compares two texts.</summary>
    /// <param name="before">A text; its lines are marked with <c>-</c>.</param>
    /// <param name="after">Another one; its lines are marked with <c>+</c>.</param>
    /// <param name="beforeName">Name of the first text.</param>
    /// <param name="afterName">Name of the second text.</param>
    /// <param name="maxLines">How many lines are given at most; a last line tells how many are left out.</param>
    /// <returns>A unified diff with three lines of context; empty for texts that differ in line ends at most.</returns>
    public static string Format(string before, string after, string beforeName, string afterName, int maxLines = int.MaxValue)
    {
        before = before.ReplaceLineEndings("\n");
        after = after.ReplaceLineEndings("\n");
        if (EndsWithLine(before) && EndsWithLine(after))
        {
            // What follows the last line end is no line.
            before = before[..Math.Max(0, before.Length - 1)];
            after = after[..Math.Max(0, after.Length - 1)];
        }

        var diff = UnidiffRenderer.GenerateUnidiff(before, after, beforeName, afterName, ignoreWhitespace: false, contextLines: Context)
            .ReplaceLineEndings("\n");

        // A range without lines is named by the line before it, which the renderer does not know.
        if (before.Length == 0)
        {
            diff = diff.Replace("@@ -1,0 ", "@@ -0,0 ", StringComparison.Ordinal);
        }

        if (after.Length == 0)
        {
            diff = diff.Replace(" +1,0 @@", " +0,0 @@", StringComparison.Ordinal);
        }

        return Shorten(diff, maxLines);
    }

    private static string Shorten(string diff, int maxLines)
    {
        var lines = diff.Split('\n', StringSplitOptions.None)[..^1];
        return lines.Length <= maxLines
            ? diff
            : string.Concat(lines.Take(maxLines).Select(line => line + "\n"))
                + string.Create(CultureInfo.InvariantCulture, $"... {lines.Length - maxLines} lines more\n");
    }

    private static bool EndsWithLine(string text) => text is "" or [.., '\n'];
}
