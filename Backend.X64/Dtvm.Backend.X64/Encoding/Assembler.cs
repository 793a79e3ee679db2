// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>Writes machine code into a buffer of its own. This part has the instructions in their operand forms.</summary>
/// <remarks>The code is position-independent: it refers to itself and to the constant pool behind it relative to the instruction
/// pointer.</remarks>
internal sealed partial class Assembler
{
    /// <summary>No instruction is longer.</summary>
    private const int MaxInstructionBytes = 16;

    private const int NoRegister = 0;

    /// <summary>Two registers are encoded in the one way or the other.</summary>
    private const X64Forms Either = X64Forms.Load | X64Forms.Store;

    private byte[] _bytes = new byte[1 << 14];
    private int _length;

    /// <summary>Bytes written.</summary>
    internal int Length => _length;

    /// <summary>The code.</summary>
    internal Span<byte> Code => _bytes.AsSpan(0, _length);

    /// <summary><c>op reg, reg</c>: the first is the result or, of a comparison, the left side.</summary>
    internal void Rr(X64Op op, Gpr target, Gpr source) => Rr(in X64OpTable.Get(op, Either), (int)target, (int)source);

    /// <summary><c>op reg, [mem]</c></summary>
    internal void Rm(X64Op op, Gpr target, in Mem source)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Load);
        Memory(in row, row.Code, (int)target, NoRegister, source, 0);
    }

    /// <summary><c>op [mem], reg</c></summary>
    internal void Mr(X64Op op, in Mem target, Gpr source)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Store);
        Memory(in row, row.StoreCode, (int)source, NoRegister, target, 0);
    }

    /// <summary><c>op reg, imm</c>, sign-extended.</summary>
    internal void Ri(X64Op op, Gpr target, int immediate)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Immediate);
        var isShort = immediate == (sbyte)immediate;
        Register(in row, isShort ? (byte)0x83 : (byte)0x81, row.Digit, NoRegister, (int)target);
        PutImmediate(immediate, isShort);
    }

    /// <summary><c>op [mem], imm</c>, sign-extended.</summary>
    internal void Mi(X64Op op, in Mem target, int immediate)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Immediate);
        var isShort = immediate == (sbyte)immediate;
        Memory(in row, isShort ? (byte)0x83 : (byte)0x81, row.Digit, NoRegister, target, isShort ? 1 : 4);
        PutImmediate(immediate, isShort);
    }

    /// <summary><c>op reg</c></summary>
    internal void R(X64Op op, Gpr operand)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Unary);
        Register(in row, row.Code, row.Digit, NoRegister, (int)operand);
    }

    /// <summary><c>op [mem]</c></summary>
    internal void M(X64Op op, in Mem operand)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Unary);
        Memory(in row, row.Code, row.Digit, NoRegister, operand, 0);
    }

    /// <summary><c>op reg, count</c>: a shift or a bit test.</summary>
    internal void Rc(X64Op op, Gpr target, int count)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Count);
        Register(in row, row.StoreCode, row.Digit, NoRegister, (int)target);
        Put((byte)count);
    }

    /// <summary><c>op reg, cl</c></summary>
    internal void Rcl(X64Op op, Gpr target)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.ByCl);
        Register(in row, row.Code, row.Digit, NoRegister, (int)target);
    }

    /// <summary><c>op reg, reg, count</c>: a double shift.</summary>
    internal void Rrc(X64Op op, Gpr target, Gpr source, int count)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.DoubleShift);
        Register(in row, row.StoreCode, (int)source, NoRegister, (int)target);
        Put((byte)count);
    }

    /// <summary><c>op reg, reg, cl</c>: a double shift.</summary>
    internal void Rrcl(X64Op op, Gpr target, Gpr source)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.ByCl);
        Register(in row, row.Code, (int)source, NoRegister, (int)target);
    }

    /// <summary><c>op reg, reg, reg</c> in Intel's order; for a shift the middle one of the text is <paramref name="operand"/>.</summary>
    /// <param name="op">The instruction.</param>
    /// <param name="target">The operand in <c>reg</c>.</param>
    /// <param name="extra">The operand in <c>vvvv</c>: the low half of a product, the count of a shift, the first source else.</param>
    /// <param name="operand">The operand in <c>r/m</c>.</param>
    internal void Rrr(X64Op op, Gpr target, Gpr extra, Gpr operand)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Three);
        Register(in row, row.Code, (int)target, (int)extra, (int)operand);
    }

    /// <summary>As the form with registers only, with <c>r/m</c> in memory.</summary>
    internal void Rrm(X64Op op, Gpr target, Gpr extra, in Mem operand)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Three);
        Memory(in row, row.Code, (int)target, (int)extra, operand, 0);
    }

    /// <summary><c>op ymm, [mem]</c></summary>
    internal void Rm(X64Op op, Ymm target, in Mem source)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Load);
        Memory(in row, row.Code, (int)target, NoRegister, source, 0);
    }

    /// <summary><c>op [mem], ymm</c></summary>
    internal void Mr(X64Op op, in Mem target, Ymm source)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Store);
        Memory(in row, row.StoreCode, (int)source, NoRegister, target, 0);
    }

    /// <summary><c>op ymm, ymm</c></summary>
    internal void Rr(X64Op op, Ymm target, Ymm source) => Rr(in X64OpTable.Get(op, Either), (int)target, (int)source);

    /// <summary><c>op xmm, reg</c></summary>
    internal void Rr(X64Op op, Ymm target, Gpr source) => Rr(in X64OpTable.Get(op, Either), (int)target, (int)source);

    /// <summary><c>op ymm, ymm, ymm</c></summary>
    internal void Rrr(X64Op op, Ymm target, Ymm left, Ymm right)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Three);
        Register(in row, row.Code, (int)target, (int)left, (int)right);
    }

    /// <summary><c>op ymm, ymm, [mem]</c></summary>
    internal void Rrm(X64Op op, Ymm target, Ymm left, in Mem right)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Three);
        Memory(in row, row.Code, (int)target, (int)left, right, 0);
    }

    /// <summary><c>op ymm, ymm, imm8</c></summary>
    internal void Rrc(X64Op op, Ymm target, Ymm source, int control)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.DoubleShift);
        Register(in row, row.StoreCode, (int)target, NoRegister, (int)source);
        Put((byte)control);
    }

    /// <summary><c>op xmm, xmm, count</c>: a shift of each element from one register to another.</summary>
    internal void CountedCopy(X64Op op, Ymm target, Ymm source, int count)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.CountedCopy);
        Register(in row, row.StoreCode, row.Digit, (int)target, (int)source);
        Put((byte)count);
    }

    /// <summary><c>op xmm, xmm, xmm, imm8</c></summary>
    internal void Rrrc(X64Op op, Ymm target, Ymm left, Ymm right, int control)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.ThreeAndControl);
        Register(in row, row.Code, (int)target, (int)left, (int)right);
        Put((byte)control);
    }

    /// <summary>Starts anew with the same memory.</summary>
    internal void Clear()
    {
        _length = 0;
        _poolUses.Clear();
        Pool.Clear();
        PcMarks?.Clear();
        Stack?.Clear();
    }

    private void Rr(in X64OpInfo row, int target, int source)
    {
        if (row.Code != 0)
        {
            Register(in row, row.Code, target, NoRegister, source);
        }
        else
        {
            Register(in row, row.StoreCode, source, NoRegister, target);
        }
    }

    private void Register(in X64OpInfo row, byte code, int reg, int extra, int rm)
    {
        Reserve();
        ref var start = ref Cursor();
        var length = Prefix(ref start, in row, code, reg, extra, 0, rm, row.Bits == 8 && rm >= 4);
        Unsafe.Add(ref start, length) = (byte)(0xc0 | ((reg & 7) << 3) | (rm & 7));
        _length += length + 1;
    }

    private void Memory(in X64OpInfo row, byte code, int reg, int extra, in Mem mem, int immediateBytes)
    {
        Reserve();
        ref var start = ref Cursor();
        if (mem.IsPool)
        {
            var before = Prefix(ref start, in row, code, reg, extra, 0, 0, false);
            Unsafe.Add(ref start, before) = (byte)(((reg & 7) << 3) | 5);
            _length += before + 1;
            _poolUses.Add(new PoolUse(_length, mem.Displacement, immediateBytes));
            PutDword(0);
            return;
        }

        var needsRex = row.Op == X64Op.Mov8 && reg >= 4;
        var length = Prefix(ref start, in row, code, reg, extra, mem.HasIndex ? mem.Index : 0, mem.Base, needsRex);
        var @base = mem.Base & 7;
        var displacement = mem.Displacement;

        // With EVEX a displacement of one byte counts in units of the operand's size: it has four always.
        var mode = displacement == 0 && @base != 5 ? 0
            : displacement == (sbyte)displacement && row.Encoding != X64Encoding.Evex ? 1 : 2;
        if (mem.HasIndex)
        {
            Unsafe.Add(ref start, length++) = (byte)((mode << 6) | ((reg & 7) << 3) | 4);
            Unsafe.Add(ref start, length++) = (byte)((mem.Scale << 6) | ((mem.Index & 7) << 3) | @base);
        }
        else
        {
            Unsafe.Add(ref start, length++) = (byte)((mode << 6) | ((reg & 7) << 3) | @base);
            if (@base == 4)
            {
                Unsafe.Add(ref start, length++) = 0x24;
            }
        }

        if (mode == 1)
        {
            Unsafe.Add(ref start, length++) = (byte)displacement;
        }
        else if (mode == 2)
        {
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref start, length), displacement);
            length += sizeof(int);
        }

        _length += length;
    }

    /// <summary>Everything before ModRM: legacy prefix, REX, VEX or EVEX, opcode map, opcode.</summary>
    /// <returns>Its length.</returns>
    private static int Prefix(ref byte start, in X64OpInfo row, byte code, int reg, int extra, int index, int rm, bool needsRex)
    {
        var length = 0;
        var high = ((reg & 8) >> 1) | ((index & 8) >> 2) | ((rm & 8) >> 3);
        if (row.Encoding == X64Encoding.Evex)
        {
            return EvexPrefix(ref start, in row, code, reg, extra, index, rm);
        }

        if (row.Encoding == X64Encoding.Vex)
        {
            var simd = SimdPrefix(row.Prefix);
            var last = ((~extra & 15) << 3) | (row.Bits == 256 ? 4 : 0) | simd;
            if (row.Map == OpcodeMap.Secondary && (high & 3) == 0 && !row.IsWide)
            {
                Unsafe.Add(ref start, length++) = 0xc5;
                Unsafe.Add(ref start, length++) = (byte)(((~high & 4) << 5) | last);
            }
            else
            {
                Unsafe.Add(ref start, length++) = 0xc4;
                Unsafe.Add(ref start, length++) = (byte)(((~high & 7) << 5) | (int)row.Map);
                Unsafe.Add(ref start, length++) = (byte)((row.IsWide ? 0x80 : 0) | last);
            }

            Unsafe.Add(ref start, length++) = code;
            return length;
        }

        if (row.Prefix != 0)
        {
            Unsafe.Add(ref start, length++) = row.Prefix;
        }

        if (row.IsWide)
        {
            high |= 8;
        }

        if (high != 0 || needsRex)
        {
            Unsafe.Add(ref start, length++) = (byte)(0x40 | high);
        }

        if (row.Map != OpcodeMap.Primary)
        {
            Unsafe.Add(ref start, length++) = 0x0f;
            if (row.Map != OpcodeMap.Secondary)
            {
                Unsafe.Add(ref start, length++) = row.Map == OpcodeMap.Third38 ? (byte)0x38 : (byte)0x3a;
            }
        }

        Unsafe.Add(ref start, length++) = code;
        return length;
    }

    /// <summary>EVEX for a vector of 128 bits, without mask and broadcast, and the opcode (Intel SDM, volume 2, 2.7.1).</summary>
    private static int EvexPrefix(ref byte start, in X64OpInfo row, byte code, int reg, int extra, int index, int rm)
    {
        // Of a register in r/m the fifth bit is where the index of memory has its fourth.
        var high = ((reg & 8) << 4) | ((index & 8) << 3) | ((rm & 16) << 2) | ((rm & 8) << 2) | (reg & 16);
        start = 0x62;
        Unsafe.Add(ref start, 1) = (byte)((~high & 0xf0) | (int)row.Map);
        Unsafe.Add(ref start, 2) = (byte)((row.IsWide ? 0x80 : 0) | ((~extra & 15) << 3) | 4 | SimdPrefix(row.Prefix));
        Unsafe.Add(ref start, 3) = (byte)((~extra & 16) >> 1);
        Unsafe.Add(ref start, 4) = code;
        return 5;
    }

    private static int SimdPrefix(byte prefix) => prefix switch
    {
        0x66 => 1,
        0xf3 => 2,
        0xf2 => 3,
        _ => 0,
    };

    /// <summary>Where the next byte goes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Cursor() => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _length);

    private void PutImmediate(int immediate, bool isShort)
    {
        if (isShort)
        {
            Put((byte)immediate);
        }
        else
        {
            PutDword(immediate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve()
    {
        if (_bytes.Length - _length < 2 * MaxInstructionBytes)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(byte value) => Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _length++) = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void PutDword(int value)
    {
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_bytes), _length), value);
        _length += sizeof(int);
    }
}
