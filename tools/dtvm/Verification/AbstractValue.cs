// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Tool.Verification;

/// <summary>What a value in machine code is.</summary>
internal enum Origin : byte
{
    /// <summary>Nothing was written there.</summary>
    Undefined,

    /// <summary>A number: a symbol plus a constant, or a constant.</summary>
    Number,

    /// <summary>A number of which nothing can be learnt.</summary>
    Opaque,

    /// <summary>Zero only if the number of the symbol is below 2^32; without a symbol it is not zero.</summary>
    HighBits,

    /// <summary>The negative of a number.</summary>
    Negated,

    /// <summary>The size of EVM memory at some time; it never shrinks.</summary>
    MemorySize,

    /// <summary>An address in the native stack, counted from its pointer at the entry.</summary>
    Native,

    /// <summary>An address in the EVM stack, counted from its pointer at the entry.</summary>
    Stack,

    /// <summary>An address in the execution frame.</summary>
    Frame,

    /// <summary>An address in EVM memory.</summary>
    Memory,

    /// <summary>An address in the call data.</summary>
    CallData,

    /// <summary>The lowest slot of the EVM stack.</summary>
    StackBase,

    /// <summary>One past the highest slot of the EVM stack.</summary>
    StackLimit,

    /// <summary>The jump table.</summary>
    Jumps,

    /// <summary>The table of helpers.</summary>
    Helpers,

    /// <summary>The state of the frame's arena.</summary>
    Arena,

    /// <summary>A word that a stub is given the address of.</summary>
    Word,

    /// <summary>The function that the enter stub is given.</summary>
    Function,
}

/// <summary>What is known of a value: where it comes from, a symbol that stands for the part that is not known (0 for none), and a
/// constant.</summary>
internal readonly record struct AbstractValue(Origin Origin, long Symbol, long Offset)
{
    /// <summary>A value of which nothing can be learnt.</summary>
    internal static readonly AbstractValue Opaque = new(Origin.Opaque, 0, 0);

    /// <summary>A value that is not zero.</summary>
    internal static readonly AbstractValue NotZero = new(Origin.HighBits, 0, 0);

    /// <summary>Whether something was written there.</summary>
    internal bool IsDefined => Origin != Origin.Undefined;

    /// <summary>Whether it is a number that is known.</summary>
    internal bool IsConstant => Origin == Origin.Number && Symbol == 0;

    /// <summary>A known number.</summary>
    internal static AbstractValue Constant(long value) => new(Origin.Number, 0, value);

    /// <summary>A number that is not known.</summary>
    internal static AbstractValue Number(long symbol) => new(Origin.Number, symbol, 0);

    /// <summary>The size of memory as any other number.</summary>
    internal AbstractValue AsNumber() => Origin == Origin.MemorySize ? this with { Origin = Origin.Number } : this;

    /// <summary>The value some bytes further on.</summary>
    internal AbstractValue Plus(long bytes) => this with { Offset = Offset + bytes };
}

/// <summary>What was checked of a symbol's number.</summary>
/// <param name="InMemory">That many bytes from it on are in EVM memory.</param>
/// <param name="InCallData">That many bytes from it on are in the call data.</param>
/// <param name="Below">It is below this, if that is not 0.</param>
internal readonly record struct Fact(long InMemory, long InCallData, ulong Below)
{
    /// <summary>Whether a number, not negative, can be added without a wrap.</summary>
    internal bool IsBelowBy(long more) => Below != 0 && Below - 1 <= ulong.MaxValue - (ulong)more;

    /// <summary>What holds if one of two facts does.</summary>
    internal static Fact Meet(in Fact a, in Fact b) => new(
        Math.Min(a.InMemory, b.InMemory),
        Math.Min(a.InCallData, b.InCallData),
        a.Below == 0 || b.Below == 0 ? 0 : Math.Max(a.Below, b.Below));
}

/// <summary>What last set the flags.</summary>
internal enum FlagSource : byte
{
    /// <summary>Something that says nothing.</summary>
    Unknown,

    /// <summary>A comparison, or a difference, of two values.</summary>
    Comparison,

    /// <summary>A sum: the first value is the one before a constant was added, the second the constant.</summary>
    Sum,

    /// <summary>A value that is zero or not.</summary>
    Value,
}

/// <summary>The flags.</summary>
internal readonly record struct Flags(FlagSource Source, AbstractValue Left, AbstractValue Right);
