// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Mir.Backend;
using Dtvm.Mir.Passes;
using Dtvm.Passes;
using Dtvm.Tool.Verification;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>The verifier refuses no code that the baseline compiler makes of real contracts, in any version and with or without
/// metering.</summary>
public sealed class ContractVerificationTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(RegionMode.Optimistic, true)]
    [InlineData(RegionMode.Optimistic, false)]
    [InlineData(RegionMode.Conservative, true)]
    [InlineData(RegionMode.Conservative, false)]
    public void RefusesNoContract(RegionMode mode, bool isMetered)
    {
        using var backend = X64Backend.TryCreate(out var error, CodeVerifier.Check);
        Assert.True(backend is not null, error);
        var files = Directory.EnumerateFiles(SharedData.Path("ethereum/bench/contracts"), "*.hex").Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count >= 56, $"{files.Count} contracts");
        var refused = new List<string>();
        foreach (var file in files)
        {
            var code = Convert.FromHexString(File.ReadAllText(file).Trim());
            var module = MirLifter.Lift(new EvmFrontendContext(code, Revision.Osaka, isMetered, RegionLimits.Default), mode);
            new PassRunner(Pipelines.ForLevel(1)).Run(module);
            var result = backend.Generate(module, new CodegenRequest());
            if (result.Artifact is null)
            {
                refused.Add($"{Path.GetFileName(file)}: {result.Error}");
            }
        }

        output.WriteLine($"{files.Count - refused.Count} of {files.Count} accepted\n{string.Join('\n', refused)}");
        Assert.Empty(refused);
    }

    /// <summary>An address that constants make in registers, too large for memory: what lies behind its check is never reached. Found by
    /// the fuzzer, as the 292,173rd program of a seed.</summary>
    [Theory]
    [InlineData("600060007fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff1752")]
    [InlineData("60006000640100000000175200")]
    [InlineData("6000600067ffffffffffffffff175200")]
    public void RefusesNoAddressThatCannotBe(string hex)
    {
        using var backend = X64Backend.TryCreate(out _, CodeVerifier.Check)!;
        var code = Convert.FromHexString(hex);
        var module = MirLifter.Lift(new EvmFrontendContext(code, Revision.Osaka, true, RegionLimits.Default), RegionMode.Optimistic);
        new PassRunner(Pipelines.ForLevel(0)).Run(module);
        Assert.Null(backend.Generate(module, new CodegenRequest()).Error);
    }
}
