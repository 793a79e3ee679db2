// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.Mir;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>Shifts of 256 bits by amounts that are not known, and SIGNEXTEND, limb by limb.</summary>
/// <remarks>LLVM would lower a wide shift by a store of the value and a load at another offset, for which a processor waits.</remarks>
/// <param name="ir">Where the instructions go.</param>
internal sealed class VariableShifts(IrBuilder ir)
{
    private const int Limbs = 4, LimbBits = 64, SignBit = LimbBits - 1;

    /// <summary>The value shifted.</summary>
    /// <param name="op">Shl, Shr, Sar, or SignExtend for the shift to the left and back with the sign.</param>
    /// <param name="amount">An i64 below 256.</param>
    /// <param name="value">An i256.</param>
    internal LLVMValueRef Emit(MirOp op, LLVMValueRef amount, LLVMValueRef value)
    {
        Span<LLVMValueRef> limbs = stackalloc LLVMValueRef[Limbs];
        for (var i = 0; i < Limbs; i++)
        {
            limbs[i] = ir.Limb(value, i);
        }

        if (op == MirOp.SignExtend)
        {
            ExtendSign(amount, limbs);
        }
        else
        {
            // What comes in: zeros, or copies of the sign.
            var fill = op == MirOp.Sar ? ir.AShr(limbs[Limbs - 1], ir.Const64(SignBit)) : ir.Const64(0);
            Move(limbs, 2, ir.And(amount, ir.Const64(2 * LimbBits)), op == MirOp.Shl, fill);
            Move(limbs, 1, ir.And(amount, ir.Const64(LimbBits)), op == MirOp.Shl, fill);
            ShiftWithinLimbs(limbs, ir.And(amount, ir.Const64(LimbBits - 1)), op == MirOp.Shl, fill);
        }

        return Join(limbs);
    }

    /// <summary>Moves limbs by a number of places unless a word is zero.</summary>
    private void Move(Span<LLVMValueRef> limbs, int places, LLVMValueRef wanted, bool isLeft, LLVMValueRef fill)
    {
        var stays = ir.Compare(LLVMIntPredicate.LLVMIntEQ, wanted, ir.Const64(0));
        for (var i = 0; i < Limbs; i++)
        {
            var to = isLeft ? Limbs - 1 - i : i;
            var from = isLeft ? to - places : to + places;
            limbs[to] = ir.Select(stays, limbs[to], from is >= 0 and < Limbs ? limbs[from] : fill);
        }
    }

    private void ShiftWithinLimbs(Span<LLVMValueRef> limbs, LLVMValueRef bits, bool isLeft, LLVMValueRef fill)
    {
        for (var i = 0; i < Limbs; i++)
        {
            var to = isLeft ? Limbs - 1 - i : i;
            limbs[to] = isLeft
                ? ir.FunnelShiftLeft(limbs[to], to > 0 ? limbs[to - 1] : fill, bits)
                : ir.FunnelShiftRight(to + 1 < Limbs ? limbs[to + 1] : fill, limbs[to], bits);
        }
    }

    /// <summary>The limb that holds the sign is shifted there and back, those above it become copies of the sign.</summary>
    private void ExtendSign(LLVMValueRef amount, Span<LLVMValueRef> limbs)
    {
        var place = ir.LShr(ir.Sub(ir.Const64((Limbs * LimbBits) - 1), amount), ir.Const64(6));
        var bits = ir.And(amount, ir.Const64(LimbBits - 1));
        var chosen = limbs[0];
        for (var i = 1; i < Limbs; i++)
        {
            chosen = ir.Select(ir.Compare(LLVMIntPredicate.LLVMIntEQ, place, ir.Const64(i)), limbs[i], chosen);
        }

        var extended = ir.AShr(ir.Shl(chosen, bits), bits);
        var sign = ir.AShr(extended, ir.Const64(SignBit));
        for (var i = 0; i < Limbs; i++)
        {
            var isAbove = ir.Compare(LLVMIntPredicate.LLVMIntULT, place, ir.Const64(i));
            var isHere = ir.Compare(LLVMIntPredicate.LLVMIntEQ, place, ir.Const64(i));
            limbs[i] = ir.Select(isHere, extended, i == 0 ? limbs[i] : ir.Select(isAbove, sign, limbs[i]));
        }
    }

    private LLVMValueRef Join(ReadOnlySpan<LLVMValueRef> limbs)
    {
        var value = ir.ZExt(limbs[0], ir.I256);
        for (var i = 1; i < Limbs; i++)
        {
            value = ir.Or(value, ir.Shl(ir.ZExt(limbs[i], ir.I256), ir.Wide((ulong)(i * LimbBits))));
        }

        return value;
    }
}
