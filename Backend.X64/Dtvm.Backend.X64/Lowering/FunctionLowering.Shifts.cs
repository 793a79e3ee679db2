// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers shifts.</summary>
internal sealed partial class FunctionLowering
{
    private const int LimbBits = 64;

    private void LowerShift(MirInst inst)
    {
        var value = Operand(inst, 0);
        var amount = Operand(inst, 1);
        Begin(inst);
        var width = inst.Type == MirType.I256 ? 256 : LimbBits;
        if (!IsConstant(amount, out var known))
        {
            if (width == LimbBits)
            {
                ShiftLimbVariably(inst, value, amount);
            }
            else
            {
                ShiftVariably(inst, value, amount);
            }
        }
        else if (known.FitsUlong && known.U0 < (ulong)width)
        {
            ShiftBy(inst.Op, inst.Result.Id, value, (int)known.U0);
        }
        else
        {
            ShiftOut(inst, value);
        }

        End(inst);
    }

    private void ShiftBy(MirOp op, int result, int value, int amount)
    {
        var limbs = _values[result].Limbs;
        var distance = amount / LimbBits;
        var bits = amount % LimbBits;
        if (op == MirOp.Shl)
        {
            for (var i = limbs - 1; i >= 0; i--)
            {
                ShiftLimb(op, result, i, value, i - distance, bits);
            }

            return;
        }

        for (var i = 0; i < limbs; i++)
        {
            if (i + distance < limbs || op == MirOp.Shr)
            {
                ShiftLimb(op, result, i, value, i + distance, bits);
            }
            else
            {
                // The sign is that of the highest limb that was shifted.
                var sign = Allocate();
                Load(sign, LimbOf(result, limbs - 1 - distance));
                _asm.Rc(X64Op.Sar, sign, LimbBits - 1);
                SetLimb(result, i, sign);
            }
        }
    }

    /// <summary>One limb of a shift: a limb of the value, and bits of its neighbour below or above.</summary>
    private void ShiftLimb(MirOp op, int result, int limb, int value, int source, int bits)
    {
        var limbs = _values[result].Limbs;
        if (source < 0 || source >= limbs)
        {
            _values[result].Zero |= (byte)(1 << limb);
            return;
        }

        var isLeft = op == MirOp.Shl;
        var neighbour = isLeft ? source - 1 : source + 1;
        var hasNeighbour = bits != 0 && neighbour >= 0 && neighbour < limbs && !LimbOf(value, neighbour).IsZero;
        if (LimbOf(value, source).IsZero && !hasNeighbour)
        {
            _values[result].Zero |= (byte)(1 << limb);
            return;
        }

        if (bits == 0)
        {
            SetLimb(result, limb, Take(value, source));
            return;
        }

        if (LimbOf(value, source).IsZero)
        {
            var part = Allocate();
            Load(part, LimbOf(value, neighbour));
            _asm.Rc(isLeft ? X64Op.Shr : X64Op.Shl, part, LimbBits - bits);
            SetLimb(result, limb, part);
            return;
        }

        var register = Take(value, source);
        if (hasNeighbour)
        {
            _asm.Rrc(isLeft ? X64Op.Shld : X64Op.Shrd, register, InRegister(value, neighbour, Gpr.Rax), bits);
        }
        else
        {
            var isSigned = op == MirOp.Sar && source == limbs - 1;
            _asm.Rc(isLeft ? X64Op.Shl : isSigned ? X64Op.Sar : X64Op.Shr, register, bits);
        }

        SetLimb(result, limb, register);
    }

    /// <summary>A shift by the width or more.</summary>
    private void ShiftOut(MirInst inst, int value)
    {
        ref var state = ref _values[inst.Result.Id];
        if (inst.Op != MirOp.Sar)
        {
            state.Zero = (byte)((1 << state.Limbs) - 1);
            return;
        }

        for (var i = 0; i < state.Limbs; i++)
        {
            var sign = Allocate();
            Load(sign, LimbOf(value, state.Limbs - 1));
            _asm.Rc(X64Op.Sar, sign, LimbBits - 1);
            SetLimb(inst.Result.Id, i, sign);
        }
    }

    private void ShiftLimbVariably(MirInst inst, int value, int amount)
    {
        Reserve(Gpr.Rcx);
        Load(Gpr.Rcx, LimbOf(amount, 0));
        var register = Take(value, 0);
        var fill = Gpr.Rax;
        if (inst.Op == MirOp.Sar)
        {
            _asm.MovImmediate(fill, LimbBits - 1);
            _asm.Ri(X64Op.Cmp, Gpr.Rcx, LimbBits - 1);
            _asm.Cmov(Condition.Above, Gpr.Rcx, fill);
            _asm.Rrr(X64Op.Sarx, register, Gpr.Rcx, register);
        }
        else
        {
            _asm.MovImmediate(fill, 0);
            _asm.Rrr(inst.Op == MirOp.Shl ? X64Op.Shlx : X64Op.Shrx, register, Gpr.Rcx, register);
            _asm.Ri(X64Op.Cmp, Gpr.Rcx, LimbBits);
            _asm.Cmov(Condition.AboveOrEqual, register, fill);
        }

        SetLimb(inst.Result.Id, 0, register);
    }

    /// <summary>Without branches: first by the low six bits of the amount, then by one limb and by two, then out when the amount is too
    /// large.</summary>
    private void ShiftVariably(MirInst inst, int value, int amount)
    {
        Reserve(Gpr.Rcx);
        Load(Gpr.Rcx, LimbOf(amount, 0));
        Span<Gpr> limbs = stackalloc Gpr[4];
        for (var i = 0; i < 4; i++)
        {
            // Counted from the end that bits leave, so that all three shifts are one loop.
            limbs[i] = Take(value, inst.Op == MirOp.Shl ? 3 - i : i);
        }

        var isLeft = inst.Op == MirOp.Shl;
        if (inst.Op == MirOp.Sar)
        {
            _asm.Rr(X64Op.Mov, Gpr.Rax, limbs[3]);
            _asm.Rc(X64Op.Sar, Gpr.Rax, LimbBits - 1);
        }
        else
        {
            _asm.MovImmediate(Gpr.Rax, 0);
        }

        for (var i = 0; i < 3; i++)
        {
            _asm.Rrcl(isLeft ? X64Op.Shld : X64Op.Shrd, limbs[i], limbs[i + 1]);
        }

        _asm.Rcl(isLeft ? X64Op.Shl : inst.Op == MirOp.Sar ? X64Op.Sar : X64Op.Shr, limbs[3]);
        for (var distance = 1; distance <= 2; distance++)
        {
            _asm.Rc(X64Op.Bt, Gpr.Rcx, distance == 1 ? 6 : 7);
            for (var i = 0; i < 4; i++)
            {
                _asm.Cmov(Condition.Below, limbs[i], i + distance < 4 ? limbs[i + distance] : Gpr.Rax);
            }
        }

        _asm.Rc(X64Op.Shr, Gpr.Rcx, 8);
        for (var i = 1; i < WidthOf(amount); i++)
        {
            Alu(X64Op.Or, Gpr.Rcx, LimbOf(amount, i));
        }

        for (var i = 0; i < 4; i++)
        {
            _asm.Cmov(Condition.NotEqual, limbs[i], Gpr.Rax);
            SetLimb(inst.Result.Id, isLeft ? 3 - i : i, limbs[i]);
        }
    }
}
