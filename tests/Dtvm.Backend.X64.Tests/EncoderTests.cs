// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Iced.Intel;
using Assembler = Dtvm.Backend.X64.Encoding.Assembler;
using Label = Dtvm.Backend.X64.Encoding.Label;

namespace Dtvm.Backend.X64.Tests;

/// <summary>Every row and form of the table, over registers and memory operands, is decoded by Iced to what was asked for.</summary>
public sealed class EncoderTests
{
    private const int Registers = 16;

    private static readonly Mem[] Memories = [.. AllMemories()];

    private static readonly int[] Immediates = [0, 1, -1, 127, -128, 128, -129, 0x1234, int.MaxValue, int.MinValue];

    [Theory]
    [MemberData(nameof(Rows))]
    public void AForm(string name, int form)
    {
        var op = Enum.Parse<X64Op>(name);
        ref readonly var row = ref X64OpTable.Get(op);
        Assert.Equal(op, row.Op);
        var assembler = new Assembler();
        var expected = new List<Expected>();
        switch ((X64Forms)form)
        {
            case X64Forms.Load:
                Load(assembler, in row, expected);
                break;
            case X64Forms.Store:
                Store(assembler, in row, expected);
                break;
            case X64Forms.Immediate:
                Immediate(assembler, in row, expected);
                break;
            case X64Forms.Unary:
                Unary(assembler, in row, expected);
                break;
            case X64Forms.Count:
                Count(assembler, in row, expected);
                break;
            case X64Forms.DoubleShift:
                DoubleShift(assembler, in row, expected);
                break;
            case X64Forms.Three:
                Three(assembler, in row, expected);
                break;
            case X64Forms.ByCl:
                ByCl(assembler, in row, expected);
                break;
            case X64Forms.CountedCopy:
                CountedCopy(assembler, in row, expected);
                break;
            case X64Forms.ThreeAndControl:
                ThreeAndControl(assembler, in row, expected);
                break;
        }

        Compare(op, assembler, expected);
    }

    public static TheoryData<string, int> Rows()
    {
        var data = new TheoryData<string, int>();
        foreach (var row in X64OpTable.All)
        {
            foreach (var form in Enum.GetValues<X64Forms>())
            {
                if (form is not (X64Forms.None or X64Forms.MemoryOnly) && (row.Forms & form) != 0)
                {
                    data.Add(row.Op.ToString(), (int)form);
                }
            }
        }

        return data;
    }

    [Fact]
    public void TheTableIsInTheOrderOfItsEnumeration()
    {
        Assert.Equal(Enum.GetValues<X64Op>().Length, X64OpTable.All.Length);
        for (var i = 0; i < X64OpTable.All.Length; i++)
        {
            Assert.Equal(i, (int)X64OpTable.All[i].Op);
        }
    }

    /// <summary>A number moved to memory by the form that adds one was taken for that once, and went unnoticed where the memory was
    /// zero.</summary>
    [Fact]
    public void AFormThatAnInstructionHasNotIsRefused()
    {
        var assembler = new Assembler();
        Assert.Throws<X64Exception>(() => assembler.Mi(X64Op.Mov32, new Mem(Gpr.Rax, 0), 3));
        Assert.Throws<X64Exception>(() => assembler.Rm(X64Op.Test, Gpr.Rax, new Mem(Gpr.Rax, 0)));
        Assert.Throws<X64Exception>(() => assembler.Mr(X64Op.Lea, new Mem(Gpr.Rax, 0), Gpr.Rax));
        Assert.Equal(0, assembler.Length);
    }

    [Fact]
    public void InstructionsOutsideTheTable()
    {
        var assembler = new Assembler();
        var expected = new List<string>();
        for (var i = 0; i < Registers; i++)
        {
            var register = (Gpr)i;
            assembler.Push(register);
            expected.Add($"push {Name(i, 64)}");
            assembler.Pop(register);
            expected.Add($"pop {Name(i, 64)}");
            assembler.Bswap(register);
            expected.Add($"bswap {Name(i, 64)}");
            ulong[] values = [0, 1, uint.MaxValue, 1UL << 32, ulong.MaxValue, 0x8000000000000000, unchecked((ulong)int.MinValue)];
            foreach (var value in values)
            {
                assembler.MovImmediate(register, value);
                expected.Add(value <= uint.MaxValue ? $"mov {Name(i, 32)},{value:x}h" : $"mov {Name(i, 64)},{value:x}h");
            }

            for (var condition = 0; condition < 16; condition++)
            {
                assembler.Set((Condition)condition, register);
                expected.Add($"set{ConditionName(condition)} {Name(i, 8)}");
                for (var other = 0; other < Registers; other++)
                {
                    assembler.Cmov((Condition)condition, register, (Gpr)other);
                    expected.Add($"cmov{ConditionName(condition)} {Name(i, 64)},{Name(other, 64)}");
                }
            }
        }

        assembler.Ret();
        expected.Add("ret");
        assembler.Vzeroupper();
        expected.Add("vzeroupper");
        var decoded = Decode(assembler);
        Assert.Equal(expected.Count, decoded.Count);
        for (var i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i], Text(decoded[i]), ignoreCase: true);
        }
    }

    [Fact]
    public void MovesOfImmediatesToMemory()
    {
        foreach (var memory in Memories)
        {
            foreach (var value in Immediates)
            {
                var assembler = new Assembler();
                assembler.MovImmediate(memory, value);
                assembler.MovImmediate8(memory, (byte)value);
                var decoded = Decode(assembler);
                Assert.Equal(2, decoded.Count);
                Assert.Equal(Code.Mov_rm64_imm32, decoded[0].Code);
                Assert.Equal(value, (long)decoded[0].Immediate32to64);
                Assert.Equal(Code.Mov_rm8_imm8, decoded[1].Code);
                Assert.Equal((byte)value, decoded[1].Immediate8);
                CheckMemory(memory, decoded[0], 0);
                CheckMemory(memory, decoded[1], 0);
            }
        }
    }

    [Fact]
    public void LabelsBeforeAndBehind()
    {
        var assembler = new Assembler();
        var start = default(Label);
        var end = default(Label);
        var far = default(Label);
        assembler.Bind(ref start);
        assembler.Jump(ref end);
        assembler.Jump(Condition.Equal, ref end);
        assembler.Call(ref end);
        var near = assembler.JumpNear(Condition.Below);
        var jump = assembler.JumpNear();
        assembler.Jump(ref start);
        assembler.BindNear(near);
        assembler.BindNear(jump);
        assembler.Bind(ref end);
        var endPosition = assembler.Length;
        for (var i = 0; i < 50; i++)
        {
            assembler.Bswap(Gpr.Rax);
        }

        assembler.Jump(ref start);
        assembler.Jump(Condition.Sign, ref start);
        assembler.Call(ref start);
        assembler.Jump(ref far);
        var other = default(Label);
        assembler.Jump(ref other);
        assembler.Redirect(ref other, ref far);
        assembler.Bind(ref far);
        var decoded = Decode(assembler).Where(inst => inst.Mnemonic != Mnemonic.Bswap).ToList();
        ulong[] targets =
        [
            (ulong)endPosition, (ulong)endPosition, (ulong)endPosition, (ulong)endPosition, (ulong)endPosition, 0, 0, 0, 0,
            (ulong)assembler.Length, (ulong)assembler.Length,
        ];
        Assert.Equal(targets, decoded.Select(inst => inst.NearBranchTarget));
    }

    [Fact]
    public void ThePool()
    {
        var assembler = new Assembler();
        var word = assembler.Pool.Word(new Numerics.U256(1, 2, 3, 4));
        var limb = assembler.Pool.Limb(7);
        Assert.Equal(word, assembler.Pool.Word(new Numerics.U256(1, 2, 3, 4)));
        Assert.Equal(limb, assembler.Pool.Limb(7));
        assembler.Rm(X64Op.Vmovdqu256, Ymm.Y9, Mem.Pool(word));
        assembler.Rm(X64Op.Mov, Gpr.R8, Mem.Pool(limb));
        assembler.Mi(X64Op.Cmp, Mem.Pool(limb), 5);
        assembler.Mi(X64Op.Cmp, Mem.Pool(limb), 500);
        assembler.ResolvePool(64);
        Assert.Equal([64UL, 96, 96, 96], Decode(assembler).Select(inst => inst.IPRelativeMemoryAddress));
        var bytes = new byte[assembler.Pool.Size];
        assembler.Pool.Write(bytes);
        Assert.Equal(3, BitConverter.ToInt64(bytes, 16));
        Assert.Equal(7, BitConverter.ToInt64(bytes, 32));
    }

    private static void Load(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        var isVector = row.IsVector;
        for (var target = 0; target < RegistersOf(in row); target++)
        {
            for (var source = 0; source < RegistersOf(in row) && (row.Forms & X64Forms.MemoryOnly) == 0; source++)
            {
                if (row.Op is X64Op.Vmovd or X64Op.Vmovq)
                {
                    assembler.Rr(row.Op, (Ymm)target, (Gpr)source);
                }
                else if (isVector)
                {
                    assembler.Rr(row.Op, (Ymm)target, (Ymm)source);
                }
                else
                {
                    assembler.Rr(row.Op, (Gpr)target, (Gpr)source);
                }

                expected.Add(new Expected(target, source));
            }

            foreach (var memory in Memories)
            {
                if (isVector)
                {
                    assembler.Rm(row.Op, (Ymm)target, memory);
                }
                else
                {
                    assembler.Rm(row.Op, (Gpr)target, memory);
                }

                expected.Add(new Expected(target, Memory: memory, MemoryIndex: 1));
            }
        }
    }

    private static void Store(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var source = 0; source < RegistersOf(in row); source++)
        {
            if (row.Code == 0 && (row.Forms & X64Forms.MemoryOnly) == 0)
            {
                for (var target = 0; target < Registers; target++)
                {
                    assembler.Rr(row.Op, (Gpr)target, (Gpr)source);
                    expected.Add(new Expected(target, source));
                }
            }

            foreach (var memory in Memories)
            {
                if (row.IsVector)
                {
                    assembler.Mr(row.Op, memory, (Ymm)source);
                }
                else
                {
                    assembler.Mr(row.Op, memory, (Gpr)source);
                }

                expected.Add(new Expected(Second: source, Memory: memory, MemoryIndex: 0));
            }
        }
    }

    private static void Immediate(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        foreach (var value in Immediates)
        {
            for (var target = 0; target < Registers; target++)
            {
                assembler.Ri(row.Op, (Gpr)target, value);
                expected.Add(new Expected(target, Immediate: value));
            }

            foreach (var memory in Memories)
            {
                assembler.Mi(row.Op, memory, value);
                expected.Add(new Expected(Memory: memory, MemoryIndex: 0, Immediate: value));
            }
        }
    }

    private static void Unary(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var operand = 0; operand < Registers; operand++)
        {
            assembler.R(row.Op, (Gpr)operand);
            expected.Add(new Expected(operand));
        }

        foreach (var memory in Memories)
        {
            assembler.M(row.Op, memory);
            expected.Add(new Expected(Memory: memory, MemoryIndex: 0));
        }
    }

    private static void Count(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var target = 0; target < Registers; target++)
        {
            for (var count = 0; count < 64; count++)
            {
                assembler.Rc(row.Op, (Gpr)target, count);
                expected.Add(new Expected(target, Immediate: count));
            }
        }
    }

    private static void DoubleShift(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var target = 0; target < Registers; target++)
        {
            for (var source = 0; source < Registers; source++)
            {
                foreach (var count in new[] { 1, 63, 0x4e })
                {
                    if (row.IsVector)
                    {
                        assembler.Rrc(row.Op, (Ymm)target, (Ymm)source, count);
                    }
                    else
                    {
                        assembler.Rrc(row.Op, (Gpr)target, (Gpr)source, count);
                    }

                    expected.Add(new Expected(target, source, Immediate: count));
                }
            }
        }
    }

    private static void ByCl(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var target = 0; target < Registers; target++)
        {
            if ((row.Forms & X64Forms.DoubleShift) == 0)
            {
                assembler.Rcl(row.Op, (Gpr)target);
                expected.Add(new Expected(target));
                continue;
            }

            for (var source = 0; source < Registers; source++)
            {
                assembler.Rrcl(row.Op, (Gpr)target, (Gpr)source);
                expected.Add(new Expected(target, source));
            }
        }
    }

    private static void Three(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        // The text has the operand in vvvv last for a shift, in the middle for everything else.
        var isShift = row.Op is X64Op.Shlx or X64Op.Shrx or X64Op.Sarx;
        for (var target = 0; target < RegistersOf(in row); target++)
        {
            for (var extra = 0; extra < RegistersOf(in row); extra++)
            {
                for (var operand = 0; operand < RegistersOf(in row); operand++)
                {
                    if (row.Bits >= 128)
                    {
                        assembler.Rrr(row.Op, (Ymm)target, (Ymm)extra, (Ymm)operand);
                    }
                    else
                    {
                        assembler.Rrr(row.Op, (Gpr)target, (Gpr)extra, (Gpr)operand);
                    }

                    expected.Add(isShift ? new Expected(target, operand, extra) : new Expected(target, extra, operand));
                }
            }

            foreach (var memory in Memories)
            {
                var extra = (target * 7) % RegistersOf(in row);
                if (row.Bits >= 128)
                {
                    assembler.Rrm(row.Op, (Ymm)target, (Ymm)extra, memory);
                }
                else
                {
                    assembler.Rrm(row.Op, (Gpr)target, (Gpr)extra, memory);
                }

                expected.Add(isShift
                    ? new Expected(target, Third: extra, Memory: memory, MemoryIndex: 1)
                    : new Expected(target, extra, Memory: memory, MemoryIndex: 2));
            }
        }
    }

    private static void CountedCopy(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var target = 0; target < RegistersOf(in row); target++)
        {
            for (var source = 0; source < RegistersOf(in row); source++)
            {
                assembler.CountedCopy(row.Op, (Ymm)target, (Ymm)source, target + 1);
                expected.Add(new Expected(target, source, Immediate: target + 1));
            }
        }
    }

    private static void ThreeAndControl(Assembler assembler, in X64OpInfo row, List<Expected> expected)
    {
        for (var target = 0; target < RegistersOf(in row); target++)
        {
            for (var left = 0; left < RegistersOf(in row); left++)
            {
                for (var right = 0; right < RegistersOf(in row); right++)
                {
                    var control = (target + left + right) & 0x7f;
                    assembler.Rrrc(row.Op, (Ymm)target, (Ymm)left, (Ymm)right, control);
                    expected.Add(new Expected(target, left, right, Immediate: control));
                }
            }
        }
    }

    private static int RegistersOf(in X64OpInfo row) => row.Encoding == X64Encoding.Evex ? 2 * Registers : Registers;

    private static void Compare(X64Op op, Assembler assembler, List<Expected> expected)
    {
        var decoded = Decode(assembler);
        Assert.Equal(expected.Count, decoded.Count);
        for (var i = 0; i < decoded.Count; i++)
        {
            var inst = decoded[i];
            Assert.Equal(Mnemonics(op), inst.Mnemonic.ToString());
            int?[] operands = [expected[i].First, expected[i].Second, expected[i].Third];
            for (var k = 0; k < operands.Length; k++)
            {
                if (operands[k] is { } number)
                {
                    Assert.Equal(OpKind.Register, inst.GetOpKind(k));
                    Assert.Equal(number, inst.GetOpRegister(k).GetFullRegister().GetNumber());
                    CheckSize(op, k, inst.GetOpRegister(k));
                }
            }

            if (expected[i].MemoryIndex is { } index)
            {
                CheckMemory(expected[i].Memory!.Value, inst, index);
            }

            if (expected[i].Immediate is { } immediate)
            {
                Assert.Equal(immediate, (int)inst.GetImmediate(inst.OpCount - 1));
            }
        }
    }

    private static void CheckSize(X64Op op, int operand, Register register)
    {
        var bits = X64OpTable.Get(op).Bits;
        var size = register.GetSize() * 8;
        switch (op)
        {
            case X64Op.Movzx8:
                Assert.Equal(operand == 0 ? 32 : 8, size);
                break;
            case X64Op.Vmovd or X64Op.Vmovq or X64Op.VmovqEvex:
                Assert.Equal(register.IsGPR() ? bits : 128, size);
                break;
            case X64Op.Vpbroadcastb256 or X64Op.Vpbroadcastd256:
                Assert.Equal(operand == 0 ? 256 : 128, size);
                break;
            case X64Op.Jmp or X64Op.Call:
                Assert.Equal(64, size);
                break;
            default:
                Assert.Equal(bits, size);
                break;
        }
    }

    private static void CheckMemory(in Mem memory, in Instruction inst, int operand)
    {
        Assert.Equal(OpKind.Memory, inst.GetOpKind(operand));
        Assert.Equal(memory.Base, inst.MemoryBase.GetNumber());
        Assert.Equal(memory.Displacement, (int)inst.MemoryDisplacement64);
        if (memory.HasIndex)
        {
            Assert.Equal(memory.Index, inst.MemoryIndex.GetNumber());
            Assert.Equal(1 << memory.Scale, inst.MemoryIndexScale);
        }
        else
        {
            Assert.Equal(Register.None, inst.MemoryIndex);
        }
    }

    private static List<Instruction> Decode(Assembler assembler)
    {
        var decoder = Decoder.Create(64, assembler.Code.ToArray());
        decoder.IP = 0;
        var result = new List<Instruction>();
        while (decoder.IP < (ulong)assembler.Length)
        {
            var inst = decoder.Decode();
            Assert.False(inst.IsInvalid, $"at {inst.IP}");
            result.Add(inst);
        }

        return result;
    }

    private static IEnumerable<Mem> AllMemories()
    {
        int[] displacements = [0, 1, -1, 127, -128, 128, -129, 0x140, 0x12345678];
        for (var @base = 0; @base < Registers; @base++)
        {
            foreach (var displacement in displacements)
            {
                yield return new Mem((Gpr)@base, displacement);
            }

            for (var index = 0; index < Registers; index++)
            {
                if (index == (int)Gpr.Rsp)
                {
                    continue;
                }

                yield return new Mem((Gpr)@base, (Gpr)index, 1 << (index % 4), displacements[(index + @base) % displacements.Length]);
            }
        }
    }

    private static string Mnemonics(X64Op op) => op switch
    {
        X64Op.VmovqEvex => "Vmovq",
        X64Op.Vmovdqa64 => op.ToString(),
        _ => op.ToString().TrimEnd('0', '1', '2', '3', '4', '5', '6', '8'),
    };

    private static string Name(int number, int bits)
    {
        var first = bits switch
        {
            8 => Register.AL,
            32 => Register.EAX,
            _ => Register.RAX,
        };
        if (bits == 8)
        {
            Register[] low = [Register.AL, Register.CL, Register.DL, Register.BL, Register.SPL, Register.BPL, Register.SIL, Register.DIL];
            return (number < 8 ? low[number] : Register.R8L + (number - 8)).ToString();
        }

        return (first + number).ToString();
    }

    private static string ConditionName(int condition) =>
        new[] { "o", "no", "b", "ae", "e", "ne", "be", "a", "s", "ns", "p", "np", "l", "ge", "le", "g" }[condition];

    private static string Text(in Instruction inst)
    {
        var text = inst.Mnemonic.ToString();
        for (var i = 0; i < inst.OpCount; i++)
        {
            text += (i == 0 ? " " : ",")
                + (inst.GetOpKind(i) == OpKind.Register
                    ? inst.GetOpRegister(i).ToString()
                    : $"{(inst.GetOpRegister(0).GetSize() == 4 ? (uint)inst.GetImmediate(i) : inst.GetImmediate(i)):x}h");
        }

        return text;
    }

    private sealed record Expected(
        int? First = null, int? Second = null, int? Third = null, Mem? Memory = null, int? MemoryIndex = null, int? Immediate = null);
}
