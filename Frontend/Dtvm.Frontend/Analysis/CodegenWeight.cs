// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>How much machine code an instruction becomes, in units of a simple instruction.</summary>
/// <remarks>
/// Code generators are superlinear in the size of a function and of a basic block, so both are bounded by weight: hostile code consists of
/// nothing but the dearest instruction.
/// </remarks>
internal static class CodegenWeight
{
    /// <summary>The weight of an instruction.</summary>
    /// <param name="op">Its opcode.</param>
    public static int Of(Opcode op) => op switch
    {
        Opcode.MUL => 16,
        Opcode.SHL or Opcode.SHR or Opcode.SAR or Opcode.BYTE or Opcode.SIGNEXTEND => 6,
        Opcode.MLOAD or Opcode.MSTORE or Opcode.MSTORE8 or Opcode.CALLDATALOAD => 4,
        Opcode.SLT or Opcode.SGT or Opcode.LT or Opcode.GT or Opcode.EQ => 2,
        >= Opcode.PUSH0 and <= Opcode.SWAP16 => 1,
        // Each may touch one more slot, which every exit of the region behind it stores.
        Opcode.DUPN => 2,
        Opcode.SWAPN => 8,
        Opcode.EXCHANGE => 16,
        Opcode.JUMPDEST or Opcode.POP or Opcode.PC => 1,
        Opcode.ADD or Opcode.SUB or Opcode.AND or Opcode.OR or Opcode.XOR or Opcode.NOT or Opcode.ISZERO => 2,
        _ => 4,
    };
}
