// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir;

/// <summary>Appends instructions to a block of a function.</summary>
/// <remarks>It gives every new instruction the program counter of <see cref="Pc"/>.</remarks>
public sealed class MirBuilder(MirFunction function)
{
    /// <summary>The function being built.</summary>
    public MirFunction Function { get; } = function;

    /// <summary>The block that instructions are appended to.</summary>
    public MirBlock Block { get; set; } = null!;

    /// <summary>The EVM program counter of what is being emitted.</summary>
    public int Pc { get; set; } = -1;

    /// <summary>Appends an instruction made by the caller; gives its result a value when it has a type.</summary>
    /// <param name="inst">The instruction, of this function.</param>
    /// <returns>The result, or <see cref="Value.None"/>.</returns>
    public Value Append(MirInst inst)
    {
        inst.Pc = Pc;
        var result = Value.None;
        if (inst.Type != MirType.Void)
        {
            result = Function.NewValue(inst.Type);
            inst.Result = result;
        }

        Block.Instructions.Add(inst);
        return result;
    }

    /// <summary>A constant.</summary>
    public Value Const(MirType type, in U256 value) => Append(new MirInst(Function, MirOp.Const, type) { Constant = value });

    /// <summary>An instruction whose result has the type of its operands, or is I256.</summary>
    public Value Emit(MirOp op, MirType type, params ReadOnlySpan<Value> operands) => Append(new MirInst(Function, op, type, operands));

    /// <summary>An instruction with one immediate.</summary>
    public Value EmitImmediate(MirOp op, MirType type, long immediate, params ReadOnlySpan<Value> operands) =>
        Append(new MirInst(Function, op, type, operands) { Immediate = immediate });

    /// <summary>An instruction with two immediates.</summary>
    public Value EmitImmediates(MirOp op, MirType type, long first, long second, params ReadOnlySpan<Value> operands) =>
        Append(new MirInst(Function, op, type, operands) { Immediate = first, Immediate2 = second });

    /// <summary>A call of the runtime; the result's type follows from <see cref="RuntimeCallTable"/>.</summary>
    public Value Call(RuntimeCall call, long chunkRest, params ReadOnlySpan<Value> arguments)
    {
        var type = RuntimeCallTable.Get(call).HasResult ? MirType.I256 : MirType.Void;
        return Append(new MirInst(Function, MirOp.RuntimeCall, type, arguments) { Call = call, ChunkRest = chunkRest });
    }

    /// <summary>A check that the frame is not static.</summary>
    public void CheckStatic(long chunkRest) =>
        Append(new MirInst(Function, MirOp.StaticCheck, MirType.Void) { ChunkRest = chunkRest });

    /// <summary>A jump to a block of the function.</summary>
    public void Br(MirBlock target, params Value[] arguments) => Branch(MirOp.Br, [], [], new BlockTarget(target, arguments));

    /// <summary>A two-way branch.</summary>
    public void BrIf(Value condition, BlockTarget then, BlockTarget otherwise) => Branch(MirOp.BrIf, [condition], [], then, otherwise);

    /// <summary>A multi-way branch on an I256; <paramref name="targets"/> has one more element than <paramref name="cases"/>, the
    /// default.</summary>
    public void Switch(Value value, ReadOnlySpan<U256> cases, ReadOnlySpan<BlockTarget> targets) =>
        Branch(MirOp.Switch, [value], cases, targets);

    /// <summary>A tail call of another function of the module.</summary>
    public void JumpRegion(MirFunction target, int height) =>
        EmitImmediates(MirOp.JumpRegion, MirType.Void, target.Index, height);

    /// <summary>A jump to a computed program counter.</summary>
    public void JumpDynamic(Value target, int height) =>
        EmitImmediates(MirOp.JumpDynamic, MirType.Void, 0, height, target);

    private void Branch(MirOp op, ReadOnlySpan<Value> operands, ReadOnlySpan<U256> cases, params ReadOnlySpan<BlockTarget> targets)
    {
        var branch = new MirInst(Function, op, MirType.Void, operands) { Cases = cases };
        branch.SetTargets(targets);
        Append(branch);
    }
}
