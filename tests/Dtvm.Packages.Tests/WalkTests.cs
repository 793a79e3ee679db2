// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Packages.Tests;

/// <summary>The ways of new users, <c>scripts/walk</c>, from this clone on. What is built already is not built again.</summary>
[Collection(PackagesCollection.Name)]
public sealed class WalkTests(PackedPackages packed)
{
    [Theory]
    [InlineData("client", "2 + 3 = 5, gas used 27")]
    [InlineData("researcher", "times as fast as baseline[O1]")]
    [InlineData("snapshots", "Passed:     3")]
    public void LeadsWhereItSays(string walk, string expected)
    {
        var result = Shell.Run($"DTVM_PACKAGES='{packed.Folder}' scripts/walk {walk}", SourceTree.Root);
        Assert.True(result.ExitCode == 0, result.ToString());
        Assert.Contains(expected, result.Output);
        Assert.Contains($"walk: {walk}: ", result.Error);
    }

    [Fact]
    public void AnotherNameIsRefused() => Assert.Equal(2, Shell.Run("scripts/walk nowhere", SourceTree.Root).ExitCode);
}
