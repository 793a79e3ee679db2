// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <summary>
/// What the check before an instruction needs: one row for each byte, derived from the opcode table and the gas schedule.
/// </summary>
/// <param name="Cost">Static cost in gas; negative if the revision does not define the byte.</param>
/// <param name="Pops">Stack items needed.</param>
/// <param name="Change">Change of the stack height.</param>
/// <param name="Size">Size in bytes with the operand, which only instructions of the revision have.</param>
/// <param name="EndsChunk">True if no chunk goes on after the instruction.</param>
internal readonly record struct InstructionRow(short Cost, byte Pops, sbyte Change, byte Size, bool EndsChunk)
{
    /// <summary>The row of a byte that the revision does not define.</summary>
    public static InstructionRow Undefined => new(GasSchedule.Undefined, 0, 0, 1, true);

    /// <summary>True if the revision does not define the byte.</summary>
    public bool IsUndefined => Cost < 0;
}

/// <summary>The rows of each revision.</summary>
internal static class InstructionTable
{
    private static readonly InstructionRow[][] Tables = Build();

    /// <summary>The 256 rows of a revision.</summary>
    public static InstructionRow[] For(Revision revision) => Tables[(int)revision];

    /// <summary>
    /// True if a chunk ends after the instruction. That is so if it leaves the straight line, shows the gas left (GAS), passes gas
    /// on or tests it (calls, creations, SSTORE), or charges after it changed something or asked the host. The last kind could not be taken
    /// back and done again with exact gas. Only MLOAD, MSTORE and MSTORE8, which are frequent and check before they act, may charge inside
    /// a chunk.
    /// </summary>
    private static bool EndsChunk(Opcode opcode) => opcode
        is Opcode.STOP or Opcode.RETURN or Opcode.REVERT or Opcode.INVALID or Opcode.SELFDESTRUCT
        or Opcode.JUMP or Opcode.JUMPI
        or Opcode.GAS
        or Opcode.SSTORE or Opcode.SLOAD
        or Opcode.CALL or Opcode.CALLCODE or Opcode.DELEGATECALL or Opcode.STATICCALL or Opcode.CREATE or Opcode.CREATE2
        or Opcode.BALANCE or Opcode.EXTCODESIZE or Opcode.EXTCODEHASH or Opcode.EXTCODECOPY
        or Opcode.EXP or Opcode.KECCAK256
        or Opcode.CALLDATACOPY or Opcode.CODECOPY or Opcode.RETURNDATACOPY or Opcode.MCOPY
        or Opcode.LOG0 or Opcode.LOG1 or Opcode.LOG2 or Opcode.LOG3 or Opcode.LOG4;

    private static InstructionRow[][] Build()
    {
        var tables = new InstructionRow[Revisions.NumberLimit][];
        foreach (var revision in Revisions.All)
        {
            var schedule = GasSchedule.For(revision);
            var rows = new InstructionRow[256];
            for (var i = 0; i < rows.Length; i++)
            {
                ref readonly var info = ref OpcodeTable.Get((byte)i);
                rows[i] = info.IsDefinedIn(revision)
                    ? new InstructionRow(
                        (short)schedule.StaticCost((byte)i),
                        info.Pops,
                        (sbyte)info.StackChange,
                        (byte)(info.ImmediateSize + 1),
                        EndsChunk((Opcode)i))
                    : InstructionRow.Undefined;
            }

            tables[(int)revision] = rows;
        }

        return tables;
    }
}
