// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using static Dtvm.Mir.MirEffects;

namespace Dtvm.Mir;

/// <summary>The type an operand or result of an operation must have.</summary>
public enum TypeRule : byte
{
    /// <summary>No result.</summary>
    None,

    /// <summary>I1.</summary>
    I1,

    /// <summary>I64.</summary>
    I64,

    /// <summary>I256.</summary>
    I256,

    /// <summary>The type the instruction names: all operands under this rule share it.</summary>
    Same,

    /// <summary>Any type (checked by the verifier's special rules: conversions and block arguments).</summary>
    Any,
}

/// <summary>What the immediates of an operation are, for printing and parsing.</summary>
public enum ImmediateForm : byte
{
    /// <summary>None.</summary>
    None,

    /// <summary>The constant of <see cref="MirInst.Constant"/>.</summary>
    Constant,

    /// <summary>One number.</summary>
    Number,

    /// <summary>Two numbers.</summary>
    TwoNumbers,

    /// <summary>A function of the module and a height.</summary>
    FunctionAndHeight,

    /// <summary>A height in <see cref="MirInst.Immediate2"/>.</summary>
    Height,
}

/// <summary>One row of <see cref="MirOpTable"/>.</summary>
/// <param name="Op">The operation.</param>
/// <param name="Name">The name in MIR text.</param>
/// <param name="Result">The type of the result.</param>
/// <param name="Operands">The types of the operands.</param>
/// <param name="Effects">What it does besides.</param>
/// <param name="Immediates">What its immediates are.</param>
/// <param name="Targets">Number of target blocks; -1 for any number of at least one.</param>
/// <param name="ShowsType">Whether the text names the type (more than one is possible).</param>
public sealed record MirOpInfo(
    MirOp Op, string Name, TypeRule Result, TypeRule[] Operands, MirEffects Effects, ImmediateForm Immediates, int Targets, bool ShowsType)
{
    /// <summary>Whether it ends a block.</summary>
    public bool IsTerminator => (Effects & Terminates) != 0;

    /// <summary>What passes may do with it.</summary>
    public MirTraits Traits { get; init; }

    /// <summary>The range of memory that it reads, when that is two operands.</summary>
    public MemoryRange Reads { get; init; } = MemoryRange.None;

    /// <summary>Whether it may stand inside a gas chunk though it is a <see cref="MirTraits.GasBarrier"/>, and so says what of the chunk
    /// lies behind it (<see cref="MirInst.ChunkRest"/>).</summary>
    public bool HasChunkRest { get; init; }
}

/// <summary>The one table of MIR operations: name, types, effects, immediates, and what passes may do with them.</summary>
public static class MirOpTable
{
    /// <summary>What an operation does that makes a range of memory valid.</summary>
    internal const MirEffects Growth = ReadsMemorySize | WritesMemorySize | ReadsGas | WritesGas | MayHalt;

    private const MirEffects Exit = Terminates;
    private const MirTraits Logic = MirTraits.Commutative | MirTraits.TakesTruth;

    private static readonly MirOpInfo[] Rows =
    [
        new(MirOp.Const, "const", TypeRule.Same, [], None, ImmediateForm.Constant, 0, true) { Traits = MirTraits.Foldable },
        Binary(MirOp.Add, "add", MirTraits.Commutative),
        Binary(MirOp.Sub, "sub"),
        Binary(MirOp.Mul, "mul", MirTraits.Commutative | MirTraits.Costly),
        Binary(MirOp.And, "and", Logic),
        Binary(MirOp.Or, "or", Logic),
        Binary(MirOp.Xor, "xor", Logic),
        new(MirOp.Not, "not", TypeRule.Same, [TypeRule.Same], None, ImmediateForm.None, 0, true)
        {
            Traits = MirTraits.Foldable | MirTraits.TakesTruth,
        },
        Binary(MirOp.Shl, "shl"),
        Binary(MirOp.Shr, "shr"),
        Binary(MirOp.Sar, "sar"),
        Word(MirOp.Byte, "byte", 2, MirTraits.Foldable),
        Word(MirOp.SignExtend, "signextend", 2, MirTraits.Foldable | MirTraits.Costly),
        Word(MirOp.Clz, "clz", 1, MirTraits.Foldable),
        Comparison(MirOp.Eq, "eq", Logic),
        Comparison(MirOp.Ne, "ne", Logic),
        Comparison(MirOp.Ult, "ult"),
        Comparison(MirOp.Ugt, "ugt"),
        Comparison(MirOp.Slt, "slt"),
        Comparison(MirOp.Sgt, "sgt"),
        new(MirOp.Zext, "zext", TypeRule.Same, [TypeRule.Any], None, ImmediateForm.None, 0, true) { Traits = MirTraits.Foldable },
        new(MirOp.Trunc, "trunc", TypeRule.Same, [TypeRule.Any], None, ImmediateForm.None, 0, true) { Traits = MirTraits.Foldable },
        new(MirOp.Select, "select", TypeRule.Same, [TypeRule.I1, TypeRule.Same, TypeRule.Same], None, ImmediateForm.None, 0, true)
        {
            Traits = MirTraits.Foldable | MirTraits.TakesTruth,
        },
        Read(MirOp.Address, "address", TypeRule.I256, None),
        Read(MirOp.Caller, "caller", TypeRule.I256, None),
        Read(MirOp.CallValue, "callvalue", TypeRule.I256, None),
        Read(MirOp.CallDataSize, "calldatasize", TypeRule.I64, None),
        Word(MirOp.CallDataLoad, "calldataload", 1, MirTraits.Costly),
        Read(MirOp.ReturnDataSize, "returndatasize", TypeRule.I64, ReadsReturnData),
        Read(MirOp.MemorySize, "memorysize", TypeRule.I64, ReadsMemorySize) with { Traits = MirTraits.GrowthBarrier },
        Read(MirOp.GasLeft, "gasleft", TypeRule.I64, ReadsGas) with { Traits = MirTraits.Barrier },
        new(MirOp.MemTouch, "mem.touch", TypeRule.I64, [TypeRule.I256], Growth, ImmediateForm.Number, 0, false),
        new(MirOp.MemRange, "mem.range", TypeRule.I64, [TypeRule.I256, TypeRule.I256], Growth, ImmediateForm.None, 0, false),
        new(MirOp.MemLoad, "mem.load", TypeRule.I256, [TypeRule.I64], ReadsMemory, ImmediateForm.None, 0, false),
        new(MirOp.MemStore, "mem.store", TypeRule.None, [TypeRule.I64, TypeRule.I256], WritesMemory, ImmediateForm.None, 0, false),
        new(MirOp.MemStore8, "mem.store8", TypeRule.None, [TypeRule.I64, TypeRule.I256], WritesMemory, ImmediateForm.None, 0, false),
        new(MirOp.StaticCheck, "static.check", TypeRule.None, [], MayHalt, ImmediateForm.None, 0, false)
        {
            Traits = MirTraits.Barrier,
            HasChunkRest = true,
        },
        new(MirOp.RuntimeCall, "rt", TypeRule.Any, [], None, ImmediateForm.None, 0, false) { HasChunkRest = true },
        new(MirOp.StackCheck, "stack.check", TypeRule.None, [], MayHalt, ImmediateForm.TwoNumbers, 0, false),
        new(MirOp.StackLoad, "stack.load", TypeRule.I256, [], ReadsStack, ImmediateForm.Number, 0, false),
        new(MirOp.StackStore, "stack.store", TypeRule.None, [TypeRule.I256], WritesStack, ImmediateForm.Number, 0, false),
        new(MirOp.GasChunk, "gas.chunk", TypeRule.None, [], Annotation, ImmediateForm.TwoNumbers, 0, false),
        new(MirOp.GasCharge, "gas.charge", TypeRule.None, [], ReadsGas | WritesGas | MayHalt, ImmediateForm.Number, 0, false),
        new(MirOp.Br, "br", TypeRule.None, [], Exit, ImmediateForm.None, 1, false),
        new(MirOp.BrIf, "brif", TypeRule.None, [TypeRule.I1], Exit, ImmediateForm.None, 2, false),
        new(MirOp.Switch, "switch", TypeRule.None, [TypeRule.I256], Exit, ImmediateForm.None, -1, false),
        new(MirOp.JumpRegion, "jump.region", TypeRule.None, [], Exit | ReadsStack, ImmediateForm.FunctionAndHeight, 0, false),
        new(MirOp.JumpDynamic, "jump.dynamic", TypeRule.None, [TypeRule.I256], Exit | ReadsStack | MayHalt, ImmediateForm.Height, 0, false),
        new(MirOp.Stop, "stop", TypeRule.None, [], Exit, ImmediateForm.None, 0, false),
        new(
            MirOp.Return,
            "return",
            TypeRule.None,
            [TypeRule.I64, TypeRule.I64],
            Exit | ReadsMemory,
            ImmediateForm.None,
            0,
            false)
        {
            Reads = new(0, 1),
        },
        new(
            MirOp.Revert,
            "revert",
            TypeRule.None,
            [TypeRule.I64, TypeRule.I64],
            Exit | ReadsMemory,
            ImmediateForm.None,
            0,
            false)
        {
            Reads = new(0, 1),
        },
        new(
            MirOp.SelfDestruct,
            "selfdestruct",
            TypeRule.None,
            [TypeRule.I256],
            Exit | ReadsGas | WritesGas | MayHalt | CallsHost,
            ImmediateForm.None,
            0,
            false)
        {
            Traits = MirTraits.Barrier,
        },
        new(MirOp.Trap, "trap", TypeRule.None, [], Exit | MayHalt, ImmediateForm.Number, 0, false),
    ];

    /// <summary>All rows, indexed by <see cref="MirOp"/>.</summary>
    public static ReadOnlySpan<MirOpInfo> All => Rows;

    /// <summary>The row of an operation.</summary>
    /// <param name="op">A defined operation.</param>
    public static MirOpInfo Get(MirOp op) => Rows[(int)op];

    /// <summary>Whether an instruction's operation and runtime call are in their tables.</summary>
    /// <param name="inst">Any instruction.</param>
    public static bool IsDefined(MirInst inst) =>
        (int)inst.Op < Rows.Length && (inst.Op != MirOp.RuntimeCall || (int)inst.Call < RuntimeCallTable.All.Length);

    /// <summary>Finds an operation by its name in MIR text; runtime calls, named <c>rt.NAME</c>, are in
    /// <see cref="RuntimeCallTable"/>.</summary>
    /// <param name="name">The name.</param>
    /// <param name="info">The row when found.</param>
    /// <returns>Whether there is such an operation.</returns>
    public static bool TryFind(ReadOnlySpan<char> name, [NotNullWhen(true)] out MirOpInfo? info)
    {
        foreach (var row in Rows)
        {
            if (row.Op != MirOp.RuntimeCall && name.SequenceEqual(row.Name))
            {
                info = row;
                return true;
            }
        }

        info = null;
        return false;
    }

    private static MirOpInfo Binary(MirOp op, string name, MirTraits traits = MirTraits.None) =>
        new(op, name, TypeRule.Same, [TypeRule.Same, TypeRule.Same], None, ImmediateForm.None, 0, true)
        {
            Traits = MirTraits.Foldable | traits,
        };

    private static MirOpInfo Comparison(MirOp op, string name, MirTraits traits = MirTraits.None) =>
        Binary(op, name, traits) with { Result = TypeRule.I1 };

    private static MirOpInfo Word(MirOp op, string name, int operands, MirTraits traits)
    {
        var types = new TypeRule[operands];
        Array.Fill(types, TypeRule.I256);
        return new(op, name, TypeRule.I256, types, None, ImmediateForm.None, 0, false) { Traits = traits };
    }

    private static MirOpInfo Read(MirOp op, string name, TypeRule result, MirEffects effects) =>
        new(op, name, result, [], effects, ImmediateForm.None, 0, false);
}
