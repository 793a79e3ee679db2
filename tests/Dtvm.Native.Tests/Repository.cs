// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Native.Tests;

/// <summary>Places in the repository and the libraries that <c>make native</c> built there.</summary>
internal static class Repository
{
    /// <summary>The root of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The release library, with LLVM inside.</summary>
    public static string ReleaseLibrary => Library("artifacts/libdtvmapi.so");

    /// <summary>The development library, which loads the system's libLLVM.</summary>
    public static string DevelopmentLibrary => Library("artifacts/dev/libdtvmapi.so");

    /// <summary>A path below the root.</summary>
    public static string At(string relative) => Path.Combine(Root, relative);

    private static string Library(string relative)
    {
        var path = At(relative);
        Assert.True(File.Exists(path), $"{path} is not there: build it with\nmake native");
        return path;
    }

    private static string FindRoot([CallerFilePath] string here = "")
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Dtvm.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"Dtvm.sln not found above the test binaries of {Path.GetFileName(here)}");
    }
}
