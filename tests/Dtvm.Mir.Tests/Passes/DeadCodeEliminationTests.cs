// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class DeadCodeEliminationTests
{
    private static readonly DeadCodeElimination Pass = new();

    [Fact]
    public void ComputationsAndReadsWithoutUseGo()
    {
        var test = new MirTest();
        var word = test.Word(1);
        var address = test.Builder.EmitImmediate(MirOp.MemTouch, MirType.I64, 32, word);
        var loaded = test.Builder.Emit(MirOp.MemLoad, MirType.I256, address);
        test.Builder.Call(RuntimeCall.UDiv, 0, loaded, loaded);
        test.Unknown(-1);
        test.Builder.Emit(MirOp.ReturnDataSize, MirType.I64);
        test.Builder.Emit(MirOp.MemorySize, MirType.I64);
        test.Builder.Emit(MirOp.GasLeft, MirType.I64);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = const i256 0x1
                v1 = mem.touch v0, 32
                stop
            }
            """);
    }

    [Fact]
    public void WhatCanBeObservedStays()
    {
        var test = new MirTest();
        test.Builder.EmitImmediate(MirOp.StackCheck, MirType.Void, 1);
        var word = test.Word(1);
        test.Chunk(3);
        test.Builder.Call(RuntimeCall.SLoad, 0, word);
        test.Builder.Call(RuntimeCall.Exp, 0, word, word);
        test.Builder.Call(RuntimeCall.Log0, 0, word, word);
        test.Builder.Emit(MirOp.MemRange, MirType.I64, word, word);
        test.Builder.EmitImmediate(MirOp.GasCharge, MirType.Void, 2);
        test.Keep(0, word);
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void ParametersOfLoopsThatOnlyFeedThemselvesGo()
    {
        var test = new MirTest();
        var loop = test.Function.AddBlock();
        var exit = test.Function.AddBlock();
        var idle = test.Function.AddParameter(loop, MirType.I256);
        var kept = test.Function.AddParameter(loop, MirType.I256);
        var word = test.Word(1);
        var other = test.Word(2);
        test.Builder.Br(loop, word, other);
        test.Builder.Block = loop;
        var next = test.Op(MirOp.Add, idle, idle);
        test.Builder.BrIf(test.UnknownTruth(-1), new BlockTarget(loop, [next, kept]), new BlockTarget(exit, []));
        test.Builder.Block = exit;
        test.Keep(0, kept);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v3 = const i256 0x2
                br block1(v3)
            block1(v1: i256):
                v5 = stack.load -1
                v6 = trunc i1 v5
                brif v6, block1(v1), block2
            block2:
                stack.store 0, v1
                stop
            }
            """);
    }

    [Fact]
    public void UnreachableBlocksGo()
    {
        var test = new MirTest();
        test.Stop();
        test.Builder.Block = test.Function.AddBlock();
        test.Keep(0, test.Word(1));
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                stop
            }
            """);
    }
}
