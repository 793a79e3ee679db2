// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Evm.Assembly;
using Dtvm.Tool;
using Dtvm.Tool.Input;

namespace Dtvm.Cli.Tests;

/// <summary>What people hand over as CODE is hex, assembly, raw bytes, or an error that says what it looks like: none is misread.</summary>
public sealed class CodeInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Verbs that take CODE.</summary>
    public static string[][] Verbs =>
    [
        ["run", "--mode", "interpreter", "--json"], ["disasm", "--json"], ["mir", "--json"], ["exec", "--json"],
        ["bisect", "--engine", "mir", "--json"], ["reduce", "--predicate", "true", "--json"],
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(CodeInputSamples.Code), MemberType = typeof(CodeInputSamples))]
    public void TextThatIsCode(string content, string expected) => Assert.Equal(expected, Load(Write("code.txt", content)));

    [Theory]
    [MemberData(nameof(CodeInputSamples.NoCode), MemberType = typeof(CodeInputSamples))]
    public void TextThatIsNone(string content, string expected)
    {
        var path = Write("input.txt", content);
        AssertRefused(path, expected);
        Assert.StartsWith(path + ":", Assert.Throws<CliException>(() => CodeInput.Load(path)).Message);
    }

    [Theory]
    [MemberData(nameof(CodeInputSamples.Bytes), MemberType = typeof(CodeInputSamples))]
    public void BytesOfAFile(string content, string expected) =>
        AssertReads(Write("input.bin", Convert.FromHexString(content)), expected);

    [Theory]
    [MemberData(nameof(CodeInputSamples.Arguments), MemberType = typeof(CodeInputSamples))]
    public void ArgumentsAreReadAlike(string argument, string expected) => AssertReads(argument, expected);

    [Theory]
    [MemberData(nameof(CodeInputSamples.OwnFiles), MemberType = typeof(CodeInputSamples))]
    public void FilesOfTheRepositoryAreTold(string path, string expected) => AssertRefused(SourceTree.Path(path), expected);

    [Fact]
    public void AssemblyOfTheRepositoryIsWhatTheAssemblerMakesOfIt()
    {
        var read = 0;
        string[] files =
        [
            .. ((string[])["tests/filetests", "tests/snapshots", "samples/contract-snapshots"]).SelectMany(
                folder => Directory.GetFiles(SourceTree.Path(folder), "*.evm", SearchOption.AllDirectories)),
        ];
        foreach (var path in files)
        {
            if (EvmAssembler.Assemble(File.ReadAllText(path), path).Code is not { } code)
            {
                continue;
            }

            Assert.Equal(Convert.ToHexStringLower(code), Load(path));
            read++;
        }

        Assert.InRange(read, 30, files.Length - 1);
    }

    [Fact]
    public void HexOfContractsIsReadAsItIs()
    {
        foreach (var name in Contracts.Files)
        {
            Assert.Equal(Convert.ToHexStringLower(Contracts.Read(name)), Load(Contracts.PathOf(name)));
        }
    }

    /// <summary>Wrapped as xxd -p wraps, every raw code is read back, and raw it is read as it is.</summary>
    [Fact]
    public void ContractsAreReadInEveryForm()
    {
        foreach (var name in Contracts.Files)
        {
            var code = Contracts.Read(name);
            var hex = Convert.ToHexStringLower(code);
            Assert.Equal(hex, Load(Write("raw.bin", code)));
            Assert.Equal(hex, Load(Write("xxd.hex", string.Concat(hex.Chunk(60).Select(line => new string(line) + "\n")))));
            Assert.Equal(hex, Load(Write("fold.hex", string.Join("\r\n", hex.Chunk(75).Select(line => new string(line))))));
            Assert.Equal(hex, Load(Write("assembly.txt", EvmDisassembler.Disassemble(code))));
        }
    }

    [Fact]
    public void AFileMayBeCalledLikeHex()
    {
        Assert.Equal("6001", Load("0x6001"));
        var path = Write("0xcode.hex", "602a");
        var result = CommandLine.RunIn(Path.GetDirectoryName(path)!, [], "disasm", "0xcode.hex", "--json").Succeeded();
        Assert.Equal(2, result.Json.GetProperty("code_size").GetInt32());
    }

    /// <summary>All verbs read alike: each says the same of what is no code, and takes assembly.</summary>
    [Fact]
    public void EveryVerbReadsAlike()
    {
        var markdown = Write("README.md", "# Title\n");
        var assembly = Write("code.txt", "PUSH1 42 PUSH0 MSTORE\nPUSH 32 PUSH0 RETURN\n");
        var mir = SourceTree.Path("tests/filetests/run/loop.mir");
        foreach (var verb in Verbs)
        {
            CommandLine.Run([verb[0], markdown, .. verb[1..]]).FailsWith($"{markdown}: looks like Markdown, or text with #");
            CommandLine.Run([verb[0], "PUSH1 FROB", .. verb[1..]]).FailsWith("CODE:1:7: 'FROB' is no number");
            CommandLine.Run([verb[0], assembly, .. verb[1..]]).Succeeded();
        }

        CommandLine.Run("exec", mir, "--code", markdown).FailsWith($"{markdown}: looks like Markdown");
        CommandLine.Run("opt", mir, "-O1", "--execute-each", "--code", markdown).FailsWith($"{markdown}: looks like Markdown");
    }

    [Fact]
    public void TwoHundredInputsAreTried()
    {
        int[] counts =
        [
            CodeInputSamples.Code.Count, CodeInputSamples.NoCode.Count, CodeInputSamples.Bytes.Count,
            CodeInputSamples.Arguments.Count, CodeInputSamples.OwnFiles.Count,
        ];
        Assert.True(counts.Sum() >= 200, $"{counts.Sum()} inputs");
    }

    /// <summary>A part of the tables through standard input of a process.</summary>
    [Fact]
    public void StandardInputIsReadAlike()
    {
        (string Content, string Expected, bool IsCode)[] samples =
        [
            .. CodeInputSamples.Code.Select(row => ((string)row[0], (string)row[1], true)),
            .. CodeInputSamples.NoCode.Select(row => ((string)row[0], (string)row[1], false)),
        ];
        for (var i = 0; i < samples.Length; i += 4)
        {
            (var content, var expected, var isCode) = samples[i];
            string[] arguments = i % 8 == 0 ? ["run", "-", "--mode", "interpreter", "--json"] : ["disasm", "-", "--json"];
            var result = CommandLine.RunWithInput(Encoding.UTF8.GetBytes(content), arguments);
            if (isCode)
            {
                Assert.Equal(expected.Length / 2, result.Succeeded().Json.GetProperty("code_size").GetInt32());
            }
            else
            {
                result.FailsWith(expected);
            }
        }

        Assert.True(samples.Length > 100, $"{samples.Length} inputs");
    }

    [Theory]
    [InlineData("echo 602a5f5260205ff3 | $dtvm run - --mode interpreter")]
    [InlineData("$dtvm run <(echo 602a5f5260205ff3) --mode interpreter")]
    [InlineData("printf '\\x60\\x2a\\x5f\\x52\\x60\\x20\\x5f\\xf3' > raw.bin; $dtvm run raw.bin --mode interpreter")]
    [InlineData("printf '\\x60\\x2a\\x5f\\x52\\x60\\x20\\x5f\\xf3' | od -An -tx1 | $dtvm run - --mode interpreter")]
    public void PipesAndToolsOfTheShell(string command)
    {
        var path = Write("x", [0]);
        var result = Shell.Run(command.Replace("$dtvm", CommandLine.ShellCommand, StringComparison.Ordinal), Path.GetDirectoryName(path)!);
        Assert.True(result.ExitCode == 0 && result.Output.Contains("000000000000002a", StringComparison.Ordinal), result.ToString());
    }

    private static string Load(string argument) => Convert.ToHexStringLower(CodeInput.Load(argument).Code);

    private static void AssertReads(string argument, string expected)
    {
        if (expected.StartsWith("0x", StringComparison.Ordinal))
        {
            Assert.Equal(expected[2..], Load(argument));
        }
        else
        {
            AssertRefused(argument, expected);
        }
    }

    private static void AssertRefused(string argument, string expected)
    {
        var message = Assert.Throws<CliException>(() => CodeInput.Load(argument)).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    private string Write(string name, byte[] content) => _folder.Write(name, content);

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));
}
