// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class ConstantPropagationTests
{
    private static readonly ConstantPropagation Pass = new();

    private static BlockTarget To(MirBlock block, params Value[] arguments) => new(block, arguments);

    [Fact]
    public void ConstantsAreFolded()
    {
        var test = new MirTest();
        var word = test.Word(0x20);
        var sum = test.Op(MirOp.Add, word, test.Word(4));
        test.Keep(0, test.Builder.Call(RuntimeCall.UDiv, 0, sum, test.Word(5)));
        test.Keep(1, test.Builder.Call(RuntimeCall.SDiv, 0, sum, test.Word(0)));
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = const i256 0x20
                v1 = const i256 0x4
                v2 = const i256 0x24
                v3 = const i256 0x5
                v4 = const i256 0x7
                stack.store 0, v4
                v5 = const i256 0x0
                v6 = const i256 0x0
                stack.store 1, v6
                stop
            }
            """);
    }

    [Fact]
    public void OnlyEdgesThatAreTakenCount()
    {
        // The parameter is 1 on the edge that is taken; the other edge would make it varying.
        var test = new MirTest();
        var never = test.Function.AddBlock();
        var join = test.Function.AddBlock();
        var parameter = test.Function.AddParameter(join, MirType.I256);
        var one = test.Word(1);
        test.Builder.BrIf(test.Compare(MirOp.Eq, one, test.Word(2)), To(never), To(join, one));
        test.Builder.Block = never;
        test.Builder.Br(join, test.Word(9));
        test.Builder.Block = join;
        test.Keep(0, test.Op(MirOp.Add, parameter, parameter));
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v1 = const i256 0x1
                v2 = const i256 0x2
                v3 = const i1 0x0
                br block2
            block2:
                v6 = const i256 0x1
                v5 = const i256 0x2
                stack.store 0, v5
                stop
            }
            """);
    }

    [Fact]
    public void ALoopThatKeepsAConstantIsSeenThrough()
    {
        // The parameter is 5 at first and stays 5 because the branch that would change it cannot be taken as long as it is 5.
        var test = new MirTest();
        var loop = test.Function.AddBlock();
        var change = test.Function.AddBlock();
        var same = test.Function.AddBlock();
        var parameter = test.Function.AddParameter(loop, MirType.I256);
        test.Builder.Br(loop, test.Word(5));
        test.Builder.Block = loop;
        test.Keep(0, parameter);
        test.Builder.BrIf(test.Compare(MirOp.Eq, parameter, test.Word(5)), To(same), To(change));
        test.Builder.Block = change;
        test.Builder.Br(loop, test.Word(6));
        test.Builder.Block = same;
        test.Builder.Br(loop, parameter);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v1 = const i256 0x5
                br block1
            block1:
                v5 = const i256 0x5
                stack.store 0, v5
                v2 = const i256 0x5
                v3 = const i1 0x1
                br block3
            block3:
                br block1
            }
            """);
    }

    [Fact]
    public void ASwitchOnAConstantIsFolded()
    {
        var test = new MirTest();
        var first = test.Function.AddBlock();
        var second = test.Function.AddBlock();
        test.Builder.Switch(test.Op(MirOp.Add, test.Word(3), test.Word(4)), [7, 8], [To(second), To(first), To(first)]);
        test.Builder.Block = first;
        test.Keep(0, test.Word(1));
        test.Stop();
        test.Builder.Block = second;
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = const i256 0x3
                v1 = const i256 0x4
                v2 = const i256 0x7
                br block2
            block2:
                stop
            }
            """);
    }

    [Fact]
    public void ANegatedConditionSwapsTheTargets()
    {
        var test = new MirTest();
        var first = test.Function.AddBlock();
        var second = test.Function.AddBlock();
        test.Builder.BrIf(test.Builder.Emit(MirOp.Not, MirType.I1, test.UnknownTruth(-1)), To(first), To(second));
        test.Builder.Block = first;
        test.Keep(0, test.Unknown(-1));
        test.Stop();
        test.Builder.Block = second;
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v1 = trunc i1 v0
                v2 = not i1 v1
                brif v1, block2, block1
            block1:
                v3 = stack.load -1
                stack.store 0, v3
                stop
            block2:
                stop
            }
            """);
    }

    [Fact]
    public void EffectsStayWithConstantOperands()
    {
        var test = new MirTest();
        var word = test.Word(0x40);
        var address = test.Builder.EmitImmediate(MirOp.MemTouch, MirType.I64, 32, word);
        test.Builder.Emit(MirOp.MemStore, MirType.Void, address, word);
        test.Builder.Call(RuntimeCall.Exp, 0, word, word);
        test.Builder.Call(RuntimeCall.SLoad, 0, word);
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void AConstantFoundByAnIdentityIsPropagatedOnce()
    {
        // The lattice does not know that x + 0 equals x; the sweep does, and the branch goes in the second round.
        var test = new MirTest();
        var never = test.Function.AddBlock();
        var join = test.Function.AddBlock();
        var parameter = test.Function.AddParameter(join, MirType.I256);
        var x = test.Unknown(-1);
        var copy = test.Op(MirOp.Add, x, test.Word(0));
        var one = test.Word(1);
        test.Builder.BrIf(test.Compare(MirOp.Eq, x, copy), To(join, one), To(never));
        test.Builder.Block = never;
        test.Builder.Br(join, x);
        test.Builder.Block = join;
        test.Keep(0, parameter);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v1 = stack.load -1
                v2 = const i256 0x0
                v4 = const i256 0x1
                v5 = const i1 0x1
                br block2
            block2:
                v6 = const i256 0x1
                stack.store 0, v6
                stop
            }
            """);
    }

    [Fact]
    public void HugeFunctionsAreFoldedInLinearTime()
    {
        // A ladder of blocks that pass on 50 parameters, each lowered one after the other around the loop.
        const int Width = 50;
        const int Length = 1_000;
        var test = new MirTest();
        var blocks = Enumerable.Range(0, Length).Select(_ => test.Function.AddBlock()).ToArray();
        foreach (var block in blocks)
        {
            for (var i = 0; i < Width; i++)
            {
                test.Function.AddParameter(block, MirType.I256);
            }
        }

        var zero = test.Word(0);
        test.Builder.Br(blocks[0], [.. Enumerable.Repeat(zero, Width)]);
        for (var k = 0; k < Length; k++)
        {
            test.Builder.Block = blocks[k];
            var values = blocks[k].Parameters.ToArray();
            values = [k == Length - 1 ? test.Unknown(-1) : values[^1], .. values[..^1]];
            test.Builder.Br(blocks[(k + 1) % Length], values);
        }

        test.AssertWellFormed();
        Pass.Run(test.Function, new(test.Module));
        test.AssertWellFormed();
        Assert.Equal(Length + 1, test.Function.Blocks.Count);
    }
}
