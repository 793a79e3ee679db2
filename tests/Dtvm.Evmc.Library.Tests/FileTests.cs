// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Xml.Linq;
using Dtvm.Evmc.Abi;

namespace Dtvm.Evmc.Library.Tests;

/// <summary>What the files are: what they need, what they say of themselves.</summary>
public sealed unsafe class FileTests
{
    public static TheoryData<bool> Builds => [true, false];

    [Theory]
    [MemberData(nameof(Builds))]
    public void OnlyTheCLibraryIsNeeded(bool isRelease)
    {
        var needed = Tool("readelf", "-d", PathOf(isRelease))
            .Where(line => line.Contains("(NEEDED)", StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf('[', StringComparison.Ordinal) + 1)..^1]);
        Assert.Empty(needed.Except(["libc.so.6", "libm.so.6", "ld-linux-x86-64.so.2"]));
    }

    /// <summary>Debian 12 has glibc 2.36: a newer one must not creep in.</summary>
    [Theory]
    [MemberData(nameof(Builds))]
    public void TheOldestGlibcIsThatOfTheDocumentation(bool isRelease)
    {
        var newest = Tool("objdump", "-T", PathOf(isRelease))
            .Select(line => line.Split("GLIBC_", 2))
            .Where(parts => parts.Length == 2)
            .Max(parts => Version.Parse(parts[1].Split(')')[0]));
        Assert.True(newest <= new Version(2, 36), $"glibc {newest}");
        var documentation = File.ReadAllText(Path.Combine(SharedLibrary.Root, "docs/evmc.md"));
        Assert.Contains($"glibc {newest}", documentation, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Builds))]
    public void TheLibraryStaysWhenItIsClosed(bool isRelease) =>
        Assert.Contains(Tool("readelf", "-d", PathOf(isRelease)), line => line.Contains("NODELETE", StringComparison.Ordinal));

    [Theory]
    [MemberData(nameof(Builds))]
    public void TheVmSaysWhatItIs(bool isRelease)
    {
        using var vm = new RawVm(PathOf(isRelease));
        Assert.Equal(EvmcAbi.Version, vm.Pointer->AbiVersion);
        Assert.Equal("dtvm", vm.Name);
        var project = XDocument.Load(Path.Combine(SharedLibrary.Root, "Directory.Build.props"));
        Assert.Equal(project.Descendants("Version").Single().Value, vm.Version);
        Assert.Equal(EvmcCapabilities.Evm1, vm.Pointer->GetCapabilities(vm.Pointer));
    }

    private static string PathOf(bool isRelease) => isRelease ? SharedLibrary.Release : SharedLibrary.Development;

    private static List<string> Tool(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(name) { RedirectStandardOutput = true };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.NotEmpty(lines);
        return [.. lines];
    }
}
