// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Packages.Tests;

/// <summary>What the packages contain.</summary>
[Collection(PackagesCollection.Name)]
public sealed class PackageTests(PackedPackages packed)
{
    private const string Root = "Dtvm.Testing";

    [Fact]
    public void TheSetIsWhatTheTestingPackageNeeds()
    {
        Assert.Contains("Dtvm.Mir", packed.Packages.Keys);
        Assert.Equal(Closure(Root).Append(Root).Where(packed.Packages.ContainsKey).Order(), packed.Packages.Keys.Order());
        Assert.Equal(
            Directory.GetFiles(packed.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal),
            packed.Packages.Keys.SelectMany(
                id => (string[])[$"{id}.{PackedPackages.Version}.nupkg", $"{id}.{PackedPackages.Version}.snupkg"])
                .Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EachHasItsAssemblyDocumentationReadmeAndMetadata() => Assert.All(packed.Packages.Values, package =>
    {
        var id = package.Id;
        Assert.Equal([$"{id}.dll", $"{id}.xml"], package.LibraryFiles);
        Assert.Equal(id, package.Documentation.Descendants("assembly").Single().Value.Trim());
        Assert.Contains(package.Documentation.Descendants("member"), member => member.Element("summary")?.Value.Trim() is { Length: > 0 });
        Assert.Equal(PackedPackages.Version, package.Metadata("version"));
        Assert.Equal("Apache-2.0", package.Metadata("license"));
        Assert.Equal("README.md", package.Metadata("readme"));
        Assert.Equal(File.ReadAllText(Directory.GetFiles(SourceTree.Root, $"{id}.csproj", SearchOption.AllDirectories).Single()
            .Replace($"{id}.csproj", "README.md", StringComparison.Ordinal)), package.TextOf("README.md"));
        Assert.Contains("mir", package.Metadata("tags").Split(' '));
        Assert.True(package.Metadata("description").Length > 40, $"{id}: description");
        Assert.Equal(["net10.0"], package.Frameworks);
    });

    [Fact]
    public void EachHasSymbols() => Assert.All(packed.Packages.Keys, id => Assert.Equal(
        [$"{id}.pdb"], new Package(Path.Combine(packed.Folder, $"{id}.{PackedPackages.Version}.snupkg")).LibraryFiles));

    [Fact]
    public void ADependencyIsOfTheSetOrOfTheVersionUsedHere() => Assert.All(packed.Packages.Values, package =>
    {
        foreach (var (id, version) in package.Dependencies)
        {
            Assert.Equal(
                (id, packed.Packages.ContainsKey(id) ? PackedPackages.Version : PackedPackages.CentralVersionOf(id)), (id, version));
        }
    });

    [Fact]
    public void EveryAssemblyUsedComesWithADependency() => Assert.All(packed.Packages.Values, package =>
        Assert.Empty(package.AssembliesUsed().Except(Closure(package.Id))));

    /// <summary>All dependencies of a package and of those of the set, indirect ones too.</summary>
    private HashSet<string> Closure(string id)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([id]);
        while (open.TryPop(out var next))
        {
            foreach (var dependency in packed.Packages.GetValueOrDefault(next)?.Dependencies.Keys.Where(seen.Add) ?? [])
            {
                open.Push(dependency);
            }
        }

        return seen;
    }
}
