// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>An installation by <c>make install</c> in a folder of its own.</summary>
public sealed class InstallationFixture : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dtvm-install-").FullName;

    /// <summary>Installs the library.</summary>
    public InstallationFixture()
    {
        _ = Repository.ReleaseLibrary;

        // As a packager does it, and then moved to its place.
        var staged = Path.Combine(_folder, "staged");
        Command.Run("make", "-s", "-C", Repository.Root, "install", "PREFIX=/opt/dtvm", $"DESTDIR={staged}").Succeeded();
        Directory.Move(Path.Combine(staged, "opt/dtvm"), Prefix);
    }

    /// <summary>Where the library is installed.</summary>
    public string Prefix => Path.Combine(_folder, "prefix");

    /// <summary>A new folder for what an example is built into.</summary>
    /// <param name="name">Its name.</param>
    public string Output(string name) => Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;

    /// <summary>Environment in which pkg-config finds the installation.</summary>
    internal (string Name, string Value) PkgConfigPath => ("PKG_CONFIG_PATH", Path.Combine(Prefix, "lib/pkgconfig"));

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
