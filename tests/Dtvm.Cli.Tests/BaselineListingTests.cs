namespace Dtvm.Cli.Tests;

/// <summary>What <c>dtvm mir --backend x64</c> lists.</summary>
public sealed class BaselineListingTests
{
    [Fact]
    public void LinesNameTheInstructionsTheyComeFrom()
    {
        var result = Cli.Run("mir", "5b600160005401600055600056", "--backend", "x64", "--emit", "asm");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Contains("# 0x5 SLOAD", result.Output, StringComparison.Ordinal);
        Assert.Contains("call rt.sload", result.Output, StringComparison.Ordinal);
        Assert.Contains("\nenter:\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x64", "llvm")]
    [InlineData("gcc", "asm")]
    public void WhatIsNotMadeIsRefused(string backend, string kind)
    {
        var result = Cli.Run("mir", "00", "--backend", backend, "--emit", kind);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains("--backend", result.Error, StringComparison.Ordinal);
    }
}
