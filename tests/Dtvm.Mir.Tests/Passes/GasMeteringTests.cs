// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class GasMeteringTests
{
    private static readonly GasMetering Pass = new();

    [Fact]
    public void AChunkIsChargedAtItsStart()
    {
        var test = new MirTest();
        test.Chunk(21);
        test.Keep(0, test.Unknown(-1));
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                gas.charge 21
                v0 = stack.load -1
                stack.store 0, v0
                stop
            }
            """);
    }

    [Fact]
    public void WhatLiesBehindAnObservableInstructionIsChargedBehindIt()
    {
        var test = new MirTest();
        test.Chunk(106);
        var key = test.Unknown(-1);
        test.Builder.Call(RuntimeCall.SLoad, 90, key);
        test.Builder.Call(RuntimeCall.Exp, 0, key, key);
        test.Builder.Call(RuntimeCall.Balance, 30, key);
        test.Builder.Call(RuntimeCall.Log1, 0, key, key, key);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                gas.charge 16
                v0 = stack.load -1
                v1 = rt.sload v0
                gas.charge 60
                v2 = rt.exp v0, v0
                v3 = rt.balance v0
                gas.charge 30
                rt.log1 v0, v0, v0
                stop
            }
            """);
    }

    [Fact]
    public void NothingIsChargedTwiceOrForNothing()
    {
        var test = new MirTest();
        test.Chunk(5);
        test.Builder.Call(RuntimeCall.Timestamp, 5);
        test.Chunk(0);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = rt.timestamp
                gas.charge 5
                stop
            }
            """);
    }

    [Fact]
    public void ChunksWithNothingObservableBetweenAreChargedTogether()
    {
        var test = new MirTest();
        test.Chunk(10);
        var offset = test.Unknown(-1);
        test.Builder.EmitImmediate(MirOp.MemTouch, MirType.I64, 32, offset);
        test.Chunk(3);
        test.Builder.Call(RuntimeCall.SLoad, 2, offset);
        test.Chunk(40);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                gas.charge 11
                v0 = stack.load -1
                v1 = mem.touch v0, 32
                v2 = rt.sload v0
                gas.charge 42
                stop
            }
            """);
    }

    [Fact]
    public void TheGasLeftIsReadBetweenCharges()
    {
        var test = new MirTest();
        test.Chunk(10);
        test.Builder.Emit(MirOp.GasLeft, MirType.I64);
        test.Chunk(3);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                gas.charge 10
                v0 = gasleft
                gas.charge 3
                stop
            }
            """);
    }

    [Fact]
    public void WithoutMeteringTheAnnotationsGo()
    {
        var test = new MirTest(isMetered: false);
        test.Chunk(10);
        test.Builder.Call(RuntimeCall.Timestamp, 5);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = rt.timestamp
                stop
            }
            """);
    }

    [Fact]
    public void BlocksWithoutChunksStay()
    {
        var test = new MirTest();
        test.Keep(0, test.Unknown(-1));
        test.Stop();
        test.CheckUnchanged(Pass);
    }
}
