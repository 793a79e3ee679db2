// SPDX-License-Identifier: Apache-2.0

using Dtvm.Tool.Shell;

namespace Dtvm.Cli.Tests;

/// <summary>The first words of somebody who does not know the program lead on.</summary>
public sealed class HelpTests
{
    public static TheoryData<string> Examples() => [.. HelpExamples.All.Select(example => example.Line).Distinct()];

    [Fact]
    public void TheProgramAloneShowsHelpWithExamples()
    {
        var alone = CommandLine.Run().Succeeded().Output;
        Assert.Contains("Examples:\n  dtvm run ", alone);
        Assert.Equal(alone, CommandLine.Run("help").Succeeded().Output);
        Assert.Equal(alone, CommandLine.Run("--help").Succeeded().Output);
    }

    /// <summary>Also of verbs that need more words than that.</summary>
    [Fact]
    public void HelpOfAVerbIsThatOfItsOption()
    {
        string[] verbs =
        [
            .. CommandLine.Run().Succeeded().Output.Split("Commands:")[1].Split("Examples:")[0]
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line is [' ', ' ', not ' ', ..])
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]),
        ];
        Assert.Contains("blocktest", verbs);
        foreach (var verb in verbs)
        {
            var help = CommandLine.Run("help", verb).Succeeded().Output;
            Assert.Contains($"dtvm {verb} ", help);
            Assert.Equal(help, CommandLine.Run(verb, "--help").Succeeded().Output);
        }

        Assert.Contains("--create", CommandLine.Run("help", "run").Succeeded().Output);
        Assert.Equal(CommandLine.Run("--version").Succeeded().Output, CommandLine.Run("version").Succeeded().Output);
    }

    /// <summary>Verbs with many options have them under headings, all of them.</summary>
    [Theory]
    [InlineData("run", "Code:", "Message:", "Compilation and execution:", "Output:", "perf:", "Options:")]
    [InlineData(
        "mir", "Code:", "Message:", "Compilation and execution:", "Passes one by one:", "Runs between passes:", "Output:", "Options:")]
    [InlineData("disasm", "Options:")]
    public void ManyOptionsAreGrouped(string verb, params string[] expected)
    {
        var lines = CommandLine.Run("help", verb).Succeeded().Output.Split('\n');
        string[] others = ["Description:", "Usage:", "Arguments:", "Examples:"];
        Assert.Equal(expected, lines.Where(line => line is [not ' ', .., ':']).Except(others));
        Assert.Equal("Show help and usage information", lines.Single(line => line.StartsWith("  -?, ", StringComparison.Ordinal))[^31..]);
    }

    [Theory]
    [InlineData("Did you mean run?", "rum", "6001")]
    [InlineData("Did you mean disasm?", "disasmm")]
    [InlineData("'nothinglikeit'. See dtvm help.", "nothinglikeit")]
    [InlineData("There is no option '--mdoe'. See dtvm help run.", "run", "--mdoe", "interpreter", "6001")]
    [InlineData("Required argument 'PATH' missing for command: 'bench'. See dtvm help.", "bench")]
    public void ASlipIsNamed(string expected, params string[] words) => CommandLine.Run(words).FailsWith(expected);

    [Theory]
    [InlineData("dtvm re", "reduce")]
    [InlineData("dtvm run --gas-m", "--gas-metering")]
    public void TheShellCompletes(string line, string expected)
    {
        var page = File.ReadAllText(SourceTree.Path("docs/run.md"));
        var script = page[(page.IndexOf("```bash\n", StringComparison.Ordinal) + 8)..page.LastIndexOf("```", StringComparison.Ordinal)];
        var word = line[(line.LastIndexOf(' ') + 1)..];
        var commands = $"{script}\nCOMP_LINE='{line}' COMP_POINT={line.Length}\n_dtvm dtvm '{word}'\necho \"${{COMPREPLY[*]}}\"";
        Assert.Equal(expected, CommandLine.Sh(commands, Path.GetTempPath()).Succeeded().Output.Trim());
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void ExamplesRunAsTheyStand(string line) => CommandLine.Sh(line, Path.GetTempPath()).Succeeded();
}
