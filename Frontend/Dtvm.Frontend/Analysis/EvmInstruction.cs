using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>One decoded instruction.</summary>
/// <param name="Pc">Where it starts.</param>
/// <param name="Opcode">Its opcode byte, defined or not.</param>
public readonly record struct EvmInstruction(int Pc, byte Opcode)
{
    /// <summary>The opcode's row.</summary>
    public OpcodeInfo Info => OpcodeTable.Get(Opcode);

    /// <summary>Stack items it needs.</summary>
    public int Pops => OpcodeTable.Get(Opcode).Pops;

    /// <summary>Stack items there are in place of those it needs.</summary>
    public int Pushes => OpcodeTable.Get(Opcode).Pushes;

    /// <summary>The program counter of the next instruction; may lie behind the end of the code.</summary>
    public int NextPc => Pc + 1 + OpcodeTable.Get(Opcode).ImmediateSize;

    /// <summary>Decodes a code from its start to its end, also what no control reaches. A push of which the data is cut off is a
    /// push.</summary>
    /// <param name="code">The EVM code.</param>
    public static EvmInstruction[] Decode(ReadOnlySpan<byte> code)
    {
        var count = 0;
        for (var pc = 0; pc < code.Length; pc += 1 + OpcodeTable.Get(code[pc]).ImmediateSize)
        {
            count++;
        }

        var instructions = new EvmInstruction[count];
        var next = 0;
        for (var i = 0; i < instructions.Length; i++)
        {
            instructions[i] = new EvmInstruction(next, code[next]);
            next = instructions[i].NextPc;
        }

        return instructions;
    }
}
