// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>How many items are on the stack at least and at most, along code that control can only fall through: behind a JUMPDEST any
/// number may be, at the start of the code the stack is empty, and each instruction that has been executed proves that its operands were
/// there and that its results had room.</summary>
/// <remarks>It finds the instructions that halt for certain; the code behind them is dead, and only hostile code has any.</remarks>
internal struct StackBounds
{
    private int _least;
    private int _most;

    /// <summary>The bounds where code begins that can be jumped to.</summary>
    public static StackBounds AtDestination => new() { _most = EvmLimits.StackLimit };

    /// <summary>The bounds at the start of code that cannot be jumped to.</summary>
    public static StackBounds AtCodeStart => default;

    /// <summary>Moves over the next instruction.</summary>
    /// <param name="instruction">A defined instruction.</param>
    /// <returns>How the instruction is certain to halt: <see cref="BlockEnd.StackOverflow"/> or <see cref="BlockEnd.StackUnderflow"/>; null
    /// when it is not.</returns>
    public BlockEnd? Pass(in EvmInstruction instruction)
    {
        if (_most < instruction.Pops)
        {
            return BlockEnd.StackUnderflow;
        }

        var growth = instruction.Pushes - instruction.Pops;
        _least = Math.Max(_least, instruction.Pops) + growth;
        _most = Math.Min(_most + growth, EvmLimits.StackLimit);
        return _least > EvmLimits.StackLimit ? BlockEnd.StackOverflow : null;
    }
}
