// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>The operations of MIR. <see cref="MirOpTable"/> holds name, operand types, result type and effects of each.</summary>
/// <remarks>
/// Operand order is that of the text form. Arithmetic wraps. <c>T</c> is I64 or I256 (logic and comparison for equality: also I1).
/// </remarks>
public enum MirOp : byte
{
    /// <summary><c>v = const T c</c>: <see cref="MirInst.Constant"/>.</summary>
    Const,

    /// <summary><c>v = add T a, b</c></summary>
    Add,

    /// <summary><c>v = sub T a, b</c></summary>
    Sub,

    /// <summary><c>v = mul T a, b</c></summary>
    Mul,

    /// <summary><c>v = and T a, b</c></summary>
    And,

    /// <summary><c>v = or T a, b</c></summary>
    Or,

    /// <summary><c>v = xor T a, b</c></summary>
    Xor,

    /// <summary><c>v = not T a</c></summary>
    Not,

    /// <summary><c>v = shl T value, amount</c>; zero when the amount is the width or more.</summary>
    Shl,

    /// <summary><c>v = shr T value, amount</c>: logical; zero when the amount is the width or more.</summary>
    Shr,

    /// <summary><c>v = sar T value, amount</c>: arithmetic; all sign bits when the amount is the width or more.</summary>
    Sar,

    /// <summary><c>v = byte index, value</c>: byte <c>index</c> from the most significant end; 0 when index is 32 or more (Yellow Paper,
    /// BYTE).</summary>
    Byte,

    /// <summary><c>v = signextend index, value</c> (Yellow Paper, SIGNEXTEND).</summary>
    SignExtend,

    /// <summary><c>v = clz value</c>: leading zero bits, 256 for 0 (EIP-7939).</summary>
    Clz,

    /// <summary><c>v = eq T a, b</c> : I1</summary>
    Eq,

    /// <summary><c>v = ne T a, b</c> : I1</summary>
    Ne,

    /// <summary><c>v = ult T a, b</c> : I1, unsigned</summary>
    Ult,

    /// <summary><c>v = ugt T a, b</c> : I1, unsigned</summary>
    Ugt,

    /// <summary><c>v = slt T a, b</c> : I1, two's complement</summary>
    Slt,

    /// <summary><c>v = sgt T a, b</c> : I1, two's complement</summary>
    Sgt,

    /// <summary><c>v = zext T a</c>: widens I1 or I64 to T with zeros; <see cref="MirInst.Type"/> is T.</summary>
    Zext,

    /// <summary><c>v = trunc T a</c>: keeps the low bits.</summary>
    Trunc,

    /// <summary><c>v = select T cond, a, b</c>: a when cond is true.</summary>
    Select,

    /// <summary><c>v = address</c> : I256, the executing account.</summary>
    Address,

    /// <summary><c>v = caller</c> : I256</summary>
    Caller,

    /// <summary><c>v = callvalue</c> : I256</summary>
    CallValue,

    /// <summary><c>v = calldatasize</c> : I64</summary>
    CallDataSize,

    /// <summary><c>v = calldataload offset</c> : I256; bytes behind the end read as zero.</summary>
    CallDataLoad,

    /// <summary><c>v = returndatasize</c> : I64</summary>
    ReturnDataSize,

    /// <summary><c>v = memorysize</c> : I64, bytes, a multiple of 32 (MSIZE).</summary>
    MemorySize,

    /// <summary><c>v = gasleft</c> : I64 (GAS); a gas chunk ends at it, so the value is exact.</summary>
    GasLeft,

    /// <summary><c>v = mem.touch offset, size</c> : I64. Makes [offset, offset + size) valid, charging growth (Yellow Paper, appendix H),
    /// and gives the offset narrowed to 64 bits. Operand: I256 offset; <see cref="MirInst.Immediate"/>: size in bytes, at least
    /// 1.</summary>
    MemTouch,

    /// <summary><c>v = mem.range offset, size</c> : I64. As <see cref="MemTouch"/>, of a size that is an I256 operand; nothing when that is
    /// 0, whatever the offset. Gives the low 64 bits of the offset, which are all of it unless the size is 0.</summary>
    MemRange,

    /// <summary><c>v = mem.load address</c> : I256, 32 bytes big-endian at a touched I64 address.</summary>
    MemLoad,

    /// <summary><c>mem.store address, value</c>: 32 bytes big-endian at a touched I64 address.</summary>
    MemStore,

    /// <summary><c>mem.store8 address, value</c>: the low byte of an I256 at a touched I64 address.</summary>
    MemStore8,

    /// <summary><c>static.check</c>: halts with static_mode_violation when the frame is static (EIP-214). Stands before the checks of the
    /// ranges of an instruction that refuses to be static, because that it refuses can be told from running out of gas.</summary>
    StaticCheck,

    /// <summary><c>v = rt.NAME args</c>: a call of the runtime, <see cref="MirInst.Call"/>; operands in the order the EVM pops them: I256,
    /// or I64 where they are a range of memory that is valid already (<see cref="MemoryRange"/>).</summary>
    RuntimeCall,

    /// <summary><c>stack.check need, growth</c>: the stack holds at least <see cref="MirInst.Immediate"/> items and has room for
    /// <see cref="MirInst.Immediate2"/> more at the function's entry; otherwise leaves with the module's
    /// <see cref="MirModule.StackCheckExit"/> and pc <see cref="MirInst.Pc"/>. Stands only at the start of the entry block.</summary>
    StackCheck,

    /// <summary><c>v = stack.load slot</c> : I256. Slot <see cref="MirInst.Immediate"/> counts from the stack top at function entry: -1 is
    /// the top item then.</summary>
    StackLoad,

    /// <summary><c>stack.store slot, value</c></summary>
    StackStore,

    /// <summary><c>gas.chunk cost, end</c>: a gas chunk starts here: <see cref="MirInst.Immediate"/> its static cost,
    /// <see cref="MirInst.Immediate2"/> its exclusive end pc. An annotation.</summary>
    GasChunk,

    /// <summary><c>gas.charge cost</c>: takes <see cref="MirInst.Immediate"/> gas; halts with out_of_gas when less is left.</summary>
    GasCharge,

    /// <summary><c>br block(args)</c></summary>
    Br,

    /// <summary><c>brif cond, block1(args), block2(args)</c>: to block1 when cond is true.</summary>
    BrIf,

    /// <summary><c>switch value, c0: block0(args), ..., default(args)</c>: an I256 compared with <see cref="MirInst.Cases"/>; the last
    /// target is the default.</summary>
    Switch,

    /// <summary><c>jump.region @f, height</c>: tail call of function <see cref="MirInst.Immediate"/> of the module; the stack, all in
    /// memory, is <see cref="MirInst.Immediate2"/> items higher than at this function's entry.</summary>
    JumpRegion,

    /// <summary><c>jump.dynamic target, height</c>: checks the I256 target and tail calls through the jump table; height in
    /// <see cref="MirInst.Immediate2"/> as for <see cref="JumpRegion"/>.</summary>
    JumpDynamic,

    /// <summary><c>stop</c>: ends with success and no output.</summary>
    Stop,

    /// <summary><c>return address, size</c>: both I64, of memory that is valid, or both I256 (<see cref="MemoryRange"/>); ends with
    /// success.</summary>
    Return,

    /// <summary><c>revert address, size</c>: as <see cref="Return"/>; ends with revert (EIP-140).</summary>
    Revert,

    /// <summary><c>selfdestruct beneficiary</c></summary>
    SelfDestruct,

    /// <summary><c>trap status</c>: exceptional halt with the EVMC status code <see cref="MirInst.Immediate"/>.</summary>
    Trap,
}
