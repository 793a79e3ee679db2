// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Tests;

public sealed unsafe class ControlFlowTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    [Fact]
    public void StopLeavesTheGasLeftInTheFrame()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Charge(7);
        builder.Charge(5);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Gas = 12;
        Assert.Equal(0, harness.Run());
        Assert.Equal(0, harness.Gas);
        harness.Gas = 11;
        Assert.Equal(EvmcStatus.OutOfGas, harness.Run());
        harness.Gas = long.MaxValue;
        Assert.Equal(0, harness.Run());
        Assert.Equal(long.MaxValue - 12, harness.Gas);
    }

    [Fact]
    public void GasLeftSeesEarlierChargesOnly()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        builder.Charge(100);
        builder.Store(0, builder.Zext(builder.Emit(MirOp.GasLeft, MirType.I64)));
        builder.Charge(10);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Gas = 1000;
        Assert.Equal(0, harness.Run());
        Assert.Equal((U256)900, harness.Stack[0]);
        Assert.Equal(890, harness.Gas);
    }

    [Fact]
    public void TrapGivesItsStatus()
    {
        var module = ModuleFactory.New();
        module.Function(0).Trap(4);
        using var harness = new JitHarness(fixture.Backend, module);
        Assert.Equal(4, harness.Run());
    }

    [Theory]
    [InlineData(StackCheckExit.Conservative, ExitReason.ResumeConservative)]
    [InlineData(StackCheckExit.Interpreter, ExitReason.ResumeInInterpreter)]
    public void AFailedStackCheckLeavesTheStateOfTheEntry(StackCheckExit exit, int reason)
    {
        var module = ModuleFactory.New(exit);
        module.Function(0).Stop();
        var builder = module.Function(0x21);
        builder.StackCheck(3, 5);
        builder.Charge(1);
        builder.Store(0, builder.Load(-3));
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        foreach (var (height, passes) in new[] { (2, false), (3, true), (0, false), (1019, true), (1020, false), (1024, false) })
        {
            harness.ResetStack();
            harness.Gas = 50;
            harness.Pc = 0;
            for (var i = 0; i < height; i++)
            {
                harness.Push((ulong)i);
            }

            Assert.Equal(passes ? 0 : reason, harness.Run(1, 0x21));
            Assert.Equal(height, harness.Height);
            Assert.Equal(passes ? 49 : 50, harness.Gas);
            Assert.Equal(passes ? 0UL : 0x21UL, harness.Pc);
        }
    }

    [Fact]
    public void AStackCheckWithOneSideChecksThatSide()
    {
        var module = ModuleFactory.New();
        var needs = module.Function(0);
        needs.StackCheck(1, 0);
        needs.Stop();
        var grows = module.Function(1);
        grows.StackCheck(0, 1);
        grows.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        Assert.Equal(ExitReason.ResumeConservative, harness.Run());
        Assert.Equal(0, harness.Run(1, 1));
        for (var i = 0; i < 1024; i++)
        {
            harness.Push(U256.Zero);
        }

        Assert.Equal(0, harness.Run());
        Assert.Equal(ExitReason.ResumeConservative, harness.Run(1, 1));
    }

    [Fact]
    public void RegionsPassStackAndGasOn()
    {
        var module = ModuleFactory.New();
        var first = module.Function(0);
        first.Charge(10);
        first.Store(0, first.Const(MirType.I256, 11));
        first.Store(1, first.Const(MirType.I256, 22));
        var second = module.Function(0x10);
        first.JumpRegion(second.Function, 2);
        second.Charge(5);
        second.Store(-2, second.Emit(MirOp.Sub, MirType.I256, second.Load(-1), second.Load(-2)));
        second.JumpDynamic(second.Const(MirType.I256, 0x20), -1);
        var third = module.Function(0x20);
        third.Store(0, third.Load(-1));
        third.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Gas = 100;
        Assert.Equal(0, harness.Run());
        Assert.Equal(85, harness.Gas);
        Assert.Equal((U256)11, harness.Stack[0]);
        Assert.Equal((U256)11, harness.Stack[1]);
        Assert.All(harness.Code.Functions, address => Assert.True(harness.CodeContains(address)));
        Assert.True(harness.Code.CodeBytes > 0);
    }

    [Fact]
    public void ADynamicJumpGoesWhereTheTableSays()
    {
        var module = ModuleFactory.New();
        module.JumpDestinations[0x40] = true;
        module.JumpDestinations[0x50] = true;
        var builder = module.Function(0);
        builder.Charge(3);
        builder.JumpDynamic(builder.Load(-1), -1);
        module.Function(0x40).Trap(10);
        using var harness = new JitHarness(fixture.Backend, module);
        int Jump(U256 target)
        {
            harness.ResetStack();
            harness.Push(5, target);
            harness.Gas = 10;
            harness.Pc = 0;
            return harness.Run();
        }

        Assert.Equal(10, Jump(0x40));
        Assert.Equal(EvmcStatus.BadJumpDestination, Jump(0x41));
        Assert.Equal(EvmcStatus.BadJumpDestination, Jump(JitHarness.CodeSize));
        Assert.Equal(EvmcStatus.BadJumpDestination, Jump(ulong.MaxValue));
        Assert.Equal(EvmcStatus.BadJumpDestination, Jump(new U256(0x40, 1, 0, 0)));
        Assert.Equal(EvmcStatus.BadJumpDestination, Jump(new U256(0x40, 0, 0, 1)));
        Assert.Equal(ExitReason.ResumeConservative, Jump(0x50));
        Assert.Equal(0x50UL, harness.Pc);
        Assert.Equal(1, harness.Height);
        Assert.Equal(7, harness.Gas);
    }

    [Fact]
    public void ALoopCarriesValuesAndGas()
    {
        // for (sum = 0; n != 0; n--) { sum += n; charge 2; }
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var n = builder.Load(-1);
        var zero = builder.Const(MirType.I256, 0);
        var function = builder.Function;
        var head = function.AddBlock();
        var left = function.AddParameter(head, MirType.I256);
        var sum = function.AddParameter(head, MirType.I256);
        var body = function.AddBlock();
        var done = function.AddBlock();
        var total = function.AddParameter(done, MirType.I256);
        builder.Br(head, n, zero);
        builder.Block = head;
        builder.BrIf(builder.Emit(MirOp.Eq, MirType.I1, left, zero), new BlockTarget(done, [sum]), new BlockTarget(body, []));
        builder.Block = body;
        builder.Charge(2);
        var next = builder.Emit(MirOp.Add, MirType.I256, sum, left);
        builder.Br(head, builder.Emit(MirOp.Sub, MirType.I256, left, builder.Const(MirType.I256, 1)), next);
        builder.Block = done;
        builder.Store(-1, total);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        harness.Push(1000);
        harness.Gas = 2000;
        Assert.Equal(0, harness.Run());
        Assert.Equal((U256)500500, harness.Stack[0]);
        Assert.Equal(0, harness.Gas);
        harness.Stack[0] = 1001;
        harness.Gas = 2001;
        Assert.Equal(EvmcStatus.OutOfGas, harness.Run());
    }

    [Fact]
    public void ABranchMayLeadToOneBlockTwice()
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var condition = builder.Emit(MirOp.Ne, MirType.I1, builder.Load(-1), builder.Const(MirType.I256, 0));
        var join = builder.Function.AddBlock();
        var chosen = builder.Function.AddParameter(join, MirType.I256);
        builder.BrIf(
            condition, new BlockTarget(join, [builder.Const(MirType.I256, 1)]), new BlockTarget(join, [builder.Const(MirType.I256, 2)]));
        builder.Block = join;
        builder.Store(0, chosen);
        builder.Stop();

        // A block that nothing leads to is not emitted.
        builder.Block = builder.Function.AddBlock();
        builder.Br(join, chosen);
        module.Functions[0].Blocks.Remove(builder.Block);
        using var harness = new JitHarness(fixture.Backend, module);
        foreach (var (input, expected) in new[] { (9UL, 1UL), (0UL, 2UL) })
        {
            harness.ResetStack();
            harness.Push(input);
            Assert.Equal(0, harness.Run());
            Assert.Equal((U256)expected, harness.Stack[1]);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ASwitchComparesTheWholeWord(bool wide)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var selector = builder.Load(-1);
        var join = builder.Function.AddBlock();
        var chosen = builder.Function.AddParameter(join, MirType.I256);
        U256[] cases = [0, 7, 0xa9059cbb, wide ? new U256(7, 0, 0, 1) : 9];
        var targets = new BlockTarget[5];
        for (var i = 0; i < 5; i++)
        {
            targets[i] = new BlockTarget(join, [builder.Const(MirType.I256, (ulong)(100 + i))]);
        }

        builder.Switch(selector, cases, targets);
        builder.Block = join;
        builder.Store(0, chosen);
        builder.Stop();
        using var harness = new JitHarness(fixture.Backend, module);
        ulong Choose(U256 value)
        {
            harness.ResetStack();
            harness.Push(value);
            Assert.Equal(0, harness.Run());
            return harness.Stack[1].Low64;
        }

        for (var i = 0; i < 4; i++)
        {
            Assert.Equal((ulong)(100 + i), Choose(cases[i]));
        }

        Assert.Equal(104UL, Choose(8));
        Assert.Equal(104UL, Choose(new U256(7, 1, 0, 0)));
        Assert.Equal(104UL, Choose(new U256(0, 0, 0, 1)));
    }
}
