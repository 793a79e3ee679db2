// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Dtvm.Cli.Tests;

/// <summary><c>--calldata</c> from files and from standard input, in all verbs that have it.</summary>
public sealed class CallDataTests
{
    /// <summary>Returns the size of the call data and its last word.</summary>
    private const string Code = "365f5260203603356020526040" + "5ff3";

    /// <summary>Stores 0 - call data in slot 0.</summary>
    private const string Negate = "5f355f035f5500";

    /// <summary>Above what one argument of a command line may hold (128 KiB), and above all of them together (2 MiB).</summary>
    private const int Size = 3 << 20;

    private static readonly string[] Broken = ["--plugin", SwappedSubtraction.Plugin, "--passes", "simplify-cfg,swapped-sub,gas-metering"];

    [Theory]
    [InlineData("run", "--mode", "interpreter")]
    [InlineData("exec")]
    public void FilesAreHexInLinesOrBytes(params string[] verb)
    {
        using var folder = new TemporaryFolder();
        var data = new byte[Size];
        new Random(3).NextBytes(data);
        var hex = Convert.ToHexStringLower(data);
        var expected = Size.ToString("x64", CultureInfo.InvariantCulture) + hex[^64..];
        string[] files =
        [
            folder.Write("data.bin", data),
            folder.Write("data.hex", "0x" + hex + "\n"),
            folder.Write("lines.hex", string.Join("\r\n", hex.Chunk(60).Select(line => new string(line)))),
            folder.Write("marked.hex", [.. Encoding.UTF8.Preamble, .. Encoding.ASCII.GetBytes(hex)]),
        ];
        foreach (var file in files)
        {
            var json = CommandLine.Run([.. verb, Code, "--json", "--calldata", "@" + file]).Succeeded().Json;
            Assert.Equal("0x" + expected, json.GetProperty("output").GetString());
        }

        foreach (var input in (byte[][])[data, Encoding.ASCII.GetBytes(hex)])
        {
            var json = CommandLine.RunWithInput(input, [.. verb, Code, "--json", "--calldata", "@-"]).Succeeded().Json;
            Assert.Equal("0x" + expected, json.GetProperty("output").GetString());
        }
    }

    /// <summary>What the broken pass does shows only with call data.</summary>
    [Fact]
    public void BisectAndReduceTakeThemToo()
    {
        using var folder = new TemporaryFolder();
        var data = "@" + folder.Write("data.hex", PassExecutionTests.Word(7));
        CommandLine.Run(["bisect", Negate, "--engine", "mir", .. Broken]).Succeeded();
        Assert.Equal(1, CommandLine.Run(["bisect", Negate, "--engine", "mir", "--calldata", data, .. Broken]).ExitCode);
        CommandLine.Run(["reduce", Negate, "--engine", "mir", "--calldata", data, "--output", folder["small.hex"], .. Broken]).Succeeded();
    }

    [Fact]
    public void ExecutionsBetweenPassesTakeThemToo()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.hex", PassExecutionTests.Word(7));
        var lifted = folder.Write("lifted.mir", CommandLine.Run("mir", Negate, "--stop-after", "lift").Succeeded().Output);
        foreach ((var verb, var input) in ((string, string)[])[("exec", Negate), ("mir", Negate), ("opt", lifted)])
        {
            string[] each = [verb, input, "--execute-each", "--inputs", "0", "--json", .. Broken];
            CommandLine.Run(each).Succeeded();
            Assert.Equal(1, CommandLine.Run([.. each, "--calldata", "00", "--calldata", "@" + data]).ExitCode);
            Assert.Equal(1, CommandLine.RunWithInput(File.ReadAllBytes(data), [.. each, "--calldata", "@-"]).ExitCode);
        }
    }

    [Fact]
    public void ADumpKeepsTheDataAndNotTheNameOfTheFile()
    {
        using var folder = new TemporaryFolder();
        var data = folder.Write("data.hex", PassExecutionTests.Word(7));
        string[] run = ["run", Code, "--mode", "interpreter", "--json"];
        var json = CommandLine.Run([.. run, "--calldata", "@" + data, "--dump-dir", folder["dump"]]).Succeeded().Json;
        File.Delete(data);
        var again = CommandLine.Run("run", folder["dump"], "--json").Succeeded().Json;
        Assert.Equal(json.GetProperty("output").GetString(), again.GetProperty("output").GetString());
    }

    [Fact]
    public void FaultsAreNamedWithFileAndPlace()
    {
        using var folder = new TemporaryFolder();
        var bad = folder.Write("bad.hex", "0011\n22g3");
        var odd = folder.Write("odd.hex", "00\n112\n");
        var text = folder.Write("text.txt", "transfer(address,uint256)");
        Run("@" + bad).FailsWith($"--calldata: {bad}: line 2, column 3: 'g' is not a hex digit");
        Run("@" + odd).FailsWith($"--calldata: {odd}: line 2, column 1: odd number of hex digits (3)");
        Run("@" + text).FailsWith($"--calldata: {text}: 't' at offset 0 is not a hex digit");
        Run("@" + folder["nowhere"]).FailsWith($"{folder["nowhere"]}: no such file");
        Run("@" + folder[""]).FailsWith("is a directory");
        Run("@").FailsWith("--calldata '@': names no file: @FILE, or @- for standard input");

        const string Taken = "--calldata '@-': standard input is read already";
        CommandLine.Sh("echo 00 | dtvm run - --mode interpreter --calldata @-", folder[""]).FailsWith(Taken);
        CommandLine.Run("exec", "00", "-O1", "--execute-each", "--calldata", "@-", "--calldata", "@-").FailsWith(Taken);

        static CommandLineResult Run(string data) => CommandLine.Run("run", "00", "--mode", "interpreter", "--calldata", data);
    }
}
