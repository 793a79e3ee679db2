// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>How many items are on the stack at least, along code that control can only fall through: behind a JUMPDEST nothing is known at
/// first, at the start of the code the stack is empty, and each instruction that has been executed proves that its operands were
/// there.</summary>
/// <remarks>It finds the instructions that halt for certain; the code behind them is dead, and only hostile code has any.</remarks>
internal struct StackFloor
{
    private int _height;
    private bool _isExact;

    /// <summary>The floor where code begins that can be jumped to.</summary>
    public static StackFloor AtDestination => default;

    /// <summary>The floor at the start of code that cannot be jumped to.</summary>
    public static StackFloor AtCodeStart => new() { _isExact = true };

    /// <summary>Moves over the next instruction.</summary>
    /// <param name="instruction">A defined instruction.</param>
    /// <returns>How the instruction is certain to halt: <see cref="BlockEnd.StackOverflow"/> or <see cref="BlockEnd.StackUnderflow"/>; null
    /// when it is not.</returns>
    public BlockEnd? Pass(in EvmInstruction instruction)
    {
        if (_isExact && _height < instruction.Pops)
        {
            return BlockEnd.StackUnderflow;
        }

        _height = Math.Max(_height, instruction.Pops) - instruction.Pops + instruction.Pushes;
        return _height > EvmLimits.StackLimit ? BlockEnd.StackOverflow : null;
    }
}
