// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Tests;

public sealed unsafe class EffectTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    private static readonly U256 Pattern = new(0x0706050403020100, 0x0f0e0d0c0b0a0908, 0x1716151413121110, 0x1f1e1d1c1b1a1918);

    [Fact]
    public void MemoryIsBigEndianAndGrowsWhenTouchedBehindItsEnd()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var address = builder.Touch(builder.Load(-1), 32);
        builder.Emit(MirOp.MemStore, MirType.Void, address, builder.Const(MirType.I256, Pattern));
        builder.Store(0, builder.Emit(MirOp.MemLoad, MirType.I256, address));
        builder.Store(1, builder.Zext(builder.Emit(MirOp.MemorySize, MirType.I64)));
        builder.Store(2, builder.Zext(address));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(5);
        harness.Gas = 10;
        Assert.Equal(0, harness.Run());
        Assert.Equal([(5UL, 32UL)], harness.Growths);
        Assert.Equal(7, harness.Gas);
        Assert.Equal(0x1f, harness.Memory[5]);
        Assert.Equal(0x00, harness.Memory[36]);
        Assert.Equal(Pattern, harness.Stack[1]);
        Assert.Equal((U256)64, harness.Stack[2]);
        Assert.Equal((U256)5, harness.Stack[3]);

        // Inside the size nothing is called; one byte behind it something is.
        harness.Stack[0] = 32;
        Assert.Equal(0, harness.Run());
        Assert.Single(harness.Growths);
        harness.Stack[0] = 33;
        Assert.Equal(0, harness.Run());
        Assert.Equal((33UL, 32UL), harness.Growths[^1]);
        Assert.Equal((U256)96, harness.Stack[2]);
    }

    [Fact]
    public void GrowthThatCannotBePaidEndsTheExecution()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var address = builder.Touch(builder.Load(-1), 1);
        builder.Emit(MirOp.MemStore8, MirType.Void, address, builder.Const(MirType.I256, 0x1ff));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(0);
        harness.Gas = 2;
        Assert.Equal(9, harness.Run());
        Assert.Single(harness.Growths);
        harness.Gas = 3;
        Assert.Equal(0, harness.Run());
        Assert.Equal(0xff, harness.Memory[0]);
        Assert.Equal(0, harness.Memory[1]);

        // An offset that no gas pays for never reaches the runtime.
        harness.Gas = long.MaxValue;
        foreach (var far in new U256[] { new(0, 1, 0, 0), new(5, 0, 1, 0), new(0, 0, 0, 1), ulong.MaxValue, 1UL << 33 })
        {
            harness.Stack[0] = far;
            Assert.Equal(3, harness.Run());
        }

        Assert.Equal(2, harness.Growths.Count);
    }

    [Fact]
    public void ATouchLargerThanMemoryGrowsIt()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Touch(builder.Const(MirType.I256, 0), 200);
        builder.Touch(builder.Const(MirType.I256, 100), 64);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.MemorySize = 96;
        Assert.Equal(0, harness.Run());
        Assert.Equal([(0UL, 200UL)], harness.Growths);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(64)]
    [InlineData(96)]
    public void ATouchOfAnySizeGrowsExactlyWhenItPassesTheEnd(int size)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Touch(builder.Load(-1), size);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(0);
        foreach (var memory in new ulong[] { 0, 32, 64, 96, 128 })
        {
            for (ulong offset = 0; offset < 140; offset++)
            {
                harness.MemorySize = memory;
                harness.Growths.Clear();
                harness.Stack[0] = offset;
                Assert.Equal(0, harness.Run());
                Assert.Equal(offset + (ulong)size > memory ? 1 : 0, harness.Growths.Count);
            }
        }
    }

    [Fact]
    public void ARangeGrowsMemoryToItsEndUnlessItsSizeIsZero()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var offset = builder.Load(-1);
        builder.Store(0, builder.Zext(builder.Emit(MirOp.MemRange, MirType.I64, offset, builder.Load(-2))));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(0, 0);
        foreach (var size in new ulong[] { 0, 1, 31, 32, 33, 64, 96, 4095 })
        {
            for (ulong start = 0; start < 140; start++)
            {
                harness.MemorySize = 96;
                harness.Growths.Clear();
                harness.Stack[0] = size;
                harness.Stack[1] = start;
                Assert.Equal(0, harness.Run());
                Assert.Equal(size != 0 && start + size > 96 ? 1 : 0, harness.Growths.Count);
                Assert.All(harness.Growths, growth => Assert.Equal(start + size, growth.Offset + growth.Size));
                Assert.Equal((U256)start, harness.Stack[2]);
            }
        }

        // An offset or a size that no gas pays for never reaches the runtime, and the offset of nothing means nothing.
        harness.Growths.Clear();
        foreach (var far in new U256[] { 1UL << 32, ulong.MaxValue, new(0, 1, 0, 0), new(5, 0, 1, 0), new(0, 0, 0, 1) })
        {
            foreach (var (size, start) in new[] { (U256.One, far), (far, U256.One), (far, U256.Zero), (far, far) })
            {
                harness.Stack[0] = size;
                harness.Stack[1] = start;
                Assert.Equal(3, harness.Run());
            }

            harness.Stack[0] = U256.Zero;
            harness.Stack[1] = far;
            Assert.Equal(0, harness.Run());
            Assert.Equal((U256)far.Low64, harness.Stack[2]);
        }

        Assert.Empty(harness.Growths);
    }

    /// <summary>An argument of four limbs, each less than the one before it: none that a backend has a quick way for.</summary>
    private static U256 Argument(int index) => new((ulong)(40 - index), 1, 2, 3);

    private static U256 ArgumentOf(in RuntimeCallInfo row, int index) =>
        row.TypeOf(index) == MirType.I64 ? Argument(index).Low64 : Argument(index);

    [Fact]
    public void EveryRuntimeCallGetsItsArgumentsInTheOrderOfTheEvm()
    {
        foreach (var row in RuntimeCallTable.All.ToArray())
        {
            // Only terminators and mem.touch make these.
            if (row.Call is RuntimeCall.MemGrow or RuntimeCall.Return or RuntimeCall.Revert or RuntimeCall.SelfDestruct
                or RuntimeCall.CallDataLoad)
            {
                continue;
            }

            var module = ModuleFactory.New();
            var builder = module.Function(0);
            var arguments = new Value[row.Arguments];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = builder.Const(row.TypeOf(i), ArgumentOf(row, i));
            }

            var result = builder.Call(row.Call, 0, arguments);
            if (row.HasResult)
            {
                builder.Store(0, result);
            }

            builder.Store(1, builder.Zext(builder.Emit(MirOp.GasLeft, MirType.I64)));
            builder.Stop();
            using var harness = new JitHarness(fixture.Backend, module);
            harness.CallResult = Pattern;
            harness.OnCall = (_, gas) => gas - 400;
            harness.Gas = 1000;
            Assert.Equal(0, harness.Run());
            Assert.Equal(1, harness.Calls);
            for (var i = 0; i < arguments.Length; i++)
            {
                Assert.Equal(ArgumentOf(row, i), harness.CallArguments[i]);
            }

            Assert.Equal(row.HasResult ? Pattern : U256.Zero, harness.Stack[0]);
            Assert.Equal(row.Kind == RuntimeCallKind.Gas ? 600UL : 1000UL, harness.Stack[1].Low64);
            if (row.Kind == RuntimeCallKind.Gas)
            {
                harness.HelperStatus = 11;
                harness.OnCall = (_, _) => -1;
                Assert.Equal(11, harness.Run());
            }
        }
    }

    [Fact]
    public void TheHelperOfACallIsItsEntryInTheTable()
    {
        foreach (var row in RuntimeCallTable.All.ToArray())
        {
            // Only terminators and mem.touch make these.
            if (row.Call is RuntimeCall.MemGrow or RuntimeCall.Return or RuntimeCall.Revert or RuntimeCall.SelfDestruct
                or RuntimeCall.CallDataLoad)
            {
                continue;
            }

            var module = ModuleFactory.New();
            var builder = module.Function(0);
            var arguments = new Value[row.Arguments];
            for (var i = 0; i < arguments.Length; i++)
            {
                arguments[i] = builder.Const(row.TypeOf(i), 0);
            }

            builder.Call(row.Call, 0, arguments);
            builder.Stop();
            using var harness = new JitHarness(fixture.Backend, module);
            foreach (var other in RuntimeCallTable.All)
            {
                // A small product may be divided as a word is.
                var isDivisionOfProduct = (row.Call, other.Call) == (RuntimeCall.MulMod, RuntimeCall.UMod);
                if (other.Call != row.Call && !isDivisionOfProduct)
                {
                    harness.SetHelper(other.Call, 0);
                }
            }

            Assert.Equal(0, harness.Run());
            Assert.Equal(1, harness.Calls);
        }
    }

    [Fact]
    public void AStaticFrameIsLeftBeforeMemoryGrows()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var size = builder.Const(MirType.I256, 32);
        builder.CheckStatic(0);
        var address = builder.Touch(builder.Load(-1), 32);
        builder.Call(RuntimeCall.Log0, 0, address, builder.Const(MirType.I64, 32));
        builder.Store(0, size);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(1UL << 40);
        harness.IsStatic = 1;
        Assert.Equal(EvmcStatus.StaticModeViolation, harness.Run());
        harness.IsStatic = 0;
        Assert.Equal(EvmcStatus.OutOfGas, harness.Run());
        Assert.Equal(0, harness.Calls);
        harness.Stack[0] = 64;
        Assert.Equal(EvmcStatus.Success, harness.Run());
        Assert.Equal(1, harness.Calls);
        Assert.Equal((U256)64, harness.CallArguments[0]);
        Assert.Equal((0UL + 64, 32UL), harness.Growths[^1]);
    }

    /// <summary>Nothing lies between that could halt, and the log's helper refuses a static frame by itself.</summary>
    [Theory]
    [InlineData(RuntimeCall.Log0, false)]
    [InlineData(RuntimeCall.SLoad, true)]
    public void ACheckIsLeftToTheCallBehindItThatMakesItAnyway(RuntimeCall call, bool isMade)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var word = builder.Load(-1);
        builder.CheckStatic(0);
        builder.Call(call, 0, call == RuntimeCall.Log0 ? [word, word] : [word]);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(0);
        harness.IsStatic = 1;
        Assert.Equal(isMade ? EvmcStatus.StaticModeViolation : EvmcStatus.Success, harness.Run());
        Assert.Equal(isMade ? 0 : 1, harness.Calls);
    }

    [Theory]
    [InlineData(RuntimeCall.Keccak256)]
    [InlineData(RuntimeCall.Log0)]
    public void ARangeThatIsNotValidYetGoesToTheRuntimeWhole(RuntimeCall call)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Call(call, 0, builder.Load(-1), builder.Load(-2));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(Argument(1), Argument(0));
        Assert.Equal(EvmcStatus.Success, harness.Run());
        Assert.Equal(Argument(0), harness.CallArguments[0]);
        Assert.Equal(Argument(1), harness.CallArguments[1]);
        Assert.Empty(harness.Growths);
    }

    [Fact]
    public void MemorySizeIsReadAgainAfterACallThatMayGrowMemory()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var zero = builder.Const(MirType.I256, 0);
        builder.Store(0, builder.Zext(builder.Emit(MirOp.MemorySize, MirType.I64)));
        builder.Call(RuntimeCall.Log0, 0, zero, zero);
        builder.Store(1, builder.Zext(builder.Emit(MirOp.MemorySize, MirType.I64)));
        builder.Touch(builder.Const(MirType.I256, 32), 32);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.OnCall = (_, gas) =>
        {
            harness.MemorySize = 64;
            return gas;
        };
        Assert.Equal(0, harness.Run());
        Assert.Equal(U256.Zero, harness.Stack[0]);
        Assert.Equal((U256)64, harness.Stack[1]);
        Assert.Empty(harness.Growths);
    }

    [Theory]
    [InlineData(MirOp.Return, 0)]
    [InlineData(MirOp.Revert, 2)]
    [InlineData(MirOp.SelfDestruct, 0)]
    public void ExitsCallTheRuntimeAndKeepTheGasLeft(MirOp op, int status)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var a = builder.Load(-1);
        var b = builder.Load(-2);
        builder.Emit(op, MirType.Void, op == MirOp.SelfDestruct ? [a] : [Narrow(a), Narrow(b)]);
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(32, 64);
        harness.OnCall = (_, gas) => gas - 5;
        harness.Gas = 20;
        Assert.Equal(status, harness.Run());
        Assert.Equal(15, harness.Gas);
        Assert.Equal((U256)64, harness.CallArguments[0]);
        if (op != MirOp.SelfDestruct)
        {
            Assert.Equal((U256)32, harness.CallArguments[1]);
        }

        harness.OnCall = (_, _) => -1;
        Assert.Equal(9, harness.Run());
        Value Narrow(Value value) => builder.Emit(MirOp.Trunc, MirType.I64, value);
    }

    [Fact]
    public void CallDataInsideItsSizeIsReadInPlace()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Store(0, builder.Emit(MirOp.CallDataLoad, MirType.I256, builder.Load(-1)));
        builder.Store(1, builder.Zext(builder.Emit(MirOp.CallDataSize, MirType.I64)));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        for (var i = 0; i < 40; i++)
        {
            harness.CallData[i] = (byte)(i + 1);
        }

        harness.CallResult = 4242;
        harness.Field<ulong>(FrameLayout.CallDataSize) = 40;
        foreach (var offset in new ulong[] { 0, 3, 8 })
        {
            harness.ResetStack();
            harness.Push(offset);
            Assert.Equal(0, harness.Run());
            Assert.Equal(U256.ReadBigEndian(new ReadOnlySpan<byte>(harness.CallData + offset, 32)), harness.Stack[1]);
            Assert.Equal((U256)40, harness.Stack[2]);
        }

        Assert.Equal(0, harness.Calls);
        foreach (var offset in new U256[] { 9, 40, ulong.MaxValue, new(0, 1, 0, 0), U256.MaxValue })
        {
            harness.Stack[0] = offset;
            Assert.Equal(0, harness.Run());
            Assert.Equal((U256)4242, harness.Stack[1]);
            Assert.Equal(offset, harness.CallArguments[0]);
        }

        harness.Field<ulong>(FrameLayout.CallDataSize) = 31;
        harness.Stack[0] = 0;
        Assert.Equal(0, harness.Run());
        Assert.Equal((U256)4242, harness.Stack[1]);
    }

    [Fact]
    public void TheMessageIsReadFromTheFrame()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Store(0, builder.Emit(MirOp.Address, MirType.I256));
        builder.Store(1, builder.Emit(MirOp.Caller, MirType.I256));
        builder.Store(2, builder.Emit(MirOp.CallValue, MirType.I256));
        builder.Store(3, builder.Zext(builder.Emit(MirOp.ReturnDataSize, MirType.I64)));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Field<U256>(FrameLayout.Address) = 1;
        harness.Field<U256>(FrameLayout.Caller) = Pattern;
        harness.Field<U256>(FrameLayout.Value) = U256.MaxValue;
        harness.Field<ulong>(FrameLayout.ReturnDataSize) = 99;
        Assert.Equal(0, harness.Run());
        Assert.Equal(U256.One, harness.Stack[0]);
        Assert.Equal(Pattern, harness.Stack[1]);
        Assert.Equal(U256.MaxValue, harness.Stack[2]);
        Assert.Equal((U256)99, harness.Stack[3]);
    }
}
