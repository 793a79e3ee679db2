// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Mir.Verification;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests.Support;

/// <summary>A module with one function to build into, and comparison of its text.</summary>
internal sealed class MirTest
{
    public MirTest(bool isMetered = true, int codeSize = 64, params int[] jumpDestinations)
    {
        var valid = new bool[codeSize];
        foreach (var pc in jumpDestinations)
        {
            valid[pc] = true;
        }

        Module = new MirModule(codeSize, valid) { IsMetered = isMetered };
        Function = Module.AddFunction(0);
        Builder = new MirBuilder(Function);
        Builder.Block = Function.AddBlock();
    }

    public MirModule Module { get; }

    public MirFunction Function { get; }

    public MirBuilder Builder { get; }

    public Value Word(in U256 value) => Builder.Const(MirType.I256, value);

    public Value Truth(bool value) => Builder.Const(MirType.I1, value ? 1UL : 0UL);

    /// <summary>A value the passes know nothing of.</summary>
    public Value Unknown(int slot) => Builder.EmitImmediate(MirOp.StackLoad, MirType.I256, slot);

    public Value UnknownTruth(int slot) => Builder.Emit(MirOp.Trunc, MirType.I1, Unknown(slot));

    public Value Op(MirOp op, params Value[] operands) => Builder.Emit(op, MirType.I256, operands);

    public Value Compare(MirOp op, Value left, Value right) => Builder.Emit(op, MirType.I1, left, right);

    /// <summary>Uses a value in a way no pass can remove.</summary>
    public void Keep(int slot, Value value) => Builder.EmitImmediate(MirOp.StackStore, MirType.Void, slot, value);

    public void Stop() => Builder.Emit(MirOp.Stop, MirType.Void);

    public void Chunk(long cost, int end = 1) =>
        Builder.EmitImmediates(MirOp.GasChunk, MirType.Void, cost, end);

    public string Text => MirPrinter.Print(Function, Module);

    /// <summary>Runs a pass between two verifications, compares the text, and runs it again to see that nothing changes any more.</summary>
    public void Check(IMirPass pass, string expected)
    {
        AssertWellFormed();
        var context = new PassContext(Module);
        var before = Text;
        var changed = context.Run(pass, Function);
        AssertWellFormed();
        Assert.Equal(expected.ReplaceLineEndings("\n").Trim(), Text.Trim());
        Assert.Equal(before != Text, changed);
        Assert.False(context.Run(pass, Function), "the second run of the pass says it changed something");
        Assert.Equal(expected.ReplaceLineEndings("\n").Trim(), Text.Trim());
    }

    /// <summary>Checks that a pass does nothing.</summary>
    public void CheckUnchanged(IMirPass pass) => Check(pass, Text);

    public void AssertWellFormed() => Assert.Equal([], MirVerifier.Verify(Module).Select(diagnostic => diagnostic.ToString()));
}
