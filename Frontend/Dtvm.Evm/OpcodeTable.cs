// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm;

/// <summary>All 256 opcodes: a row for each instruction.</summary>
public static class OpcodeTable
{
    private static readonly OpcodeInfo[] Rows = Build();

    /// <summary>The row of each byte 0..255; bytes that are no instruction have <see cref="OpcodeInfo.IsAssigned"/> false.</summary>
    public static ReadOnlySpan<OpcodeInfo> All => Rows;

    /// <summary>The row of a byte.</summary>
    public static ref readonly OpcodeInfo Get(byte opcode) => ref Rows[opcode];

    /// <summary>The row of an instruction.</summary>
    public static ref readonly OpcodeInfo Get(Opcode opcode) => ref Rows[(byte)opcode];

    /// <summary>The row of the instruction at a position, with the operands that its immediate says (EIP-8024).</summary>
    /// <param name="code">The code.</param>
    /// <param name="pc">A position in it.</param>
    /// <param name="info">The row when the result is true; for another byte one that stands for the byte alone.</param>
    /// <returns>True if there is an instruction of some revision and its immediate, if it has one of EIP-8024, is valid.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> code, int pc, out OpcodeInfo info)
    {
        info = Rows[code[pc]];
        if (!StackImmediate.IsTakenBy(code[pc]))
        {
            return info.IsAssigned;
        }

        var reach = StackImmediate.ItemsNeeded((Opcode)code[pc], StackImmediate.Read(code, pc));
        if (reach == 0)
        {
            info = new OpcodeInfo("", 0, 0, 0, false, OpcodeInfo.Never);
            return false;
        }

        info = info with { Pops = (byte)reach, Pushes = (byte)(reach + info.StackChange) };
        return true;
    }

    /// <summary>Bytes of the instruction at a position with its immediate, which may lie behind the end of the code: 1 for DUPN, SWAPN and
    /// EXCHANGE with an invalid immediate, since the next byte is then an instruction of its own (EIP-8024).</summary>
    /// <param name="code">The code.</param>
    /// <param name="pc">A position in it.</param>
    /// <returns>1 to 33.</returns>
    public static int SizeAt(ReadOnlySpan<byte> code, int pc) =>
        StackImmediate.IsTakenBy(code[pc]) && StackImmediate.ItemsNeeded((Opcode)code[pc], StackImmediate.Read(code, pc)) == 0
            ? 1
            : 1 + Rows[code[pc]].ImmediateSize;

    /// <summary>True if the byte is an instruction in the revision. INVALID (0xfe) is one (EIP-141).</summary>
    public static bool IsDefined(byte opcode, Revision revision) => Rows[opcode].Since <= revision;

    /// <summary>True if the instruction exists in the revision.</summary>
    public static bool IsDefined(Opcode opcode, Revision revision) => Rows[(byte)opcode].Since <= revision;

    /// <summary>
    /// Finds an instruction by its name in either case; the former names DIFFICULTY, SHA3 and SUICIDE are accepted too.
    /// </summary>
    public static bool TryFind(ReadOnlySpan<char> name, out Opcode opcode)
    {
        for (var i = 0; i < Rows.Length; i++)
        {
            if (Rows[i].IsAssigned && name.Equals(Rows[i].Name, StringComparison.OrdinalIgnoreCase))
            {
                opcode = (Opcode)i;
                return true;
            }
        }

        if (name.Equals("DIFFICULTY", StringComparison.OrdinalIgnoreCase))
        {
            opcode = Opcode.PREVRANDAO;
        }
        else if (name.Equals("SHA3", StringComparison.OrdinalIgnoreCase))
        {
            opcode = Opcode.KECCAK256;
        }
        else if (name.Equals("SUICIDE", StringComparison.OrdinalIgnoreCase))
        {
            opcode = Opcode.SELFDESTRUCT;
        }
        else
        {
            opcode = default;
        }

        return opcode != default;
    }

    private static OpcodeInfo[] Build()
    {
        var rows = new OpcodeInfo[256];
        Array.Fill(rows, new OpcodeInfo("", 0, 0, 0, false, OpcodeInfo.Never));

        // Opcode, name, immediate bytes, pops, pushes, terminator, since.
        Row(Opcode.STOP, nameof(Opcode.STOP), 0, 0, 0, true, Revision.Frontier);
        Row(Opcode.ADD, nameof(Opcode.ADD), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.MUL, nameof(Opcode.MUL), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SUB, nameof(Opcode.SUB), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.DIV, nameof(Opcode.DIV), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SDIV, nameof(Opcode.SDIV), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.MOD, nameof(Opcode.MOD), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SMOD, nameof(Opcode.SMOD), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.ADDMOD, nameof(Opcode.ADDMOD), 0, 3, 1, false, Revision.Frontier);
        Row(Opcode.MULMOD, nameof(Opcode.MULMOD), 0, 3, 1, false, Revision.Frontier);
        Row(Opcode.EXP, nameof(Opcode.EXP), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SIGNEXTEND, nameof(Opcode.SIGNEXTEND), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.LT, nameof(Opcode.LT), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.GT, nameof(Opcode.GT), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SLT, nameof(Opcode.SLT), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SGT, nameof(Opcode.SGT), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.EQ, nameof(Opcode.EQ), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.ISZERO, nameof(Opcode.ISZERO), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.AND, nameof(Opcode.AND), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.OR, nameof(Opcode.OR), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.XOR, nameof(Opcode.XOR), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.NOT, nameof(Opcode.NOT), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.BYTE, nameof(Opcode.BYTE), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.SHL, nameof(Opcode.SHL), 0, 2, 1, false, Revision.Constantinople);
        Row(Opcode.SHR, nameof(Opcode.SHR), 0, 2, 1, false, Revision.Constantinople);
        Row(Opcode.SAR, nameof(Opcode.SAR), 0, 2, 1, false, Revision.Constantinople);
        Row(Opcode.CLZ, nameof(Opcode.CLZ), 0, 1, 1, false, Revision.Osaka);
        Row(Opcode.KECCAK256, nameof(Opcode.KECCAK256), 0, 2, 1, false, Revision.Frontier);
        Row(Opcode.ADDRESS, nameof(Opcode.ADDRESS), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.BALANCE, nameof(Opcode.BALANCE), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.ORIGIN, nameof(Opcode.ORIGIN), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CALLER, nameof(Opcode.CALLER), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CALLVALUE, nameof(Opcode.CALLVALUE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CALLDATALOAD, nameof(Opcode.CALLDATALOAD), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.CALLDATASIZE, nameof(Opcode.CALLDATASIZE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CALLDATACOPY, nameof(Opcode.CALLDATACOPY), 0, 3, 0, false, Revision.Frontier);
        Row(Opcode.CODESIZE, nameof(Opcode.CODESIZE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CODECOPY, nameof(Opcode.CODECOPY), 0, 3, 0, false, Revision.Frontier);
        Row(Opcode.GASPRICE, nameof(Opcode.GASPRICE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.EXTCODESIZE, nameof(Opcode.EXTCODESIZE), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.EXTCODECOPY, nameof(Opcode.EXTCODECOPY), 0, 4, 0, false, Revision.Frontier);
        Row(Opcode.RETURNDATASIZE, nameof(Opcode.RETURNDATASIZE), 0, 0, 1, false, Revision.Byzantium);
        Row(Opcode.RETURNDATACOPY, nameof(Opcode.RETURNDATACOPY), 0, 3, 0, false, Revision.Byzantium);
        Row(Opcode.EXTCODEHASH, nameof(Opcode.EXTCODEHASH), 0, 1, 1, false, Revision.Constantinople);
        Row(Opcode.BLOCKHASH, nameof(Opcode.BLOCKHASH), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.COINBASE, nameof(Opcode.COINBASE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.TIMESTAMP, nameof(Opcode.TIMESTAMP), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.NUMBER, nameof(Opcode.NUMBER), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.PREVRANDAO, nameof(Opcode.PREVRANDAO), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.GASLIMIT, nameof(Opcode.GASLIMIT), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.CHAINID, nameof(Opcode.CHAINID), 0, 0, 1, false, Revision.Istanbul);
        Row(Opcode.SELFBALANCE, nameof(Opcode.SELFBALANCE), 0, 0, 1, false, Revision.Istanbul);
        Row(Opcode.BASEFEE, nameof(Opcode.BASEFEE), 0, 0, 1, false, Revision.London);
        Row(Opcode.BLOBHASH, nameof(Opcode.BLOBHASH), 0, 1, 1, false, Revision.Cancun);
        Row(Opcode.BLOBBASEFEE, nameof(Opcode.BLOBBASEFEE), 0, 0, 1, false, Revision.Cancun);
        Row(Opcode.SLOTNUM, nameof(Opcode.SLOTNUM), 0, 0, 1, false, Revision.AmsterdamWithoutStateGas);
        Row(Opcode.POP, nameof(Opcode.POP), 0, 1, 0, false, Revision.Frontier);
        Row(Opcode.MLOAD, nameof(Opcode.MLOAD), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.MSTORE, nameof(Opcode.MSTORE), 0, 2, 0, false, Revision.Frontier);
        Row(Opcode.MSTORE8, nameof(Opcode.MSTORE8), 0, 2, 0, false, Revision.Frontier);
        Row(Opcode.SLOAD, nameof(Opcode.SLOAD), 0, 1, 1, false, Revision.Frontier);
        Row(Opcode.SSTORE, nameof(Opcode.SSTORE), 0, 2, 0, false, Revision.Frontier);
        Row(Opcode.JUMP, nameof(Opcode.JUMP), 0, 1, 0, false, Revision.Frontier);
        Row(Opcode.JUMPI, nameof(Opcode.JUMPI), 0, 2, 0, false, Revision.Frontier);
        Row(Opcode.PC, nameof(Opcode.PC), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.MSIZE, nameof(Opcode.MSIZE), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.GAS, nameof(Opcode.GAS), 0, 0, 1, false, Revision.Frontier);
        Row(Opcode.JUMPDEST, nameof(Opcode.JUMPDEST), 0, 0, 0, false, Revision.Frontier);
        Row(Opcode.TLOAD, nameof(Opcode.TLOAD), 0, 1, 1, false, Revision.Cancun);
        Row(Opcode.TSTORE, nameof(Opcode.TSTORE), 0, 2, 0, false, Revision.Cancun);
        Row(Opcode.MCOPY, nameof(Opcode.MCOPY), 0, 3, 0, false, Revision.Cancun);
        Row(Opcode.PUSH0, nameof(Opcode.PUSH0), 0, 0, 1, false, Revision.Shanghai);
        Row(Opcode.PUSH1, nameof(Opcode.PUSH1), 1, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH2, nameof(Opcode.PUSH2), 2, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH3, nameof(Opcode.PUSH3), 3, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH4, nameof(Opcode.PUSH4), 4, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH5, nameof(Opcode.PUSH5), 5, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH6, nameof(Opcode.PUSH6), 6, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH7, nameof(Opcode.PUSH7), 7, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH8, nameof(Opcode.PUSH8), 8, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH9, nameof(Opcode.PUSH9), 9, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH10, nameof(Opcode.PUSH10), 10, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH11, nameof(Opcode.PUSH11), 11, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH12, nameof(Opcode.PUSH12), 12, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH13, nameof(Opcode.PUSH13), 13, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH14, nameof(Opcode.PUSH14), 14, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH15, nameof(Opcode.PUSH15), 15, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH16, nameof(Opcode.PUSH16), 16, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH17, nameof(Opcode.PUSH17), 17, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH18, nameof(Opcode.PUSH18), 18, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH19, nameof(Opcode.PUSH19), 19, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH20, nameof(Opcode.PUSH20), 20, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH21, nameof(Opcode.PUSH21), 21, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH22, nameof(Opcode.PUSH22), 22, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH23, nameof(Opcode.PUSH23), 23, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH24, nameof(Opcode.PUSH24), 24, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH25, nameof(Opcode.PUSH25), 25, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH26, nameof(Opcode.PUSH26), 26, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH27, nameof(Opcode.PUSH27), 27, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH28, nameof(Opcode.PUSH28), 28, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH29, nameof(Opcode.PUSH29), 29, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH30, nameof(Opcode.PUSH30), 30, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH31, nameof(Opcode.PUSH31), 31, 0, 1, false, Revision.Frontier);
        Row(Opcode.PUSH32, nameof(Opcode.PUSH32), 32, 0, 1, false, Revision.Frontier);
        Row(Opcode.DUP1, nameof(Opcode.DUP1), 0, 1, 2, false, Revision.Frontier);
        Row(Opcode.DUP2, nameof(Opcode.DUP2), 0, 2, 3, false, Revision.Frontier);
        Row(Opcode.DUP3, nameof(Opcode.DUP3), 0, 3, 4, false, Revision.Frontier);
        Row(Opcode.DUP4, nameof(Opcode.DUP4), 0, 4, 5, false, Revision.Frontier);
        Row(Opcode.DUP5, nameof(Opcode.DUP5), 0, 5, 6, false, Revision.Frontier);
        Row(Opcode.DUP6, nameof(Opcode.DUP6), 0, 6, 7, false, Revision.Frontier);
        Row(Opcode.DUP7, nameof(Opcode.DUP7), 0, 7, 8, false, Revision.Frontier);
        Row(Opcode.DUP8, nameof(Opcode.DUP8), 0, 8, 9, false, Revision.Frontier);
        Row(Opcode.DUP9, nameof(Opcode.DUP9), 0, 9, 10, false, Revision.Frontier);
        Row(Opcode.DUP10, nameof(Opcode.DUP10), 0, 10, 11, false, Revision.Frontier);
        Row(Opcode.DUP11, nameof(Opcode.DUP11), 0, 11, 12, false, Revision.Frontier);
        Row(Opcode.DUP12, nameof(Opcode.DUP12), 0, 12, 13, false, Revision.Frontier);
        Row(Opcode.DUP13, nameof(Opcode.DUP13), 0, 13, 14, false, Revision.Frontier);
        Row(Opcode.DUP14, nameof(Opcode.DUP14), 0, 14, 15, false, Revision.Frontier);
        Row(Opcode.DUP15, nameof(Opcode.DUP15), 0, 15, 16, false, Revision.Frontier);
        Row(Opcode.DUP16, nameof(Opcode.DUP16), 0, 16, 17, false, Revision.Frontier);
        Row(Opcode.SWAP1, nameof(Opcode.SWAP1), 0, 2, 2, false, Revision.Frontier);
        Row(Opcode.SWAP2, nameof(Opcode.SWAP2), 0, 3, 3, false, Revision.Frontier);
        Row(Opcode.SWAP3, nameof(Opcode.SWAP3), 0, 4, 4, false, Revision.Frontier);
        Row(Opcode.SWAP4, nameof(Opcode.SWAP4), 0, 5, 5, false, Revision.Frontier);
        Row(Opcode.SWAP5, nameof(Opcode.SWAP5), 0, 6, 6, false, Revision.Frontier);
        Row(Opcode.SWAP6, nameof(Opcode.SWAP6), 0, 7, 7, false, Revision.Frontier);
        Row(Opcode.SWAP7, nameof(Opcode.SWAP7), 0, 8, 8, false, Revision.Frontier);
        Row(Opcode.SWAP8, nameof(Opcode.SWAP8), 0, 9, 9, false, Revision.Frontier);
        Row(Opcode.SWAP9, nameof(Opcode.SWAP9), 0, 10, 10, false, Revision.Frontier);
        Row(Opcode.SWAP10, nameof(Opcode.SWAP10), 0, 11, 11, false, Revision.Frontier);
        Row(Opcode.SWAP11, nameof(Opcode.SWAP11), 0, 12, 12, false, Revision.Frontier);
        Row(Opcode.SWAP12, nameof(Opcode.SWAP12), 0, 13, 13, false, Revision.Frontier);
        Row(Opcode.SWAP13, nameof(Opcode.SWAP13), 0, 14, 14, false, Revision.Frontier);
        Row(Opcode.SWAP14, nameof(Opcode.SWAP14), 0, 15, 15, false, Revision.Frontier);
        Row(Opcode.SWAP15, nameof(Opcode.SWAP15), 0, 16, 16, false, Revision.Frontier);
        Row(Opcode.SWAP16, nameof(Opcode.SWAP16), 0, 17, 17, false, Revision.Frontier);
        Row(Opcode.LOG0, nameof(Opcode.LOG0), 0, 2, 0, false, Revision.Frontier);
        Row(Opcode.LOG1, nameof(Opcode.LOG1), 0, 3, 0, false, Revision.Frontier);
        Row(Opcode.LOG2, nameof(Opcode.LOG2), 0, 4, 0, false, Revision.Frontier);
        Row(Opcode.LOG3, nameof(Opcode.LOG3), 0, 5, 0, false, Revision.Frontier);
        Row(Opcode.LOG4, nameof(Opcode.LOG4), 0, 6, 0, false, Revision.Frontier);

        // The least they need: how much depends on the immediate.
        Row(Opcode.DUPN, nameof(Opcode.DUPN), 1, 17, 18, false, Revision.AmsterdamWithoutStateGas);
        Row(Opcode.SWAPN, nameof(Opcode.SWAPN), 1, 18, 18, false, Revision.AmsterdamWithoutStateGas);
        Row(Opcode.EXCHANGE, nameof(Opcode.EXCHANGE), 1, 3, 3, false, Revision.AmsterdamWithoutStateGas);

        Row(Opcode.CREATE, nameof(Opcode.CREATE), 0, 3, 1, false, Revision.Frontier);
        Row(Opcode.CALL, nameof(Opcode.CALL), 0, 7, 1, false, Revision.Frontier);
        Row(Opcode.CALLCODE, nameof(Opcode.CALLCODE), 0, 7, 1, false, Revision.Frontier);
        Row(Opcode.RETURN, nameof(Opcode.RETURN), 0, 2, 0, true, Revision.Frontier);
        Row(Opcode.DELEGATECALL, nameof(Opcode.DELEGATECALL), 0, 6, 1, false, Revision.Homestead);
        Row(Opcode.CREATE2, nameof(Opcode.CREATE2), 0, 4, 1, false, Revision.Constantinople);
        Row(Opcode.STATICCALL, nameof(Opcode.STATICCALL), 0, 6, 1, false, Revision.Byzantium);
        Row(Opcode.REVERT, nameof(Opcode.REVERT), 0, 2, 0, true, Revision.Byzantium);
        Row(Opcode.INVALID, nameof(Opcode.INVALID), 0, 0, 0, true, Revision.Frontier);
        Row(Opcode.SELFDESTRUCT, nameof(Opcode.SELFDESTRUCT), 0, 1, 0, true, Revision.Frontier);
        return rows;

        void Row(Opcode opcode, string name, byte immediateSize, byte pops, byte pushes, bool isTerminator, Revision since) =>
            rows[(byte)opcode] = new OpcodeInfo(name, immediateSize, pops, pushes, isTerminator, since);
    }
}
