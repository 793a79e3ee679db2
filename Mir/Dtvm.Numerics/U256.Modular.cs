// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dtvm.Numerics;

/// <content>Sum and product modulo a word, computed on intermediate results that are not cut to 256 bits.</content>
public readonly partial struct U256
{
    /// <summary>(left + right) mod modulus on the sum of 257 bits, 0 for a zero modulus: the EVM's ADDMOD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 AddModulo(in U256 left, in U256 right, in U256 modulus)
    {
        AddModulo(left, right, modulus, out var sum);
        return sum;
    }

    /// <summary>Writes the sum of <see cref="AddModulo(in U256, in U256, in U256)"/>, maybe in the place of an operand.</summary>
    public static void AddModulo(in U256 left, in U256 right, in U256 modulus, out U256 sum)
    {
        // Operands are mostly reduced already.
        if (LessThan(left, modulus) && LessThan(right, modulus))
        {
            sum = AddReduced(left, right, modulus);
        }
        else
        {
            AddReducing(left, right, modulus, out sum);
        }
    }

    /// <summary>(left * right) mod modulus on the product of 512 bits, 0 for a zero modulus: the EVM's MULMOD.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 MultiplyModulo(in U256 left, in U256 right, in U256 modulus)
    {
        MultiplyModulo(left, right, modulus, out var product);
        return product;
    }

    /// <summary>Writes the product of <see cref="MultiplyModulo(in U256, in U256, in U256)"/>, maybe in the place of an operand.</summary>
    public static void MultiplyModulo(in U256 left, in U256 right, in U256 modulus, out U256 product)
    {
        var none = default(LastReciprocal);
        MultiplyModulo(left, right, modulus, ref none, out product);
    }

    /// <summary>The same, sooner when the modulus is the one of the call before with the same <paramref name="reciprocal"/>.</summary>
    public static void MultiplyModulo(in U256 left, in U256 right, in U256 modulus, ref LastReciprocal reciprocal, out U256 product)
    {
        BigMul(left, right, out var low, out var high);
        if (high.IsZero)
        {
            Modulo(low, modulus, out product);
        }
        else if (modulus._u3 != 0)
        {
            // 2^256 = 1 modulo 2^256 - 1: the halves are added. Contracts take the upper half of a product this way.
            if ((modulus._u0 & modulus._u1 & modulus._u2 & modulus._u3) == ulong.MaxValue)
            {
                AddModulo(low, high, modulus, out product);
            }
            else
            {
                ModuloFour(low, high, modulus, ref reciprocal, out product);
            }
        }
        else if (modulus._u2 != 0)
        {
            ModuloThree(low, high, modulus, out product);
        }
        else if (modulus._u1 != 0)
        {
            ModuloTwo(low, high, modulus, out product);
        }
        else
        {
            ModuloOne(low, high, modulus._u0, out product);
        }
    }

    /// <summary>The general case of <see cref="AddModulo(in U256, in U256, in U256)"/>.</summary>
    private static void AddReducing(in U256 left, in U256 right, in U256 modulus, out U256 sum)
    {
        if (modulus._u3 != 0 && left._u3 <= modulus._u3 && right._u3 <= modulus._u3)
        {
            // With an equal or smaller top limb an operand is below twice the modulus: one subtraction reduces it.
            sum = AddReduced(ReduceOnce(left, modulus), ReduceOnce(right, modulus), modulus);
            return;
        }

        var low = AddOverflow(left, right, out var carry);
        if (carry == 0)
        {
            Modulo(low, modulus, out sum);
        }
        else
        {
            sum = AddReduced(Modulo(left, modulus), Modulo(right, modulus), modulus);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 ReduceOnce(in U256 value, in U256 modulus)
    {
        var reduced = SubtractUnderflow(value, modulus, out var borrow);
        return borrow == 0 ? reduced : value;
    }

    /// <summary>Sum of two values below the modulus; 0 if the modulus is 0, as both values then are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static U256 AddReduced(in U256 left, in U256 right, in U256 modulus)
    {
        var sum = AddOverflow(left, right, out var carry);
        var reduced = SubtractUnderflow(sum, modulus, out var borrow);

        // Without branches, because whether the sum reaches the modulus is as good as random.
        var keep = carry < borrow ? ulong.MaxValue : 0UL;
        return new U256(
            reduced._u0 ^ ((reduced._u0 ^ sum._u0) & keep),
            reduced._u1 ^ ((reduced._u1 ^ sum._u1) & keep),
            reduced._u2 ^ ((reduced._u2 ^ sum._u2) & keep),
            reduced._u3 ^ ((reduced._u3 ^ sum._u3) & keep));
    }

    private static void ModuloOne(in U256 low, in U256 high, ulong modulus, out U256 remainder)
    {
        if (modulus == 0)
        {
            remainder = default;
            return;
        }

        var shift = BitOperations.LeadingZeroCount(modulus);
        var rest = Normalize(high, shift, out var n4, out var n5, out var n6, out var n7);
        n4 |= Normalize(low, shift, out var n0, out var n1, out var n2, out var n3);
        modulus <<= shift;
        var reciprocal = Reciprocal.ByOne(modulus);
        _ = Reciprocal.DivideTwoByOne(ref rest, n7, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n6, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n5, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n4, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n3, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n2, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n1, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, n0, modulus, reciprocal);
        remainder = new U256(rest >> shift);
    }

    private static void ModuloTwo(in U256 low, in U256 high, in U256 modulus, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(modulus._u1);
        var r1 = Normalize(high, shift, out var n4, out var n5, out var n6, out var r0);
        n4 |= Normalize(low, shift, out var n0, out var n1, out var n2, out var n3);
        var d0 = modulus._u0 << shift;
        var d1 = ShiftLeftPair(modulus._u1, modulus._u0, shift);
        var reciprocal = Reciprocal.ByTwo(d1, d0);

        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n6, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n5, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n4, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n3, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n2, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n1, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, n0, d1, d0, reciprocal);
        remainder = new U256(ShiftRightPair(r1, r0, shift), r1 >> shift, 0, 0);
    }

    private static void ModuloThree(in U256 low, in U256 high, in U256 modulus, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(modulus._u2);
        var r2 = Normalize(high, shift, out var n4, out var n5, out var r0, out var r1);
        n4 |= Normalize(low, shift, out var n0, out var n1, out var n2, out var n3);
        var d0 = modulus._u0 << shift;
        var d1 = ShiftLeftPair(modulus._u1, modulus._u0, shift);
        var d2 = ShiftLeftPair(modulus._u2, modulus._u1, shift);
        var reciprocal = Reciprocal.ByTwo(d2, d1);

        _ = DivideStep(ref r2, ref r1, ref r0, n5, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, n4, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, n3, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, n2, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, n1, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, n0, d2, d1, d0, reciprocal);
        remainder = new U256(ShiftRightPair(r1, r0, shift), ShiftRightPair(r2, r1, shift), r2 >> shift, 0);
    }

    private static void ModuloFour(in U256 low, in U256 high, in U256 modulus, ref LastReciprocal last, out U256 remainder)
    {
        var shift = BitOperations.LeadingZeroCount(modulus._u3);
        _ = Normalize(modulus, shift, out var d0, out var d1, out var d2, out var d3);
        var reciprocal = last.ByTwo(d3, d2);
        var r3 = Normalize(high, shift, out var n4, out var r0, out var r1, out var r2);
        n4 |= Normalize(low, shift, out var n0, out var n1, out var n2, out var n3);

        // Operands below the modulus make the upper half smaller than the divisor: then its first digit is 0.
        if (r3 == 0 && LessThan(new U256(n4, r0, r1, r2), new U256(d0, d1, d2, d3)))
        {
            r3 = r2;
            r2 = r1;
            r1 = r0;
            r0 = n4;
        }
        else
        {
            _ = DivideStep(ref r3, ref r2, ref r1, ref r0, n4, d3, d2, d1, d0, reciprocal);
        }

        _ = DivideStep(ref r3, ref r2, ref r1, ref r0, n3, d3, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r3, ref r2, ref r1, ref r0, n2, d3, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r3, ref r2, ref r1, ref r0, n1, d3, d2, d1, d0, reciprocal);
        _ = DivideStep(ref r3, ref r2, ref r1, ref r0, n0, d3, d2, d1, d0, reciprocal);
        remainder = new U256(ShiftRightPair(r1, r0, shift), ShiftRightPair(r2, r1, shift), ShiftRightPair(r3, r2, shift), r3 >> shift);
    }
}
