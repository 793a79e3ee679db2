using System.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Dtvm.Tool.Reports;

/// <summary>Differences between two texts in the form of <c>diff -u</c>.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>Formats the differences.</summary>
    /// <param name="before">The old text.</param>
    /// <param name="after">The new text.</param>
    /// <param name="beforeName">Name of the old text.</param>
    /// <param name="afterName">Name of the new text.</param>
    /// <returns>Nothing when there is no difference.</returns>
    public static string Format(string before, string after, string beforeName, string afterName)
    {
        var diff = new Differ().CreateLineDiffs(before.TrimEnd('\n'), after.TrimEnd('\n'), ignoreWhitespace: false);
        if (diff.DiffBlocks.Count == 0)
        {
            return "";
        }

        var text = new StringBuilder();
        text.Append("--- ").Append(beforeName).Append("\n+++ ").Append(afterName).Append('\n');
        for (var first = 0; first < diff.DiffBlocks.Count;)
        {
            // Changes with at most twice the context between them share a hunk.
            var last = first;
            while (last + 1 < diff.DiffBlocks.Count
                && diff.DiffBlocks[last + 1].DeleteStartA - EndA(diff.DiffBlocks[last]) <= 2 * Context)
            {
                last++;
            }

            AppendHunk(text, diff, first, last);
            first = last + 1;
        }

        return text.ToString();
    }

    private static void AppendHunk(StringBuilder text, DiffResult diff, int first, int last)
    {
        var head = diff.DiffBlocks[first];
        var startA = Math.Max(0, head.DeleteStartA - Context);
        var startB = head.InsertStartB - (head.DeleteStartA - startA);
        var tail = diff.DiffBlocks[last];
        var endA = Math.Min(diff.PiecesOld.Length, EndA(tail) + Context);
        var endB = tail.InsertStartB + tail.InsertCountB + (endA - EndA(tail));
        text.Append("@@ -").Append(Range(startA, endA)).Append(" +").Append(Range(startB, endB)).Append(" @@\n");
        var line = startA;
        for (var i = first; i <= last; i++)
        {
            var block = diff.DiffBlocks[i];
            AppendLines(text, ' ', diff.PiecesOld, line, block.DeleteStartA);
            AppendLines(text, '-', diff.PiecesOld, block.DeleteStartA, EndA(block));
            AppendLines(text, '+', diff.PiecesNew, block.InsertStartB, block.InsertStartB + block.InsertCountB);
            line = EndA(block);
        }

        AppendLines(text, ' ', diff.PiecesOld, line, endA);
    }

    private static void AppendLines(StringBuilder text, char mark, string[] lines, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            text.Append(mark).Append(lines[i]).Append('\n');
        }
    }

    private static int EndA(DiffBlock block) => block.DeleteStartA + block.DeleteCountA;

    /// <summary>The range of a hunk's head: the first line counted from 1 and the number of lines; an empty range names the line before
    /// it.</summary>
    private static string Range(int start, int end)
    {
        var count = end - start;
        return FormattableString.Invariant($"{(count == 0 ? start : start + 1)},{count}");
    }
}
