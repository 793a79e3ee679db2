// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits division by a divisor of any number of limbs.</summary>
/// <remarks>
/// Schoolbook division (Knuth, The Art of Computer Programming, volume 2, algorithm 4.3.1 D), unrolled for each number of limbs. The
/// divisor is shifted until its highest bit is set and lies in a scratch word, the dividend is shifted as far and lies in registers. The
/// limb of a quotient is estimated by dividing two limbs by the divisor's highest; it is at most two too large then, and is mended after
/// the subtraction. It takes the place of the dividend's highest limb, which nothing is left of.
/// </remarks>
internal sealed partial class ModuleLowering
{
    /// <summary>The scratch word of the divisor.</summary>
    private const int DivisorWord = 2;

    private const Gpr Estimate = Gpr.R11, Borrow = Gpr.Rbx;

    /// <summary>The dividend, from the lowest limb on, and one limb that shifting fills.</summary>
    private static readonly Gpr[] Rest = [.. Dividend, Gpr.R10];

    /// <summary>The limbs of the divisor while it is made positive.</summary>
    private static readonly Gpr[] DivisorLimbs = [Gpr.Rax, Gpr.Rdx, Gpr.R10, Gpr.R11];

    /// <summary>Operands and result are in the scratch words. All registers that a C function may change are free.</summary>
    private void EmitWideDivision(bool isSigned, bool isQuotient)
    {
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, DivisorLimbs[i], Argument(1, i));
            Assembler.Rm(X64Op.Mov, Dividend[i], Argument(0, i));
        }

        if (isSigned)
        {
            MakePositive(DivisorLimbs);
            MakePositive(Dividend);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(DivisorWord, i), DivisorLimbs[i]);
        }

        var labels = new Label[Limbs];
        for (var limbs = Limbs; limbs > 0; limbs--)
        {
            Assembler.Rr(X64Op.Test, DivisorLimbs[limbs - 1], DivisorLimbs[limbs - 1]);
            Assembler.Jump(Condition.NotEqual, ref labels[limbs - 1]);
        }

        // A divisor of zero gives zero.
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        Assembler.Mr(X64Op.Vmovdqu256, Argument(0, 0), Ymm.Y0);
        Assembler.Ret();
        for (var limbs = 1; limbs <= Limbs; limbs++)
        {
            Assembler.Bind(ref labels[limbs - 1]);
            EmitSchoolbook(limbs, isSigned, isQuotient);
        }
    }

    /// <summary>A number in registers becomes its magnitude. Changes rcx.</summary>
    private void MakePositive(Gpr[] number)
    {
        Assembler.Rr(X64Op.Mov, Gpr.Rcx, number[Limbs - 1]);
        NegateBySign(number, Gpr.Rcx);
    }

    /// <summary>Negates a number when the highest bit of a register is set. Changes the register.</summary>
    private void NegateBySign(ReadOnlySpan<Gpr> number, Gpr sign)
    {
        Assembler.Rc(X64Op.Sar, sign, 63);
        NegateBy(number, sign);
    }

    /// <summary>Divides by a divisor whose highest limb that is not zero is known, and returns.</summary>
    private void EmitSchoolbook(int limbs, bool isSigned, bool isQuotient)
    {
        Assembler.Push(Borrow);
        Normalise(limbs);
        for (var place = Limbs - limbs; place >= 0; place--)
        {
            EmitDigit(limbs, place);
        }

        Gpr[] result = [.. isQuotient ? Rest.AsSpan(limbs) : Rest.AsSpan(0, limbs)];
        if (!isQuotient)
        {
            for (var i = 0; i + 1 < limbs; i++)
            {
                Assembler.Rrcl(X64Op.Shrd, result[i], result[i + 1]);
            }

            Assembler.Rcl(X64Op.Shr, result[limbs - 1]);
        }

        Gpr[] free = [Gpr.Rax, Gpr.Rdx, Gpr.Rcx, Estimate];
        Gpr[] whole = [.. result, .. free.AsSpan(0, Limbs - result.Length)];
        for (var i = result.Length; i < Limbs; i++)
        {
            Assembler.MovImmediate(whole[i], 0);
        }

        if (isSigned)
        {
            Assembler.Rm(X64Op.Mov, Borrow, Argument(0, Limbs - 1));
            if (isQuotient)
            {
                Assembler.Rm(X64Op.Xor, Borrow, Argument(1, Limbs - 1));
            }

            NegateBySign(whole, Borrow);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(0, i), whole[i]);
        }

        Assembler.Pop(Borrow);
        Assembler.Ret();
    }

    /// <summary>Shifts divisor and dividend; rcx becomes by how much.</summary>
    private void Normalise(int limbs)
    {
        Assembler.Rm(X64Op.Lzcnt, Gpr.Rcx, Argument(DivisorWord, limbs - 1));
        Assembler.MovImmediate(Rest[Limbs], 0);
        for (var i = Limbs; i > 0; i--)
        {
            Assembler.Rrcl(X64Op.Shld, Rest[i], Rest[i - 1]);
        }

        Assembler.Rcl(X64Op.Shl, Rest[0]);
        for (var i = limbs - 1; i >= 0; i--)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(DivisorWord, i));
            if (i == 0)
            {
                Assembler.Rcl(X64Op.Shl, Gpr.Rax);
            }
            else
            {
                Assembler.Rm(X64Op.Mov, Gpr.Rdx, Argument(DivisorWord, i - 1));
                Assembler.Rrcl(X64Op.Shld, Gpr.Rax, Gpr.Rdx);
            }

            Assembler.Mr(X64Op.Mov, Argument(DivisorWord, i), Gpr.Rax);
        }
    }

    /// <summary>One limb of the quotient, which replaces the highest limb that it is taken from.</summary>
    private void EmitDigit(int limbs, int place)
    {
        var high = Rest[place + limbs];
        var next = Rest[place + limbs - 1];
        var top = Argument(DivisorWord, limbs - 1);
        Label done = default, divide = default, estimated = default;

        // What is less than the divisor's highest limb has a digit of zero, and its highest limb is that already.
        Assembler.Rr(X64Op.Test, high, high);
        Assembler.Jump(Condition.NotEqual, ref divide);
        Assembler.Rm(X64Op.Cmp, next, top);
        Assembler.Jump(Condition.Below, ref done);
        Assembler.Bind(ref divide);
        Assembler.MovImmediate(Estimate, ulong.MaxValue);
        Assembler.Rm(X64Op.Cmp, high, top);
        Assembler.Jump(Condition.AboveOrEqual, ref estimated);
        Assembler.Rr(X64Op.Mov, Gpr.Rdx, high);
        Assembler.Rr(X64Op.Mov, Gpr.Rax, next);
        Assembler.M(X64Op.Div, top);
        Assembler.Rr(X64Op.Mov, Estimate, Gpr.Rax);
        Assembler.Bind(ref estimated);

        for (var i = 0; i < limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(DivisorWord, i));
            Assembler.R(X64Op.Mul, Estimate);
            if (i > 0)
            {
                Assembler.Rr(X64Op.Add, Gpr.Rax, Borrow);
                Assembler.Ri(X64Op.Adc, Gpr.Rdx, 0);
            }

            Assembler.Rr(X64Op.Sub, Rest[place + i], Gpr.Rax);
            Assembler.Ri(X64Op.Adc, Gpr.Rdx, 0);
            Assembler.Rr(X64Op.Mov, Borrow, Gpr.Rdx);
        }

        Assembler.Rr(X64Op.Sub, high, Borrow);
        var isRight = Assembler.JumpNear(Condition.AboveOrEqual);
        var mend = new Label { Position = Assembler.Length };
        Assembler.R(X64Op.Dec, Estimate);
        for (var i = 0; i < limbs; i++)
        {
            Assembler.Rm(i == 0 ? X64Op.Add : X64Op.Adc, Rest[place + i], Argument(DivisorWord, i));
        }

        Assembler.Ri(X64Op.Adc, high, 0);
        Assembler.Jump(Condition.AboveOrEqual, ref mend);
        Assembler.BindNear(isRight);
        Assembler.Rr(X64Op.Mov, high, Estimate);
        Assembler.Bind(ref done);
    }
}
