// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.FileTests;

/// <summary>The page on testing, followed literally: its commands run in a copy of the file tests and of this assembly.</summary>
public sealed partial class TestingPageTests : IDisposable
{
    private const string Page = "docs/testing.md";
    private const string Project = "dotnet test tests/Dtvm.FileTests -c Release ";
    private readonly string _root = Directory.CreateTempSubdirectory("dtvm-testing-page-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [GeneratedRegex(@"^(?:- .*; |  )`dotnet test tests/Dtvm\.FileTests -c Release --filter ([^`]*)`\r?$", RegexOptions.Multiline)]
    private static partial Regex FilterOfTheList();

    [Fact]
    public void EachFilterOfTheListFindsTests()
    {
        var filters = FilterOfTheList().Matches(File.ReadAllText(SourceTree.Path(Page))).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(4, filters.Count);
        foreach (var filter in filters)
        {
            var result = Shell.Run(
                $"dotnet test '{AppContext.BaseDirectory}Dtvm.FileTests.dll' --list-tests --filter {filter}", SourceTree.Root);
            Assert.True(result.ExitCode == 0, result.ToString());
            Assert.Contains("\n    Dtvm.FileTests.", result.Output);
        }
    }

    [Fact]
    public void AFiletestIsAddedAsThePageSays()
    {
        CopyTree();
        var result = Shell.Run(InTheCopy(Assert.Single(Markdown.Blocks(Page, "sh"))), _root);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains("Passed:     1", result.Output);
        Assert.EndsWith("    stop\n}\n\n; expect\n; func @pc_0x0 {\n; block0:\n;     stop\n; }\n", result.Output);
    }

    [Fact]
    public void AFailureIsShownAndAcceptedAsThePageSays()
    {
        CopyTree();
        var shown = Assert.Single(Markdown.Blocks(Page, ""));
        var name = shown[..shown.IndexOf(':', StringComparison.Ordinal)];
        var path = Path.Combine(_root, name);
        var before = File.ReadAllText(path);

        // The expectation that the page's difference starts from has one line more.
        var removed = Regex.Match(shown, "^-(;.*)\n", RegexOptions.Multiline).Groups[1].Value;
        var context = Regex.Match(shown, "^ (.*)\n-;", RegexOptions.Multiline).Groups[1].Value;
        var last = before.LastIndexOf($"{context}\n", StringComparison.Ordinal) + context.Length + 1;
        File.WriteAllText(path, $"{before[..last]}{removed}\n{before[last..]}");

        var accept = Regex.Match(shown, "^to accept: (.*)$", RegexOptions.Multiline).Groups[1].Value;
        var failure = Shell.Run(InTheCopy(accept.Replace("DTVM_ACCEPT=1 ", "", StringComparison.Ordinal)), _root);
        Assert.True(failure.ExitCode != 0, failure.ToString());
        Assert.Contains(shown, failure.Output);
        var accepted = Shell.Run(InTheCopy(accept), _root);
        Assert.True(accepted.ExitCode == 0, accepted.ToString());
        Assert.Equal(before, File.ReadAllText(path));
    }

    /// <summary>A command of the page, with the assembly of the copy in place of the project, which would have to be built.</summary>
    private string InTheCopy(string command)
    {
        Assert.Contains(Project, command);
        return command.Replace(Project, $"dotnet test '{Binaries}/Dtvm.FileTests.dll' ", StringComparison.Ordinal);
    }

    private string Binaries => Path.Combine(_root, "tests", "Dtvm.FileTests", "bin");

    private void CopyTree()
    {
        // Tests find the root of the repository by this file, above their assembly.
        File.WriteAllText(Path.Combine(_root, "Dtvm.sln"), "");
        Copy(SourceTree.Path("tests/filetests"), Path.Combine(_root, "tests", "filetests"));
        Copy(AppContext.BaseDirectory, Binaries);
    }

    private static void Copy(string source, string target)
    {
        foreach (var path in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(target, Path.GetRelativePath(source, path));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(path, copy);
        }
    }
}
