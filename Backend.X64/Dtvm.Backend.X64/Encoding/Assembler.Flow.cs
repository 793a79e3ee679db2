// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>A use of a pool entry: where its displacement lies, and how many bytes of the instruction follow it.</summary>
internal readonly record struct PoolUse(int Position, int Entry, int BytesBehind);

/// <summary>This part has what no row of the table describes: moves of immediates, flow of control, labels, the pool.</summary>
internal sealed partial class Assembler
{
    private readonly List<PoolUse> _poolUses = [];

    /// <summary>The constants that the code refers to.</summary>
    internal ConstantPool Pool { get; } = new();

    /// <summary>Where the code of each EVM instruction begins; null for code that only runs.</summary>
    internal PcMarks? PcMarks { get; set; }

    /// <summary>Loads a constant in the shortest way that leaves the flags alone.</summary>
    internal void MovImmediate(Gpr target, ulong value)
    {
        Reserve();
        var high = (int)target >> 3;
        if (value <= uint.MaxValue)
        {
            if (high != 0)
            {
                Put(0x41);
            }

            Put((byte)(0xb8 | ((int)target & 7)));
            PutDword((int)value);
        }
        else if (value == (ulong)(long)(int)value)
        {
            Put((byte)(0x48 | high));
            Put(0xc7);
            Put((byte)(0xc0 | ((int)target & 7)));
            PutDword((int)value);
        }
        else
        {
            Put((byte)(0x48 | high));
            Put((byte)(0xb8 | ((int)target & 7)));
            PutDword((int)value);
            PutDword((int)(value >> 32));
        }
    }

    /// <summary><c>mov qword [mem], imm</c>, sign-extended.</summary>
    internal void MovImmediate(in Mem target, int value)
    {
        ref readonly var row = ref X64OpTable.Get(X64Op.Mov);
        Memory(in row, 0xc7, 0, NoRegister, target, sizeof(int));
        PutDword(value);
    }

    /// <summary><c>mov byte [mem], imm</c></summary>
    internal void MovImmediate8(in Mem target, byte value)
    {
        ref readonly var row = ref X64OpTable.Get(X64Op.Mov8);
        Memory(in row, 0xc6, 0, NoRegister, target, sizeof(byte));
        Put(value);
    }

    /// <summary><c>setcc</c> of the low byte; the rest of the register stays.</summary>
    internal void Set(Condition condition, Gpr target)
    {
        Reserve();
        if ((int)target >= 4)
        {
            Put((byte)(0x40 | ((int)target >> 3)));
        }

        Put(0x0f);
        Put((byte)(0x90 | (int)condition));
        Put((byte)(0xc0 | ((int)target & 7)));
    }

    /// <summary><c>cmovcc reg, reg</c></summary>
    internal void Cmov(Condition condition, Gpr target, Gpr source)
    {
        Reserve();
        Put((byte)(0x48 | (((int)target & 8) >> 1) | ((int)source >> 3)));
        Put(0x0f);
        Put((byte)(0x40 | (int)condition));
        Put((byte)(0xc0 | (((int)target & 7) << 3) | ((int)source & 7)));
    }

    /// <summary>Where the native stack pointer moves; null for code that only runs.</summary>
    internal StackMarks? Stack { get; set; }

    /// <summary>Says where the native stack pointer is from here on.</summary>
    /// <param name="depth">As of <see cref="StackMarks.Add"/>.</param>
    internal void MarkStack(int depth) => Stack?.Add(_length, depth);

    /// <summary><c>push reg</c></summary>
    internal void Push(Gpr register)
    {
        Short(0x50, register);
        Stack?.Add(_length, Stack.Depth + sizeof(long));
    }

    /// <summary><c>push reg</c> of a register that who unwinds the stack finds there.</summary>
    internal void PushSaved(Gpr register)
    {
        Push(register);
        Stack?.Add(_length, Stack.Depth, (int)register);
    }

    /// <summary><c>pop reg</c></summary>
    internal void Pop(Gpr register)
    {
        Short(0x58, register);
        Stack?.Add(_length, Stack.Depth - sizeof(long));
    }

    /// <summary><c>bswap reg</c></summary>
    internal void Bswap(Gpr register)
    {
        Reserve();
        Put((byte)(0x48 | ((int)register >> 3)));
        Put(0x0f);
        Put((byte)(0xc8 | ((int)register & 7)));
    }

    /// <summary><c>ret</c></summary>
    internal void Ret()
    {
        Reserve();
        Put(0xc3);
    }

    /// <summary><c>vzeroupper</c></summary>
    internal void Vzeroupper()
    {
        Reserve();
        Put(0xc5);
        Put(0xf8);
        Put(0x77);
    }

    /// <summary><c>op reg, imm32</c> whose value is given later by <see cref="Patch"/>.</summary>
    /// <returns>Where the immediate lies.</returns>
    internal int PatchableImmediate(X64Op op, Gpr target)
    {
        ref readonly var row = ref X64OpTable.Get(op, X64Forms.Immediate);
        Register(in row, 0x81, row.Digit, NoRegister, (int)target);
        PutDword(0);
        return _length - sizeof(int);
    }

    /// <summary>Writes 32 bits over what stands there.</summary>
    internal void Patch(int position, int value) => Unsafe.WriteUnaligned(ref _bytes[position], value);

    /// <summary>Makes the seven bytes that end with a patchable immediate one instruction that does nothing.</summary>
    internal void PatchToNothing(int position)
    {
        ReadOnlySpan<byte> nop = [0x0f, 0x1f, 0x80, 0, 0, 0, 0];
        nop.CopyTo(_bytes.AsSpan(position - 3));
    }

    /// <summary><c>jcc label</c></summary>
    internal void Jump(Condition condition, ref Label target)
    {
        Reserve();
        if (target.IsBound && target.Position - (_length + 2) is var near && near == (sbyte)near)
        {
            Put((byte)(0x70 | (int)condition));
            Put((byte)near);
            return;
        }

        Put(0x0f);
        Put((byte)(0x80 | (int)condition));
        Use(ref target);
    }

    /// <summary><c>jmp label</c></summary>
    internal void Jump(ref Label target)
    {
        Reserve();
        if (target.IsBound && target.Position - (_length + 2) is var near && near == (sbyte)near)
        {
            Put(0xeb);
            Put((byte)near);
            return;
        }

        Put(0xe9);
        Use(ref target);
    }

    /// <summary><c>call label</c></summary>
    internal void Call(ref Label target)
    {
        Reserve();
        Put(0xe8);
        Use(ref target);
    }

    /// <summary><c>jcc</c> over less than 128 bytes, to where <see cref="BindNear"/> says.</summary>
    /// <returns>What <see cref="BindNear"/> takes.</returns>
    internal int JumpNear(Condition condition)
    {
        Reserve();
        Put((byte)(0x70 | (int)condition));
        Put(0);
        return _length;
    }

    /// <summary><c>jmp</c> over less than 128 bytes, to where <see cref="BindNear"/> says.</summary>
    /// <returns>What <see cref="BindNear"/> takes.</returns>
    internal int JumpNear()
    {
        Reserve();
        Put(0xeb);
        Put(0);
        return _length;
    }

    /// <summary>Lets a near jump lead to here.</summary>
    /// <exception cref="X64Exception">It is too far away: a fault of the lowering.</exception>
    internal void BindNear(int jump)
    {
        var distance = _length - jump;
        _bytes[jump - 1] = distance <= sbyte.MaxValue ? (byte)distance : throw new X64Exception("a near jump is not near");
    }

    /// <summary>Binds a label to here.</summary>
    internal void Bind(ref Label label)
    {
        for (var use = label.LastUse; use >= 0;)
        {
            var next = Read(use) - 1;
            Patch(use, _length - (use + sizeof(int)));
            use = next;
        }

        label.LastUse = -1;
        label.Position = _length;
    }

    /// <summary>Lets all that refers to an unbound label refer to another one.</summary>
    internal void Redirect(ref Label from, ref Label to)
    {
        for (var use = from.LastUse; use >= 0;)
        {
            var next = Read(use) - 1;
            Link(use, ref to);
            use = next;
        }

        from.LastUse = -1;
    }

    /// <summary>Resolves the uses of the pool.</summary>
    /// <param name="poolOffset">Where the pool begins, relative to the code.</param>
    internal void ResolvePool(int poolOffset)
    {
        foreach (ref readonly var use in CollectionsMarshal.AsSpan(_poolUses))
        {
            Patch(use.Position, poolOffset + Pool.OffsetOf(use.Entry) - (use.Position + sizeof(int) + use.BytesBehind));
        }
    }

    /// <summary>Notes that what follows comes from an EVM instruction and computes a MIR value, or none.</summary>
    internal void MarkPc(int pc, int value = -1) => PcMarks?.Add(_length, pc, value);

    /// <summary>Notes that a region begins here.</summary>
    internal void MarkEntry(int pc) => PcMarks?.AddAlways(_length, pc, -1);

    private void Use(ref Label target)
    {
        PutDword(0);
        Link(_length - sizeof(int), ref target);
    }

    private void Link(int use, ref Label target)
    {
        if (target.IsBound)
        {
            Patch(use, target.Position - (use + sizeof(int)));
        }
        else
        {
            Patch(use, target.LastUse + 1);
            target.LastUse = use;
        }
    }

    private int Read(int position) => Unsafe.ReadUnaligned<int>(ref _bytes[position]);

    private void Short(byte code, Gpr register)
    {
        Reserve();
        if ((int)register >= 8)
        {
            Put(0x41);
        }

        Put((byte)(code | ((int)register & 7)));
    }
}
