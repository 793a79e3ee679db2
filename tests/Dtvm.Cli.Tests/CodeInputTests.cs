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
    public void Text_that_is_code(string content, string expected) => Assert.Equal(expected, Load(Write("code.txt", content)));

    [Theory]
    [MemberData(nameof(CodeInputSamples.NoCode), MemberType = typeof(CodeInputSamples))]
    public void Text_that_is_none(string content, string expected)
    {
        string path = Write("input.txt", content);
        AssertRefused(path, expected);
        Assert.StartsWith(path + ":", Assert.Throws<CliException>(() => CodeInput.Load(path)).Message);
    }

    [Theory]
    [MemberData(nameof(CodeInputSamples.Bytes), MemberType = typeof(CodeInputSamples))]
    public void Bytes_of_a_file(string content, string expected) =>
        AssertReads(Write("input.bin", Convert.FromHexString(content)), expected);

    [Theory]
    [MemberData(nameof(CodeInputSamples.Arguments), MemberType = typeof(CodeInputSamples))]
    public void Arguments_are_read_alike(string argument, string expected) => AssertReads(argument, expected);

    [Theory]
    [MemberData(nameof(CodeInputSamples.OwnFiles), MemberType = typeof(CodeInputSamples))]
    public void Files_of_the_repository_are_told(string path, string expected) => AssertRefused(SourceTree.Path(path), expected);

    [Fact]
    public void Assembly_of_the_repository_is_what_the_assembler_makes_of_it()
    {
        int read = 0;
        string[] files =
        [
            .. ((string[])["tests/filetests", "tests/snapshots", "samples/contract-snapshots"]).SelectMany(
                folder => Directory.GetFiles(SourceTree.Path(folder), "*.evm", SearchOption.AllDirectories)),
        ];
        foreach (string path in files)
        {
            if (EvmAssembler.Assemble(File.ReadAllText(path), path).Code is not { } code) continue;
            Assert.Equal(Convert.ToHexStringLower(code), Load(path));
            read++;
        }

        Assert.InRange(read, 30, files.Length - 1);
    }

    [Fact]
    public void Hex_of_contracts_is_read_as_it_is()
    {
        foreach (string name in Contracts.Files) Assert.Equal(Convert.ToHexStringLower(Contracts.Read(name)), Load(Contracts.PathOf(name)));
    }

    /// <summary>Wrapped as xxd -p wraps, every raw code is read back, and raw it is read as it is.</summary>
    [Fact]
    public void Contracts_are_read_in_every_form()
    {
        foreach (string name in Contracts.Files)
        {
            byte[] code = Contracts.Read(name);
            string hex = Convert.ToHexStringLower(code);
            Assert.Equal(hex, Load(Write("raw.bin", code)));
            Assert.Equal(hex, Load(Write("xxd.hex", string.Concat(hex.Chunk(60).Select(line => new string(line) + "\n")))));
            Assert.Equal(hex, Load(Write("fold.hex", string.Join("\r\n", hex.Chunk(75).Select(line => new string(line))))));
            Assert.Equal(hex, Load(Write("assembly.txt", EvmDisassembler.Disassemble(code))));
        }
    }

    [Fact]
    public void A_file_may_be_called_like_hex()
    {
        Assert.Equal("6001", Load("0x6001"));
        string path = Write("0xcode.hex", "602a");
        CliResult result = Cli.RunIn(Path.GetDirectoryName(path)!, [], "disasm", "0xcode.hex", "--json").Succeeded();
        Assert.Equal(2, result.Json.GetProperty("code_size").GetInt32());
    }

    /// <summary>All verbs read alike: each says the same of what is no code, and takes assembly.</summary>
    [Fact]
    public void Every_verb_reads_alike()
    {
        string markdown = Write("README.md", "# Title\n");
        string assembly = Write("code.txt", "PUSH1 42 PUSH0 MSTORE\nPUSH 32 PUSH0 RETURN\n");
        string mir = SourceTree.Path("tests/filetests/run/loop.mir");
        foreach (string[] verb in Verbs)
        {
            Cli.Run([verb[0], markdown, .. verb[1..]]).FailsWith($"{markdown}: looks like Markdown, or text with #");
            Cli.Run([verb[0], "PUSH1 FROB", .. verb[1..]]).FailsWith("CODE:1:7: 'FROB' is no number");
            Cli.Run([verb[0], assembly, .. verb[1..]]).Succeeded();
        }

        Cli.Run("exec", mir, "--code", markdown).FailsWith($"{markdown}: looks like Markdown");
        Cli.Run("opt", mir, "-O1", "--execute-each", "--code", markdown).FailsWith($"{markdown}: looks like Markdown");
    }

    /// <summary>A part of the tables through standard input of a process.</summary>
    [Fact]
    public void Standard_input_is_read_alike()
    {
        (string Content, string Expected, bool IsCode)[] samples =
        [
            .. CodeInputSamples.Code.Select(row => ((string)row[0], (string)row[1], true)),
            .. CodeInputSamples.NoCode.Select(row => ((string)row[0], (string)row[1], false)),
        ];
        for (int i = 0; i < samples.Length; i += 4)
        {
            (string content, string expected, bool isCode) = samples[i];
            string[] arguments = i % 8 == 0 ? ["run", "-", "--mode", "interpreter", "--json"] : ["disasm", "-", "--json"];
            CliResult result = Cli.RunWithInput(Encoding.UTF8.GetBytes(content), arguments);
            if (isCode) Assert.Equal(expected.Length / 2, result.Succeeded().Json.GetProperty("code_size").GetInt32());
            else result.FailsWith(expected);
        }

        Assert.True(samples.Length > 100, $"{samples.Length} inputs");
    }

    [Theory]
    [InlineData("echo 602a5f5260205ff3 | $dtvm run - --mode interpreter")]
    [InlineData("$dtvm run <(echo 602a5f5260205ff3) --mode interpreter")]
    [InlineData("printf '\\x60\\x2a\\x5f\\x52\\x60\\x20\\x5f\\xf3' > raw.bin; $dtvm run raw.bin --mode interpreter")]
    [InlineData("printf '\\x60\\x2a\\x5f\\x52\\x60\\x20\\x5f\\xf3' | od -An -tx1 | $dtvm run - --mode interpreter")]
    public void Pipes_and_tools_of_the_shell(string command)
    {
        string path = Write("x", [0]);
        string tool = $"dotnet exec '{Path.Combine(AppContext.BaseDirectory, "dtvm.dll")}'";
        ShellResult result = Shell.Run(command.Replace("$dtvm", tool, StringComparison.Ordinal), Path.GetDirectoryName(path)!);
        Assert.True(result.ExitCode == 0 && result.Output.Contains("000000000000002a", StringComparison.Ordinal), result.ToString());
    }

    private static string Load(string argument) => Convert.ToHexStringLower(CodeInput.Load(argument).Code);

    private static void AssertReads(string argument, string expected)
    {
        if (expected.StartsWith("0x", StringComparison.Ordinal)) Assert.Equal(expected[2..], Load(argument));
        else AssertRefused(argument, expected);
    }

    private static void AssertRefused(string argument, string expected)
    {
        string message = Assert.Throws<CliException>(() => CodeInput.Load(argument)).Message;
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    private string Write(string name, byte[] content) => _folder.Write(name, content);

    private string Write(string name, string text) => _folder.Write(name, Encoding.UTF8.GetBytes(text));
}
