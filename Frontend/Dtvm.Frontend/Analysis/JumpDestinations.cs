using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>Finds the valid jump destinations: JUMPDEST bytes that are not push data (Yellow Paper, 9.4.3).</summary>
public static class JumpDestinations
{
    /// <summary>Marks the valid destinations.</summary>
    /// <param name="code">The EVM code.</param>
    /// <returns>For every program counter whether a jump may go there.</returns>
    public static bool[] Find(ReadOnlySpan<byte> code)
    {
        var valid = new bool[code.Length];
        for (var pc = 0; pc < code.Length; pc++)
        {
            var op = code[pc];
            if (op == (byte)Opcode.JUMPDEST)
            {
                valid[pc] = true;
            }
            else if (op is >= (byte)Opcode.PUSH1 and <= (byte)Opcode.PUSH32)
            {
                pc += op - (byte)Opcode.PUSH1 + 1;
            }
        }

        return valid;
    }
}
