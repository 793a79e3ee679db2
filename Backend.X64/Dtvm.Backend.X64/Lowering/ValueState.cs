// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>Where a value is at the moment.</summary>
internal enum Place : byte
{
    /// <summary>Nowhere: not computed yet.</summary>
    None,

    /// <summary>Each limb in a register, in the value's home slot, or in both.</summary>
    Computed,

    /// <summary>In the instructions that use it.</summary>
    Constant,

    /// <summary>In a slot of the EVM stack that has not changed since it was loaded.</summary>
    Slot,

    /// <summary>In a field of the execution frame that does not change.</summary>
    Frame,

    /// <summary>In the first scratch word of the frame, until the next runtime call.</summary>
    Scratch,

    /// <summary>In a vector register.</summary>
    Vector,

    /// <summary>Not computed: another value plus a constant, to be folded into an address.</summary>
    Sum,

    /// <summary>Not computed: a comparison that the branch at the block's end makes.</summary>
    Comparison,
}

/// <summary>What is known of a value while its function is lowered.</summary>
internal struct ValueState
{
    private const uint NoRegisters = 0xffffffff;
    private const int NoRegister = 0xff;

    private uint _registers;

    /// <summary>Uses to come; in the block that is lowered, and in all that follow it in the order.</summary>
    internal int Uses;

    /// <summary>Offset of the home slot from the native stack pointer; -1 without one.</summary>
    internal int Home;

    /// <summary>Of a slot or a frame field the offset from its base, of a sum the constant, of a vector the register.</summary>
    internal int Displacement;

    /// <summary>Of a sum the value that is added to; of a slot the next value in the same slot, or -1; of a parameter its index.</summary>
    internal int Link;

    /// <summary>The value that this one is only another name of, or -1.</summary>
    internal int Alias;

    /// <summary>The trace in which it is defined.</summary>
    internal int Trace;

    /// <summary>The block that it is a parameter of, or -1.</summary>
    internal int ParameterOf;

    /// <summary>Where it is.</summary>
    internal Place Place;

    /// <summary>Its type.</summary>
    internal MirType Type;

    /// <summary>The limbs that are zero whenever the code runs, a bit each.</summary>
    internal byte Zero;

    /// <summary>The limbs that the home slot holds, a bit each.</summary>
    internal byte InHome;

    /// <summary>Whether the home slot was written at once, not limb by limb.</summary>
    internal bool IsHomeWhole;

    /// <summary>Whether anything uses it.</summary>
    internal bool IsUsed;

    /// <summary>Whether other traces than the one that defines it use it: then it must be in memory at the end of that trace.</summary>
    internal bool IsGlobal;

    /// <summary>Number of 64-bit limbs.</summary>
    internal readonly int Limbs => Type == MirType.I256 ? 4 : 1;

    /// <summary>The limbs below the highest that may be other than zero.</summary>
    internal readonly int Width => 32 - System.Numerics.BitOperations.LeadingZeroCount((uint)(~Zero & (Type == MirType.I256 ? 15 : 1)));

    /// <summary>Whether no limb is in a register.</summary>
    internal readonly bool HasNoRegister => _registers == NoRegisters;

    /// <summary>A value that is not computed yet.</summary>
    internal static ValueState New(MirType type) => new()
    {
        _registers = NoRegisters,
        Home = -1,
        Alias = -1,
        ParameterOf = -1,
        Type = type,
    };

    /// <summary>Whether a limb is in a register, and in which.</summary>
    internal readonly bool TryRegister(int limb, out Gpr register)
    {
        var number = (_registers >> (limb * 8)) & NoRegister;
        register = (Gpr)number;
        return number != NoRegister;
    }

    /// <summary>Says in which register a limb is.</summary>
    internal void SetRegister(int limb, Gpr register) =>
        _registers = (_registers & ~((uint)NoRegister << (limb * 8))) | ((uint)register << (limb * 8));

    /// <summary>Says that a limb is in no register.</summary>
    internal void ClearRegister(int limb) => _registers |= (uint)NoRegister << (limb * 8);

    /// <summary>Says that no limb is in a register.</summary>
    internal void ClearRegisters() => _registers = NoRegisters;
}

/// <summary>What a limb is read from.</summary>
internal enum LimbKind : byte
{
    /// <summary>A number.</summary>
    Constant,

    /// <summary>A register.</summary>
    Register,

    /// <summary>Memory.</summary>
    Memory,
}

/// <summary>One 64-bit limb of a value as an operand of an instruction.</summary>
internal readonly struct Limb
{
    /// <summary>A number.</summary>
    internal Limb(ulong constant)
    {
        Kind = LimbKind.Constant;
        Constant = constant;
    }

    /// <summary>A register.</summary>
    internal Limb(Gpr register)
    {
        Kind = LimbKind.Register;
        Register = register;
    }

    /// <summary>Memory.</summary>
    internal Limb(in Mem memory)
    {
        Kind = LimbKind.Memory;
        Memory = memory;
    }

    /// <summary>What it is.</summary>
    internal LimbKind Kind { get; }

    /// <summary>The register.</summary>
    internal Gpr Register { get; }

    /// <summary>The memory operand.</summary>
    internal Mem Memory { get; }

    /// <summary>The number.</summary>
    internal ulong Constant { get; }

    /// <summary>Whether it is zero for certain.</summary>
    internal bool IsZero => Kind == LimbKind.Constant && Constant == 0;

    /// <summary>Whether it is this number for certain.</summary>
    internal bool Is(ulong number) => Kind == LimbKind.Constant && Constant == number;
}
