// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Tests.Support;
using Dtvm.Passes;

namespace Dtvm.Mir.Tests.Passes;

public class SimplifyCfgTests
{
    private static readonly SimplifyCfg Pass = new();

    private static BlockTarget To(MirBlock block, params Value[] arguments) => new(block, arguments);

    private static MirBlock BlockWith(MirTest test, Action emit)
    {
        var from = test.Builder.Block;
        var block = test.Builder.Block = test.Function.AddBlock();
        emit();
        test.Builder.Block = from;
        return block;
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 2)]
    public void AConstantBranchIsFolded(bool condition, int kept)
    {
        var test = new MirTest();
        var (one, two) = (test.Word(1), test.Word(2));
        var first = BlockWith(test, () => { test.Keep(0, one); test.Stop(); });
        var second = BlockWith(test, () => { test.Keep(0, two); test.Stop(); });
        test.Builder.BrIf(test.Truth(condition), To(first), To(second));
        test.Check(Pass, $$"""
            func @pc_0x0 {
            block0:
                v0 = const i256 0x1
                v1 = const i256 0x2
                v2 = const i1 0x{{(condition ? 1 : 0)}}
                stack.store 0, v{{kept - 1}}
                stop
            }
            """);
    }

    [Theory]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [InlineData(9, 2)]
    public void AConstantSwitchIsFolded(int value, int slot)
    {
        var test = new MirTest();
        var word = test.Word((ulong)value);
        var blocks = Enumerable.Range(0, 3).Select(i => BlockWith(test, () => { test.Keep(i, word); test.Stop(); })).ToArray();
        test.Builder.Switch(word, [7, 8], [.. blocks.Select(block => To(block))]);
        test.Check(Pass, $$"""
            func @pc_0x0 {
            block0:
                v0 = const i256 0x{{value:x}}
                stack.store {{slot}}, v0
                stop
            }
            """);
    }

    [Fact]
    public void ASwitchLosesTheCasesOfItsDefault()
    {
        var test = new MirTest();
        var word = test.Unknown(-1);
        var first = BlockWith(test, () => { test.Keep(0, word); test.Stop(); });
        var second = BlockWith(test, test.Stop);
        test.Builder.Switch(word, [7, 8, 9], [To(second), To(first), To(second), To(second)]);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v1 = const i256 0x8
                v2 = eq i256 v0, v1
                brif v2, block1, block2
            block1:
                stack.store 0, v0
                stop
            block2:
                stop
            }
            """);
    }

    [Fact]
    public void EqualTargetsNeedNoBranch()
    {
        var test = new MirTest();
        var word = test.Unknown(-1);
        var next = test.Function.AddBlock();
        test.Function.AddParameter(next, MirType.I256);
        test.Builder.BrIf(test.UnknownTruth(-2), To(next, word), To(next, word));
        test.Builder.Block = next;
        test.Keep(0, next.Parameters[0]);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v0 = stack.load -1
                v2 = stack.load -2
                v3 = trunc i1 v2
                stack.store 0, v0
                stop
            }
            """);
    }

    [Fact]
    public void DifferentArgumentsKeepTheBranch()
    {
        var test = new MirTest();
        var (one, two) = (test.Unknown(-1), test.Unknown(-2));
        var next = test.Function.AddBlock();
        test.Function.AddParameter(next, MirType.I256);
        test.Builder.BrIf(test.UnknownTruth(-2), To(next, one), To(next, two));
        test.Builder.Block = next;
        test.Keep(0, next.Parameters[0]);
        test.Stop();
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void ParametersThatAreOneValueGoAlsoAroundLoops()
    {
        // v0 and v1 change places in the loop, but both are v2 always; v3 is not.
        var test = new MirTest();
        var loop = test.Function.AddBlock();
        var exit = BlockWith(test, test.Stop);
        var a = test.Function.AddParameter(loop, MirType.I256);
        var b = test.Function.AddParameter(loop, MirType.I256);
        var c = test.Function.AddParameter(loop, MirType.I256);
        var start = test.Unknown(-1);
        test.Builder.Br(loop, start, start, start);
        test.Builder.Block = loop;
        test.Keep(0, a);
        test.Keep(1, b);
        test.Keep(2, c);
        var next = test.Op(MirOp.Add, c, c);
        test.Builder.BrIf(test.UnknownTruth(-2), To(loop, b, a, next), To(exit));
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v3 = stack.load -1
                br block1(v3)
            block1(v2: i256):
                stack.store 0, v3
                stack.store 1, v3
                stack.store 2, v2
                v4 = add i256 v2, v2
                v5 = stack.load -2
                v6 = trunc i1 v5
                brif v6, block1(v4), block2
            block2:
                stop
            }
            """);
    }

    [Fact]
    public void ASecondParameterMayBeACopyOfAFirst()
    {
        // join's parameter is the loop's parameter on both edges, found only after the loop's own is known to vary.
        var test = new MirTest();
        var loop = test.Function.AddBlock();
        var left = test.Function.AddBlock();
        var join = test.Function.AddBlock();
        var a = test.Function.AddParameter(loop, MirType.I256);
        var b = test.Function.AddParameter(join, MirType.I256);
        var start = test.Unknown(-1);
        test.Builder.Br(loop, start);
        test.Builder.Block = loop;
        test.Builder.BrIf(test.UnknownTruth(-2), To(left), To(join, a));
        test.Builder.Block = left;
        test.Keep(0, a);
        test.Builder.Br(join, a);
        test.Builder.Block = join;
        test.Builder.Br(loop, test.Op(MirOp.Add, b, b));
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v2 = stack.load -1
                br block1(v2)
            block1(v0: i256):
                v3 = stack.load -2
                v4 = trunc i1 v3
                brif v4, block2, block3
            block2:
                stack.store 0, v0
                br block3
            block3:
                v5 = add i256 v0, v0
                br block1(v5)
            }
            """);
    }

    [Fact]
    public void JumpsThroughEmptyBlocksAreThreaded()
    {
        var test = new MirTest();
        var middle = test.Function.AddBlock();
        var other = test.Function.AddBlock();
        var end = test.Function.AddBlock();
        var a = test.Function.AddParameter(middle, MirType.I256);
        var b = test.Function.AddParameter(end, MirType.I256);
        var c = test.Function.AddParameter(end, MirType.I256);
        var (one, two) = (test.Unknown(-1), test.Unknown(-2));
        test.Builder.BrIf(test.UnknownTruth(-3), To(middle, one), To(other));
        test.Builder.Block = middle;
        test.Builder.Br(end, a, two);
        test.Builder.Block = other;
        test.Keep(9, one);
        test.Builder.BrIf(test.UnknownTruth(-4), To(middle, two), To(end, one, one));
        test.Builder.Block = end;
        test.Keep(0, b);
        test.Keep(1, c);
        test.Stop();
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                v3 = stack.load -1
                v4 = stack.load -2
                v5 = stack.load -3
                v6 = trunc i1 v5
                brif v6, block3(v3, v4), block2
            block2:
                stack.store 9, v3
                v7 = stack.load -4
                v8 = trunc i1 v7
                brif v8, block3(v4, v4), block3(v3, v3)
            block3(v1: i256, v2: i256):
                stack.store 0, v1
                stack.store 1, v2
                stop
            }
            """);
    }

    [Fact]
    public void ABlockWhoseParameterIsUsedBehindItIsNotThreaded()
    {
        var test = new MirTest();
        var middle = test.Function.AddBlock();
        var other = test.Function.AddBlock();
        var loop = test.Function.AddBlock();
        var a = test.Function.AddParameter(middle, MirType.I256);
        var (one, two) = (test.Unknown(-1), test.Unknown(-2));
        test.Builder.BrIf(test.UnknownTruth(-3), To(middle, one), To(other));
        test.Builder.Block = other;
        test.Keep(9, one);
        test.Builder.Br(middle, two);
        test.Builder.Block = middle;
        test.Builder.Br(loop);
        test.Builder.Block = loop;
        test.Keep(0, a);
        test.Builder.BrIf(test.UnknownTruth(-4), To(loop), To(BlockWith(test, test.Stop)));
        test.CheckUnchanged(Pass);
    }

    [Fact]
    public void AManyArgumentsEdgeIsNotMultiplied()
    {
        var test = new MirTest();
        var middle = test.Function.AddBlock();
        var end = test.Function.AddBlock();
        var word = test.Unknown(-1);
        var other = test.Unknown(-2);
        for (var i = 0; i < 5; i++)
        {
            test.Keep(i, test.Function.AddParameter(end, MirType.I256));
        }

        for (var i = 0; i < 5; i++)
        {
            end.Instructions.Add(test.Builder.Block.Instructions[2]);
            test.Builder.Block.Instructions.RemoveAt(2);
        }

        test.Builder.Switch(word, [1, 2], [To(middle), To(end, other, other, other, other, other), To(middle)]);
        test.Builder.Block = middle;
        test.Builder.Br(end, word, word, word, word, word);
        test.Builder.Block = end;
        test.Stop();
        Assert.Contains("br block2(v0, v0, v0, v0, v0)", Run(test));
    }

    [Fact]
    public void EmptyLoopsStay()
    {
        var test = new MirTest();
        var first = test.Function.AddBlock();
        var second = test.Function.AddBlock();
        test.Builder.Br(first);
        test.Builder.Block = first;
        test.Builder.Br(second);
        test.Builder.Block = second;
        test.Builder.Br(first);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                br block2
            block2:
                br block2
            }
            """);
    }

    [Fact]
    public void ChainsOfBlocksAreJoined()
    {
        var test = new MirTest();
        var last = BlockWith(test, test.Stop);
        var middle = test.Function.AddBlock();
        var a = test.Function.AddParameter(middle, MirType.I256);
        test.Chunk(3);
        test.Builder.Br(middle, test.Unknown(-1));
        test.Builder.Block = middle;
        test.Chunk(5);
        test.Keep(0, a);
        test.Builder.Br(last);
        test.Check(Pass, """
            func @pc_0x0 {
            block0:
                gas.chunk 3, 0x1
                v1 = stack.load -1
                gas.chunk 5, 0x1
                stack.store 0, v1
                stop
            }
            """);
    }

    [Fact]
    public void LongChainsInReverseLayoutAreJoinedInLinearTime()
    {
        var test = new MirTest();
        var entry = test.Builder.Block;
        var next = BlockWith(test, test.Stop);
        for (var i = 0; i < 50_000; i++)
        {
            var target = next;
            next = BlockWith(test, () => { test.Chunk(1); test.Builder.Br(target); });
        }

        test.Builder.Block = entry;
        test.Builder.Br(next);
        Assert.True(Pass.Run(test.Function, new(test.Module)));
        Assert.Single(test.Function.Blocks);
        Assert.Equal(50_001, test.Function.Entry.Instructions.Count);
    }

    private static string Run(MirTest test)
    {
        test.AssertWellFormed();
        Pass.Run(test.Function, new(test.Module));
        test.AssertWellFormed();
        return test.Text;
    }
}
