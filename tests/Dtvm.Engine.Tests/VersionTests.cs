// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Mir.Backend;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>A module's versions come and go while it is executed: by the contract of backends, which a second one here keeps, through the
/// cache, under load.</summary>
public sealed class VersionTests : IDisposable
{
    private const string Stop = "5b00";
    private const string ReturnEmpty = "5b5f5ff3";
    private const string ReturnZeros = "5b60405ff3";

    /// <summary>The skeleton has no code for it.</summary>
    private const string ReturnSum = "602a6001015f5260205ff3";

    private readonly SkeletonBackend _skeleton = new();
    private readonly X64Backend _baseline = X64Backend.TryCreate(out _)!;
    private readonly CodeMemoryBudget _budget = new(10_000);

    [Fact]
    public void ABackendCompilesWhatItCanAndTheRestIsInterpreted()
    {
        using var vm = new EngineVm(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true }, _skeleton, codeMemory: _budget);
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        foreach (var (code, isCompiled) in new[] { (Stop, true), (ReturnEmpty, true), (ReturnZeros, true), (ReturnSum, false) })
        {
            foreach (var gas in new long[] { 0, 1, 2, 5, 14, 100_000 })
            {
                var expected = Engines.Run(interpreter, code, gas);
                var outcome = Engines.Run(vm, code, gas);
                Assert.Equal((expected.Status, expected.GasLeft), (outcome.Status, outcome.GasLeft));
                Assert.Equal(expected.Output.ToArray(), outcome.Output.ToArray());
            }

            Assert.Equal(isCompiled, vm.Runtime.Prepare(Convert.FromHexString(code), Revision.Osaka) != 0);
        }

        Assert.Equal(3, _skeleton.Linked);
        Assert.Equal(1, vm.Runtime.Statistics.CompilationFailures);
    }

    [Fact]
    public void AModuleHasAVersionForEachModeAndIsCountedOnce()
    {
        using var vm = Create(ExecutionMode.Multipass);
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, ReturnZeros, 100_000).Status);
        var one = vm.Runtime.CachedBytes;
        vm.Runtime.Config.Mode = ExecutionMode.Baseline;
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, ReturnZeros, 100_000).Status);
        Assert.Equal(1, vm.Runtime.CachedModules);
        var two = vm.Runtime.CachedBytes;

        // A page of code, a table, and objects; but neither the code nor what finds the module a second time.
        Assert.InRange(two - one, 4096, one);
        vm.Runtime.Config.Mode = ExecutionMode.Interpreter;
        vm.Runtime.Config.OptimizationLevel = 3;
        Engines.Run(vm, ReturnZeros, 100_000);
        vm.Runtime.Config.OptimizationLevel = 1;
        var three = vm.Runtime.CachedBytes;
        Engines.Run(vm, ReturnZeros, 100_000);
        Assert.Equal(three, vm.Runtime.CachedBytes);
        Assert.Equal(1, vm.Runtime.CachedModules);
    }

    [Fact]
    public void AVersionTakesThePlaceOfAnotherOne()
    {
        using var vm = Create(ExecutionMode.Baseline);
        var code = Convert.FromHexString(ReturnZeros);
        Assert.False(vm.Runtime.Recompile(code, Revision.Osaka)); // It is not loaded.
        Assert.Equal(0, _budget.InUse);
        Engines.Run(vm, ReturnZeros, 100_000);
        var (bytes, mappings) = (vm.Runtime.CachedBytes, _budget.InUse);
        for (var i = 0; i < 100; i++)
        {
            Assert.True(vm.Runtime.Recompile(code, Revision.Osaka));
            Assert.Equal(64, Engines.Run(vm, ReturnZeros, 100_000).Output.Length);
            Assert.Equal(bytes, vm.Runtime.CachedBytes);
            Assert.Equal(mappings, _budget.InUse);
        }

        Assert.Equal(101, vm.Runtime.Statistics.Compilations);
        vm.Runtime.Config.Mode = ExecutionMode.Interpreter;
        Assert.False(vm.Runtime.Recompile(code, Revision.Osaka));
    }

    /// <summary>What a backend cannot do now is executed otherwise now and compiled later; what it cannot do at all is not asked for again.
    /// Otherwise is in mode baseline, or where there is no such compiler interpreted.</summary>
    [Theory]
    [InlineData(CodegenStatus.Busy, true, true)]
    [InlineData(CodegenStatus.Busy, false, true)]
    [InlineData(CodegenStatus.Cancelled, true, true)]
    [InlineData(CodegenStatus.Cancelled, false, true)]
    [InlineData(CodegenStatus.Refused, true, false)]
    [InlineData(CodegenStatus.Refused, false, false)]
    public void WhatIsNotCompiledIsExecutedOtherwise(CodegenStatus answer, bool hasBaseline, bool isCompiledLater)
    {
        using var vm = new EngineVm(
            new RuntimeConfig { Mode = ExecutionMode.Multipass, EnableEvmGasMetering = true }, _skeleton, codeMemory: _budget,
            baseline: hasBaseline ? _baseline : null);
        var code = Convert.FromHexString(ReturnZeros);
        var otherwise = hasBaseline ? ExecutionMode.Baseline : ExecutionMode.Interpreter;
        _skeleton.Answer = answer;
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(64, Engines.Run(vm, ReturnZeros, 100_000).Output.Length);
            Assert.Equal(otherwise, vm.Runtime.ModeOf(code, Revision.Osaka));
            Assert.Equal(hasBaseline ? 1 : 0, vm.Runtime.Statistics.Compilations);
        }

        Assert.Equal(isCompiledLater ? 0 : 1, vm.Runtime.Statistics.CompilationFailures);
        _skeleton.Answer = null;
        Assert.Equal(64, Engines.Run(vm, ReturnZeros, 100_000).Output.Length);
        Assert.Equal(isCompiledLater ? ExecutionMode.Multipass : otherwise, vm.Runtime.ModeOf(code, Revision.Osaka));
        Assert.Equal((hasBaseline ? 1 : 0) + (isCompiledLater ? 1 : 0), vm.Runtime.Statistics.Compilations);
        Assert.Equal(1, vm.Runtime.CachedModules);
    }

    /// <summary>Eight threads execute while the mode changes, versions are replaced, and the cache is too small for all modules.</summary>
    [Fact]
    public void TiersAreSwappedUnderLoad()
    {
        const int Threads = 8, Rounds = 400;
        string[] codes = [Stop, ReturnEmpty, ReturnZeros, ReturnSum, "5b60205ff3", "5b60605ff3"];
        int[] lengths = [0, 0, 64, 32, 32, 96];
        var vm = Create(ExecutionMode.Multipass);
        foreach (var code in codes)
        {
            vm.Runtime.Prepare(Convert.FromHexString(code), Revision.Osaka);
        }

        vm.Runtime.Config.MaxCacheBytes = vm.Runtime.CachedBytes * 2 / 3;
        int wrong = 0, replaced = 0, running = Threads;
        var threads = Enumerable.Range(0, Threads).Select(worker => new Thread(() =>
        {
            var random = new Random(worker);
            for (var i = 0; i < Rounds; i++)
            {
                var index = random.Next(codes.Length);
                var outcome = Engines.Run(vm, codes[index], 100_000);
                if (outcome.Status != EvmcStatusCode.Success || outcome.Output.Length != lengths[index])
                {
                    Interlocked.Increment(ref wrong);
                }
            }

            Interlocked.Decrement(ref running);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        ExecutionMode[] modes = [ExecutionMode.Multipass, ExecutionMode.Baseline, ExecutionMode.Interpreter];
        for (var i = 0; Volatile.Read(ref running) > 0; i++)
        {
            vm.Runtime.Config.Mode = modes[i / 16 % modes.Length];
            replaced += vm.Runtime.Recompile(Convert.FromHexString(codes[i % codes.Length]), Revision.Osaka) ? 1 : 0;
        }

        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, wrong);
        Assert.True(replaced > 10, $"{replaced} versions were replaced");
        Assert.True(_skeleton.Linked > 10);
        Assert.InRange(vm.Runtime.CachedModules, 1, codes.Length);
        vm.Dispose();
        Assert.Equal(0, _budget.InUse);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _skeleton.Dispose();
        _baseline.Dispose();
    }

    private EngineVm Create(ExecutionMode mode) => new(
        new RuntimeConfig { Mode = mode, EnableEvmGasMetering = true }, _skeleton, codeMemory: _budget, baseline: _baseline);
}
