// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;

namespace Dtvm.FileTests;

/// <summary>What the documentation says of MIR text is so.</summary>
public sealed class DocumentationTests
{
    [Fact]
    public void ExamplesAreWellFormedAndCanonical()
    {
        var examples = Markdown.Blocks("docs/mir.md", "mir");
        Assert.NotEmpty(examples);
        foreach (var text in examples)
        {
            var result = MirParser.Parse(text, "docs/mir.md");
            Assert.Equal([], result.Diagnostics);
            Assert.Equal([], result.SourceMap.Locate(MirVerifier.Verify(result.Module!)));
            var withoutComments = string.Concat(text.Split('\n').Where(line => !line.StartsWith(';')).Select(line => line + "\n"))
                .TrimEnd('\n') + "\n";
            Assert.Equal(withoutComments, MirPrinter.Print(result.Module!));
        }
    }

    [Fact]
    public void EveryOperationIsListed()
    {
        var words = Read("docs/mir.md")
            .Split([' ', '`', ',', ';', '\n', '|'], StringSplitOptions.RemoveEmptyEntries)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var row in MirOpTable.All)
        {
            var name = row.Op == MirOp.RuntimeCall ? "rt.NAME" : row.Name;
            Assert.True(words.Contains(name), $"docs/mir.md does not list operation '{name}'");
        }
    }

    [Fact]
    public void TheVersionIsTheOneDescribed() =>
        Assert.StartsWith($"# MIR text, version {MirPrinter.FormatVersion}\n", Read("docs/mir.md"));

    [Fact]
    public void FoldersOfFiletestsAndSnapshotsExist()
    {
        var text = Read("docs/testing.md");
        foreach (var folder in (string[])["tests/filetests", "tests/snapshots"])
        {
            Assert.Contains(folder, text);
            Assert.True(Directory.Exists(SourceTree.Path(folder)));
        }
    }

    private static string Read(string path) => File.ReadAllText(SourceTree.Path(path)).ReplaceLineEndings("\n");
}
