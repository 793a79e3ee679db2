// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers the operations on bytes and bits of a word.</summary>
internal sealed partial class FunctionLowering
{
    private void LowerByte(MirInst inst)
    {
        var index = Operand(inst, 0);
        var value = Operand(inst, 1);
        ref var state = ref Begin(inst);
        state.Zero = 14;
        if (IsConstant(index, out var known))
        {
            ByteAt(inst, value, known);
            End(inst);
            return;
        }

        var memory = InMemory(value);
        var result = Allocate();
        _asm.MovImmediate(result, 0);
        var isWide = WidthOf(index) > 1;
        var skip = 0;
        if (isWide)
        {
            OrHighLimbs(index);
            skip = _asm.JumpNear(Condition.NotEqual);
        }

        Load(Gpr.Rax, LimbOf(index, 0));
        _asm.Ri(X64Op.Cmp, Gpr.Rax, WordBytes - 1);
        var outside = _asm.JumpNear(Condition.Above);
        _asm.R(X64Op.Neg, Gpr.Rax);
        _asm.Rm(X64Op.Movzx8, result, new Mem((Gpr)memory.Base, Gpr.Rax, 1, memory.Displacement + WordBytes - 1));
        _asm.BindNear(outside);
        if (isWide)
        {
            _asm.BindNear(skip);
        }

        SetLimb(inst.Result.Id, 0, result);
        End(inst);
    }

    private void ByteAt(MirInst inst, int value, in U256 index)
    {
        if (index >= new U256(WordBytes))
        {
            _values[inst.Result.Id].Zero = 15;
            return;
        }

        var place = WordBytes - 1 - (int)index.U0;
        var limb = LimbOf(value, place / LimbBytes);
        if (limb.IsZero)
        {
            _values[inst.Result.Id].Zero = 15;
        }
        else if (limb.Kind == LimbKind.Memory)
        {
            var register = Allocate();
            _asm.Rm(X64Op.Movzx8, register, LimbOf(value, place / LimbBytes).Memory.Plus(place % LimbBytes));
            SetLimb(inst.Result.Id, 0, register);
        }
        else
        {
            var register = Take(value, place / LimbBytes);
            if (place % LimbBytes != 0)
            {
                _asm.Rc(X64Op.Shr, register, place % LimbBytes * 8);
            }

            _asm.Rr(X64Op.Movzx8, register, register);
            SetLimb(inst.Result.Id, 0, register);
        }
    }

    private void LowerSignExtend(MirInst inst)
    {
        var index = Operand(inst, 0);
        if (IsConstant(index, out var known))
        {
            var value = Operand(inst, 1);
            Begin(inst);
            SignExtendFrom(inst, value, known);
            End(inst);
        }
        else
        {
            SignExtendVariably(inst, index);
        }
    }

    private void SignExtendFrom(MirInst inst, int value, in U256 index)
    {
        var result = inst.Result.Id;
        var top = index < new U256(WordBytes - 1) ? (int)index.U0 / LimbBytes : 4;
        for (var i = 0; i < 4; i++)
        {
            if (i < top)
            {
                CopyLimb(result, i, value, i);
                continue;
            }

            Gpr register;
            if (i == top)
            {
                register = Take(value, i);
                var bits = LimbBits - 8 - ((int)index.U0 % LimbBytes * 8);
                if (bits != 0)
                {
                    _asm.Rc(X64Op.Shl, register, bits);
                    _asm.Rc(X64Op.Sar, register, bits);
                }
            }
            else
            {
                register = Allocate();
                Load(register, LimbOf(result, top));
                _asm.Rc(X64Op.Sar, register, LimbBits - 1);
            }

            SetLimb(result, i, register);
        }
    }

    /// <summary>Out of line, in vector registers, where there are no branches and a chain of them is short.</summary>
    private void SignExtendVariably(MirInst inst, int index)
    {
        var place = InMemory(index);
        var value = _plan.Resolve(inst.Operands[1]);
        if (_values[value].Place == Place.Vector)
        {
            _asm.Rr(X64Op.Vmovdqu256, Ymm.Y0, (Ymm)_values[value].Displacement);
        }
        else
        {
            Settle(value);
            _asm.Rm(X64Op.Vmovdqu256, Ymm.Y0, InMemory(value));
        }

        _asm.Rm(X64Op.Lea, Gpr.Rax, place);
        _asm.Call(ref _module.SignExtend);
        ReleaseOperands(inst);
        DefineInVector(inst.Result.Id);
    }

    /// <summary>From the lowest limb up: a limb that is not zero decides anew.</summary>
    private void LowerClz(MirInst inst)
    {
        var value = Operand(inst, 0);
        ref var state = ref Begin(inst);
        state.Zero = 14;
        var count = Allocate();
        Load(Gpr.Rax, LimbOf(value, 0));
        _asm.Rr(X64Op.Lzcnt, count, Gpr.Rax);
        _asm.Ri(X64Op.Add, count, 3 * LimbBits);
        for (var i = 1; i < 4; i++)
        {
            if (LimbOf(value, i).IsZero)
            {
                continue;
            }

            Load(Gpr.Rax, LimbOf(value, i));
            _asm.Rr(X64Op.Lzcnt, Gpr.Rax, Gpr.Rax);
            _asm.Rm(X64Op.Lea, Gpr.Rax, new Mem(Gpr.Rax, (3 - i) * LimbBits));
            _asm.Cmov(Condition.AboveOrEqual, count, Gpr.Rax);
        }

        SetLimb(inst.Result.Id, 0, count);
        End(inst);
    }

    /// <summary>Sets the flags by the limbs above the lowest: not zero when one of them is not.</summary>
    private void OrHighLimbs(int id)
    {
        var width = WidthOf(id);
        if (width == 2)
        {
            CompareLimbs(LimbOf(id, 1), new Limb(0UL), Gpr.Rax);
            return;
        }

        Load(Gpr.Rax, LimbOf(id, 1));
        for (var i = 2; i < width; i++)
        {
            Alu(X64Op.Or, Gpr.Rax, LimbOf(id, i));
        }
    }

    /// <summary>All 32 bytes of a value in memory that can be indexed.</summary>
    private Mem InMemory(int id)
    {
        if (IsInMemory(id, out var memory))
        {
            return memory;
        }

        ref var state = ref _values[id];
        var home = HomeOf(id);
        for (var i = 0; i < 4; i++)
        {
            StoreLimb(home.Plus(i * LimbBytes), LimbOf(id, i));
        }

        if (state.Place == Place.Computed)
        {
            state.InHome = 15;
        }

        return home;
    }
}
