// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers comparisons: to flags for a branch, to a register for anything else.</summary>
internal sealed partial class FunctionLowering
{
    private void LowerComparison(MirInst inst)
    {
        ref var state = ref _values[inst.Result.Id];
        if (state.Uses == 1 && _block.Terminator is { Op: MirOp.BrIf } branch && _plan.Resolve(branch.Operands[0]) == inst.Result.Id)
        {
            // The branch at the end of the block makes it; the operands are used there.
            state.Place = Place.Comparison;
            _comparison = inst;
            return;
        }

        if (state.Uses == 0)
        {
            ReleaseOperands(inst);
            return;
        }

        var condition = Compare(inst);
        state.Place = Place.Computed;
        _asm.Set(condition, Gpr.Rax);
        ReleaseOperands(inst);
        _locked = 0;
        var register = Allocate();
        _asm.Rr(X64Op.Movzx8, register, Gpr.Rax);
        SetLimb(inst.Result.Id, 0, register);
        Finish(inst.Result.Id);
    }

    /// <summary>Sets the flags by a comparison.</summary>
    /// <returns>The condition that holds when it is true.</returns>
    private Condition Compare(MirInst inst)
    {
        var a = Operand(inst, 0);
        var b = Operand(inst, 1);
        switch (inst.Op)
        {
            case MirOp.Eq:
                CompareEqual(a, b);
                return Condition.Equal;
            case MirOp.Ne:
                CompareEqual(a, b);
                return Condition.NotEqual;
            case MirOp.Ult:
                CompareOrder(a, b, Math.Max(1, Math.Max(WidthOf(a), WidthOf(b))));
                return Condition.Below;
            case MirOp.Ugt:
                CompareOrder(b, a, Math.Max(1, Math.Max(WidthOf(a), WidthOf(b))));
                return Condition.Below;
            case MirOp.Slt:
                return CompareSigned(a, b);
            default:
                return CompareSigned(b, a);
        }
    }

    private Condition CompareSigned(int a, int b)
    {
        var limbs = _values[a].Limbs;
        if (IsConstant(b, out var number) && number.IsZero)
        {
            CompareLimbs(LimbOf(a, limbs - 1), new Limb(0UL), Gpr.Rax);
            return Condition.Less;
        }

        var width = Math.Max(WidthOf(a), WidthOf(b));
        if (limbs == 4 && width < 4)
        {
            CompareOrder(a, b, Math.Max(1, width));
            return Condition.Below;
        }

        CompareOrder(a, b, limbs);
        return Condition.Less;
    }

    /// <summary>Flags of a - b over a number of limbs.</summary>
    private void CompareOrder(int a, int b, int width)
    {
        CompareLimbs(LimbOf(a, 0), LimbOf(b, 0), Gpr.Rax);
        for (var i = 1; i < width; i++)
        {
            Load(Gpr.Rax, LimbOf(a, i));
            Alu(X64Op.Sbb, Gpr.Rax, LimbOf(b, i));
        }
    }

    private void CompareEqual(int a, int b)
    {
        if (_values[a].Place == Place.Constant)
        {
            (a, b) = (b, a);
        }

        var last = -1;
        var count = 0;
        var limbs = Math.Max(1, Math.Max(WidthOf(a), WidthOf(b)));
        for (var i = 0; i < limbs; i++)
        {
            if (!LimbOf(a, i).IsZero || !LimbOf(b, i).IsZero)
            {
                last = i;
                count++;
            }
        }

        if (count <= 1)
        {
            last = Math.Max(last, 0);
            CompareLimbs(LimbOf(a, last), LimbOf(b, last), Gpr.Rax);
            return;
        }

        var isFirst = true;
        for (var i = 0; i < limbs; i++)
        {
            var left = LimbOf(a, i);
            var right = LimbOf(b, i);
            if (left.IsZero && right.IsZero)
            {
                continue;
            }

            if (isFirst)
            {
                Load(Gpr.Rax, left.IsZero ? right : left);
                if (!left.IsZero && !right.IsZero)
                {
                    Alu(X64Op.Xor, Gpr.Rax, right);
                }

                isFirst = false;
            }
            else if (left.IsZero || right.IsZero)
            {
                Alu(X64Op.Or, Gpr.Rax, left.IsZero ? right : left);
            }
            else
            {
                var difference = Allocate();
                Load(difference, LimbOf(a, i));
                Alu(X64Op.Xor, difference, LimbOf(b, i));
                _asm.Rr(X64Op.Or, Gpr.Rax, difference);
                Unlock(difference);
            }
        }
    }

    /// <summary><c>cmp</c> of two limbs.</summary>
    /// <param name="left">The left one.</param>
    /// <param name="right">The right one.</param>
    /// <param name="scratch">A register for the left one where it needs one.</param>
    private void CompareLimbs(Limb left, in Limb right, Gpr scratch)
    {
        if (left.Kind == LimbKind.Memory)
        {
            if (right.Kind == LimbKind.Register)
            {
                _asm.Mr(X64Op.Cmp, left.Memory, right.Register);
                return;
            }

            if (right.Kind == LimbKind.Constant && right.Constant == (ulong)(int)right.Constant)
            {
                _asm.Mi(X64Op.Cmp, left.Memory, (int)right.Constant);
                return;
            }
        }

        if (left.Kind != LimbKind.Register)
        {
            Load(scratch, left);
            left = new Limb(scratch);
        }

        if (right.IsZero)
        {
            _asm.Rr(X64Op.Test, left.Register, left.Register);
        }
        else
        {
            Alu(X64Op.Cmp, left.Register, right);
        }
    }
}
