// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that lowers products.</summary>
internal sealed partial class FunctionLowering
{
    /// <summary>Schoolbook multiplication by rows: each limb of the narrower operand times the other one.</summary>
    private void LowerMul(MirInst inst)
    {
        var a = Operand(inst, 0);
        var b = Operand(inst, 1);
        Begin(inst);
        var result = inst.Result.Id;
        if (inst.Type == MirType.I64)
        {
            Order(ref a, ref b);
            var product = Take(a, 0);
            _asm.Rr(X64Op.Imul, product, InRegister(b, 0, Gpr.Rax));
            SetLimb(result, 0, product);
            End(inst);
            return;
        }

        if (WidthOf(a) > WidthOf(b))
        {
            (a, b) = (b, a);
        }

        var rows = WidthOf(a);
        var columns = WidthOf(b);
        var width = Math.Min(4, rows + columns);
        Span<Gpr> sum = stackalloc Gpr[4];
        var known = 0;
        Reserve(Gpr.Rdx);
        for (var row = 0; row < rows; row++)
        {
            if (LimbOf(a, row).IsZero)
            {
                continue;
            }

            Load(Gpr.Rdx, LimbOf(a, row));
            while (known < row)
            {
                sum[known] = Allocate();
                _asm.MovImmediate(sum[known++], 0);
            }

            var count = Math.Min(columns, width - row);
            if (known == row)
            {
                known = FirstRow(b, row, count, sum, width);
            }
            else
            {
                known = NextRow(b, row, count, sum, known, width);
            }
        }

        ref var state = ref _values[result];
        for (var i = 0; i < 4; i++)
        {
            if (i < known)
            {
                SetLimb(result, i, sum[i]);
            }
            else
            {
                state.Zero |= (byte)(1 << i);
            }
        }

        End(inst);
    }

    /// <summary>Rdx times the limbs of a value, where nothing is there to be added to.</summary>
    /// <returns>The number of limbs that are known afterwards.</returns>
    private int FirstRow(int b, int row, int columns, Span<Gpr> sum, int width)
    {
        sum[row] = Allocate();
        var before = HighHalf(row, width);
        Multiply(before, sum[row], b, 0);
        for (var i = 1; i < columns; i++)
        {
            var low = Allocate();
            var high = HighHalf(row + i, width);
            Multiply(high, low, b, i);
            _asm.Rr(i == 1 ? X64Op.Add : X64Op.Adc, before, low);
            Unlock(low);
            sum[row + i] = before;
            before = high;
        }

        var top = row + columns;
        if (top == width)
        {
            return top;
        }

        if (columns > 1)
        {
            _asm.Ri(X64Op.Adc, before, 0);
        }

        sum[top] = before;
        return top + 1;
    }

    /// <summary>Adds rdx times the limbs of a value: first the low halves with one chain of carries, then the high halves with
    /// another.</summary>
    /// <returns>The number of limbs that are known afterwards.</returns>
    private int NextRow(int b, int row, int columns, Span<Gpr> sum, int known, int width)
    {
        Span<Gpr> highs = stackalloc Gpr[4];
        for (var i = 0; i < columns; i++)
        {
            var place = row + i;
            var low = Allocate();
            highs[i] = HighHalf(place, width);
            Multiply(highs[i], low, b, i);
            if (place < known)
            {
                _asm.Rr(i == 0 ? X64Op.Add : X64Op.Adc, sum[place], low);
                Unlock(low);
                continue;
            }

            _asm.Ri(i == 0 ? X64Op.Add : X64Op.Adc, low, 0);
            sum[place] = low;
            known = place + 1;
        }

        var top = row + columns;
        if (top < width)
        {
            if (top >= known)
            {
                sum[top] = Allocate();
                _asm.MovImmediate(sum[top], 0);
                known = top + 1;
            }

            _asm.Ri(X64Op.Adc, sum[top], 0);
        }

        for (var i = 0; i < columns && row + i + 1 < width; i++)
        {
            _asm.Rr(i == 0 ? X64Op.Add : X64Op.Adc, sum[row + i + 1], highs[i]);
            Unlock(highs[i]);
        }

        return known;
    }

    /// <summary>Where the high half of a product goes; rax when it is above all that counts.</summary>
    private Gpr HighHalf(int place, int width) => place + 1 < width ? Allocate() : Gpr.Rax;

    /// <summary>Rdx times a limb; leaves the flags alone.</summary>
    private void Multiply(Gpr high, Gpr low, int id, int limb)
    {
        var factor = LimbOf(id, limb);
        if (factor.Kind == LimbKind.Memory)
        {
            _asm.Rrm(X64Op.Mulx, high, low, factor.Memory);
            return;
        }

        var register = factor.Kind == LimbKind.Register ? factor.Register : Gpr.Rax;
        Load(register, factor);
        _asm.Rrr(X64Op.Mulx, high, low, register);
    }
}
