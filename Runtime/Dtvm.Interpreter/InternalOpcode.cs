using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <summary>Opcodes that stand in prepared code only: bytes that no revision defines.</summary>
internal static class InternalOpcode
{
    /// <summary>Any byte the revision does not define.</summary>
    public const Opcode Undefined = (Opcode)0x0c;
}
