// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Engine.Tests;

public sealed class EngineTests
{
    [Fact]
    public void JumpThatNobodyForesawGoesOnInConservativeCode()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var outcome = Engines.Run(vm, Engines.ComputedReturn, 100_000);
        Assert.Equal(EvmcStatusCode.Success, outcome.Status);
        Assert.Equal(1, vm.Runtime.Statistics.ConservativeResumes);
        Assert.Equal(0, vm.Runtime.Statistics.InterpretedHalts);
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        Assert.Equal(Engines.Run(interpreter, Engines.ComputedReturn, 100_000).GasLeft, outcome.GasLeft);
    }

    [Fact]
    public void StackOverflowInALoopIsNamedByTheInterpreter()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var outcome = Engines.Run(vm, "5b5f5f56", 1_000_000);
        Assert.Equal(EvmcStatusCode.StackOverflow, outcome.Status);
        Assert.Equal(1, vm.Runtime.Statistics.ConservativeResumes);
        Assert.Equal(1, vm.Runtime.Statistics.InterpretedHalts);
    }

    /// <summary>A full stack is emptied behind a JUMPDEST, which code may do, or by one item more, which no stack has.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter)]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void AFullStackCanBeEmptiedButNotByOneMore(ExecutionMode mode)
    {
        var fill = string.Concat(Enumerable.Repeat("5f", EvmLimits.StackLimit)) + "5b";
        var empty = string.Concat(Enumerable.Repeat("50", EvmLimits.StackLimit));
        using var vm = Engines.Create(mode);
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, fill + empty + "00", 100_000).Status);
        Assert.Equal(EvmcStatusCode.StackUnderflow, Engines.Run(vm, fill + empty + "5000", 100_000).Status);
        Assert.Equal(EvmcStatusCode.OutOfGas, Engines.Run(vm, fill + empty + "5000", 3_000).Status);
    }

    [Fact]
    public void CodesThatCollideInChecksumBothRunRight()
    {
        var first = Convert.FromHexString("63000000005060016000526020" + "6000f3");
        var second = Convert.FromHexString("63000000005060026000526020" + "6000f3");
        var forged = Collision.Forge(second, 1, ModuleKey.Checksum(first));
        foreach (var order in new[] { new[] { first, forged }, [forged, first] })
        {
            using var vm = Engines.Create(ExecutionMode.Multipass);
            foreach (var code in order.Concat(order))
            {
                var output = Engines.Run(vm, Convert.ToHexString(code), 100_000).Output.Span;
                Assert.Equal(ReferenceEquals(code, first) ? 1 : 2, output[31]);
            }

            Assert.Equal(2, vm.Runtime.CachedModules);
        }
    }

    /// <summary>Same length, same beginning and end, another middle.</summary>
    [Fact]
    public void CodesThatDifferInTheMiddleAreTwoModules()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var jumpdests = string.Concat(Enumerable.Repeat("5b", 300));
        foreach (var value in new[] { 1, 2, 1 })
        {
            var outcome = Engines.Run(vm, $"{jumpdests}60{value:x2}5f52{jumpdests}60205ff3", 100_000);
            Assert.Equal(value, outcome.Output.Span[31]);
        }
    }

    /// <summary>MSIZE between two memory accesses sees the size between them.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter)]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void MemorySizeIsThatOfItsPlace(ExecutionMode mode)
    {
        using var vm = Engines.Create(mode);
        Assert.Equal(0x20, Engines.Run(vm, "5f5f52595f6101005260005260206000f3", 100_000).Output.Span[31]);
    }

    /// <summary>SAR by a huge amount, and the order of SSTORE's operands.</summary>
    [Theory]
    [InlineData(ExecutionMode.Interpreter)]
    [InlineData(ExecutionMode.Baseline)]
    [InlineData(ExecutionMode.Multipass)]
    public void ShiftByAHugeAmountGivesSlotZero(ExecutionMode mode)
    {
        using var vm = Engines.Create(mode);
        var change = Assert.Single(
            Engines.Run(vm, "77000000000000ffffffffffffffffffffffffffffffffffff60ff803d015f92901155", 100_000).Storage);
        Assert.Equal(default, change.Key);
    }

    [Fact]
    public void MeteringMayChangeBetweenExecutions()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var metered = Engines.Run(vm, "602a5f5260205ff3", 100_000).GasLeft;
        vm.Runtime.Config.EnableEvmGasMetering = false;
        var free = Engines.Run(vm, "602a5f5260205ff3", 100_000).GasLeft;
        vm.Runtime.Config.EnableEvmGasMetering = true;
        Assert.True(free > metered);
        Assert.Equal(metered, Engines.Run(vm, "602a5f5260205ff3", 100_000).GasLeft);
    }

    [Fact]
    public void ModeMayChangeBetweenExecutions()
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        var expected = Engines.Run(vm, "602a5f5260205ff3", 100_000);
        vm.Runtime.Config.Mode = ExecutionMode.Multipass;
        var actual = Engines.Run(vm, "602a5f5260205ff3", 100_000);
        Assert.Equal(expected.GasLeft, actual.GasLeft);
        Assert.Equal(1, vm.Runtime.Statistics.Compilations);
    }

    [Fact]
    public void SinglepassIsRefusedByName()
    {
        Assert.False(ExecutionModes.TryParse("singlepass", out _, out var error));
        Assert.Contains("does not support", error, StringComparison.Ordinal);
    }

    [Fact]
    public void CacheIsBounded()
    {
        using var vm = Engines.Create(ExecutionMode.Interpreter);
        vm.Runtime.Config.MaxCacheBytes = 20_000;
        for (var i = 0; i < 200; i++)
        {
            Engines.Run(vm, $"61{i:x4}5f5260205ff3", 100_000);
        }

        Assert.InRange(vm.Runtime.CachedModules, 1, 40);
    }

    /// <summary>Many small modules use up memory mappings long before bytes; a process without mappings dies in its next
    /// allocation.</summary>
    [Fact]
    public void MemoryMappingsAreBounded()
    {
        var budget = new CodeMemoryBudget(40);
        using (var one = Engines.Create(ExecutionMode.Multipass, codeMemory: budget))
        using (var other = Engines.Create(ExecutionMode.Multipass, codeMemory: budget))
        {
            for (var value = 0; value < 100; value++)
            {
                var vm = value % 2 == 0 ? one : other;
                Assert.Equal(value, Engines.Run(vm, $"60{value:x2}5f5260205ff3", 100_000).Output.Span[31]);
                Assert.InRange(budget.InUse, 1, 40);
            }

            Assert.Equal(100, one.Runtime.Statistics.Compilations + other.Runtime.Statistics.Compilations);
            Assert.InRange(one.Runtime.CachedModules, 1, 20);
        }

        Assert.Equal(0, budget.InUse);
    }

    /// <summary>Without a mapping left, code is interpreted.</summary>
    [Fact]
    public void WithoutMemoryMappingsCodeIsInterpreted()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass, codeMemory: new CodeMemoryBudget(0));
        Assert.Equal(42, Engines.Run(vm, "602a5f5260205ff3", 100_000).Output.Span[31]);
        Assert.Equal(2, vm.Runtime.Statistics.CompilationFailures); // Of both compilers.
        Assert.Equal(ExecutionMode.Interpreter, vm.Runtime.ModeOf(Convert.FromHexString("602a5f5260205ff3"), Revision.Osaka));
    }

    [Fact]
    public void RevisionsDoNotShareCode()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        Assert.Equal(EvmcStatusCode.Success, Engines.Run(vm, "5f00", 100, revision: EvmcRevision.Shanghai).Status);
        Assert.Equal(EvmcStatusCode.UndefinedInstruction, Engines.Run(vm, "5f00", 100, revision: EvmcRevision.Paris).Status);
    }

    [Fact]
    public void ThreadsShareOneEngine()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var failures = 0;
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
        {
            var value = i % 7;
            var outcome = Engines.Run(vm, $"60{value:x2}5f5260205ff3", 100_000);
            if (outcome.Status != EvmcStatusCode.Success || outcome.Output.Span[31] != value)
            {
                Interlocked.Increment(ref failures);
            }
        });
        Assert.Equal(0, failures);
        Assert.Equal(7, vm.Runtime.CachedModules);
    }

    [Fact]
    public void ThreadsThatMeetANewCodeTogetherCompileItOnce()
    {
        const int Threads = 4, Codes = 10;
        using var vm = Engines.Create(ExecutionMode.Multipass);
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var code = 0; code < Codes; code++)
            {
                start.SignalAndWait();
                Engines.Run(vm, $"60{code:x2}5f5260205ff3", 100_000);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Codes, vm.Runtime.Statistics.Compilations);
    }

    [Fact]
    public void CallsNestTo1024()
    {
        // Calls itself with all gas; the depth limit ends it. Each level adds one to the result of the level below.
        const string Code = "60205f5f5f5f305af1" + "505f51600101" + "5f5260205ff3";
        foreach (var mode in new[] { ExecutionMode.Interpreter, ExecutionMode.Multipass })
        {
            using var vm = Engines.Create(mode);
            var outcome = Engines.Run(vm, Code, long.MaxValue / 2, revision: EvmcRevision.Frontier);
            Assert.True(outcome.Status is EvmcStatusCode.Success or EvmcStatusCode.UndefinedInstruction, outcome.Status.ToString());
            outcome = Engines.Run(vm, Code, long.MaxValue / 2);
            Assert.Equal(EvmcStatusCode.Success, outcome.Status);
            Assert.True((outcome.Output.Span[30] * 256) + outcome.Output.Span[31] > 800);
        }
    }

    [Fact]
    public void LargeCodeIsInterpreted()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        var code = string.Concat(Enumerable.Repeat("5b", 1 << 20));
        var outcome = Engines.Run(vm, code, 2_000_000);
        Assert.Equal(EvmcStatusCode.Success, outcome.Status);
        Assert.Equal(2_000_000 - (1 << 20), outcome.GasLeft);
        Assert.Equal(0, vm.Runtime.Statistics.Compilations);
    }

    /// <summary>Codes of 24 KiB that consist of what costs LLVM most: none may take longer to load than the budget says, and the baseline
    /// compiler has them.</summary>
    [Theory]
    [InlineData("multiplications", "5f35", "8002", 12_000)]
    [InlineData("dependent loads", "5f35", "51", 24_000)]
    [InlineData("dependent loads of call data", "5f35", "35", 24_000)]
    [InlineData("jumps to unknown places", "", "5f355f35575b", 4_000)]
    public void CodeThatIsDearToCompileIsLeftToTheBaselineCompiler(string name, string start, string repeated, int times)
    {
        var code = start + string.Concat(Enumerable.Repeat(repeated, times));
        using var compiled = Engines.CreateUnverified(ExecutionMode.Multipass);
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        var expected = Engines.Run(interpreter, code, 1_000_000);
        var actual = Engines.Run(compiled, code, 1_000_000);
        Assert.True((expected.Status, expected.GasLeft) == (actual.Status, actual.GasLeft), name);
        Assert.Equal(1, compiled.Runtime.Statistics.CompilationRefusals);
        Assert.Equal(1, compiled.Runtime.Statistics.Compilations);
        Assert.Equal(ExecutionMode.Baseline, compiled.Runtime.ModeOf(Convert.FromHexString(code), Revision.Osaka));
    }

    [Fact]
    public void PrepareCompilesWithoutRunning()
    {
        using var vm = Engines.Create(ExecutionMode.Multipass);
        Assert.True(vm.Runtime.Prepare([0x60, 0x01, 0x00], Revision.Osaka) > 0);
        Assert.Equal(1, vm.Runtime.Statistics.Compilations);
    }
}
