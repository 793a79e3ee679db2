// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers sums, logic, conversions.</summary>
internal sealed partial class FunctionLowering
{
    private void LowerAdd(MirInst inst)
    {
        if (inst.Type == MirType.I64 && TryPutOff(inst))
        {
            return;
        }

        var a = Operand(inst, 0);
        var b = Operand(inst, 1);
        Order(ref a, ref b);
        ref var state = ref Begin(inst);
        var result = inst.Result.Id;
        var limbs = state.Limbs;
        var width = Math.Max(WidthOf(a), WidthOf(b));
        var hasCarry = false;
        for (var i = 0; i < limbs; i++)
        {
            if (i > width || (i == width && !hasCarry))
            {
                state.Zero |= (byte)(1 << i);
            }
            else if (!hasCarry && LimbOf(b, i).IsZero)
            {
                CopyLimb(result, i, a, i);
            }
            else
            {
                var register = Take(a, i);
                Alu(hasCarry ? X64Op.Adc : X64Op.Add, register, LimbOf(b, i));
                hasCarry = true;
                SetLimb(result, i, register);
            }
        }

        End(inst);
    }

    /// <summary>A sum of an address and a constant is left to the addresses that it is part of.</summary>
    private bool TryPutOff(MirInst inst)
    {
        ref var state = ref _values[inst.Result.Id];
        var a = _plan.Resolve(inst.Operands[0]);
        var b = _plan.Resolve(inst.Operands[1]);
        if (_values[a].Place == Place.Constant)
        {
            (a, b) = (b, a);
        }

        if (state.IsGlobal || state.Uses == 0 || _values[a].Place == Place.Constant || !IsConstant(b, out var number)
            || number.U0 > int.MaxValue)
        {
            return false;
        }

        var displacement = (long)number.U0;
        var addend = a;
        if (_values[a].Place == Place.Sum)
        {
            addend = _values[a].Link;
            displacement += _values[a].Displacement;
        }

        if (displacement > MaxDisplacement)
        {
            return false;
        }

        _values[addend].Uses++;
        state.Place = Place.Sum;
        state.Link = addend;
        state.Displacement = (int)displacement;
        ReleaseOperands(inst);
        return true;
    }

    private void LowerSub(MirInst inst)
    {
        var a = Operand(inst, 0);
        var b = Operand(inst, 1);
        ref var state = ref Begin(inst);
        var result = inst.Result.Id;
        var hasBorrow = false;
        for (var i = 0; i < state.Limbs; i++)
        {
            if (!hasBorrow && LimbOf(b, i).IsZero)
            {
                CopyLimb(result, i, a, i);
                continue;
            }

            var register = Take(a, i);
            Alu(hasBorrow ? X64Op.Sbb : X64Op.Sub, register, LimbOf(b, i));
            hasBorrow = true;
            SetLimb(result, i, register);
        }

        End(inst);
    }

    private void LowerLogic(MirInst inst)
    {
        var a = Operand(inst, 0);
        var b = Operand(inst, 1);
        Order(ref a, ref b);
        ref var state = ref Begin(inst);
        var result = inst.Result.Id;
        var op = inst.Op switch
        {
            MirOp.And => X64Op.And,
            MirOp.Or => X64Op.Or,
            _ => X64Op.Xor,
        };
        for (var i = 0; i < state.Limbs; i++)
        {
            var left = LimbOf(a, i);
            var right = LimbOf(b, i);
            var isAnd = op == X64Op.And;
            if (left.IsZero || right.IsZero)
            {
                if (isAnd)
                {
                    state.Zero |= (byte)(1 << i);
                }
                else
                {
                    CopyLimb(result, i, right.IsZero ? a : b, i);
                }
            }
            else if (isAnd && right.Is(ulong.MaxValue))
            {
                CopyLimb(result, i, a, i);
            }
            else
            {
                var register = Take(a, i);
                right = LimbOf(b, i);
                if (isAnd && right.Kind == LimbKind.Constant && right.Constant <= uint.MaxValue)
                {
                    AndNarrow(register, (uint)right.Constant);
                }
                else
                {
                    Alu(op, register, right);
                }

                SetLimb(result, i, register);
            }
        }

        End(inst);
    }

    private void AndNarrow(Gpr register, uint mask)
    {
        switch (mask)
        {
            case uint.MaxValue:
                _asm.Rr(X64Op.Mov32, register, register);
                break;
            case byte.MaxValue:
                _asm.Rr(X64Op.Movzx8, register, register);
                break;
            default:
                _asm.Ri(X64Op.And32, register, (int)mask);
                break;
        }
    }

    private void LowerNot(MirInst inst)
    {
        var a = Operand(inst, 0);
        ref var state = ref Begin(inst);
        for (var i = 0; i < state.Limbs; i++)
        {
            Gpr register;
            if (LimbOf(a, i).IsZero && inst.Type != MirType.I1)
            {
                register = Allocate();
                _asm.MovImmediate(register, ulong.MaxValue);
            }
            else
            {
                register = Take(a, i);
                if (inst.Type == MirType.I1)
                {
                    _asm.Ri(X64Op.Xor, register, 1);
                }
                else
                {
                    _asm.R(X64Op.Not, register);
                }
            }

            SetLimb(inst.Result.Id, i, register);
        }

        End(inst);
    }

    /// <summary>Keeps the low bits or adds zeros above: the low limb stays where it is when that is possible.</summary>
    private void LowerConversion(MirInst inst)
    {
        var a = Operand(inst, 0);
        var result = inst.Result.Id;
        ref var state = ref _values[result];
        var isTruth = inst.Op == MirOp.Trunc && inst.Type == MirType.I1;
        if (IsConstant(a, out var number))
        {
            DefineConstant(result, new U256(isTruth ? number.U0 & 1 : number.U0));
            End(inst);
            return;
        }

        if (inst.Type == MirType.I256)
        {
            state.Zero = 14;
        }

        if (!isTruth && _values[a].Place is Place.Frame)
        {
            state.Place = Place.Frame;
            state.Displacement = _values[a].Displacement;
        }
        else if (!isTruth && _values[a].Place is Place.Slot && !LimbOf(a, 0).IsZero)
        {
            ShareSlot(result, _values[a].Displacement);
        }
        else
        {
            state.Place = Place.Computed;
            var register = Take(a, 0);
            if (isTruth)
            {
                _asm.Ri(X64Op.And32, register, 1);
            }

            SetLimb(result, 0, register);
        }

        End(inst);
    }

    private void LowerSelect(MirInst inst)
    {
        var condition = Operand(inst, 0);
        var a = Operand(inst, 1);
        var b = Operand(inst, 2);
        ref var state = ref Begin(inst);
        var result = inst.Result.Id;
        for (var i = 0; i < state.Limbs; i++)
        {
            if (LimbOf(a, i).IsZero && LimbOf(b, i).IsZero)
            {
                state.Zero |= (byte)(1 << i);
                continue;
            }

            var register = Take(b, i);
            var scratch = Allocate();
            Load(Gpr.Rax, LimbOf(a, i));
            CompareLimbs(LimbOf(condition, 0), new Limb(0UL), scratch);
            _asm.Cmov(Condition.NotEqual, register, Gpr.Rax);
            Unlock(scratch);
            SetLimb(result, i, register);
        }

        End(inst);
    }

    private void Unlock(Gpr register) => _locked &= ~(1u << (int)register);

    /// <summary>Puts a constant second, and first the operand whose registers the result can take over.</summary>
    private void Order(ref int a, ref int b)
    {
        if (_values[a].Place == Place.Constant
            || (_values[b].Place != Place.Constant && !DiesInRegisters(a) && DiesInRegisters(b)))
        {
            (a, b) = (b, a);
        }
    }

    private bool DiesInRegisters(int id) => _values[id] is { Uses: 1, Place: Place.Computed, HasNoRegister: false };
}
