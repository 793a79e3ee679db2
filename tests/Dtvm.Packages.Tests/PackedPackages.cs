// SPDX-License-Identifier: Apache-2.0

using System.Xml.Linq;

namespace Dtvm.Packages.Tests;

/// <summary>The packages, packed once for all tests into a temporary folder that has the layout of the repository.</summary>
public sealed class PackedPackages : IDisposable
{
    public PackedPackages()
    {
        // The tests' configuration is the one that has just been built.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var result = Shell.Run(
            $"dotnet pack packaging/Packages.proj --no-build -c {configuration} -o '{Folder}' -v q -nologo", SourceTree.Root);
        Assert.True(result.ExitCode == 0, result.ToString());
        Packages = Directory.GetFiles(Folder, "*.nupkg").Select(path => new Package(path)).ToDictionary(package => package.Id);
    }

    /// <summary>The temporary root: packages are in its <c>artifacts/packages</c>.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("dtvm-packages-").FullName;

    public string Folder => Path.Combine(Root, "artifacts", "packages");

    internal Dictionary<string, Package> Packages { get; }

    /// <summary>The one version of everything.</summary>
    public static string Version { get; } =
        XDocument.Load(SourceTree.Path("Directory.Build.props")).Descendants("Version").Single().Value;

    /// <summary>The version that this repository uses of somebody else's package.</summary>
    public static string CentralVersionOf(string id) => (string)XDocument.Load(SourceTree.Path("Directory.Packages.props"))
        .Descendants("PackageVersion").Single(element => (string)element.Attribute("Include")! == id).Attribute("Version")!;

    public void Dispose() => Directory.Delete(Root, recursive: true);
}

/// <summary>The packages are packed once.</summary>
[CollectionDefinition(Name)]
public sealed class PackagesCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "packages";
}
