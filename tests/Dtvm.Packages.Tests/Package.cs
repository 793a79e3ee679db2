// SPDX-License-Identifier: Apache-2.0

using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Dtvm.Packages.Tests;

/// <summary>A NuGet package, read.</summary>
internal sealed class Package
{
    private const string Library = "lib/net10.0/";
    private readonly Dictionary<string, byte[]> _files = [];
    private readonly XElement _metadata;

    public Package(string path)
    {
        using (var archive = ZipFile.OpenRead(path))
        {
            foreach (var entry in archive.Entries)
            {
                using var content = new MemoryStream();
                using var stream = entry.Open();
                stream.CopyTo(content);
                _files.Add(entry.FullName, content.ToArray());
            }
        }

        _metadata = XmlOf(_files.Keys.Single(name => name.EndsWith(".nuspec", StringComparison.Ordinal))).Root!.Elements().Single();
    }

    public string Id => Metadata("id");

    /// <summary>Id and version of the packages it names as dependencies.</summary>
    public Dictionary<string, string> Dependencies => _metadata.Descendants().Where(element => element.Name.LocalName == "dependency")
        .ToDictionary(element => (string)element.Attribute("id")!, element => (string)element.Attribute("version")!);

    /// <summary>Frameworks that it names dependencies for.</summary>
    public string[] Frameworks => [.. _metadata.Descendants().Where(element => element.Name.LocalName == "group")
        .Select(element => (string)element.Attribute("targetFramework")!)];

    /// <summary>Names of the files in the folder of the assembly.</summary>
    public string[] LibraryFiles => [.. _files.Keys.Where(name => name.StartsWith("lib/", StringComparison.Ordinal))
        .Select(name => name.StartsWith(Library, StringComparison.Ordinal) ? name[Library.Length..] : name).Order(StringComparer.Ordinal)];

    /// <summary>The XML documentation of the assembly.</summary>
    public XDocument Documentation => XmlOf($"{Library}{Id}.xml");

    /// <summary>An element of the metadata; empty when it is not there.</summary>
    public string Metadata(string name) => _metadata.Elements().SingleOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    public string TextOf(string name) => System.Text.Encoding.UTF8.GetString(_files[name]);

    /// <summary>Names of the assemblies that its assembly uses and .NET does not have.</summary>
    public string[] AssembliesUsed()
    {
        using var reader = new PEReader(new MemoryStream(_files[$"{Library}{Id}.dll"]));
        var metadata = reader.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal))];
    }

    private XDocument XmlOf(string name) => XDocument.Load(new MemoryStream(_files[name]));
}
