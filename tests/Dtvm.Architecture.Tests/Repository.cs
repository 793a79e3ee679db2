// SPDX-License-Identifier: Apache-2.0

using System.Xml.Linq;

namespace Dtvm.Architecture.Tests;

/// <summary>The files of the repository, found above the test binaries.</summary>
internal static class Repository
{
    public static readonly string[] Areas =
    [
        "Frontend", "Mir", "Passes", "Backend.Llvm", "Backend.X64", "Runtime", "Evmc.Abi", "tools", "tests",
    ];

    public static string Root { get; } = FindRoot();

    /// <summary>Paths of files relative to the root, with slashes, without build output.</summary>
    public static IEnumerable<string> Files(string pattern) => Areas
        .Where(area => Directory.Exists(Path.Combine(Root, area)))
        .SelectMany(area => Directory.EnumerateFiles(Path.Combine(Root, area), pattern, SearchOption.AllDirectories))
        .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
        .Where(path => !path.Contains("/bin/", StringComparison.Ordinal) && !path.Contains("/obj/", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal);

    /// <summary>Paths of all files with one of these extensions, relative to the root, without build output and what
    /// packages bring.</summary>
    public static IEnumerable<string> TextFiles(string[] extensions)
    {
        string[] foreign = ["bin", "obj", "artifacts", "node_modules", "target", ".git"];
        var folders = new Stack<string>([Root]);
        while (folders.TryPop(out var folder))
        {
            foreach (var inner in Directory.EnumerateDirectories(folder))
            {
                if (!foreign.Contains(Path.GetFileName(inner)))
                {
                    folders.Push(inner);
                }
            }

            foreach (var file in Directory.EnumerateFiles(folder))
            {
                if (extensions.Contains(Path.GetExtension(file)))
                {
                    yield return Path.GetRelativePath(Root, file).Replace('\\', '/');
                }
            }
        }
    }

    /// <summary>Sources of the product: everything but tests.</summary>
    public static IEnumerable<string> ProductSources() => Files("*.cs").Where(path => !path.StartsWith("tests/", StringComparison.Ordinal));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    /// <summary>The lines of a source file with their numbers, without comments.</summary>
    public static IEnumerable<(int Number, string Line)> CodeLines(string path) => File.ReadLines(Path.Combine(Root, path))
        .Select((line, index) => (Number: index + 1, Line: line))
        .Where(line => !line.Line.TrimStart().StartsWith("//", StringComparison.Ordinal));

    /// <summary>Names of the projects a project references itself, with those its Directory.Build.props adds.</summary>
    public static SortedSet<string> ReferencesOf(string project)
    {
        var references = new SortedSet<string>(ProjectReferencesIn(project), StringComparer.Ordinal);
        var props = $"{project.Split('/')[0]}/Directory.Build.props";
        if (File.Exists(Path.Combine(Root, props)))
        {
            references.UnionWith(ProjectReferencesIn(props));
        }

        references.Remove(NameOf(project));
        return references;
    }

    /// <summary>Names of the packages a project references.</summary>
    public static IEnumerable<string> PackagesOf(string project) =>
        XDocument.Parse(Read(project)).Descendants("PackageReference").Select(element => (string)element.Attribute("Include")!);

    public static string NameOf(string project) => Path.GetFileNameWithoutExtension(project);

    private static IEnumerable<string> ProjectReferencesIn(string file) => XDocument.Parse(Read(file))
        .Descendants("ProjectReference")
        .Select(element => NameOf(((string)element.Attribute("Include")!).Replace('\\', '/')));

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "Dtvm.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("Dtvm.sln not found above the test binaries");
    }
}
