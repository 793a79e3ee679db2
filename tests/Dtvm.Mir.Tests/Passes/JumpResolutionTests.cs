// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class JumpResolutionTests
{
    private static readonly JumpResolution Pass = new();

    /// <summary>A module with functions at 0 and 5; 5 and 9 are valid JUMPDESTs.</summary>
    private static MirTest Sample()
    {
        var test = new MirTest(codeSize: 64, jumpDestinations: [5, 9]);
        var builder = new MirBuilder(test.Module.AddFunction(5));
        builder.Block = builder.Function.AddBlock();
        builder.Emit(MirOp.Stop, MirType.Void);
        return test;
    }

    private static MirTest JumpTo(U256 target)
    {
        var test = Sample();
        test.Builder.JumpDynamic(test.Word(target), 3);
        return test;
    }

    [Fact]
    public void AFunctionIsCalled() => JumpTo(5).Check(Pass, """
        func @pc_0x0 {
        block0:
            v0 = const i256 0x5
            jump.region @pc_0x5, height=3
        }
        """);

    [Fact]
    public void AJumpDestinationWithoutFunctionStaysDynamic() => JumpTo(9).CheckUnchanged(Pass);

    [Theory]
    [InlineData("0x6")]     // no JUMPDEST
    [InlineData("0x0")]
    [InlineData("0x40")]    // the end of the code
    [InlineData("0x10000000000000005")]
    [InlineData("0xffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    public void WhatIsNoJumpDestinationTraps(string target) => JumpTo(U256.Parse(target)).Check(Pass, $$"""
        func @pc_0x0 {
        block0:
            v0 = const i256 {{target}}
            trap bad_jump_destination
        }
        """);

    [Fact]
    public void AChoiceOfConstantsBranches()
    {
        var test = Sample();
        var condition = test.UnknownTruth(-1);
        var target = test.Builder.Emit(MirOp.Select, MirType.I256, condition, test.Word(5), test.Word(6));
        test.Builder.JumpDynamic(target, -1);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v1 = trunc i1 v0
                v2 = const i256 0x5
                v3 = const i256 0x6
                v4 = select i256 v1, v2, v3
                brif v1, block1, block2
            block1:
                jump.region @pc_0x5, height=-1
            block2:
                trap bad_jump_destination
            }
            """);
    }

    [Fact]
    public void AnArmWithoutFunctionStaysDynamic()
    {
        var test = Sample();
        var condition = test.UnknownTruth(-1);
        test.Builder.JumpDynamic(test.Builder.Emit(MirOp.Select, MirType.I256, condition, test.Word(9), test.Word(5)), 0);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v1 = trunc i1 v0
                v2 = const i256 0x9
                v3 = const i256 0x5
                v4 = select i256 v1, v2, v3
                brif v1, block1, block2
            block1:
                jump.dynamic v2, height=0
            block2:
                jump.region @pc_0x5, height=0
            }
            """);
    }

    [Fact]
    public void UnknownTargetsStay()
    {
        var test = Sample();
        test.Builder.JumpDynamic(test.Unknown(-1), 0);
        test.CheckUnchanged(Pass);

        test = Sample();
        var condition = test.UnknownTruth(-1);
        test.Builder.JumpDynamic(test.Builder.Emit(MirOp.Select, MirType.I256, condition, test.Word(5), test.Unknown(-2)), 0);
        test.CheckUnchanged(Pass);
    }
}
