// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.TestSupport;

/// <summary>Finds the test data that lies beside the project.</summary>
public static class SharedData
{
    /// <summary>A path below <c>../shared</c> of the repository.</summary>
    /// <exception cref="DirectoryNotFoundException">The data is not there.</exception>
    public static string Path(string relative)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(SourceTree.Root)!, "shared", relative);
        return System.IO.Path.Exists(path)
            ? path
            : throw new DirectoryNotFoundException($"test data not found: {path} (the folder 'shared' belongs beside the project)");
    }
}
