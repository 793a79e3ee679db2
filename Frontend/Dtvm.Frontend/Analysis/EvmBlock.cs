// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Frontend;

/// <summary>How control leaves an EVM basic block.</summary>
public enum BlockEnd : byte
{
    /// <summary>Into the next block: a JUMPDEST, or the rest of a block that was too long.</summary>
    FallThrough,

    /// <summary>By JUMP.</summary>
    Jump,

    /// <summary>By JUMPI.</summary>
    JumpIf,

    /// <summary>By an instruction that ends the execution.</summary>
    Halt,

    /// <summary>Behind the end of the code: an implicit STOP.</summary>
    EndOfCode,

    /// <summary>At an opcode the revision does not define, or with an immediate that is invalid.</summary>
    Undefined,

    /// <summary>At an instruction that overflows the stack, whatever was on it where the straight run of code before it was
    /// entered.</summary>
    StackOverflow,

    /// <summary>At an instruction that finds too few items on the stack whenever the code is executed from its start.</summary>
    StackUnderflow,
}

/// <summary>A basic block of EVM code.</summary>
/// <param name="Index">Its number in code order.</param>
/// <param name="Start">Program counter of its first instruction.</param>
/// <param name="FirstInstruction">Index of its first instruction.</param>
/// <param name="InstructionCount">How many instructions it has; may be 0 behind a JUMPI at the end of the code.</param>
/// <param name="Weight">How much machine code it becomes, in units of a simple instruction.</param>
/// <param name="End">How it is left.</param>
public readonly record struct EvmBlock(int Index, int Start, int FirstInstruction, int InstructionCount, int Weight, BlockEnd End);
