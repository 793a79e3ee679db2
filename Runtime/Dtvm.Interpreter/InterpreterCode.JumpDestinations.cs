// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <content>The valid jump destinations (Yellow Paper, section 9.4.3): a bit for each position.</content>
public sealed unsafe partial class InterpreterCode
{
    private ulong* _jumpDestinations;

    /// <summary>True if there is a JUMPDEST at the position that is not part of an operand.</summary>
    public bool IsJumpDestination(ulong position) =>
        position < (ulong)Size && ((_jumpDestinations[position >> 6] >> (int)(position & 63)) & 1) != 0;

    private void MarkJumpDestinations()
    {
        var code = Original;
        for (nint i = 0; i < Size; i++)
        {
            // PUSH32 is the largest positive sbyte: one comparison finds PUSH1 to PUSH32.
            var opcode = (sbyte)code[i];
            if (opcode >= (sbyte)Opcode.PUSH1)
            {
                i += opcode - ((sbyte)Opcode.PUSH1 - 1);
            }
            else if (opcode == (sbyte)Opcode.JUMPDEST)
            {
                _jumpDestinations[i >> 6] |= 1UL << (int)(i & 63);
            }
        }
    }
}
