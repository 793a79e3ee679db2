// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Architecture.Tests;

/// <summary>Nothing is written twice: no two places of the product share twelve lines, but where ARCHITECTURE.md says why.</summary>
public sealed class DuplicationTests
{
    /// <summary>Lines that count: what is left without comments, blank lines, lone punctuation and what every file begins with.</summary>
    private const int SharedLines = 12;

    [Fact]
    public void NoTwoPlacesShareTwelveLines() => Assert.Empty(Shared(Repository.ProductSources().Select(path => (path, Lines(path))))
        .Where(pair => !IsExplained(pair.First, pair.Second))
        .Select(pair => $"{pair.First}:{pair.FirstLine} and {pair.Second}:{pair.SecondLine} share {SharedLines} lines"));

    /// <summary>The search itself: across two files, within one, and not one line less.</summary>
    [Theory]
    [InlineData(SharedLines, 1)]
    [InlineData(SharedLines - 1, 0)]
    public void WhatIsWrittenTwiceIsFound(int count, int expected)
    {
        var block = Enumerable.Range(0, count).Select(i => $"line {i}").ToArray();
        string[] twice = [.. block, "between", .. block];
        Assert.Equal(expected, Shared([("a", Numbered([.. block, "x"])), ("b", Numbered(["y", .. block]))]).Count);
        Assert.Equal(expected, Shared([("a", Numbered(twice))]).Count);
    }

    /// <summary>Whether a line of ARCHITECTURE.md names both files.</summary>
    private static bool IsExplained(string first, string second) => Repository.Read("ARCHITECTURE.md")
        .Split('\n')
        .Any(line => line.Contains($"`{first}`", StringComparison.Ordinal) && line.Contains($"`{second}`", StringComparison.Ordinal));

    private static (int Number, string Text)[] Lines(string path) => [.. Repository.CodeLines(path)
        .Select(line => (line.Number, Text: line.Line.Trim()))
        .Where(line => line.Text.Any(char.IsLetterOrDigit)
            && line.Text != "break;"
            && !line.Text.StartsWith("using ", StringComparison.Ordinal)
            && !line.Text.StartsWith("namespace ", StringComparison.Ordinal))];

    private static (int Number, string Text)[] Numbered(string[] lines) => [.. lines.Select((line, index) => (index + 1, line))];

    /// <summary>The places that share lines, each pair of files once.</summary>
    private static List<(string First, int FirstLine, string Second, int SecondLine)> Shared(
        IEnumerable<(string Path, (int Number, string Text)[] Lines)> files)
    {
        var places = new Dictionary<string, (string Path, int Line)>(StringComparer.Ordinal);
        var shared = new Dictionary<(string, string), (string, int, string, int)>();
        foreach (var (path, lines) in files)
        {
            for (var i = 0; i + SharedLines <= lines.Length; i++)
            {
                var text = string.Join('\n', lines[i..(i + SharedLines)].Select(line => line.Text));
                if (!places.TryAdd(text, (path, lines[i].Number)))
                {
                    var (other, line) = places[text];
                    shared.TryAdd((other, path), (other, line, path, lines[i].Number));
                }
            }
        }

        return [.. shared.Values];
    }
}
