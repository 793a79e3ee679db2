// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;

namespace Dtvm.Engine.Tests;

/// <summary>The module cache counts what its modules hold, also what they come to hold while they are executed.</summary>
public sealed class CacheSizeTests
{
    private const string Return42 = "602a5f5260205ff3";

    /// <summary>Overflows the stack in a loop, which the interpreter names.</summary>
    private const string Overflow = "5b5f5f56";

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(24_576)]
    public void TheInterpretersTablesAreCounted(int size)
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        var code = string.Concat(Enumerable.Repeat("5b", size));
        using var tables = InterpreterCode.Create(Convert.FromHexString(code), Revision.Osaka);
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, code, 100_000).Status);
        Assert.InRange(vm.Runtime.CachedBytes, size + tables.NativeSize, size + tables.NativeSize + 1024);
        Assert.True(vm.Runtime.CachedBytes > 11L * size);
    }

    /// <summary>The managed objects of a module are no larger than what is counted for them.</summary>
    [Fact]
    public void TheObjectsOfAModuleAreCounted()
    {
        const int Count = 1000;
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        byte[][] codes = [.. Enumerable.Range(0, Count + 1).Select(i => new byte[] { 0x61, (byte)(i >> 8), (byte)i, 0x00 })];
        vm.Runtime.Prepare(codes[Count], Revision.Osaka);
        using var tables = InterpreterCode.Create(codes[0], Revision.Osaka);
        var counted = vm.Runtime.CachedBytes;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++)
        {
            vm.Runtime.Prepare(codes[i], Revision.Osaka);
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        counted = vm.Runtime.CachedBytes - counted - (Count * tables.NativeSize);
        Assert.InRange(allocated, counted / 2, counted);
    }

    [Fact]
    public void ConservativeCodeIsCountedWhenItIsMade()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        vm.Runtime.Prepare(Convert.FromHexString(Engines.ComputedReturn), Revision.Osaka);
        var before = vm.Runtime.CachedBytes;
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, Engines.ComputedReturn, 100_000).Status);
        Assert.Equal(1, vm.Runtime.Statistics.ConservativeCompilations);

        // At least a page for its code and one for its data.
        var after = vm.Runtime.CachedBytes;
        Assert.InRange(after, before + 8192, before + 65536);
        Engines.Run(vm, Engines.ComputedReturn, 100_000);
        Assert.Equal(after, vm.Runtime.CachedBytes);
    }

    [Fact]
    public void TablesOfCodeThatIsInterpretedNowAndThenAreCounted()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        vm.Runtime.Prepare(Convert.FromHexString(Overflow), Revision.Osaka);
        var before = vm.Runtime.CachedBytes;
        Assert.Equal(EvmcStatusCode.StackOverflow, Engines.Run(vm, Overflow, 1_000_000).Status);
        Assert.Equal(1, vm.Runtime.Statistics.InterpretedHalts);
        using var tables = InterpreterCode.Create(Convert.FromHexString(Overflow), Revision.Osaka);
        Assert.InRange(vm.Runtime.CachedBytes, before + tables.NativeSize + 8192, before + 65536);
    }

    [Fact]
    public void WhatAModuleComesToHoldMakesOthersGo()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        vm.Runtime.Prepare(Convert.FromHexString(Return42), Revision.Osaka);
        vm.Runtime.Prepare(Convert.FromHexString(Engines.ComputedReturn), Revision.Osaka);
        Assert.Equal(2, vm.Runtime.CachedModules);
        vm.Runtime.Config.MaxCacheBytes = vm.Runtime.CachedBytes;
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, Engines.ComputedReturn, 100_000).Status);
        Assert.Equal(1, vm.Runtime.CachedModules);

        // It is the one that grew that stays, though it is too large by itself.
        vm.Runtime.Config.MaxCacheBytes = 1;
        Assert.Equal(EvmcStatusCode.StackOverflow, Engines.Run(vm, Overflow, 1_000_000).Status);
        Assert.Equal(1, vm.Runtime.CachedModules);
        Assert.Equal(EvmcStatusCode.StackOverflow, Engines.Run(vm, Overflow, 1_000_000).Status);
        Assert.Equal(2, vm.Runtime.Statistics.ConservativeCompilations);
        Assert.Equal(42, Engines.Run(vm, Return42, 100_000).Output.Span[31]);
        Assert.Equal(1, vm.Runtime.CachedModules);
    }

    /// <summary>Growth and loading on many threads at once: the sum is that of the modules in the cache.</summary>
    [Fact]
    public void BytesOfDroppedModulesAreGivenBack()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        vm.Runtime.Config.MaxCacheBytes = 100_000;
        Parallel.For(0, 64, i => Engines.Run(vm, $"60{i:x2}50" + "6008601256" + "5b5f6001601301601256" + "5b56" + "5b00", 100_000));
        Assert.InRange(vm.Runtime.CachedBytes, 1, 100_000);
        vm.Runtime.Config.MaxCacheBytes = 0;
        vm.Runtime.Prepare(Convert.FromHexString(Return42), Revision.Osaka);
        Assert.Equal(1, vm.Runtime.CachedModules);
        using var alone = Engines.Create(ExecutionMode.Multipass);
        alone.Runtime.Prepare(Convert.FromHexString(Return42), Revision.Osaka);
        Assert.Equal(alone.Runtime.CachedBytes, vm.Runtime.CachedBytes);
    }
}
