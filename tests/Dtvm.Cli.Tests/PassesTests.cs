// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Cli.Tests;

/// <summary><c>dtvm passes</c> as a process.</summary>
public class PassesTests
{
    /// <summary>The labels of a level's passes in their order, as the command line tells them.</summary>
    internal static string[] LabelsOf(int level) =>
        [.. CommandLine.Run("passes", "--json").Succeeded().Json.GetProperty("levels").GetProperty($"{level}").EnumerateArray()
            .Select(label => label.GetString()!)];

    [Fact]
    public void ListsEveryPassWithItsRequirements()
    {
        var text = CommandLine.Run("passes").Succeeded().Output;
        Assert.Contains("\nsccp ", text);
        Assert.Contains("followed by dce: it leaves the operands", text);
        Assert.Contains("required by the backend", text);
        Assert.Matches("\n-O0  [a-z].*\n     gas-metering\n", text);
    }

    [Fact]
    public void ListsThemAsJson()
    {
        var json = CommandLine.Run("passes", "--json").Succeeded().Json;
        var metering = json.GetProperty("passes").EnumerateArray().Single(pass => pass.GetProperty("name").GetString() == "gas-metering");
        Assert.True(metering.GetProperty("required_by_backend").GetBoolean());
        Assert.Equal("once", metering.GetProperty("requirements")[0].GetProperty("rule").GetString());
        Assert.Equal("gas-metering", json.GetProperty("levels").GetProperty("0")[0].GetString());
    }

    [Fact]
    public void ThePageAboutPassesIsCurrent()
    {
        var path = Path.Combine(SourceTree.Root, "docs/passes.md");
        var markdown = CommandLine.Run("passes", "--markdown", "--examples", Path.Combine(SourceTree.Root, "tests/filetests/passes"))
            .Succeeded().Output;
        if (Environment.GetEnvironmentVariable("DTVM_ACCEPT") == "1")
        {
            File.WriteAllText(path, markdown);
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path) == markdown,
            "docs/passes.md is not what './dtvm passes --markdown --examples tests/filetests/passes' writes: run this test with "
            + "DTVM_ACCEPT=1 to rewrite it");
    }

    [Fact]
    public void EveryPassOnThePageIsShownOnTheTextOfItsFiletest()
    {
        var page = File.ReadAllText(Path.Combine(SourceTree.Root, "docs/passes.md"));
        var passes = CommandLine.Run("passes", "--json").Succeeded().Json.GetProperty("passes");
        foreach (var name in passes.EnumerateArray().Select(pass => pass.GetProperty("name").GetString()!))
        {
            var section = page[page.IndexOf($"\n## {name}\n", StringComparison.Ordinal)..];
            var path = Path.Combine(SourceTree.Root, "tests/filetests/passes", name, section.Split('`')[1]);
            var expected = string.Concat(File.ReadAllLines(path).SkipWhile(line => line != "; expect").Skip(1).Select(
                line => line.Length > 1 ? line[2..] + "\n" : "\n"));
            var block = section.Split("```\n")[1].Split("; after\n");
            Assert.Equal(expected, block[1]);
            Assert.NotEqual(expected, block[0]["; before\n".Length..].TrimEnd('\n') + "\n");
        }
    }

    [Fact]
    public void APassWithoutATellingExampleIsNamed()
    {
        using var folder = new TemporaryFolder();
        const string Text = "mir 1\nmodule code_size=1\n\nfunc @pc_0x0 {\nblock0:\n    stop\n}\n";
        string[] verb = ["passes", "--markdown", "--examples", folder["."]];
        CommandLine.Run(verb).FailsWith("dce: no file of MIR in it has a line '; Example: '");
        Directory.CreateDirectory(folder["dce"]);
        folder.Write("dce/a.mir", "; Example: nothing.\n" + Text);
        CommandLine.Run(verb).FailsWith("a.mir: dce changes nothing in it");
        folder.Write("dce/b.mir", "; Example: nothing.\n" + Text);
        CommandLine.Run(verb).FailsWith("dce: several files of MIR in it have a line '; Example: '");
        folder.Write("dce/b.mir", "; Example: nothing.\nfunc");
        CommandLine.Run("passes", "--examples", ".").FailsWith("--examples: goes with --markdown");
    }
}
