// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>Pages are followed literally: each command is run as it stands there, in the order of the page, and what the page shows of its
/// output is what it writes.</summary>
public sealed partial class DocumentedCommandsTests
{
    private const string PluginBuild = "dotnet build samples/local-cse -c Release -v q -nologo\n";

    /// <summary>The pages, and what a test must have otherwise than a reader.</summary>
    internal static readonly Dictionary<string, Func<string, string>> Followed = new()
    {
        ["docs/workbench.md"] = commands => commands,
        ["docs/baseline.md"] = commands => commands,
        ["docs/inputs.md"] = commands => commands,
        ["docs/run.md"] = commands => commands,
        ["docs/t8n.md"] = commands => commands,
        ["samples/local-cse/README.md"] = SampleOfAPass,
    };

    public static TheoryData<string> Pages => [.. Followed.Keys];

    [Theory]
    [MemberData(nameof(Pages))]
    public void ThePageIsRightToItsEnd(string page) => Follow(page, Followed[page]);

    private static string SampleOfAPass(string commands)
    {
        // This project builds the sample; the page's CODE is any code.
        Assert.Contains(PluginBuild, commands);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return commands.Replace(PluginBuild, "", StringComparison.Ordinal)
            .Replace("/bin/Release/", $"/bin/{configuration}/", StringComparison.Ordinal)
            .Replace(" CODE ", " 602a5f5260205ff3 ", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"`(docs|samples|tests|tools|scripts|Mir|Passes|Frontend|Runtime|Backend\.Llvm|Backend\.X64)/[^` *]*`")]
    private static partial Regex NamedPath();

    [Theory]
    [InlineData("docs/add-an-opcode.md")]
    [InlineData("docs/mir.md")]
    [InlineData("docs/workbench.md")]
    [InlineData("docs/testing.md")]
    [InlineData("docs/exec.md")]
    [InlineData("docs/baseline.md")]
    [InlineData("docs/codegen.md")]
    [InlineData("docs/inputs.md")]
    [InlineData("docs/profiling.md")]
    [InlineData("samples/local-cse/README.md")]
    [InlineData("samples/contract-snapshots/README.md")]
    public void FilesAndFoldersThatAPageNamesAreThere(string page)
    {
        foreach (Match match in NamedPath().Matches(File.ReadAllText(SourceTree.Path(page))))
        {
            // A folder of received text is there only after a mismatch.
            var path = match.Value.Trim('`');
            if (path.EndsWith("/received/", StringComparison.Ordinal))
            {
                continue;
            }

            Assert.True(Path.Exists(SourceTree.Path(path)), $"{page} names {path}");
        }
    }

    [GeneratedRegex(@"^(?:\$ )?(?:\./)?dtvm ([a-z0-9]+(?: compile-cost)?)( .*)?$")]
    private static partial Regex DtvmLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9.-]*[a-z0-9]")]
    private static partial Regex OptionName();

    /// <summary>Also where a page's commands are not run as they stand, because they take hours or name files of the reader's.</summary>
    [Fact]
    public void EachVerbAndOptionThatAPageNamesIsThere()
    {
        var help = new Dictionary<string, string>();
        var count = 0;
        foreach (var command in PageCommand.All)
        {
            var line = DtvmLine().Match(command.Text);
            if (!line.Success)
            {
                continue;
            }

            var verb = line.Groups[1].Value;
            if (!help.TryGetValue(verb, out var text))
            {
                text = CommandLine.Run([.. verb.Split(' '), "--help"]).Succeeded().Output;
                Assert.True(text.Contains($"dtvm {verb} ", StringComparison.Ordinal), $"{command}: there is no such verb");
                help.Add(verb, text);
            }

            foreach (Match option in OptionName().Matches(line.Groups[2].Value))
            {
                var isThere = Regex.IsMatch(text, $@"(?<![\w-]){option.Value}(?![\w-])");
                Assert.True(isThere, $"{command}: {verb} has no option {option.Value}");
                count++;
            }
        }

        Assert.True(count > 100);
    }

    /// <summary>Runs the commands of a page in a folder of the repository's layout, with a folder of the test in place of
    /// <c>/tmp</c>.</summary>
    private static void Follow(string page, Func<string, string> adapt)
    {
        using var folder = new TemporaryFolder();
        folder.Write("dtvm", $"#!/bin/sh\nexec {CommandLine.ShellCommand} \"$@\"\n");
        Directory.CreateSymbolicLink(folder["samples"], SourceTree.Path("samples"));
        Directory.CreateDirectory(folder["tmp"]);

        var blocks = Markdown.Blocks(page, "sh");
        Assert.NotEmpty(blocks);
        var commands = adapt(string.Concat(blocks))
            .Replace("/tmp/", folder["tmp"] + "/", StringComparison.Ordinal)
            .Replace(" ../shared/", $" {SharedData.Path("")}/", StringComparison.Ordinal);
        var result = Shell.Run($"chmod +x dtvm\n{commands}", folder[""]);
        Assert.True(result.ExitCode == 0, result.ToString());
        string[] shown = [.. Markdown.Blocks(page, ""), .. Markdown.Blocks(page, "diff")];
        Assert.NotEmpty(shown);
        Assert.All(shown, text => Assert.True(
            result.Output.Contains(text, StringComparison.Ordinal) || result.Error.Contains(text, StringComparison.Ordinal),
            $"{page} shows this, which no command of it writes:\n{text}\n{result}"));
    }
}
