// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>Pages are followed literally: each command is run as it stands there, in the order of the page, and what the page shows of its
/// output is what it writes.</summary>
public sealed partial class DocumentedCommandsTests
{
    private const string PluginBuild = "dotnet build samples/local-cse -c Release -v q -nologo\n";

    [Fact]
    public void TheTourOfTheWorkbench() => Follow("docs/workbench.md", commands => commands);

    [Fact]
    public void TheBaselineCompiler() => Follow("docs/baseline.md", commands => commands);

    [Fact]
    public void TheInputs() => Follow("docs/inputs.md", commands => commands);

    [Fact]
    public void RunningCode() => Follow("docs/run.md", commands => commands);

    [Fact]
    public void MakingBlocks() => Follow("docs/t8n.md", commands => commands);

    [Fact]
    public void TheSampleOfAPass() => Follow("samples/local-cse/README.md", commands =>
    {
        // This project builds the sample; the page's CODE is any code.
        Assert.Contains(PluginBuild, commands);
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        return commands.Replace(PluginBuild, "", StringComparison.Ordinal)
            .Replace("/bin/Release/", $"/bin/{configuration}/", StringComparison.Ordinal)
            .Replace(" CODE ", " 602a5f5260205ff3 ", StringComparison.Ordinal);
    });

    [GeneratedRegex(@"`(docs|samples|tests|tools|scripts|Mir|Passes|Frontend|Runtime|Backend\.Llvm|Backend\.X64)/[^` *]*`")]
    private static partial Regex NamedPath();

    [Theory]
    [InlineData("docs/add-an-opcode.md")]
    [InlineData("docs/mir.md")]
    [InlineData("docs/workbench.md")]
    [InlineData("docs/testing.md")]
    [InlineData("docs/exec.md")]
    [InlineData("docs/baseline.md")]
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

    [GeneratedRegex(@"^(?:\./)?dtvm ([a-z0-9]+)( .*)?$", RegexOptions.Multiline)]
    private static partial Regex DtvmLine();

    [GeneratedRegex(@"(?<![\w-])--[a-z][a-z0-9.-]*[a-z0-9]")]
    private static partial Regex OptionName();

    /// <summary>Also where a page's commands are not run, because they take hours or name files of the reader's.</summary>
    [Fact]
    public void EachVerbAndOptionThatAPageNamesIsThere()
    {
        var documents = Directory.GetFiles(SourceTree.Path("docs"), "*.md").Select(page => "docs/" + Path.GetFileName(page));
        var help = new Dictionary<string, string>();
        var count = 0;
        foreach (var page in (string[])["README.md", "CONTRIBUTING.md", .. documents])
        {
            var commands = string.Concat(Markdown.Blocks(page, "sh")).Replace("\\\n", "", StringComparison.Ordinal);
            foreach (Match line in DtvmLine().Matches(commands))
            {
                var verb = line.Groups[1].Value;
                if (!help.TryGetValue(verb, out var text))
                {
                    text = CommandLine.Run("help", verb).Succeeded().Output;
                    Assert.Contains($"dtvm {verb} ", text);
                    help.Add(verb, text);
                }

                foreach (Match option in OptionName().Matches(line.Groups[2].Value.Split(" # ")[0]))
                {
                    Assert.True(Regex.IsMatch(text, $@"(?<![\w-]){option.Value}(?![\w-])"), $"{page}: {line.Value}: {option.Value}");
                    count++;
                }
            }
        }

        Assert.True(count > 100);
    }

    [GeneratedRegex(@"^(?:\./)?dtvm (?:fuzz|statetest|blocktest) [^\[\n]*$", RegexOptions.Multiline)]
    private static partial Regex CampaignLine();

    [GeneratedRegex("--count [0-9]+")]
    private static partial Regex ProgramCount();

    /// <summary>Commands that take hours, with four programs, or one folder of tests. Left out are those that name files of the reader's:
    /// another VM, a block.</summary>
    [Theory]
    [InlineData("docs/fuzz.md", 1)]
    [InlineData("docs/conformance.md", 8)]
    public void TheCampaignsOfAPageInSmall(string page, int count)
    {
        var commands = string.Concat(Markdown.Blocks(page, "sh"));
        string[] lines =
        [
            .. CampaignLine().Matches(commands).Select(match => match.Value.Split(" #")[0].TrimEnd())
                .Where(line => !line.Contains("--vm", StringComparison.Ordinal) && !line.Contains(" PATH", StringComparison.Ordinal)),
        ];
        Assert.Equal(count, lines.Length);
        foreach (var line in lines)
        {
            var small = ProgramCount().Replace(line, "--count 4")
                .Replace("/state ", "/state/eest/homestead/identity_precompile ", StringComparison.Ordinal)
                .Replace(" ../shared/", $" {SharedData.Path("")}/", StringComparison.Ordinal);
            CommandLine.Run(small[(small.IndexOf("dtvm ", StringComparison.Ordinal) + 5)..].Split(' ')).Succeeded();
        }
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
