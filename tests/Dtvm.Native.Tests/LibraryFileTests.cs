// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Native.Tests;

/// <summary>The file itself: what it exports, what it needs, and how it gets on with another libLLVM.</summary>
[Collection(NativeCollection.Name)]
public sealed class LibraryFileTests(NativePrograms programs)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ItExportsNothingElse(bool release)
    {
        var library = release ? Repository.ReleaseLibrary : Repository.DevelopmentLibrary;
        var symbols = Command.Run("nm", "-D", "--defined-only", "-j", library).Succeeded().Output;
        Assert.Equal(
            ["__jit_debug_descriptor", "__jit_debug_register_code", "dtvm_statistics", "evmc_create", "evmc_create_dtvmapi"],
            symbols.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void ItNeedsNothingButTheCLibrary()
    {
        string[] needed = [.. Command.Run("ldd", Repository.ReleaseLibrary).Succeeded().Output
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => Path.GetFileName(line.Trim().Split(' ')[0]))];
        string[] allowed = ["linux-vdso.so.1", "libm.so.6", "libc.so.6", "ld-linux-x86-64.so.2"];
        Assert.Empty(needed.Except(allowed));
    }

    [Theory]
    [InlineData(15, "other-first")]
    [InlineData(15, "other-last")]
    [InlineData(14, "other-first")]
    public void ItWorksBesideAnotherLlvm(int version, string order)
    {
        var other = $"libLLVM-{version}.so.1";
        Assert.True(File.Exists($"/usr/lib/x86_64-linux-gnu/{other}"), $"{other} is absent: scripts/setup-tests installs it");
        var vm = $"{Repository.ReleaseLibrary},enable_gas_metering=true";
        var result = Command.Run(programs.Program("coexist"), vm, programs.QuickCases, other, order).Succeeded();
        Assert.Equal("", result.Error);
    }
}
