// SPDX-License-Identifier: Apache-2.0

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

    /// <summary>PUSH1 and JUMP to a valid destination.</summary>
    public const Opcode PushJump = (Opcode)0xb0;

    /// <summary>PUSH1 and JUMPI with a valid destination.</summary>
    public const Opcode PushJumpIf = (Opcode)0xb1;

    /// <summary>ISZERO, PUSH1 and JUMPI with a valid destination.</summary>
    public const Opcode IsZeroPushJumpIf = (Opcode)0xb2;

    /// <summary>PUSH2 and JUMP to a valid destination.</summary>
    public const Opcode Push2Jump = (Opcode)0xb3;

    /// <summary>PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode Push2JumpIf = (Opcode)0xb4;

    /// <summary>ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode IsZeroPush2JumpIf = (Opcode)0xb5;

    /// <summary>DUP1 to DUP16, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode DupPush2JumpIf = (Opcode)0xb6;

    /// <summary>DUP1 to DUP16, ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode DupIsZeroPush2JumpIf = (Opcode)0xb7;

    /// <summary>LT, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode LessPush2JumpIf = (Opcode)0xb8;

    /// <summary>GT, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode GreaterPush2JumpIf = (Opcode)0xb9;

    /// <summary>SLT, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode SignedLessPush2JumpIf = (Opcode)0xba;

    /// <summary>SGT, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode SignedGreaterPush2JumpIf = (Opcode)0xbb;

    /// <summary>EQ, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode EqualPush2JumpIf = (Opcode)0xbc;

    /// <summary>LT, ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode NotLessPush2JumpIf = (Opcode)0xbd;

    /// <summary>GT, ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode NotGreaterPush2JumpIf = (Opcode)0xbe;

    /// <summary>SLT, ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode NotSignedLessPush2JumpIf = (Opcode)0xbf;

    /// <summary>SGT, ISZERO, PUSH2 and JUMPI with a valid destination.</summary>
    public const Opcode NotSignedGreaterPush2JumpIf = (Opcode)0xc0;

    /// <summary>POP and JUMP.</summary>
    public const Opcode PopJump = (Opcode)0xc1;

    /// <summary>SWAP1 and JUMP.</summary>
    public const Opcode SwapJump = (Opcode)0xc2;

    /// <summary>SWAP1 to SWAP16 and POP.</summary>
    public const Opcode SwapPop = (Opcode)0xc3;

    /// <summary>Two different ones of SWAP1 to SWAP16.</summary>
    public const Opcode SwapSwap = (Opcode)0xc4;

    /// <summary>POP and POP.</summary>
    public const Opcode PopPop = (Opcode)0xc5;

    /// <summary>PUSH1 and DUP1 to DUP16.</summary>
    public const Opcode PushDup = (Opcode)0xc6;

    /// <summary>Two of DUP1 to DUP16.</summary>
    public const Opcode DupDup = (Opcode)0xc7;

    /// <summary>DUP2 to DUP16 and AND.</summary>
    public const Opcode DupAnd = (Opcode)0xc8;

    /// <summary>DUP2 to DUP16 and ADD.</summary>
    public const Opcode DupAdd = (Opcode)0xc9;

    /// <summary>DUP1 to DUP16 and MLOAD.</summary>
    public const Opcode DupLoad = (Opcode)0xca;

    /// <summary>PUSH1 and AND.</summary>
    public const Opcode PushAnd = (Opcode)0xcb;

    /// <summary>PUSH2 and AND.</summary>
    public const Opcode Push2And = (Opcode)0xcc;

    /// <summary>PUSH4 and AND.</summary>
    public const Opcode Push4And = (Opcode)0xcd;

    /// <summary>PUSH20 and AND.</summary>
    public const Opcode Push20And = (Opcode)0xce;

    /// <summary>PUSH1 and ADD.</summary>
    public const Opcode PushAdd = (Opcode)0xcf;

    /// <summary>PUSH1 and SHL.</summary>
    public const Opcode PushShiftLeft = (Opcode)0xd0;

    /// <summary>PUSH1 and SHR.</summary>
    public const Opcode PushShiftRight = (Opcode)0xd1;

    /// <summary>PUSH1 and MLOAD.</summary>
    public const Opcode PushLoad = (Opcode)0xd2;

    /// <summary>PUSH1 and MSTORE.</summary>
    public const Opcode PushStore = (Opcode)0xd3;

    /// <summary>DUP2 and MSTORE.</summary>
    public const Opcode Dup2Store = (Opcode)0xd4;

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
                    Opcode.AND => PushAnd,
                    Opcode.SHL when !rows[(byte)Opcode.SHL].IsUndefined => PushShiftLeft,
                    Opcode.SHR when !rows[(byte)Opcode.SHR].IsUndefined => PushShiftRight,
                    Opcode.MLOAD => PushLoad,
                    Opcode.MSTORE => PushStore,
                    Opcode.JUMP when prepared.IsJumpDestination(code[1]) => PushJump,
                    Opcode.JUMPI when prepared.IsJumpDestination(code[1]) => PushJumpIf,
                    >= Opcode.DUP1 and <= Opcode.DUP16 => PushDup,
                    _ => first,
                };
            case Opcode.PUSH2 when (Opcode)code[3] == Opcode.JUMP && IsJumpDestination(prepared, code + 1):
                return Push2Jump;
            case Opcode.PUSH2 when IsJumpIf(prepared, code):
                return Push2JumpIf;
            case Opcode.PUSH2 when (Opcode)code[3] == Opcode.AND:
                return Push2And;
            case Opcode.PUSH4 when (Opcode)code[5] == Opcode.AND:
                return Push4And;
            case Opcode.PUSH20 when (Opcode)code[21] == Opcode.AND:
                return Push20And;
            case Opcode.ISZERO when second == Opcode.PUSH1 && (Opcode)code[3] == Opcode.JUMPI && prepared.IsJumpDestination(code[2]):
                return IsZeroPushJumpIf;
            case Opcode.ISZERO when IsJumpIf(prepared, code + 1):
                return IsZeroPush2JumpIf;
            case Opcode.LT or Opcode.GT or Opcode.SLT or Opcode.SGT or Opcode.EQ when IsJumpIf(prepared, code + 1):
                return first switch
                {
                    Opcode.LT => LessPush2JumpIf,
                    Opcode.GT => GreaterPush2JumpIf,
                    Opcode.SLT => SignedLessPush2JumpIf,
                    Opcode.SGT => SignedGreaterPush2JumpIf,
                    _ => EqualPush2JumpIf,
                };
            case Opcode.LT or Opcode.GT or Opcode.SLT or Opcode.SGT when second == Opcode.ISZERO && IsJumpIf(prepared, code + 2):
                return first switch
                {
                    Opcode.LT => NotLessPush2JumpIf,
                    Opcode.GT => NotGreaterPush2JumpIf,
                    Opcode.SLT => NotSignedLessPush2JumpIf,
                    _ => NotSignedGreaterPush2JumpIf,
                };
            case Opcode.POP when second == Opcode.POP:
                return PopPop;
            case Opcode.POP when second == Opcode.JUMP:
                return PopJump;
            case Opcode.SWAP1 when second == Opcode.JUMP:
                return SwapJump;
            case >= Opcode.SWAP1 and <= Opcode.SWAP16 when second == Opcode.POP:
                return SwapPop;
            case >= Opcode.SWAP1 and <= Opcode.SWAP16 when second is >= Opcode.SWAP1 and <= Opcode.SWAP16 && second != first:
                return SwapSwap;
            case Opcode.DUP2 when second == Opcode.MSTORE:
                return Dup2Store;
            case >= Opcode.DUP1 and <= Opcode.DUP16:
                return second switch
                {
                    Opcode.MLOAD => DupLoad,
                    Opcode.AND when first != Opcode.DUP1 => DupAnd,
                    Opcode.ADD when first != Opcode.DUP1 => DupAdd,
                    Opcode.PUSH2 when IsJumpIf(prepared, code + 1) => DupPush2JumpIf,
                    Opcode.ISZERO when IsJumpIf(prepared, code + 2) => DupIsZeroPush2JumpIf,
                    >= Opcode.DUP1 and <= Opcode.DUP16 => DupDup,
                    _ => first,
                };
            default:
                return first;
        }
    }

    /// <summary>True for PUSH2 and JUMPI with a valid destination.</summary>
    private static unsafe bool IsJumpIf(InterpreterCode prepared, byte* code) =>
        (Opcode)code[0] == Opcode.PUSH2 && (Opcode)code[3] == Opcode.JUMPI && IsJumpDestination(prepared, code + 1);

    /// <summary>True if the two bytes are the position of a valid jump destination.</summary>
    private static unsafe bool IsJumpDestination(InterpreterCode prepared, byte* operand) =>
        prepared.IsJumpDestination(((ulong)operand[0] << 8) | operand[1]);
}
