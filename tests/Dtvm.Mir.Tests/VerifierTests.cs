// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Tests.Support;
using Dtvm.Mir.Verification;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests;

/// <summary>Breaks every invariant that <see cref="MirVerifier"/> lists, one at a time.</summary>
public class VerifierTests
{
    /// <summary>Two blocks: the entry jumps to a block with one parameter.</summary>
    private static (MirTest Test, MirBlock Entry, MirBlock Next) Sample()
    {
        var test = new MirTest();
        var entry = test.Builder.Block;
        var next = test.Function.AddBlock();
        test.Function.AddParameter(next, MirType.I256);
        var word = test.Word(1);
        var sum = test.Op(MirOp.Add, word, word);
        test.Builder.Br(next, sum);
        test.Builder.Block = next;
        test.Keep(0, next.Parameters[0]);
        test.Stop();
        test.AssertWellFormed();
        return (test, entry, next);
    }

    private static void AssertReason(MirModule module, string reason, string place = "")
    {
        var diagnostics = MirVerifier.Verify(module);
        Assert.True(
            diagnostics.Any(diagnostic => diagnostic.Reason.Contains(reason, StringComparison.Ordinal)
                && diagnostic.ToString().Contains(place, StringComparison.Ordinal)),
            $"expected: {place} {reason}\nfound:\n{string.Join('\n', diagnostics)}");
    }

    private static MirInst Invalid(MirTest test, MirOp op, long immediate = 0, long immediate2 = 0, params Value[] operands) =>
        new(test.Function, op, MirType.Void, operands) { Immediate = immediate, Immediate2 = immediate2 };

    [Fact]
    public void ModuleWithoutFunction() => AssertReason(new MirModule(1, new bool[1]), "no function");

    [Fact]
    public void FunctionZeroIsNotTheStart()
    {
        var module = new MirModule(8, new bool[8]);
        var builder = new MirBuilder(module.AddFunction(3));
        builder.Block = builder.Function.AddBlock();
        builder.Emit(MirOp.Stop, MirType.Void);
        AssertReason(module, "not entered at program counter 0", "@pc_0x3");
    }

    [Fact]
    public void FunctionsOutOfOrder()
    {
        var (test, _, _) = Sample();
        var other = new MirModule(64, new bool[64]);
        other.AddFunction(0);
        var foreign = other.AddFunction(70);
        foreign.AddBlock();
        test.Module.Functions.Insert(0, foreign);
        AssertReason(test.Module, "index 1 at position 0", "@pc_0x46");
        AssertReason(test.Module, "entry lies outside the code", "@pc_0x46");
        AssertReason(test.Module, "another function has the same entry", "@pc_0x46");
    }

    [Fact]
    public void FunctionWithoutBlock()
    {
        var module = new MirModule(1, new bool[1]);
        module.AddFunction(0);
        AssertReason(module, "no block", "@pc_0x0");
    }

    [Fact]
    public void EntryWithParameter()
    {
        var (test, entry, _) = Sample();
        test.Function.AddParameter(entry, MirType.I256);
        AssertReason(test.Module, "the entry has parameters", "block0");
    }

    [Fact]
    public void EntryWithIncomingEdge()
    {
        var (test, entry, next) = Sample();
        var back = new MirInst(test.Function, MirOp.Br, MirType.Void);
        back.SetTargets(new BlockTarget(entry, []));
        next.Instructions.Set(^1, back);
        AssertReason(test.Module, "the entry has incoming edges", "block0");
    }

    [Fact]
    public void BlockTwiceInTheLayout()
    {
        var (test, _, next) = Sample();
        test.Function.Blocks.Add(next);
        AssertReason(test.Module, "stands twice in the layout", "block1");
    }

    [Fact]
    public void BlockOfAnotherFunction()
    {
        var (test, _, _) = Sample();
        var (foreign, _, _) = Sample();
        test.Function.Blocks.Add(foreign.Function.Blocks[1]);
        AssertReason(test.Module, "another block has the same id", "block1");
        var larger = foreign.Function.AddBlock();
        test.Function.Blocks.Add(larger);
        AssertReason(test.Module, "was not given out by this function", "block2");
    }

    [Fact]
    public void InstructionTwice()
    {
        var (test, _, next) = Sample();
        next.Instructions.Insert(0, next.Instructions[0]);
        AssertReason(test.Module, "stands twice in the function", "block1[1]");
    }

    [Fact]
    public void BlockWithoutTerminator()
    {
        var (test, _, next) = Sample();
        next.Instructions.RemoveAt(1);
        AssertReason(test.Module, "does not end with a terminator", "block1");
        next.Instructions.Clear();
        AssertReason(test.Module, "does not end with a terminator", "block1");
    }

    [Fact]
    public void TerminatorInside()
    {
        var (test, _, next) = Sample();
        next.Instructions.Insert(0, new MirInst(test.Function, MirOp.Stop, MirType.Void));
        AssertReason(test.Module, "a terminator stands before the end", "block1[0] `stop`");
    }

    [Theory]
    [InlineData(-1, RuntimeCall.SLoad, "not observable, or negative")]
    [InlineData(1, RuntimeCall.Exp, "not observable, or negative")]
    [InlineData(11, RuntimeCall.SLoad, "more than the 10 left")]
    public void ChunkRest(long rest, RuntimeCall call, string reason)
    {
        var test = new MirTest();
        test.Chunk(10);
        var word = test.Word(1);
        var arguments = new Value[RuntimeCallTable.Get(call).Arguments];
        Array.Fill(arguments, word);
        test.Builder.Call(call, rest, arguments);
        test.Stop();
        AssertReason(test.Module, reason, "block0[2]");
    }

    [Fact]
    public void UndefinedOperation()
    {
        var (test, _, next) = Sample();
        next.Instructions.Insert(0, new MirInst(test.Function, (MirOp)200, MirType.Void));
        AssertReason(test.Module, "not defined", "block1[0]");
        next.Instructions.Set(0, new MirInst(test.Function, MirOp.RuntimeCall, MirType.Void) { Call = (RuntimeCall)200 });
        AssertReason(test.Module, "not defined", "block1[0]");
    }

    [Theory]
    [InlineData(RuntimeCall.MemGrow)]
    [InlineData(RuntimeCall.Return)]
    [InlineData(RuntimeCall.Revert)]
    [InlineData(RuntimeCall.SelfDestruct)]
    public void CallOfTheBackend(RuntimeCall call)
    {
        var test = new MirTest();
        var arguments = new Value[RuntimeCallTable.Get(call).Arguments];
        Array.Fill(arguments, test.Word(1));
        test.Builder.Call(call, 0, arguments);
        test.Stop();
        AssertReason(test.Module, "only backends make", "block0[1]");
    }

    [Fact]
    public void OperandNumber()
    {
        var (test, entry, _) = Sample();
        var sum = entry.Instructions[1];
        sum.Operands = [entry.Instructions[0].Result];
        AssertReason(test.Module, "1 operands instead of 2", "block0[1]");
    }

    [Fact]
    public void OperandIsNoValue()
    {
        var (test, entry, _) = Sample();
        entry.Instructions[1].SetOperand(0, new Value(77));
        AssertReason(test.Module, "operand 0 is not a value", "block0[1]");
        entry.Instructions[1].SetOperand(0, Value.None);
        AssertReason(test.Module, "operand 0 is not a value", "block0[1]");
    }

    [Fact]
    public void OperandTypes()
    {
        var test = new MirTest();
        var (word, truth, narrow) = (test.Word(1), test.Truth(true), test.Builder.Const(MirType.I64, 1));
        test.Op(MirOp.Add, word, narrow);                                   // 3: different types
        test.Builder.Emit(MirOp.Add, MirType.I1, truth, truth);             // 4: arithmetic on truth values
        test.Builder.Emit(MirOp.Add, MirType.I64, word, word);              // 5: other result type
        test.Op(MirOp.Byte, word, narrow);                                  // 6: fixed type
        test.Builder.Emit(MirOp.Zext, MirType.I64, word);                   // 7: narrows
        test.Builder.Emit(MirOp.Trunc, MirType.I256, narrow);               // 8: widens
        test.Builder.Emit(MirOp.Select, MirType.I256, word, word, word);    // 9: condition
        test.Builder.Call(RuntimeCall.UDiv, 0, word, narrow);               // 10
        test.Stop();
        AssertReason(test.Module, "operand 1 has type i64", "block0[3]");
        AssertReason(test.Module, "operand 0 has type i1", "block0[4]");
        AssertReason(test.Module, "operand 0 has type i256, the result i64", "block0[5]");
        AssertReason(test.Module, "operand 1 has type i64 instead of i256", "block0[6]");
        AssertReason(test.Module, "conversion from i256 to i64", "block0[7]");
        AssertReason(test.Module, "conversion from i64 to i256", "block0[8]");
        AssertReason(test.Module, "operand 0 has type i256 instead of i1", "block0[9]");
        AssertReason(test.Module, "operand 1 has type i64 instead of i256", "block0[10]");
    }

    [Fact]
    public void ResultTypes()
    {
        var (test, entry, _) = Sample();
        var sum = entry.Instructions[1];
        sum.Type = MirType.Void;
        AssertReason(test.Module, "a result without type", "block0[1]");
        sum.Type = (MirType)9;
        AssertReason(test.Module, "the result has type ?", "block0[1]");
        sum.Type = MirType.I256;
        sum.Result = Value.None;
        AssertReason(test.Module, "a type without result", "block0[1]");
        sum.Result = test.Function.NewValue(MirType.I64);
        AssertReason(test.Module, "the result's value has type i64", "block0[1]");

        test = new MirTest();
        test.Builder.Emit(MirOp.CallDataSize, MirType.I256);
        test.Builder.Append(new MirInst(test.Function, MirOp.RuntimeCall, MirType.Void) { Call = RuntimeCall.Timestamp });
        test.Stop();
        AssertReason(test.Module, "the result has type i256", "block0[0]");
        AssertReason(test.Module, "the result has type void", "block0[1]");
    }

    [Fact]
    public void ConstantDoesNotFit()
    {
        var test = new MirTest();
        test.Builder.Const(MirType.I1, 2);
        test.Builder.Const(MirType.I64, U256.MaxValue);
        test.Stop();
        AssertReason(test.Module, "does not fit", "block0[0]");
        AssertReason(test.Module, "does not fit", "block0[1]");
    }

    [Fact]
    public void Immediates()
    {
        var (test, entry, _) = Sample();
        var word = entry.Instructions[0].Result;
        MirInst[] invalid =
        [
            new(test.Function, MirOp.MemTouch, MirType.I64, word) { Immediate = 0, Result = test.Function.NewValue(MirType.I64) },
            new(test.Function, MirOp.StackLoad, MirType.I256) { Immediate = -1025, Result = test.Function.NewValue(MirType.I256) },
            Invalid(test, MirOp.StackStore, 1025, 0, word),
            Invalid(test, MirOp.GasCharge, -1),
            Invalid(test, MirOp.GasChunk, -1),
            Invalid(test, MirOp.GasChunk, 1, 99),
            Invalid(test, MirOp.StackCheck, -1),
        ];
        for (var i = 0; i < invalid.Length; i++)
        {
            entry.Instructions.Insert(2 + i, invalid[i]);
        }

        AssertReason(test.Module, "size is less than 1", "block0[2]");
        AssertReason(test.Module, "the slot is not", "block0[3]");
        AssertReason(test.Module, "the slot is not", "block0[4]");
        AssertReason(test.Module, "the cost is negative", "block0[5]");
        AssertReason(test.Module, "the cost is negative", "block0[6]");
        AssertReason(test.Module, "the chunk's end", "block0[7]");
        AssertReason(test.Module, "not a depth", "block0[8]");
        AssertReason(test.Module, "stack.check is not the first", "block0[8]");
    }

    [Fact]
    public void ImmediatesOfExits()
    {
        foreach (var (make, reason) in ((Func<MirTest, MirInst>, string)[])
        [
            (test => Invalid(test, MirOp.JumpRegion, 5), "no such function"),
            (test => Invalid(test, MirOp.JumpRegion, -1), "no such function"),
            (test => Invalid(test, MirOp.JumpRegion, 0, 2000), "height"),
            (test => Invalid(test, MirOp.Trap, 0), "exceptional halt"),
            (test => Invalid(test, MirOp.Trap, 99), "exceptional halt"),
            (test => new MirInst(test.Function, MirOp.Stop, MirType.Void) { Pc = 1000 }, "program counter"),
        ])
        {
            var (test, _, next) = Sample();
            next.Instructions.Set(^1, make(test));
            AssertReason(test.Module, reason, "block1[1]");
        }
    }

    [Fact]
    public void BlockOutsideTheCode()
    {
        var (test, _, next) = Sample();
        next.Pc = 1000;
        AssertReason(test.Module, "the block's program counter", "block1");
    }

    [Fact]
    public void Targets()
    {
        var (test, entry, next) = Sample();
        var branch = entry.Instructions[^1];
        var good = branch.Targets[0];
        branch.SetTargets();
        AssertReason(test.Module, "0 targets instead of 1", "block0[2]");
        branch.SetTargets(default(BlockTarget));
        AssertReason(test.Module, "target 0 is not a block", "block0[2]");
        branch.SetTargets(new BlockTarget(Sample().Next, good.Arguments.ToArray()));
        AssertReason(test.Module, "target 0 is not a block", "block0[2]");
        branch.SetTargets(new BlockTarget(next, []));
        AssertReason(test.Module, "0 arguments for the 1 parameters", "block0[2]");
        branch.SetTargets(new BlockTarget(next, [new Value(50)]));
        AssertReason(test.Module, "argument 0 for block1 is not a value", "block0[2]");
        entry.Instructions.Insert(0, new MirInst(test.Function, MirOp.Const, MirType.I1) { Result = test.Function.NewValue(MirType.I1) });
        branch.SetTargets(new BlockTarget(next, [entry.Instructions[0].Result]));
        AssertReason(test.Module, "argument 0 for block1 has type i1", "block0[3]");
    }

    [Fact]
    public void Cases()
    {
        var (test, entry, _) = Sample();
        var target = entry.Instructions[^1].Targets[0];
        var branch = new MirInst(test.Function, MirOp.Switch, MirType.Void, entry.Instructions[0].Result);
        branch.SetTargets(target, target, target);
        entry.Instructions.Set(^1, branch);
        AssertReason(test.Module, "0 cases instead of 2", "block0[2]");
        branch.Cases = [1, 1];
        AssertReason(test.Module, "a case value stands twice", "block0[2]");
        branch.SetTargets();
        AssertReason(test.Module, "0 targets instead of one or more", "block0[2]");
        branch.SetTargets(target, target, target);
        branch.Cases = [1, 2];
        test.AssertWellFormed();
    }

    [Fact]
    public void ValueDefinedTwice()
    {
        var (test, entry, next) = Sample();
        next.Instructions.Insert(0, new MirInst(test.Function, MirOp.Const, MirType.I256) { Result = entry.Instructions[0].Result });
        AssertReason(test.Module, "v1 is defined twice", "block1[0]");
    }

    [Fact]
    public void ResultIsNoValue()
    {
        var (test, entry, _) = Sample();
        var sum = entry.Instructions[1];
        sum.Result = new Value(70);
        AssertReason(test.Module, "v70 is not a value", "block0[1]");
    }

    [Fact]
    public void UseWithoutDefinition()
    {
        var (test, entry, _) = Sample();
        entry.Instructions[1].SetOperand(1, test.Function.NewValue(MirType.I256));
        AssertReason(test.Module, "v3 has no definition", "block0[1]");
    }

    [Fact]
    public void UseBeforeDefinition()
    {
        var (test, entry, _) = Sample();
        entry.Instructions[1].SetOperand(1, entry.Instructions[1].Result);
        AssertReason(test.Module, "the definition of v2 does not dominate", "block0[1]");
    }

    [Fact]
    public void DefinitionDoesNotDominate()
    {
        var test = new MirTest();
        var left = test.Function.AddBlock();
        var right = test.Function.AddBlock();
        var join = test.Function.AddBlock();
        test.Builder.BrIf(test.UnknownTruth(-1), new BlockTarget(left, []), new BlockTarget(right, []));
        test.Builder.Block = left;
        var word = test.Word(1);
        test.Builder.Br(join);
        test.Builder.Block = right;
        test.Builder.Br(join);
        test.Builder.Block = join;
        test.Keep(0, word);
        test.Stop();
        AssertReason(test.Module, "does not dominate", "block3[0] `stack.store 0, v2`");
    }

    [Fact]
    public void AllFaultsAreReportedAtOnce()
    {
        var (test, entry, next) = Sample();
        var sum = entry.Instructions[1];
        sum.Operands = [entry.Instructions[0].Result];
        var store = next.Instructions[0];
        store.Immediate = 5000;
        Assert.Equal(2, MirVerifier.Verify(test.Module, test.Function).Count);
        Assert.Equal(
            "@pc_0x0 block1[0] `stack.store 5000, v0`: the slot is not one of the stack",
            MirVerifier.Verify(test.Module)[1].ToString());
    }
}
