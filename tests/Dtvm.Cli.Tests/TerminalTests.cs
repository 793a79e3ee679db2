// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary>What a person at a terminal sees: colours, and how far long work is. <c>script</c> of util-linux is the terminal.</summary>
public sealed class TerminalTests
{
    private const string Escape = "\u001b[";
    private const string Code = "602a5f5260205ff3";

    [Theory]
    [InlineData($"disasm {Code}", $"{Escape}1mPUSH1{Escape}0m")]
    [InlineData($"mir {Code}", $"{Escape}1mreturn{Escape}0m")]
    [InlineData($"mir {Code} --emit asm --backend x64", $"{Escape}1mmov")]
    [InlineData($"mir {Code} --print-changed", $"{Escape}32m+")]
    public void ListingsHaveColours(string command, string expected) => Assert.Contains(expected, AtTerminal(command));

    [Theory]
    [InlineData("NO_COLOR=1")]
    [InlineData("TERM=dumb")]
    public void ColoursCanBeTurnedOff(string variable)
    {
        var text = AtTerminal($"mir {Code} --print-changed", variable);
        Assert.Contains("return", text);
        Assert.DoesNotContain(Escape, text);
    }

    [Fact]
    public void FilesPipesAndDumpsHaveNone()
    {
        using var folder = new TemporaryFolder();
        AtTerminal($"mir {Code} --dump-dir {folder["dump"]} -o {folder["out.mir"]}");
        Assert.All(
            Directory.EnumerateFiles(folder["dump"], "*", SearchOption.AllDirectories).Append(folder["out.mir"]),
            file => Assert.DoesNotContain(Escape, File.ReadAllText(file)));
        Assert.DoesNotContain(Escape, AtTerminal($"disasm {Code} | cat"));
    }

    /// <summary>What is painted is the same text.</summary>
    [Theory]
    [InlineData("disasm")]
    [InlineData("mir")]
    public void ColoursChangeNoCharacter(string verb)
    {
        using var folder = new TemporaryFolder();
        var code = folder.Write("code.bin", Contracts.Largest("weth"));
        var painted = System.Text.RegularExpressions.Regex.Replace(AtTerminal($"{verb} {code}"), "\u001b\\[[0-9]*m", "");
        Assert.Equal(CommandLine.Run(verb, code).Succeeded().Output, painted.Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fuzz --mode baseline --count 2000 --seed 1 --directory FOLDER", " programs, ", " a second, 0 findings")]
    [InlineData("bench CASES/weth.json CASES/counter.json --mode interpreter --seconds 0.3 --cold 1", "counter/main", "\u2501")]
    [InlineData("statetest STATE --mode interpreter", " cases, 0 failed", "\u2501")]
    [InlineData("reduce 5f5f5f5f5f5f5f602a5f5260205ff3 --predicate COMMAND", " tries", " of 15, ")]
    [InlineData("bisect CONTRACT --engine baseline", " executions")]
    [InlineData("mir CONTRACT --emit html -o FOLDER.html", " of 4 listings")]
    public void LongWorkShowsHowFarItIs(string command, params string[] expected)
    {
        using var folder = new TemporaryFolder();
        var text = AtTerminal(
            command.Replace("FOLDER", folder["fuzz"], StringComparison.Ordinal)
                .Replace("CONTRACT", folder.Write("code.bin", Contracts.Largest("weth")), StringComparison.Ordinal)
                .Replace("CASES", SharedData.Path("ethereum/bench/cases"), StringComparison.Ordinal)
                .Replace("STATE", SharedData.Path("ethereum/state/eest-static/stExample"), StringComparison.Ordinal)
                .Replace("COMMAND", $"'sleep 0.02; grep -q f3 $1' --output {folder["small.hex"]}", StringComparison.Ordinal));
        Assert.All(expected, part => Assert.Contains(part, text));
    }

    /// <summary>Work that is done before the first picture would be due: its last state is shown nevertheless.</summary>
    [Fact]
    public void ShortWorkShowsWhereItEnded()
    {
        var file = SharedData.Path("ethereum/state/eest-static/stExample/add11.json");
        var report = CommandLine.Run("statetest", file, "--mode", "interpreter", "--json").Succeeded().Json;
        var passed = report.GetProperty("passed").GetInt32();
        Assert.True(passed > 0);
        var text = AtTerminal($"statetest {file} --mode interpreter");
        Assert.Contains($"{passed} cases, 0 failed", text);
        Assert.Contains("100%", text);
    }

    /// <summary>Runs a command of the shell, in which <c>dtvm</c> stands for the command line, with a terminal of 120 columns.</summary>
    private static string AtTerminal(string command, string variable = "TERM=xterm-256color")
    {
        using var folder = new TemporaryFolder();
        var script = folder.Write(
            "command",
            $"stty cols 120 rows 40\nunset NO_COLOR CI\nexport TERM=xterm-256color DOTNET_TieredCompilation=1\nexport {variable}\n"
            + $"{CommandLine.ShellCommand} {command}\n");
        return CommandLine.Sh($"script -qec 'bash -e {script}' /dev/null < /dev/null", folder[""]).Succeeded().Output;
    }
}
