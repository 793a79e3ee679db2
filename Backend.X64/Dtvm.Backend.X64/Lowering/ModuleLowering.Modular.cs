// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits the quick ways of ADDMOD and MULMOD.</summary>
/// <remarks>
/// <para>A sum of two operands below the modulus needs one subtraction at most.</para>
/// <para>A product is reduced by Barrett's method (Handbook of Applied Cryptography, algorithm 14.42, in limbs) with a reciprocal that the
/// runtime keeps in the arena for the modulus that it saw twice running: contracts mostly have one. The estimate of the quotient leaves
/// out six partial products of limbs that only carry into it, so the remainder is less than four times the modulus. 2^256 - 1, with which
/// contracts take the upper half of a product, needs no quotient: the halves are added. By any other modulus a product below 2^256 is
/// divided as a word is.</para>
/// <para>Intermediate results lie in the scratch words behind the operands.</para>
/// </remarks>
internal sealed partial class ModuleLowering
{
    /// <summary>Scratch words: of the product of eight limbs, and of the quotient of five.</summary>
    private const int ProductWord = 3, QuotientWord = 5;

    private const int ReciprocalLimbs = 5;

    private const Gpr High = Gpr.Rax, Low = Gpr.Rcx, Factor = Gpr.Rdx, Arena = Gpr.R11, Carry = Gpr.Rbx;

    /// <summary>Where sums of partial products are, from the lowest limb on.</summary>
    private static readonly Gpr[] Sums = [Gpr.Rsi, Gpr.Rdi, Gpr.R8, Gpr.R9, Gpr.R10, Gpr.Rbp, Gpr.R15];

    /// <summary>Of the registers in use those that are not free at a call.</summary>
    private static readonly Gpr[] SavedForProduct = [Gpr.Rbx, Gpr.Rbp, Gpr.R15];

    private void EmitAddMod()
    {
        Gpr[] right = [Gpr.Rcx, Gpr.Rdx, Gpr.R10, Gpr.R11];
        var slow = default(Label);
        LoadBelowModulus(Dividend, 0, ref slow);
        LoadBelowModulus(right, 1, ref slow);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rr(i == 0 ? X64Op.Add : X64Op.Adc, Dividend[i], right[i]);
        }

        Assembler.MovImmediate(Gpr.Rax, 0);
        Assembler.Ri(X64Op.Adc, Gpr.Rax, 0);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rr(X64Op.Mov, right[i], Dividend[i]);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(i == 0 ? X64Op.Sub : X64Op.Sbb, right[i], Argument(2, i));
        }

        Assembler.Ri(X64Op.Sbb, Gpr.Rax, 0);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Cmov(Condition.Below, right[i], Dividend[i]);
            Assembler.Mr(X64Op.Mov, Argument(0, i), right[i]);
        }

        Assembler.Ret();
        Assembler.Bind(ref slow);
    }

    /// <summary>Loads an operand that is less than the modulus; any other takes the slow way. Changes rax.</summary>
    private void LoadBelowModulus(ReadOnlySpan<Gpr> target, int argument, ref Label slow)
    {
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, target[i], Argument(argument, i));
        }

        Assembler.Rm(X64Op.Cmp, target[0], Argument(2, 0));
        for (var i = 1; i < Limbs; i++)
        {
            Assembler.Rr(X64Op.Mov, Gpr.Rax, target[i]);
            Assembler.Rm(X64Op.Sbb, Gpr.Rax, Argument(2, i));
        }

        Assembler.Jump(Condition.AboveOrEqual, ref slow);
    }

    private void EmitMulMod()
    {
        var slow = default(Label);
        var reduce = default(Label);
        Assembler.Rm(X64Op.Mov, Arena, Field(FrameLayout.ArenaState));
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(2, 0));
        for (var i = 1; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.And, Gpr.Rax, Argument(2, i));
        }

        Assembler.Ri(X64Op.Cmp, Gpr.Rax, -1);
        Assembler.Jump(Condition.NotEqual, ref reduce);
        var isWide = default(Label);
        EmitNarrowProduct(ref isWide);
        Assembler.Ret();
        Assembler.Bind(ref isWide);
        EmitProduct();
        AddHalves();
        EndProduct();

        Assembler.Bind(ref reduce);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(2, i));
            Assembler.Rm(X64Op.Cmp, Gpr.Rax, new Mem(Arena, FrameLayout.ArenaModulus + (i * LimbBytes)));
            Assembler.Jump(Condition.NotEqual, ref slow);
        }

        Assembler.Mi(X64Op.Cmp, ReciprocalLimb(ReciprocalLimbs - 1), 0);
        Assembler.Jump(Condition.Equal, ref slow);
        EmitProduct();
        EmitQuotient();
        EmitRemainder();
        EndProduct();
        Assembler.Bind(ref slow);
        EmitSmallProduct();
    }

    /// <summary>The product of two operands of two limbs each in place of the first; where one of them is longer nothing is
    /// done.</summary>
    private void EmitNarrowProduct(ref Label isWide)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(0, 2));
        Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(0, 3));
        Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(1, 2));
        Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(1, 3));
        Assembler.Jump(Condition.NotEqual, ref isWide);
        var sums = Sums.AsSpan(0, Limbs);
        Assembler.Rm(X64Op.Mov, Factor, Argument(1, 0));
        EmitFirstRow(Argument(0, 0), 2, sums);

        // The upper half of a partial product is never all ones, so the carry of the place below goes into it.
        Assembler.Rm(X64Op.Mov, Factor, Argument(1, 1));
        Assembler.Rrm(X64Op.Mulx, sums[3], Low, Argument(0, 1));
        Assembler.Rrm(X64Op.Mulx, High, Factor, Argument(0, 0));
        Assembler.Rr(X64Op.Add, sums[1], Factor);
        Assembler.Rr(X64Op.Adc, sums[2], High);
        Assembler.Ri(X64Op.Adc, sums[3], 0);
        Assembler.Rr(X64Op.Add, sums[2], Low);
        Assembler.Ri(X64Op.Adc, sums[3], 0);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(0, i), sums[i]);
        }
    }

    /// <summary>A product of one word is divided as any other word is; of a larger one nothing is done.</summary>
    private void EmitSmallProduct()
    {
        var isWide = default(Label);
        var divide = default(Label);
        EmitNarrowProduct(ref isWide);
        Assembler.Jump(ref divide);
        Assembler.Bind(ref isWide);
        EmitProduct();
        RestoreForProduct();
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(ProductWord, Limbs));
        for (var i = 1; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(ProductWord, Limbs + i));
        }

        var isLarge = default(Label);
        Assembler.Jump(Condition.NotEqual, ref isLarge);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(ProductWord, i));
            Assembler.Mr(X64Op.Mov, Argument(0, i), Gpr.Rax);
        }

        Assembler.Bind(ref divide);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(2, i));
            Assembler.Mr(X64Op.Mov, Argument(1, i), Gpr.Rax);
        }

        CallHelper(RuntimeCallTable.Get(RuntimeCall.UMod), X64Backend.PlaceOf(RuntimeCall.UMod), !_isHelpers && KeepsFramePointer);
        Assembler.Ret();
        Assembler.Bind(ref isLarge);
    }

    private void EndProduct()
    {
        RestoreForProduct();
        Assembler.Ret();
    }

    private void RestoreForProduct()
    {
        for (var i = SavedForProduct.Length - 1; i >= 0; i--)
        {
            Assembler.Pop(SavedForProduct[i]);
        }
    }

    private static Mem ReciprocalLimb(int limb) => new(Arena, FrameLayout.ArenaReciprocal + (limb * LimbBytes));

    /// <summary>Saves registers and computes the eight limbs of the product of the first two scratch words. Uses the first five
    /// sums.</summary>
    private void EmitProduct()
    {
        foreach (var register in SavedForProduct)
        {
            Assembler.Push(register);
        }

        Span<Gpr> sums = [.. Sums.AsSpan(0, Limbs + 1)];
        for (var row = 0; row < Limbs; row++)
        {
            Assembler.Rm(X64Op.Mov, Factor, Argument(1, row));
            EmitRow(Argument(0, 0), Limbs, sums, row == 0 ? 0 : Limbs, true);
            Assembler.Mr(X64Op.Mov, Argument(ProductWord, row), sums[0]);
            Rotate(sums);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(ProductWord, Limbs + i), sums[i]);
        }
    }

    /// <summary>The quotient's estimate: the limbs of the product above the third times the reciprocal, less its lower half.</summary>
    private void EmitQuotient()
    {
        // The first sum is of limbs whose places add up to 3: those below are left out.
        const int first = 3;
        Span<Gpr> sums = [.. Sums];
        var known = 0;
        for (var row = 0; row < ReciprocalLimbs; row++)
        {
            var skipped = Math.Max(0, first - row);
            var place = row + skipped - first;
            var count = ReciprocalLimbs - skipped;
            Assembler.Rm(X64Op.Mov, Factor, Argument(ProductWord, Limbs - 1 + row));
            EmitRow(ReciprocalLimb(skipped), count, sums.Slice(place, count + 1), known - place, true);
            known = place + count + 1;
        }

        for (var i = 0; i < ReciprocalLimbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(QuotientWord, i), sums[i + 2]);
        }
    }

    /// <summary>The product less the quotient times the modulus, in five limbs, and then less the modulus while it can be taken
    /// away.</summary>
    private void EmitRemainder()
    {
        Span<Gpr> sums = [.. Sums.AsSpan(0, ReciprocalLimbs)];
        for (var row = 0; row < ReciprocalLimbs; row++)
        {
            var count = Math.Min(Limbs, ReciprocalLimbs - row);
            var isWhole = row + count < ReciprocalLimbs;
            Assembler.Rm(X64Op.Mov, Factor, Argument(QuotientWord, row));
            EmitRow(Argument(2, 0), count, sums.Slice(row, isWhole ? count + 1 : count), row == 0 ? 0 : ReciprocalLimbs - row, isWhole);
        }

        Gpr[] rest = [Gpr.Rax, Gpr.Rcx, Gpr.Rdx, Gpr.Rbp, Gpr.R15];
        for (var i = 0; i < ReciprocalLimbs; i++)
        {
            Assembler.Rm(X64Op.Mov, rest[i], Argument(ProductWord, i));
            Assembler.Rr(i == 0 ? X64Op.Sub : X64Op.Sbb, rest[i], sums[i]);
        }

        var loop = new Label { Position = Assembler.Length };
        for (var i = 0; i < ReciprocalLimbs; i++)
        {
            Assembler.Rr(X64Op.Mov, sums[i], rest[i]);
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(i == 0 ? X64Op.Sub : X64Op.Sbb, rest[i], Argument(2, i));
        }

        Assembler.Ri(X64Op.Sbb, rest[Limbs], 0);
        Assembler.Jump(Condition.AboveOrEqual, ref loop);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Mr(X64Op.Mov, Argument(0, i), sums[i]);
        }
    }

    /// <summary>Modulo 2^256 - 1 the halves of the product are added, and the carry is; 2^256 - 1 itself is 0.</summary>
    private void AddHalves()
    {
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Rm(X64Op.Mov, Dividend[i], Argument(ProductWord, i));
            Assembler.Rm(i == 0 ? X64Op.Add : X64Op.Adc, Dividend[i], Argument(ProductWord, Limbs + i));
        }

        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Ri(X64Op.Adc, Dividend[i], 0);
        }

        Assembler.Rr(X64Op.Mov, Gpr.Rax, Dividend[0]);
        for (var i = 1; i < Limbs; i++)
        {
            Assembler.Rr(X64Op.And, Gpr.Rax, Dividend[i]);
        }

        Assembler.MovImmediate(Gpr.Rcx, 0);
        Assembler.Ri(X64Op.Cmp, Gpr.Rax, -1);
        for (var i = 0; i < Limbs; i++)
        {
            Assembler.Cmov(Condition.Equal, Dividend[i], Gpr.Rcx);
            Assembler.Mr(X64Op.Mov, Argument(0, i), Dividend[i]);
        }
    }

    /// <summary>Adds <see cref="Factor"/> times a number in memory to sums, with two chains of carries where the processor has
    /// them.</summary>
    /// <param name="number">The number's lowest limb.</param>
    /// <param name="count">Its limbs.</param>
    /// <param name="sums">From the place of the lowest partial product on.</param>
    /// <param name="known">How many of the sums are there already; the others begin here.</param>
    /// <param name="isWhole">Whether the upper half of the highest partial product counts.</param>
    private void EmitRow(in Mem number, int count, ReadOnlySpan<Gpr> sums, int known, bool isWhole)
    {
        if (known == 0)
        {
            EmitFirstRow(number, count, sums);
            return;
        }

        for (var i = known; i < sums.Length; i++)
        {
            Assembler.MovImmediate(sums[i], 0);
        }

        if (_features.HasAdx)
        {
            // Clears both carries.
            Assembler.Rr(X64Op.Xor32, High, High);
            for (var i = 0; i < count; i++)
            {
                Assembler.Rrm(X64Op.Mulx, High, Low, number.Plus(i * LimbBytes));
                Assembler.Rr(X64Op.Adcx, sums[i], Low);
                if (i + 1 < count || isWhole)
                {
                    Assembler.Rr(X64Op.Adox, sums[i + 1], High);
                }
            }

            if (isWhole)
            {
                // The sum of all is less than the place above: only one chain can carry, and into here.
                Assembler.MovImmediate(High, 0);
                Assembler.Rr(X64Op.Adcx, sums[count], High);
            }

            return;
        }

        // The carry of a place goes into the upper half of its product, which is never all ones.
        for (var i = 0; i < count; i++)
        {
            Assembler.Rrm(X64Op.Mulx, High, Low, number.Plus(i * LimbBytes));
            if (i > 0)
            {
                Assembler.Rr(X64Op.Add, Low, Carry);
                Assembler.Ri(X64Op.Adc, High, 0);
            }

            Assembler.Rr(X64Op.Add, sums[i], Low);
            if (i + 1 < count || isWhole)
            {
                Assembler.Ri(X64Op.Adc, High, 0);
                Assembler.Rr(X64Op.Mov, Carry, High);
            }
        }

        if (isWhole)
        {
            Assembler.Rr(X64Op.Add, sums[count], Carry);
        }
    }

    private void EmitFirstRow(in Mem number, int count, ReadOnlySpan<Gpr> sums)
    {
        Assembler.Rrm(X64Op.Mulx, sums[1], sums[0], number);
        for (var i = 1; i < count; i++)
        {
            Assembler.Rrm(X64Op.Mulx, sums[i + 1], Low, number.Plus(i * LimbBytes));
            Assembler.Rr(i == 1 ? X64Op.Add : X64Op.Adc, sums[i], Low);
        }

        if (count > 1)
        {
            Assembler.Ri(X64Op.Adc, sums[count], 0);
        }
    }

    private static void Rotate(Span<Gpr> sums)
    {
        var first = sums[0];
        sums[1..].CopyTo(sums);
        sums[^1] = first;
    }
}
