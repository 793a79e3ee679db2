// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits the quick way of division: a divisor of one limb needs no call.</summary>
/// <remarks>
/// Schoolbook division by one limb is one machine division for each limb of the dividend, from the highest on; limbs that are zero are
/// skipped. Signed operands are made positive first, and the result gets its sign afterwards. Operands and result are in the scratch
/// words; all registers that a C function may change are free here.
/// </remarks>
internal sealed partial class ModuleLowering
{
    private const int LimbBytes = 8, Limbs = 4, WordBytes = LimbBytes * Limbs;

    /// <summary>What is loaded of the operands: the limbs of the dividend, and the divisor.</summary>
    private static readonly Gpr[] Dividend = [Gpr.Rsi, Gpr.Rdi, Gpr.R8, Gpr.R9];

    private const Gpr Divisor = Gpr.Rcx;
    private const Gpr Signs = Gpr.R10;
    private const Gpr Scratch = Gpr.R11;

    private void EmitDivision(RuntimeCall call)
    {
        var isSigned = call is RuntimeCall.SDiv or RuntimeCall.SMod;
        var isQuotient = call is RuntimeCall.UDiv or RuntimeCall.SDiv;
        var slow = default(Label);
        LoadDivisor(isSigned, ref slow);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Dividend[i], Argument(0, i));
        }

        if (isSigned)
        {
            MakePositive(isQuotient);
        }

        EmitLongDivision(isQuotient);
        if (!isQuotient)
        {
            // The remainder is one limb.
            Assembler.Rr(X64Op.Mov, Dividend[0], Gpr.Rdx);
            for (var i = 1; i < Limbs; i++)
            {
                Assembler.MovImmediate(Dividend[i], 0);
            }
        }

        if (isSigned)
        {
            NegateBy(Dividend, Signs);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(0, i), Dividend[i]);
        }

        Assembler.Ret();
        Assembler.Bind(ref slow);
        if (_isHelpers)
        {
            EmitWideDivision(isSigned, isQuotient);
        }
    }

    private static Mem Argument(int index, int limb) => Field(FrameLayout.Scratch + (index * WordBytes) + (limb * LimbBytes));

    /// <summary>Loads the magnitude of a divisor of one limb that is not zero; any other takes the slow way.</summary>
    private void LoadDivisor(bool isSigned, ref Label slow)
    {
        Assembler.Rm(X64Op.Mov, Divisor, Argument(1, 0));
        if (!isSigned)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(1, 1));
            Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(1, 2));
            Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(1, 3));
            Assembler.Jump(Condition.NotEqual, ref slow);
        }
        else
        {
            // All limbs above the lowest must be copies of its sign.
            Assembler.Rr(X64Op.Mov, Signs, Divisor);
            Assembler.Rc(X64Op.Sar, Signs, 63);
            for (var i = 1; i < Limbs; i++)
            {
                Assembler.Rm(X64Op.Cmp, Signs, Argument(1, i));
                Assembler.Jump(Condition.NotEqual, ref slow);
            }

            Assembler.Rr(X64Op.Xor, Divisor, Signs);
            Assembler.Rr(X64Op.Sub, Divisor, Signs);
        }

        Assembler.Rr(X64Op.Test, Divisor, Divisor);
        Assembler.Jump(Condition.Equal, ref slow);
    }

    /// <summary>The dividend becomes its magnitude; <see cref="Signs"/> becomes all ones when the result is to be negated, else
    /// zero.</summary>
    private void MakePositive(bool isQuotient)
    {
        // The sign of a quotient is that of both operands, the sign of a remainder that of the dividend.
        Assembler.Rr(X64Op.Mov, Scratch, Dividend[Limbs - 1]);
        NegateBySign(Dividend, Scratch);
        Assembler.Rr(isQuotient ? X64Op.Xor : X64Op.Mov, Signs, Scratch);
    }

    /// <summary>Negates a number in registers when a register is all ones, and leaves it alone when that is zero.</summary>
    private void NegateBy(ReadOnlySpan<Gpr> number, Gpr sign)
    {
        foreach (var limb in number)
        {
            Assembler.Rr(X64Op.Xor, limb, sign);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rr(i == 0 ? X64Op.Sub : X64Op.Sbb, number[i], sign);
        }
    }

    /// <summary>Divides the dividend in place; the remainder is in rdx.</summary>
    private void EmitLongDivision(bool isQuotient)
    {
        Assembler.MovImmediate(Gpr.Rdx, 0);
        for (var i = Limbs - 1; i >= 0; i--)
        {
            // As long as nothing is left over, a limb of zero stays zero.
            Assembler.Rr(X64Op.Mov, Gpr.Rax, Dividend[i]);
            Assembler.Rr(X64Op.Or, Gpr.Rax, Gpr.Rdx);
            var skip = Assembler.JumpNear(Condition.Equal);
            Assembler.Rr(X64Op.Mov, Gpr.Rax, Dividend[i]);
            Assembler.R(X64Op.Div, Divisor);
            if (isQuotient)
            {
                Assembler.Rr(X64Op.Mov, Dividend[i], Gpr.Rax);
            }

            Assembler.BindNear(skip);
        }
    }
}
