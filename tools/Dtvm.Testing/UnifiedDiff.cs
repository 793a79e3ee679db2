using System.Globalization;
using System.Text;
using DiffPlex;
using DiffPlex.Model;

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

        var result = new Differ().CreateLineDiffs(before, after, ignoreWhitespace: false);
        if (result.DiffBlocks.Count == 0)
        {
            return "";
        }

        var lines = new List<string> { $"--- {beforeName}", $"+++ {afterName}" };
        for (var first = 0; first < result.DiffBlocks.Count;)
        {
            // Changes whose contexts touch share a hunk.
            var last = first;
            while (last + 1 < result.DiffBlocks.Count
                && result.DiffBlocks[last + 1].DeleteStartA - EndOf(result.DiffBlocks[last]) <= 2 * Context)
            {
                last++;
            }

            AppendHunk(lines, result, first, last);
            first = last + 1;
        }

        var text = new StringBuilder();
        for (var i = 0; i < Math.Min(maxLines, lines.Count); i++)
        {
            text.Append(lines[i]).Append('\n');
        }

        if (lines.Count > maxLines)
        {
            text.Append(CultureInfo.InvariantCulture, $"... {lines.Count - maxLines} lines more\n");
        }

        return text.ToString();
    }

    private static bool EndsWithLine(string text) => text is "" or [.., '\n'];

    private static int EndOf(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    private static void AppendHunk(List<string> lines, DiffResult result, int first, int last)
    {
        var blocks = result.DiffBlocks;
        var start = Math.Max(0, blocks[first].DeleteStartA - Context);
        var end = Math.Min(result.PiecesOld.Length, EndOf(blocks[last]) + Context);
        var shift = blocks[first].InsertStartB - blocks[first].DeleteStartA;
        var header = lines.Count;
        var inserted = 0;
        var deleted = 0;
        lines.Add("");
        var line = start;
        for (var i = first; i <= last; i++)
        {
            for (; line < blocks[i].DeleteStartA; line++)
            {
                lines.Add(" " + result.PiecesOld[line]);
            }

            for (; line < EndOf(blocks[i]); line++)
            {
                lines.Add("-" + result.PiecesOld[line]);
            }

            for (var k = 0; k < blocks[i].InsertCountB; k++)
            {
                lines.Add("+" + result.PiecesNew[blocks[i].InsertStartB + k]);
            }

            deleted += blocks[i].DeleteCountA;
            inserted += blocks[i].InsertCountB;
        }

        for (; line < end; line++)
        {
            lines.Add(" " + result.PiecesOld[line]);
        }

        var before = end - start;
        var after = before - deleted + inserted;
        lines[header] = $"@@ -{Range(start, before)} +{Range(start + shift, after)} @@";

        // Lines are counted from 1; a range without lines is named by the line before it.
        static string Range(int first, int count) =>
            string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? first : first + 1)},{count}");
    }
}
