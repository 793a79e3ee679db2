// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm.Assembly;
using Dtvm.Mir.Parsing;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;
using Dtvm.Testing;

namespace Dtvm.FileTests;

/// <summary>Malformed text yields located diagnostics, never an exception, and takes no more memory than its length allows.</summary>
public sealed class MutatedTextTests
{
    private const int Seeds = 3000;

    /// <summary>Bytes a parse may allocate: a base for tables bounded by ids and code size, and some for each character.</summary>
    private const long BaseBytes = 1 << 26;
    private const long BytesPerCharacter = 2000;

    private static readonly string[] Words =
    [
        "v0", "v1", "v4294967295", "v1000000", "block0", "block7", "block99999999", "@pc_0x0", "@pc_0x12", "@0x5", "@", "i1", "i64", "i256",
        "stop",
        "add", "rt.sload", "rt.", "const", "switch", "default:", "brif", "func", "mir", "module", "jumpdests", "{", "}", "(", ")", ",", ":",
        "=", ";", "\n",
        "-1", "0x", "0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "99999999999999999999999999", "height=", "rest=5",
        "code_size=16777216", "code_size=99999999999", "\0", "\u00e9", "\ud800", "((((((((", "\r\n", "\t",
    ];

    [Fact]
    public void ThousandsOfMutatedFiles()
    {
        var texts = Texts();
        for (var seed = 0; seed < Seeds; seed++)
        {
            var random = new Random(seed);
            AssertRobust(Mutate(texts[seed % texts.Count], random), seed);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("mir")]
    [InlineData("mir 1")]
    [InlineData("\0\0\0")]
    [InlineData("mir 1\nmodule code_size=16777216\nfunc @pc_0x0 {")]
    public void Fragments(string text) => AssertRobust(text, -1);

    [Fact]
    public void RepetitionsOfOneThing()
    {
        string[] pieces =
        [
            "(", "v0 = ", "block0(", "func @pc_0x0 {\n", "block0:\n", "v1048000 = const i256 0x1\n", "}", "@", "switch v0, 0x1: ", "9", "a",
            "\n", ";",
            "func @pc_0x0 {\nblock0:\nv900000 = const i256 0x1\n}\n", "block0(v0: i256, ",
        ];
        foreach (var piece in pieces)
        {
            var body = string.Concat(Enumerable.Repeat(piece, 20_000));
            AssertRobust(body, -1);
            AssertRobust("mir 1\nmodule code_size=9\n" + body, -1);
            AssertRobust("mir 1\nmodule code_size=9\nfunc @pc_0x0 {\nblock0:\n" + body, -1);
        }
    }

    [Fact]
    public void ManyFunctionsWithHighNumbersShareOneBound()
    {
        var text = "mir 1\nmodule code_size=100000\n" + string.Concat(Enumerable.Range(0, 20_000)
            .Select(i => $"func @pc_0x{i:x} {{\nblock0:\nv1000000 = const i256 0x1\nstop\n}}\n"));
        AssertRobust(text, -1);
    }

    [Fact]
    public void MutatedAssembly()
    {
        foreach (var contract in SnapshotTests.Names())
        {
            var text = File.ReadAllText(SourceTree.Path($"tests/snapshots/{contract}/contract.evm"));
            for (var seed = 0; seed < 100; seed++)
            {
                var mutated = Mutate(text, new Random(seed));
                var result = EvmAssembler.Assemble(mutated, "mutated");
                Assert.Equal(result.Code is null, result.Diagnostics.Count > 0);
                var lines = mutated.Split('\n');
                Assert.All(result.Diagnostics, diagnostic => AssertPlace(lines, diagnostic.Line, diagnostic.Column, diagnostic.Message));
            }
        }
    }

    private static List<string> Texts()
    {
        var texts = new List<string>();
        foreach (var contract in SnapshotTests.Names())
        {
            var (stages, _) = MirStages.Compile(SnapshotTests.CodeOf(contract), ContractOptions.Default);
            texts.Add(stages[0].Text);
            texts.Add(stages[^1].Text);
        }

        return texts;
    }

    private static string Mutate(string text, Random random)
    {
        for (var i = random.Next(1, 6); i > 0 && text.Length > 0; i--)
        {
            var start = random.Next(text.Length);
            var end = Math.Min(text.Length, start + random.Next(1, 30));
            text = random.Next(6) switch
            {
                0 => text.Remove(start, end - start),
                1 => text.Insert(start, text[start..end]),
                2 => text.Insert(start, Words[random.Next(Words.Length)]),
                3 => string.Concat(text.AsSpan(0, start), ((char)random.Next(128)).ToString(), text.AsSpan(start + 1)),
                4 => ReplaceWord(text, start, random),
                _ => SwapLines(text, random),
            };
        }

        return text;
    }

    private static string ReplaceWord(string text, int start, Random random)
    {
        while (start > 0 && !char.IsWhiteSpace(text[start - 1]))
        {
            start--;
        }

        var end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return string.Concat(text.AsSpan(0, start), Words[random.Next(Words.Length)], text.AsSpan(end));
    }

    private static string SwapLines(string text, Random random)
    {
        var lines = text.Split('\n');
        var (left, right) = (random.Next(lines.Length), random.Next(lines.Length));
        (lines[left], lines[right]) = (lines[right], lines[left]);
        return string.Join('\n', lines);
    }

    private static void AssertRobust(string text, int seed)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var result = MirParser.Parse(text, "mutated");
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated < BaseBytes + (BytesPerCharacter * text.Length), $"seed {seed}: {allocated} bytes for {text.Length} characters");
        Assert.Equal(result.Module is null, result.Diagnostics.Count > 0);
        var lines = text.Split('\n');
        foreach (var diagnostic in result.Diagnostics)
        {
            AssertPlace(lines, diagnostic.Line, diagnostic.Column, $"seed {seed}: {diagnostic.Message}");
        }

        if (result.Module is not { } module)
        {
            return;
        }

        foreach (var diagnostic in result.SourceMap.Locate(MirVerifier.Verify(module)))
        {
            AssertPlace(lines, diagnostic.Line, diagnostic.Column, $"seed {seed}: {diagnostic.Message}");
        }

        var printed = MirPrinter.Print(module);
        Assert.Equal(printed, MirPrinter.Print(MirParser.Parse(printed, "printed").Module!));
    }

    private static void AssertPlace(string[] lines, int line, int column, string message)
    {
        Assert.True(line >= 1
            && line <= lines.Length
            && column >= 1
            && column <= lines[line - 1].Length + 1, $"{line}:{column} lies outside the text: {message}");
        Assert.DoesNotContain('\n', message);
        Assert.NotEmpty(message);
    }
}
