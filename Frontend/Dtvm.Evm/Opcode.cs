// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Evm;

/// <summary>The instructions of the EVM from Frontier to Amsterdam (Yellow Paper, appendix H, and the EIPs named).</summary>
public enum Opcode : byte
{
    /// <summary>Halts execution.</summary>
    STOP = 0x00,

    /// <summary>Addition modulo 2^256.</summary>
    ADD = 0x01,

    /// <summary>Multiplication modulo 2^256.</summary>
    MUL = 0x02,

    /// <summary>Subtraction modulo 2^256.</summary>
    SUB = 0x03,

    /// <summary>Unsigned division, 0 for a zero divisor.</summary>
    DIV = 0x04,

    /// <summary>Signed division, truncated.</summary>
    SDIV = 0x05,

    /// <summary>Unsigned remainder.</summary>
    MOD = 0x06,

    /// <summary>Signed remainder, with the sign of the dividend.</summary>
    SMOD = 0x07,

    /// <summary>Sum of 257 bits modulo a word.</summary>
    ADDMOD = 0x08,

    /// <summary>Product of 512 bits modulo a word.</summary>
    MULMOD = 0x09,

    /// <summary>Exponentiation modulo 2^256.</summary>
    EXP = 0x0a,

    /// <summary>Extends the sign of a shorter integer.</summary>
    SIGNEXTEND = 0x0b,

    /// <summary>Unsigned less than.</summary>
    LT = 0x10,

    /// <summary>Unsigned greater than.</summary>
    GT = 0x11,

    /// <summary>Signed less than.</summary>
    SLT = 0x12,

    /// <summary>Signed greater than.</summary>
    SGT = 0x13,

    /// <summary>Equality.</summary>
    EQ = 0x14,

    /// <summary>Comparison with 0.</summary>
    ISZERO = 0x15,

    /// <summary>Bitwise and.</summary>
    AND = 0x16,

    /// <summary>Bitwise or.</summary>
    OR = 0x17,

    /// <summary>Bitwise exclusive or.</summary>
    XOR = 0x18,

    /// <summary>Bitwise complement.</summary>
    NOT = 0x19,

    /// <summary>One byte of a word.</summary>
    BYTE = 0x1a,

    /// <summary>Shift to the left (EIP-145).</summary>
    SHL = 0x1b,

    /// <summary>Logical shift to the right (EIP-145).</summary>
    SHR = 0x1c,

    /// <summary>Arithmetic shift to the right (EIP-145).</summary>
    SAR = 0x1d,

    /// <summary>Number of leading zero bits (EIP-7939).</summary>
    CLZ = 0x1e,

    /// <summary>Keccak-256 hash of memory.</summary>
    KECCAK256 = 0x20,

    /// <summary>Address of the executing account.</summary>
    ADDRESS = 0x30,

    /// <summary>Balance of an account.</summary>
    BALANCE = 0x31,

    /// <summary>Sender of the transaction.</summary>
    ORIGIN = 0x32,

    /// <summary>Caller of this execution.</summary>
    CALLER = 0x33,

    /// <summary>Value sent with the call.</summary>
    CALLVALUE = 0x34,

    /// <summary>One word of the call data.</summary>
    CALLDATALOAD = 0x35,

    /// <summary>Size of the call data.</summary>
    CALLDATASIZE = 0x36,

    /// <summary>Copies call data to memory.</summary>
    CALLDATACOPY = 0x37,

    /// <summary>Size of the executing code.</summary>
    CODESIZE = 0x38,

    /// <summary>Copies the executing code to memory.</summary>
    CODECOPY = 0x39,

    /// <summary>Gas price of the transaction.</summary>
    GASPRICE = 0x3a,

    /// <summary>Size of an account's code.</summary>
    EXTCODESIZE = 0x3b,

    /// <summary>Copies an account's code to memory.</summary>
    EXTCODECOPY = 0x3c,

    /// <summary>Size of the last call's output (EIP-211).</summary>
    RETURNDATASIZE = 0x3d,

    /// <summary>Copies the last call's output to memory (EIP-211).</summary>
    RETURNDATACOPY = 0x3e,

    /// <summary>Hash of an account's code (EIP-1052).</summary>
    EXTCODEHASH = 0x3f,

    /// <summary>Hash of one of the 256 most recent blocks.</summary>
    BLOCKHASH = 0x40,

    /// <summary>Beneficiary of the block.</summary>
    COINBASE = 0x41,

    /// <summary>Time of the block.</summary>
    TIMESTAMP = 0x42,

    /// <summary>Number of the block.</summary>
    NUMBER = 0x43,

    /// <summary>Randomness of the previous block (EIP-4399); before Paris the difficulty.</summary>
    PREVRANDAO = 0x44,

    /// <summary>Gas limit of the block.</summary>
    GASLIMIT = 0x45,

    /// <summary>Id of the chain (EIP-1344).</summary>
    CHAINID = 0x46,

    /// <summary>Balance of the executing account (EIP-1884).</summary>
    SELFBALANCE = 0x47,

    /// <summary>Base fee of the block (EIP-3198).</summary>
    BASEFEE = 0x48,

    /// <summary>Versioned hash of a blob of the transaction (EIP-4844).</summary>
    BLOBHASH = 0x49,

    /// <summary>Base fee of a blob (EIP-7516).</summary>
    BLOBBASEFEE = 0x4a,

    /// <summary>Pushes the slot number of the block (EIP-7843).</summary>
    SLOTNUM = 0x4b,

    /// <summary>Removes the top item.</summary>
    POP = 0x50,

    /// <summary>Loads a word from memory.</summary>
    MLOAD = 0x51,

    /// <summary>Stores a word to memory.</summary>
    MSTORE = 0x52,

    /// <summary>Stores a byte to memory.</summary>
    MSTORE8 = 0x53,

    /// <summary>Loads from storage.</summary>
    SLOAD = 0x54,

    /// <summary>Stores to storage.</summary>
    SSTORE = 0x55,

    /// <summary>Jumps.</summary>
    JUMP = 0x56,

    /// <summary>Jumps if a condition is not 0.</summary>
    JUMPI = 0x57,

    /// <summary>Position of this instruction.</summary>
    PC = 0x58,

    /// <summary>Size of the active memory in bytes.</summary>
    MSIZE = 0x59,

    /// <summary>Gas left after this instruction.</summary>
    GAS = 0x5a,

    /// <summary>Marks a destination of jumps.</summary>
    JUMPDEST = 0x5b,

    /// <summary>Loads from transient storage (EIP-1153).</summary>
    TLOAD = 0x5c,

    /// <summary>Stores to transient storage (EIP-1153).</summary>
    TSTORE = 0x5d,

    /// <summary>Copies memory to memory (EIP-5656).</summary>
    MCOPY = 0x5e,

    /// <summary>Pushes 0 (EIP-3855).</summary>
    PUSH0 = 0x5f,

    /// <summary>Pushes 1 byte of code.</summary>
    PUSH1 = 0x60,

    /// <summary>Pushes 2 bytes of code.</summary>
    PUSH2 = 0x61,

    /// <summary>Pushes 3 bytes of code.</summary>
    PUSH3 = 0x62,

    /// <summary>Pushes 4 bytes of code.</summary>
    PUSH4 = 0x63,

    /// <summary>Pushes 5 bytes of code.</summary>
    PUSH5 = 0x64,

    /// <summary>Pushes 6 bytes of code.</summary>
    PUSH6 = 0x65,

    /// <summary>Pushes 7 bytes of code.</summary>
    PUSH7 = 0x66,

    /// <summary>Pushes 8 bytes of code.</summary>
    PUSH8 = 0x67,

    /// <summary>Pushes 9 bytes of code.</summary>
    PUSH9 = 0x68,

    /// <summary>Pushes 10 bytes of code.</summary>
    PUSH10 = 0x69,

    /// <summary>Pushes 11 bytes of code.</summary>
    PUSH11 = 0x6a,

    /// <summary>Pushes 12 bytes of code.</summary>
    PUSH12 = 0x6b,

    /// <summary>Pushes 13 bytes of code.</summary>
    PUSH13 = 0x6c,

    /// <summary>Pushes 14 bytes of code.</summary>
    PUSH14 = 0x6d,

    /// <summary>Pushes 15 bytes of code.</summary>
    PUSH15 = 0x6e,

    /// <summary>Pushes 16 bytes of code.</summary>
    PUSH16 = 0x6f,

    /// <summary>Pushes 17 bytes of code.</summary>
    PUSH17 = 0x70,

    /// <summary>Pushes 18 bytes of code.</summary>
    PUSH18 = 0x71,

    /// <summary>Pushes 19 bytes of code.</summary>
    PUSH19 = 0x72,

    /// <summary>Pushes 20 bytes of code.</summary>
    PUSH20 = 0x73,

    /// <summary>Pushes 21 bytes of code.</summary>
    PUSH21 = 0x74,

    /// <summary>Pushes 22 bytes of code.</summary>
    PUSH22 = 0x75,

    /// <summary>Pushes 23 bytes of code.</summary>
    PUSH23 = 0x76,

    /// <summary>Pushes 24 bytes of code.</summary>
    PUSH24 = 0x77,

    /// <summary>Pushes 25 bytes of code.</summary>
    PUSH25 = 0x78,

    /// <summary>Pushes 26 bytes of code.</summary>
    PUSH26 = 0x79,

    /// <summary>Pushes 27 bytes of code.</summary>
    PUSH27 = 0x7a,

    /// <summary>Pushes 28 bytes of code.</summary>
    PUSH28 = 0x7b,

    /// <summary>Pushes 29 bytes of code.</summary>
    PUSH29 = 0x7c,

    /// <summary>Pushes 30 bytes of code.</summary>
    PUSH30 = 0x7d,

    /// <summary>Pushes 31 bytes of code.</summary>
    PUSH31 = 0x7e,

    /// <summary>Pushes 32 bytes of code.</summary>
    PUSH32 = 0x7f,

    /// <summary>Copies item 1 from the top.</summary>
    DUP1 = 0x80,

    /// <summary>Copies item 2 from the top.</summary>
    DUP2 = 0x81,

    /// <summary>Copies item 3 from the top.</summary>
    DUP3 = 0x82,

    /// <summary>Copies item 4 from the top.</summary>
    DUP4 = 0x83,

    /// <summary>Copies item 5 from the top.</summary>
    DUP5 = 0x84,

    /// <summary>Copies item 6 from the top.</summary>
    DUP6 = 0x85,

    /// <summary>Copies item 7 from the top.</summary>
    DUP7 = 0x86,

    /// <summary>Copies item 8 from the top.</summary>
    DUP8 = 0x87,

    /// <summary>Copies item 9 from the top.</summary>
    DUP9 = 0x88,

    /// <summary>Copies item 10 from the top.</summary>
    DUP10 = 0x89,

    /// <summary>Copies item 11 from the top.</summary>
    DUP11 = 0x8a,

    /// <summary>Copies item 12 from the top.</summary>
    DUP12 = 0x8b,

    /// <summary>Copies item 13 from the top.</summary>
    DUP13 = 0x8c,

    /// <summary>Copies item 14 from the top.</summary>
    DUP14 = 0x8d,

    /// <summary>Copies item 15 from the top.</summary>
    DUP15 = 0x8e,

    /// <summary>Copies item 16 from the top.</summary>
    DUP16 = 0x8f,

    /// <summary>Exchanges the top with item 2 from the top.</summary>
    SWAP1 = 0x90,

    /// <summary>Exchanges the top with item 3 from the top.</summary>
    SWAP2 = 0x91,

    /// <summary>Exchanges the top with item 4 from the top.</summary>
    SWAP3 = 0x92,

    /// <summary>Exchanges the top with item 5 from the top.</summary>
    SWAP4 = 0x93,

    /// <summary>Exchanges the top with item 6 from the top.</summary>
    SWAP5 = 0x94,

    /// <summary>Exchanges the top with item 7 from the top.</summary>
    SWAP6 = 0x95,

    /// <summary>Exchanges the top with item 8 from the top.</summary>
    SWAP7 = 0x96,

    /// <summary>Exchanges the top with item 9 from the top.</summary>
    SWAP8 = 0x97,

    /// <summary>Exchanges the top with item 10 from the top.</summary>
    SWAP9 = 0x98,

    /// <summary>Exchanges the top with item 11 from the top.</summary>
    SWAP10 = 0x99,

    /// <summary>Exchanges the top with item 12 from the top.</summary>
    SWAP11 = 0x9a,

    /// <summary>Exchanges the top with item 13 from the top.</summary>
    SWAP12 = 0x9b,

    /// <summary>Exchanges the top with item 14 from the top.</summary>
    SWAP13 = 0x9c,

    /// <summary>Exchanges the top with item 15 from the top.</summary>
    SWAP14 = 0x9d,

    /// <summary>Exchanges the top with item 16 from the top.</summary>
    SWAP15 = 0x9e,

    /// <summary>Exchanges the top with item 17 from the top.</summary>
    SWAP16 = 0x9f,

    /// <summary>Appends a log with 0 topics.</summary>
    LOG0 = 0xa0,

    /// <summary>Appends a log with 1 topic.</summary>
    LOG1 = 0xa1,

    /// <summary>Appends a log with 2 topics.</summary>
    LOG2 = 0xa2,

    /// <summary>Appends a log with 3 topics.</summary>
    LOG3 = 0xa3,

    /// <summary>Appends a log with 4 topics.</summary>
    LOG4 = 0xa4,

    /// <summary>Copies an item that its immediate names, the 17th to the 235th from the top (EIP-8024).</summary>
    DUPN = 0xe6,

    /// <summary>Exchanges the top with an item that its immediate names, the 18th to the 236th from the top (EIP-8024).</summary>
    SWAPN = 0xe7,

    /// <summary>Exchanges two items below the top that its immediate names, down to the 30th from the top (EIP-8024).</summary>
    EXCHANGE = 0xe8,

    /// <summary>Creates an account.</summary>
    CREATE = 0xf0,

    /// <summary>Calls an account.</summary>
    CALL = 0xf1,

    /// <summary>Runs an account's code on the own storage.</summary>
    CALLCODE = 0xf2,

    /// <summary>Halts with output.</summary>
    RETURN = 0xf3,

    /// <summary>Runs an account's code with the own storage, caller and value (EIP-7).</summary>
    DELEGATECALL = 0xf4,

    /// <summary>Creates an account at an address by salt and code (EIP-1014).</summary>
    CREATE2 = 0xf5,

    /// <summary>Calls an account without the right to change state (EIP-214).</summary>
    STATICCALL = 0xfa,

    /// <summary>Halts with output, undoes changes and keeps the gas left (EIP-140).</summary>
    REVERT = 0xfd,

    /// <summary>Designated invalid instruction (EIP-141).</summary>
    INVALID = 0xfe,

    /// <summary>Halts and sends the balance to an account.</summary>
    SELFDESTRUCT = 0xff,
}
