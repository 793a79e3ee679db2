using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Frontend;

/// <summary>One decoded instruction.</summary>
/// <param name="Pc">Where it starts.</param>
/// <param name="Opcode">Its opcode byte, defined or not.</param>
/// <param name="Immediate">The immediate of DUPN, SWAPN and EXCHANGE (EIP-8024); 0 for all others.</param>
/// <param name="IsDefined">Whether the revision has it, and its immediate is valid.</param>
public readonly record struct EvmInstruction(int Pc, byte Opcode, byte Immediate, bool IsDefined)
{
    /// <summary>The opcode's row, with the operands that the immediate says.</summary>
    public OpcodeInfo Info
    {
        get
        {
            ref readonly var info = ref OpcodeTable.Get(Opcode);
            return !StackImmediate.IsTakenBy(Opcode) ? info : InfoOfStackImmediate(info);
        }
    }

    /// <summary>Stack items it needs.</summary>
    public int Pops => StackImmediate.IsTakenBy(Opcode) ? Info.Pops : OpcodeTable.Get(Opcode).Pops;

    /// <summary>Stack items there are in place of those it needs.</summary>
    public int Pushes => StackImmediate.IsTakenBy(Opcode) ? Info.Pushes : OpcodeTable.Get(Opcode).Pushes;

    /// <summary>The program counter of the next instruction; may lie behind the end of the code. The byte behind a DUPN, SWAPN or EXCHANGE
    /// that is not defined is an instruction of its own.</summary>
    public int NextPc => Pc + 1 + (IsDefined || !StackImmediate.IsTakenBy(Opcode) ? OpcodeTable.Get(Opcode).ImmediateSize : 0);

    /// <summary>Decodes a code from its start to its end, also what no control reaches. A push of which the data is cut off is a
    /// push.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="revision">The revision.</param>
    public static EvmInstruction[] Decode(ReadOnlySpan<byte> code, Revision revision)
    {
        var count = 0;
        for (var pc = 0; pc < code.Length; pc = At(code, pc, revision).NextPc)
        {
            count++;
        }

        var instructions = new EvmInstruction[count];
        var next = 0;
        for (var i = 0; i < instructions.Length; i++)
        {
            instructions[i] = At(code, next, revision);
            next = instructions[i].NextPc;
        }

        return instructions;
    }

    /// <summary>Decodes the instruction at a position.</summary>
    /// <param name="code">The code.</param>
    /// <param name="pc">A position in it.</param>
    /// <param name="revision">The revision.</param>
    public static EvmInstruction At(ReadOnlySpan<byte> code, int pc, Revision revision)
    {
        var opcode = code[pc];
        var isDefined = OpcodeTable.IsDefined(opcode, revision);
        if (!StackImmediate.IsTakenBy(opcode) || !isDefined)
        {
            return new EvmInstruction(pc, opcode, 0, isDefined);
        }

        var immediate = StackImmediate.Read(code, pc);
        return new EvmInstruction(pc, opcode, immediate, StackImmediate.ItemsNeeded((Opcode)opcode, immediate) != 0);
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

    private OpcodeInfo InfoOfStackImmediate(in OpcodeInfo info)
    {
        if (!IsDefined)
        {
            return info;
        }

        var needed = StackImmediate.ItemsNeeded((Opcode)Opcode, Immediate);
        return info with { Pops = (byte)needed, Pushes = (byte)(needed + info.StackChange) };
    }
}
