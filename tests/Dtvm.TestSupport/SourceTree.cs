// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.TestSupport;

/// <summary>Finds the files of the repository.</summary>
public static class SourceTree
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>A path below the root.</summary>
    public static string Path(string relative) => System.IO.Path.Combine(Root, relative);

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(directory.FullName, "Dtvm.sln")))
            {
                return directory.FullName;
            }
        }

        throw new DirectoryNotFoundException("Dtvm.sln not found above the test binaries");
    }
}
