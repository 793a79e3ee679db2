// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests;

public class PrinterTests
{
    private static MirModule Sample()
    {
        var test = new MirTest(codeSize: 123, jumpDestinations: [5, 0x12]);
        var other = test.Module.AddFunction(0x12);
        var builder = test.Builder;
        var entry = builder.Block;
        entry.Pc = 0;
        var taken = test.Function.AddBlock(5);
        var word = test.Function.AddParameter(taken, MirType.I256);
        var flag = test.Function.AddParameter(taken, MirType.I1);
        var exit = test.Function.AddBlock();

        builder.EmitImmediates(MirOp.StackCheck, MirType.Void, 0, 5);
        test.Chunk(21, 0xb);
        builder.Pc = 2;
        var offset = test.Word(0x80);
        var address = builder.EmitImmediate(MirOp.MemTouch, MirType.I64, 32, offset);
        builder.Emit(MirOp.MemStore, MirType.Void, address, offset);
        var stored = builder.Call(RuntimeCall.SLoad, 12, offset);
        builder.Call(RuntimeCall.SStore, 0, offset, stored);
        var isLess = test.Compare(MirOp.Slt, stored, offset);
        builder.BrIf(isLess, new BlockTarget(taken, [stored, isLess]), new BlockTarget(exit, []));

        builder.Block = taken;
        var wide = builder.Emit(MirOp.Zext, MirType.I256, flag);
        var sum = test.Op(MirOp.Add, word, wide);
        test.Keep(-1, sum);
        var toExit = new BlockTarget(exit, []);
        builder.Switch(sum, [U256.One, U256.MaxValue], [toExit, new BlockTarget(taken, [sum, flag]), toExit]);

        builder.Block = exit;
        builder.JumpRegion(other, -2);

        var second = new MirBuilder(other) { Block = other.AddBlock(0x12) };
        var target = second.EmitImmediate(MirOp.StackLoad, MirType.I256, -1);
        var choice = second.Emit(MirOp.Select, MirType.I256, second.Const(MirType.I1, 1), target, target);
        var trap = other.AddBlock();
        second.BrIf(second.Emit(MirOp.Trunc, MirType.I1, choice), new BlockTarget(trap, []), new BlockTarget(trap, []));
        second.Block = trap;
        second.EmitImmediate(MirOp.GasCharge, MirType.Void, 7);
        second.JumpDynamic(choice, -1);
        return test.Module;
    }

    [Fact]
    public void AModuleHasItsText()
    {
        Assert.Equal(
            """
        mir 1
        module revision=osaka code_size=123 metered=true stack_exit=conservative
        jumpdests 0x5, 0x12

        func @pc_0x0 {
        block0: @0x0
            stack.check 0, 5
            gas.chunk 21, 0xb
            v2 = const i256 0x80 @0x2
            v3 = mem.touch v2, 32 @0x2
            mem.store v3, v2 @0x2
            v4 = rt.sload v2 rest=12 @0x2
            rt.sstore v2, v4 @0x2
            v5 = slt i256 v4, v2 @0x2
            brif v5, block1(v4, v5), block2 @0x2
        block1(v0: i256, v1: i1): @0x5
            v6 = zext i256 v1 @0x2
            v7 = add i256 v0, v6 @0x2
            stack.store -1, v7 @0x2
            switch v7, 0x1: block2, 0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff: block1(v7, v1), default: block2 @0x2
        block2:
            jump.region @pc_0x12, height=-2 @0x2
        }

        func @pc_0x12 {
        block0: @0x12
            v0 = stack.load -1
            v1 = const i1 0x1
            v2 = select i256 v1, v0, v0
            v3 = trunc i1 v2
            brif v3, block1, block1
        block1:
            gas.charge 7
            jump.dynamic v2, height=-1
        }

        """.ReplaceLineEndings("\n"),
            MirPrinter.Print(Sample()));
    }

    [Fact]
    public void EqualModulesHaveEqualText() => Assert.Equal(MirPrinter.Print(Sample()), MirPrinter.Print(Sample()));

    [Fact]
    public void ProgramCountersAndEffectsAreOptions()
    {
        var function = Sample().Functions[0];
        Assert.Contains("    v2 = const i256 0x80 @0x2\n", MirPrinter.Print(function));
        Assert.DoesNotContain(" @0x", MirPrinter.Print(function, options: new MirPrintOptions(ProgramCounters: false)));
        Assert.Contains("jump.region @#1, height=-2", MirPrinter.Print(function));
        Assert.DoesNotContain(";", MirPrinter.Print(function));
        Assert.Contains(
            "    v3 = mem.touch v2, 32 @0x2                              ; reads memory-size gas, writes memory-size gas, may halt\n",
            MirPrinter.Print(function, options: new MirPrintOptions(Effects: true)));
    }

    [Fact]
    public void JumpDestinationsOfAPageShareALine() => Assert.Contains(
        "\njumpdests 0x5, 0xff\njumpdests 0x100\njumpdests 0x400\n", MirPrinter.Print(new MirTest(true, 2000, 5, 255, 256, 1024).Module));

    [Fact]
    public void TrapsAreNamed()
    {
        var test = new MirTest();
        test.Builder.EmitImmediate(MirOp.Trap, MirType.Void, EvmcStatus.BadJumpDestination);
        Assert.Equal("trap bad_jump_destination", MirPrinter.Print(test.Builder.Block.Terminator!.Value, test.Function));
    }

    [Fact]
    public void EveryOperationIsPrintedEvenWhenMalformed()
    {
        var test = new MirTest();
        foreach (var row in MirOpTable.All)
        {
            var inst = new MirInst(test.Function, row.Op, MirType.Void, new Value(99));
            if (row.Targets != 0)
            {
                inst.SetTargets(default(BlockTarget));
            }

            if (row.Immediates is ImmediateForm.Number or ImmediateForm.TwoNumbers or ImmediateForm.FunctionAndHeight)
            {
                inst.Immediate = -5;
            }

            Assert.StartsWith(row.Name, MirPrinter.Print(inst, test.Function, test.Module));
        }

        Assert.Equal("op?255", MirPrinter.Print(new MirInst(test.Function, (MirOp)255, MirType.Void), test.Function));
        var call = new MirInst(test.Function, MirOp.RuntimeCall, MirType.Void) { Call = (RuntimeCall)200 };
        Assert.Contains("call?200", MirPrinter.Print(call, test.Function));
        Assert.Equal("stop", MirPrinter.Print(new MirInst(test.Function, MirOp.Stop, MirType.Void), test.Function));
    }
}
