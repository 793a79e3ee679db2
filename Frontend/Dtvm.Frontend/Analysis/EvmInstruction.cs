using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>One decoded instruction.</summary>
/// <param name="Pc">Where it starts.</param>
/// <param name="Opcode">Its opcode byte, defined or not.</param>
public readonly record struct EvmInstruction(int Pc, byte Opcode)
{
    /// <summary>The opcode's row.</summary>
    public OpcodeInfo Info => OpcodeTable.Get(Opcode);

    /// <summary>The program counter of the next instruction; may lie behind the end of the code.</summary>
    public int NextPc => Pc + 1 + Info.ImmediateSize;
}
