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
    /// <param name="inst">The instruction.</param>
    /// <returns>The result, or <see cref="Value.None"/>.</returns>
    public Value Append(MirInst inst)
    {
        inst.Pc = Pc;
        if (inst.Type != MirType.Void)
        {
            inst.Result = Function.NewValue(inst.Type);
        }

        Block.Instructions.Add(inst);
        return inst.Result;
    }

    /// <summary>A constant.</summary>
    public Value Const(MirType type, in U256 value) => Append(new MirInst(MirOp.Const, type) { Constant = value });

    /// <summary>An instruction whose result has the type of its operands, or is I256.</summary>
    public Value Emit(MirOp op, MirType type, params Value[] operands) => Append(new MirInst(op, type, operands));

    /// <summary>An instruction with one immediate.</summary>
    public Value EmitImmediate(MirOp op, MirType type, long immediate, params Value[] operands) =>
        Append(new MirInst(op, type, operands) { Immediate = immediate });

    /// <summary>A call of the runtime; the result's type follows from <see cref="RuntimeCallTable"/>.</summary>
    public Value Call(RuntimeCall call, long chunkRest, params Value[] arguments) =>
        Append(new MirInst(MirOp.RuntimeCall, RuntimeCallTable.Get(call).HasResult ? MirType.I256 : MirType.Void, arguments)
        {
            Call = call,
            ChunkRest = chunkRest,
        });

    /// <summary>A jump to a block of the function.</summary>
    public void Br(MirBlock target, params Value[] arguments) =>
        Append(new MirInst(MirOp.Br, MirType.Void) { Targets = [new BlockTarget(target, arguments)] });

    /// <summary>A two-way branch.</summary>
    public void BrIf(Value condition, BlockTarget then, BlockTarget otherwise) =>
        Append(new MirInst(MirOp.BrIf, MirType.Void, condition) { Targets = [then, otherwise] });

    /// <summary>A multi-way branch on an I256; <paramref name="targets"/> has one more element than <paramref name="cases"/>, the
    /// default.</summary>
    public void Switch(Value value, U256[] cases, BlockTarget[] targets) =>
        Append(new MirInst(MirOp.Switch, MirType.Void, value) { Cases = cases, Targets = targets });

    /// <summary>A tail call of another function of the module.</summary>
    public void JumpRegion(MirFunction target, int height) =>
        Append(new MirInst(MirOp.JumpRegion, MirType.Void) { Immediate = target.Index, Immediate2 = height });

    /// <summary>A jump to a computed program counter.</summary>
    public void JumpDynamic(Value target, int height) =>
        Append(new MirInst(MirOp.JumpDynamic, MirType.Void, target) { Immediate2 = height });
}
