// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>Finds the valid jump destinations: JUMPDEST bytes that are not push data (Yellow Paper, 9.4.3).</summary>
public static class JumpDestinations
{
    /// <summary>Marks the valid destinations.</summary>
    /// <param name="instructions">The instructions of the code.</param>
    /// <param name="codeSize">Bytes of the code.</param>
    /// <returns>For every program counter whether a jump may go there.</returns>
    public static bool[] Find(ReadOnlySpan<EvmInstruction> instructions, int codeSize)
    {
        var valid = new bool[codeSize];
        foreach (var instruction in instructions)
        {
            valid[instruction.Pc] = instruction.Opcode == (byte)Opcode.JUMPDEST;
        }

        return valid;
    }
}
