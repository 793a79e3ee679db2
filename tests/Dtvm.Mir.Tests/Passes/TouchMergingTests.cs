// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class TouchMergingTests
{
    private static readonly TouchMerging Pass = new();

    private static Value Touch(MirTest test, Value address, long size = 32) =>
        test.Builder.EmitImmediate(MirOp.MemTouch, MirType.I64, size, address);

    [Fact]
    public void ChecksOfAddressesThatDifferByAConstantAreJoined()
    {
        var test = new MirTest();
        var pointer = test.Unknown(-1);
        test.Builder.Emit(MirOp.MemStore, MirType.Void, Touch(test, pointer), pointer);
        test.Builder.Emit(MirOp.MemStore, MirType.Void, Touch(test, test.Op(MirOp.Add, pointer, test.Word(0x20))), pointer);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v1 = mem.touch v0, 64
                mem.store v1, v0
                v2 = const i256 0x20
                v3 = add i256 v0, v2
                v5 = const i64 0x20
                v4 = add i64 v1, v5
                mem.store v4, v0
                stop
            }
            """);
    }

    [Fact]
    public void AConstantAddressIsKnownOnceItIsTouched()
    {
        var test = new MirTest();
        Touch(test, test.Word(0x40), 64);
        test.Builder.Emit(MirOp.MemStore, MirType.Void, Touch(test, test.Word(0x60)), test.Word(1));
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = const i256 0x40
                v1 = mem.touch v0, 64
                v2 = const i256 0x60
                v3 = const i64 0x60
                v4 = const i256 0x1
                mem.store v3, v4
                stop
            }
            """);
    }

    [Theory]
    [InlineData(MirOp.GasLeft)]
    [InlineData(MirOp.MemorySize)]
    [InlineData(MirOp.RuntimeCall)]
    public void ACheckIsNotWidenedAcrossWhatCanTell(MirOp op)
    {
        var test = new MirTest();
        var pointer = test.Unknown(-1);
        Touch(test, pointer);
        if (op == MirOp.RuntimeCall)
        {
            test.Builder.Call(RuntimeCall.SLoad, 0, pointer);
        }
        else
        {
            test.Builder.Emit(op, MirType.I64);
        }

        Touch(test, test.Op(MirOp.Add, pointer, test.Word(0x20)));
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void ALowerAddressKeepsItsCheckBecauseItMayWrap()
    {
        var test = new MirTest();
        var pointer = test.Unknown(-1);
        Touch(test, test.Op(MirOp.Add, pointer, test.Word(0x20)));
        Touch(test, pointer);
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void AddressesOutOfReachStay()
    {
        var test = new MirTest();
        Touch(test, test.Word(0x20));
        Touch(test, test.Word(U256.MaxValue));
        Touch(test, test.Word(1UL << 33));
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void WhatIsTouchedOnOnePathOnlyIsNotKnownBehindTheJoin()
    {
        var test = new MirTest();
        var side = test.Function.AddBlock();
        var join = test.Function.AddBlock();
        var pointer = test.Unknown(-1);
        test.Builder.BrIf(test.UnknownTruth(-2), new BlockTarget(side, []), new BlockTarget(join, []));
        test.Builder.Block = side;
        Touch(test, pointer);
        test.Builder.Br(join);
        test.Builder.Block = join;
        Touch(test, pointer);
        test.Stop();
        test.CheckUnchanged(Pass);
    }
}
