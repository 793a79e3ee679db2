// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Tests.Support;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests;

/// <summary>What is put into an instruction comes out of it, wherever it is stored.</summary>
public class StorageTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(300)]
    public void AnyNumberOfOperands(int count)
    {
        var test = new MirTest();
        Value[] operands = [.. Enumerable.Range(0, count).Select(i => new Value(i))];
        var inst = new MirInst(test.Function, MirOp.RuntimeCall, MirType.Void, operands) { Call = RuntimeCall.Call, ChunkRest = 5 };
        Assert.Equal(operands, inst.Operands.ToArray());
        for (var i = 0; i < count; i++)
        {
            inst.SetOperand(i, new Value(1000 + i));
        }

        Assert.Equal(Enumerable.Range(1000, count), inst.Operands.ToArray().Select(value => value.Id));
        Assert.Equal((RuntimeCall.Call, 5L), (inst.Call, inst.ChunkRest));
        Assert.Throws<ArgumentOutOfRangeException>(() => inst.SetOperand(count, default));
    }

    [Fact]
    public void ConstantsOfAnyWidth()
    {
        var test = new MirTest();
        var inst = new MirInst(test.Function, MirOp.Const, MirType.I256);
        foreach (var constant in (U256[])[0, 1, ulong.MaxValue, U256.MaxValue, U256.One << 64, 7])
        {
            inst.Constant = constant;
            Assert.Equal(constant, inst.Constant);
        }
    }

    [Fact]
    public void ImmediatesOfAnySize()
    {
        var test = new MirTest();
        var chunk = new MirInst(test.Function, MirOp.GasChunk, MirType.Void) { Immediate = long.MinValue, Immediate2 = long.MaxValue };
        Assert.Equal((long.MinValue, long.MaxValue), (chunk.Cost, chunk.ChunkEnd));
        var jump = new MirInst(test.Function, MirOp.JumpDynamic, MirType.Void, new Value(3)) { Immediate2 = -2 };
        Assert.Equal((3, -2L), (jump.Operands[0].Id, jump.Height));
        Assert.Throws<InvalidOperationException>(() => SetImmediate(jump));
    }

    [Fact]
    public void AnotherOperationKeepsTheOperandsOnly()
    {
        var test = new MirTest();
        var inst = new MirInst(test.Function, MirOp.MemTouch, MirType.I64, new Value(1)) { Immediate = 32 };
        inst.Op = MirOp.Add;
        inst.Operands = [new Value(1), new Value(2)];
        Assert.Equal((0L, 2), (inst.Immediate, inst.Operands.Length));
        inst.Op = MirOp.Const;
        Assert.Equal(U256.Zero, inst.Constant);
        var jump = new MirInst(test.Function, MirOp.JumpDynamic, MirType.Void, new Value(3)) { Immediate2 = 9 };
        jump.Op = MirOp.Return;
        Assert.Equal([new Value(3)], jump.Operands.ToArray());
    }

    [Fact]
    public void TargetsAndCases()
    {
        var test = new MirTest();
        var block = test.Function.AddBlock();
        var inst = new MirInst(test.Function, MirOp.Switch, MirType.Void, new Value(4)) { Cases = [1, U256.MaxValue] };
        inst.SetTargets(new BlockTarget(block, new Value(1), new Value(2)), new BlockTarget(block), new BlockTarget(block, new Value(3)));
        Assert.Equal([1, U256.MaxValue], inst.Cases.ToArray());
        Assert.Equal(new Value(4), inst.Operands[0]);
        inst.Targets.SetArgument(0, 1, new Value(9));
        inst.Targets.Set(1, block, [new Value(7)]);
        Assert.Equal([1, 9], inst.Targets[0].Arguments.ToArray().Select(value => value.Id));
        Assert.Equal([7], inst.Targets[1].Arguments.ToArray().Select(value => value.Id));
        Assert.Equal([3], inst.Targets[2].Arguments.ToArray().Select(value => value.Id));
        Assert.Throws<ArgumentOutOfRangeException>(() => inst.Targets[3]);
    }

    [Fact]
    public void DefinitionsFollowResults()
    {
        var test = new MirTest();
        var word = test.Word(5);
        Assert.Equal(MirOp.Const, test.Function.DefinitionOf(word)!.Value.Op);
        Assert.True(test.Function.IsConstant(word, out var constant) && constant == 5);
        var parameter = test.Function.AddParameter(test.Function.AddBlock(), MirType.I256);
        Assert.Null(test.Function.DefinitionOf(parameter));
        Assert.False(test.Function.IsConstant(parameter, out _));
    }

    [Fact]
    public void ABlockTakesInstructionsOfItsFunctionOnly()
    {
        var test = new MirTest();
        var foreign = new MirInst(new MirTest().Function, MirOp.Stop, MirType.Void);
        Assert.Throws<ArgumentException>(() => test.Builder.Block.Instructions.Add(foreign));
        var rewriter = new MirRewriter();
        rewriter.Add(foreign);
        Assert.Throws<ArgumentException>(() => rewriter.MoveTo(test.Builder.Block));
    }

    [Fact]
    public void ListsInsertAndRemove()
    {
        var test = new MirTest();
        var list = test.Builder.Block.Instructions;
        for (var i = 0; i < 20; i++)
        {
            list.Insert(i / 2, new MirInst(test.Function, MirOp.Trap, MirType.Void) { Immediate = i });
        }

        Assert.Equal([1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0], list.Select(inst => inst.Status));
        list.RemoveAt(0);
        Assert.Equal(10, list.RemoveAll(inst => inst.Status % 2 == 0));
        list.Truncate(2);
        Assert.Equal([3, 5], list.Select(inst => inst.Status));
    }

    private static void SetImmediate(MirInst inst) => inst.Immediate = 1;
}
