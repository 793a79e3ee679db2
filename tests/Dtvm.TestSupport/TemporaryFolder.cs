// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.TestSupport;

/// <summary>A folder for the files of a test, deleted with it.</summary>
public sealed class TemporaryFolder : IDisposable
{
    private readonly string _path = Directory.CreateTempSubdirectory("dtvm-test-").FullName;

    /// <summary>The path of a file in it, which need not be there; of the folder if the name is empty.</summary>
    /// <param name="name">Name of the file.</param>
    public string this[string name] => Path.Combine(_path, name);

    /// <summary>Writes a file.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="text">What it contains.</param>
    /// <returns>Its path.</returns>
    public string Write(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    /// <summary>Writes a file.</summary>
    /// <param name="name">Name of the file.</param>
    /// <param name="bytes">What it contains.</param>
    /// <returns>Its path.</returns>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(_path, recursive: true);
}
