// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Architecture.Tests;

/// <summary>Where files lie and what they are made of.</summary>
public partial class LayoutTests
{
    [Fact]
    public void AreaFoldersHoldNoLooseSources()
    {
        foreach (var area in Repository.Areas)
        {
            Assert.Empty(Directory.EnumerateFiles(Path.Combine(Repository.Root, area), "*.cs"));
        }
    }

    [Fact]
    public void EveryProjectLiesInAFolderOfItsName()
    {
        foreach (var project in Repository.Files("*.csproj"))
        {
            var parts = project.Split('/');
            Assert.True(parts.Length == 3 && parts[1] == Repository.NameOf(project), project);
        }
    }

    [Fact]
    public void EveryProjectIsInTheSolution()
    {
        var solution = Repository.Read("Dtvm.sln").Replace('\\', '/');
        foreach (var project in Repository.Files("*.csproj"))
        {
            Assert.Contains($"\"{project}\"", solution);
        }
    }

    [Fact]
    public void EveryPassHasAReadmeWithMirBeforeAndAfter()
    {
        foreach (var project in Repository.Files("*.csproj").Where(project => project.StartsWith("Passes/", StringComparison.Ordinal)))
        {
            var readme = $"{Path.GetDirectoryName(project)!.Replace('\\', '/')}/README.md";
            Assert.True(File.Exists(Path.Combine(Repository.Root, readme)), $"{readme} is missing");
            var text = Repository.Read(readme);
            Assert.Contains("before", text);
            Assert.Contains("after", text);
        }
    }

    /// <summary>The short name in a pass's <c>PassInfo</c>.</summary>
    [GeneratedRegex("PassInfo Info \\{ get; \\} =\\s*new\\(\\s*\"([^\"]+)\"")]
    private static partial Regex PassName();

    [Fact]
    public void EveryPassHasFiletestsOfItsOwn()
    {
        var tested = Repository.Files("*.mir")
            .Where(path => path.StartsWith("tests/filetests/", StringComparison.Ordinal))
            .Select(path => Repository.Read(path).Split('\n')[0])
            .ToHashSet();
        foreach (var project in Repository.Files("*.csproj").Where(project => project.StartsWith("Passes/", StringComparison.Ordinal)))
        {
            if (Repository.NameOf(project) == "Dtvm.Passes.Pipeline")
            {
                continue;
            }

            var folder = Path.GetDirectoryName(project)!.Replace('\\', '/');
            var names = Repository.Files("*.cs").Where(path => path.StartsWith(folder + "/", StringComparison.Ordinal))
                .SelectMany(path => PassName().Matches(Repository.Read(path)))
                .Select(match => match.Groups[1].Value)
                .ToList();
            Assert.True(names.Count == 1, $"{project} has {names.Count} passes instead of one");
            Assert.True(
                tested.Contains($"; test: pass={names[0]}"),
                $"pass {names[0]} has no filetest: a file below tests/filetests/passes/{names[0]} that starts with "
                + $"'; test: pass={names[0]}'");
        }
    }

    [Fact]
    public void EveryPassIsInThePictureOfTheArchitecture()
    {
        var picture = Repository.Read("ARCHITECTURE.md").Split("\n   |  Passes ")[1].Split("\n   v\n")[0];
        var shown = picture.Split([' ', ',', ';', ':', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var names = Repository.Files("*.cs").Where(path => path.StartsWith("Passes/", StringComparison.Ordinal))
            .SelectMany(path => PassName().Matches(Repository.Read(path)))
            .Select(match => match.Groups[1].Value)
            .ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.True(shown.Contains(name), $"the picture of ARCHITECTURE.md shows no pass {name}"));
    }

    [Fact]
    public void AllPassesShareOneNamespace()
    {
        // A namespace named like its class would hide the class (CS0118).
        foreach (var source in Repository.Files("*.cs").Where(path => path.StartsWith("Passes/", StringComparison.Ordinal)))
        {
            Assert.Contains("namespace Dtvm.Passes;", Repository.Read(source));
        }
    }

    [Fact]
    public void SourcesAreAscii()
    {
        foreach (var pattern in (string[])["*.cs", "*.csproj", "*.props"])
        {
            foreach (var source in Repository.Files(pattern))
            {
                var text = Repository.Read(source);
                var index = text.AsSpan().IndexOfAnyExceptInRange('\0', '\x7f');
                var line = text.AsSpan(0, Math.Max(index, 0)).Count('\n') + 1;
                Assert.True(index < 0, $"{source} has a character outside ASCII in line {line}");
            }
        }
    }

    [Fact]
    public void SourcesNameNoPathsOfAMachine()
    {
        // Assembled here, so that this file does not contain what it looks for.
        string[] roots = ["/" + "work/", "/" + "home/", "C:" + "\\"];
        foreach (var source in Repository.Files("*.cs").Concat(Repository.Files("*.csproj")))
        {
            var text = Repository.Read(source);
            Assert.All(roots, root => Assert.False(text.Contains(root, StringComparison.Ordinal), $"{source} names {root}"));
        }
    }
}
