// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Dtvm.Packages.Tests;

/// <summary>The sample with snapshots of a contract, as somebody with nothing but the packages uses it: the commands of its README, in a
/// copy.</summary>
[Collection(PackagesCollection.Name)]
public sealed partial class SnapshotSampleTests(PackedPackages packed)
{
    private const string Sample = "samples/contract-snapshots";
    private const string Readme = Sample + "/README.md";

    [GeneratedRegex("to accept: run the test with DTVM_ACCEPT=1, or: (mv .*)$", RegexOptions.Multiline)]
    private static partial Regex AcceptLine();

    [Fact]
    public void TheReadmeIsRightToItsEnd()
    {
        var copy = Path.Combine(packed.Root, Sample);
        CopyOfSample(copy);
        var accepted = ContentOf(copy);
        var blocks = Markdown.Blocks(Readme, "sh");
        Assert.Equal(3, blocks.Length);

        // The packages are those that are packed already: "make pack" with another folder.
        const string MakePack = "make pack\n";
        Assert.StartsWith(MakePack, blocks[0]);
        var test = blocks[0][MakePack.Length..];
        Passes(test);
        Assert.True(File.Exists(Path.Combine(copy, $"obj/packages/dtvm.mir/{PackedPackages.Version}/dtvm.mir.nuspec")));

        // The contract changes, and each snapshot says how to accept it.
        var failure = Shell.Run(blocks[1], packed.Root);
        Assert.True(failure.ExitCode != 0, failure.ToString());
        Assert.Contains("Failed:     2, Passed:     1", failure.Output);
        Assert.Contains(Assert.Single(Markdown.Blocks(Readme, "diff")), failure.Output);
        Assert.Equal(["JarTests.AfterPasses.received.mir", "JarTests.Lifted.received.mir"], ContentOf(copy).Keys.Except(accepted.Keys));
        var lines = AcceptLine().Matches(failure.Output).Select(match => match.Groups[1].Value.Trim()).ToList();
        Assert.Equal(2, lines.Count);
        foreach (var line in lines)
        {
            var moved = Shell.Run(line, packed.Root);
            Assert.True(moved.ExitCode == 0, moved.ToString());
        }

        Passes(test);
        Assert.NotEqual(accepted, ContentOf(copy));

        // Back again, accepted with the switch: the folder is what it was.
        File.WriteAllText(Path.Combine(copy, "jar.evm"), accepted["jar.evm"]);
        Passes(blocks[2]);
        Assert.Equal(accepted, ContentOf(copy));
    }

    [Fact]
    public void ItUsesThePackagesOfThisVersionAndNoSourceOfItsOwnButTheirFolder()
    {
        var project = XDocument.Load(SourceTree.Path($"{Sample}/ContractSnapshots.csproj"));
        Assert.Empty(project.Descendants("ProjectReference"));
        var references = project.Descendants("PackageReference")
            .ToDictionary(element => (string)element.Attribute("Include")!, element => (string)element.Attribute("Version")!);
        Assert.Equal(["Dtvm.Mir", "Dtvm.Testing"], references.Keys.Where(packed.Packages.ContainsKey).Order());
        foreach (var (id, version) in references)
        {
            Assert.Equal(
                (id, packed.Packages.ContainsKey(id) ? PackedPackages.Version : PackedPackages.CentralVersionOf(id)), (id, version));
        }

        var sources = XDocument.Load(SourceTree.Path($"{Sample}/nuget.config")).Descendants("packageSources").Elements();
        Assert.Equal("../../artifacts/packages", (string)Assert.Single(sources).Attribute("value")!);
    }

    private void Passes(string command)
    {
        var result = Shell.Run(command, packed.Root);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Failed:     0, Passed:     3", result.Output);
    }

    /// <summary>Copies the files of the sample, but not what was built in its folder.</summary>
    private static void CopyOfSample(string target)
    {
        Directory.CreateDirectory(target);
        foreach (var path in Directory.GetFiles(SourceTree.Path(Sample)).Where(
            path => !path.Contains(".received.", StringComparison.Ordinal)))
        {
            File.Copy(path, Path.Combine(target, Path.GetFileName(path)));
        }
    }

    private static SortedDictionary<string, string> ContentOf(string folder) => new(
        Directory.GetFiles(folder).ToDictionary(path => Path.GetFileName(path), File.ReadAllText), StringComparer.Ordinal);
}
