// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Frontend;

/// <summary>One decoded instruction.</summary>
/// <param name="Pc">Where it starts.</param>
/// <param name="Opcode">Its opcode byte, defined or not.</param>
/// <param name="Immediate">The immediate of DUPN, SWAPN and EXCHANGE (EIP-8024); 0 for all others.</param>
/// <param name="IsDefined">Whether the revision has it, and its immediate is valid.</param>
/// <param name="Pops">Stack items it needs: of DUPN, SWAPN and EXCHANGE as many as the immediate says.</param>
/// <param name="Pushes">Stack items there are in place of those it needs.</param>
public readonly record struct EvmInstruction(int Pc, byte Opcode, byte Immediate, bool IsDefined, byte Pops, byte Pushes)
{
    /// <summary>The program counter of the next instruction; may lie behind the end of the code. The byte behind a DUPN, SWAPN or EXCHANGE
    /// that is not defined is an instruction of its own.</summary>
    public int NextPc => Pc + 1 + (IsDefined || !StackImmediate.IsTakenBy(Opcode) ? OpcodeTable.Get(Opcode).ImmediateSize : 0);

    /// <summary>Decodes a code from its start to its end, also what no control reaches. A push of which the data is cut off is a
    /// push.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="revision">The revision.</param>
    public static EvmInstruction[] Decode(ReadOnlySpan<byte> code, Revision revision)
    {
        using var instructions = new TableBuilder<EvmInstruction>(code.Length);
        for (var pc = 0; pc < code.Length;)
        {
            var instruction = At(code, pc, revision);
            instructions.Add(instruction);
            pc = instruction.NextPc;
        }

        return instructions.ToArray();
    }

    /// <summary>Decodes the instruction at a position.</summary>
    /// <param name="code">The code.</param>
    /// <param name="pc">A position in it.</param>
    /// <param name="revision">The revision.</param>
    public static EvmInstruction At(ReadOnlySpan<byte> code, int pc, Revision revision)
    {
        var opcode = code[pc];
        ref readonly var info = ref OpcodeTable.Get(opcode);
        var isDefined = info.IsDefinedIn(revision);
        if (!StackImmediate.IsTakenBy(opcode) || !isDefined)
        {
            return new EvmInstruction(pc, opcode, 0, isDefined, info.Pops, info.Pushes);
        }

        var immediate = StackImmediate.Read(code, pc);
        var needed = StackImmediate.ItemsNeeded((Opcode)opcode, immediate);
        return needed == 0
            ? new EvmInstruction(pc, opcode, immediate, false, info.Pops, info.Pushes)
            : new EvmInstruction(pc, opcode, immediate, true, (byte)needed, (byte)(needed + info.StackChange));
    }

    /// <summary>The number that a PUSH0 to PUSH32 pushes; bytes behind the end of the code are zero.</summary>
    /// <param name="code">The code that it was decoded from.</param>
    public U256 PushedValue(ReadOnlySpan<byte> code)
    {
        var size = OpcodeTable.Get(Opcode).ImmediateSize;
        var pushed = code[(Pc + 1)..];
        if (size <= sizeof(ulong) && size <= pushed.Length)
        {
            var small = 0UL;
            foreach (var part in pushed[..size])
            {
                small = (small << 8) | part;
            }

            return small;
        }

        Span<byte> bytes = stackalloc byte[U256.Size];
        bytes.Clear();
        pushed[..Math.Min(size, pushed.Length)].CopyTo(bytes[(U256.Size - size)..]);
        return U256.ReadBigEndian(bytes);
    }

    /// <summary>The number that a PUSH0 to PUSH32 pushes, if it is one below 2^31: nearly all that are small are program
    /// counters.</summary>
    /// <param name="code">The code that it was decoded from.</param>
    /// <param name="value">The number.</param>
    public bool TryGetSmallPush(ReadOnlySpan<byte> code, out int value)
    {
        var first = Pc + 1;
        var end = first + OpcodeTable.Get(Opcode).ImmediateSize;
        var small = 0UL;
        for (var i = first; i < end; i++)
        {
            // Bytes behind the end of the code are zero.
            small = (small << 8) | (i < code.Length ? code[i] : 0U);
            if (small > int.MaxValue)
            {
                value = 0;
                return false;
            }
        }

        value = (int)small;
        return true;
    }
}
