using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <summary>Opcodes that stand in prepared code only: bytes that no revision defines.</summary>
/// <remarks>
/// A fused instruction stands for several and replaces the opcode of the first only. The others stay, so that execution may begin there
/// too.
/// </remarks>
internal static class InternalOpcode
{
    /// <summary>Any byte the revision does not define.</summary>
    public const Opcode Undefined = (Opcode)0x0c;

    /// <summary>PUSH2 and JUMP to a valid destination.</summary>
    public const Opcode PushJump = (Opcode)0xb0;

    /// <summary>PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode PushJumpIf = (Opcode)0xb1;

    /// <summary>ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode IsZeroPushJumpIf = (Opcode)0xb2;

    /// <summary>SWAP1 and POP.</summary>
    public const Opcode Swap1Pop = (Opcode)0xb3;

    /// <summary>SWAP2 and POP.</summary>
    public const Opcode Swap2Pop = (Opcode)0xb4;

    /// <summary>SWAP3 and POP.</summary>
    public const Opcode Swap3Pop = (Opcode)0xb5;

    /// <summary>POP and POP.</summary>
    public const Opcode PopPop = (Opcode)0xb6;

    /// <summary>PUSH1 and ADD.</summary>
    public const Opcode PushAdd = (Opcode)0xb7;

    /// <summary>PUSH1 and SHL.</summary>
    public const Opcode PushShiftLeft = (Opcode)0xb8;

    /// <summary>PUSH1 and SHR.</summary>
    public const Opcode PushShiftRight = (Opcode)0xb9;

    /// <summary>PUSH1 and MLOAD.</summary>
    public const Opcode PushLoad = (Opcode)0xba;

    /// <summary>PUSH1 and MSTORE.</summary>
    public const Opcode PushStore = (Opcode)0xbb;

    /// <summary>DUP2 and MSTORE.</summary>
    public const Opcode Dup2Store = (Opcode)0xbc;

    /// <summary>
    /// The opcode to run instead of the instruction at an address and those after it; the instruction's own if there is none.
    /// </summary>
    /// <param name="prepared">The code, for its jump destinations.</param>
    /// <param name="code">An instruction of padded code.</param>
    /// <param name="rows">The rows of the revision.</param>
    public static unsafe Opcode Fuse(InterpreterCode prepared, byte* code, ReadOnlySpan<InstructionRow> rows)
    {
        var first = (Opcode)code[0];
        var second = (Opcode)code[1];
        switch (first)
        {
            case Opcode.PUSH1:
                return (Opcode)code[2] switch
                {
                    Opcode.ADD => PushAdd,
                    Opcode.SHL when !rows[(byte)Opcode.SHL].IsUndefined => PushShiftLeft,
                    Opcode.SHR when !rows[(byte)Opcode.SHR].IsUndefined => PushShiftRight,
                    Opcode.MLOAD => PushLoad,
                    Opcode.MSTORE => PushStore,
                    _ => first,
                };
            case Opcode.PUSH2 when (Opcode)code[3] is Opcode.JUMP or Opcode.JUMPI && IsJumpDestination(prepared, code + 1):
                return (Opcode)code[3] == Opcode.JUMP ? PushJump : PushJumpIf;
            case Opcode.ISZERO when second == Opcode.PUSH2 && (Opcode)code[4] == Opcode.JUMPI && IsJumpDestination(prepared, code + 2):
                return IsZeroPushJumpIf;
            case Opcode.SWAP1 when second == Opcode.POP:
                return Swap1Pop;
            case Opcode.SWAP2 when second == Opcode.POP:
                return Swap2Pop;
            case Opcode.SWAP3 when second == Opcode.POP:
                return Swap3Pop;
            case Opcode.POP when second == Opcode.POP:
                return PopPop;
            case Opcode.DUP2 when second == Opcode.MSTORE:
                return Dup2Store;
            default:
                return first;
        }
    }

    /// <summary>True if the two bytes are the position of a valid jump destination.</summary>
    private static unsafe bool IsJumpDestination(InterpreterCode prepared, byte* operand) =>
        prepared.IsJumpDestination(((ulong)operand[0] << 8) | operand[1]);
}
