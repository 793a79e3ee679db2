using System.Numerics;

namespace Dtvm.Numerics;

/// <content>Sum and product modulo a word, computed on intermediate results that are not cut to 256 bits.</content>
public readonly partial struct U256
{
    /// <summary>(left + right) mod modulus on the sum of 257 bits, 0 for a zero modulus: the EVM's ADDMOD.</summary>
    public static U256 AddModulo(in U256 left, in U256 right, in U256 modulus)
    {
        if (modulus._u3 != 0 && left._u3 <= modulus._u3 && right._u3 <= modulus._u3)
        {
            // With an equal or smaller top limb an operand is below twice the modulus: one subtraction reduces it.
            return AddReduced(ReduceOnce(left, modulus), ReduceOnce(right, modulus), modulus);
        }

        var sum = AddOverflow(left, right, out var carry);
        return carry == 0 ? Modulo(sum, modulus) : AddReduced(Modulo(left, modulus), Modulo(right, modulus), modulus);
    }

    /// <summary>(left * right) mod modulus on the product of 512 bits, 0 for a zero modulus: the EVM's MULMOD.</summary>
    public static U256 MultiplyModulo(in U256 left, in U256 right, in U256 modulus)
    {
        var low = BigMul(left, right, out var high);
        if (high.IsZero)
            return Modulo(low, modulus);
        if (modulus._u3 != 0)
            return ModuloFour(low, high, modulus);
        if (modulus._u2 != 0)
            return ModuloThree(low, high, modulus);
        return modulus._u1 != 0 ? ModuloTwo(low, high, modulus) : ModuloOne(low, high, modulus._u0);
    }

    private static U256 ReduceOnce(in U256 value, in U256 modulus)
    {
        var reduced = SubtractUnderflow(value, modulus, out var borrow);
        return borrow == 0 ? reduced : value;
    }

    /// <summary>Sum of two values below the modulus; 0 if the modulus is 0, as both values then are.</summary>
    private static U256 AddReduced(in U256 left, in U256 right, in U256 modulus)
    {
        var sum = AddOverflow(left, right, out var carry);
        var reduced = SubtractUnderflow(sum, modulus, out var borrow);
        return carry >= borrow ? reduced : sum;
    }

    private static U256 ModuloOne(in U256 low, in U256 high, ulong modulus)
    {
        if (modulus == 0)
            return default;

        var shift = BitOperations.LeadingZeroCount(modulus);
        var (lower, upper) = NormalizeWide(low, high, shift, out var rest);
        modulus <<= shift;
        var reciprocal = Reciprocal.ByOne(modulus);
        _ = Reciprocal.DivideTwoByOne(ref rest, upper._u3, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, upper._u2, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, upper._u1, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, upper._u0, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, lower._u3, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, lower._u2, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, lower._u1, modulus, reciprocal);
        _ = Reciprocal.DivideTwoByOne(ref rest, lower._u0, modulus, reciprocal);
        return new U256(rest >> shift);
    }

    private static U256 ModuloTwo(in U256 low, in U256 high, in U256 modulus)
    {
        var shift = BitOperations.LeadingZeroCount(modulus._u1);
        var (lower, upper) = NormalizeWide(low, high, shift, out var r1);
        var d0 = modulus._u0 << shift;
        var d1 = (modulus._u1 << shift) | ((modulus._u0 >> 1) >> (63 - shift));
        var reciprocal = Reciprocal.ByTwo(d1, d0);

        var r0 = upper._u3;
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, upper._u2, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, upper._u1, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, upper._u0, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, lower._u3, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, lower._u2, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, lower._u1, d1, d0, reciprocal);
        _ = Reciprocal.DivideThreeByTwo(ref r1, ref r0, lower._u0, d1, d0, reciprocal);
        return new U256((r0 >> shift) | ((r1 << 1) << (63 - shift)), r1 >> shift, 0, 0);
    }

    private static U256 ModuloThree(in U256 low, in U256 high, in U256 modulus)
    {
        var shift = BitOperations.LeadingZeroCount(modulus._u2);
        var (lower, upper) = NormalizeWide(low, high, shift, out var r2);
        var d = modulus << shift;
        var reciprocal = Reciprocal.ByTwo(d._u2, d._u1);

        ulong r1 = upper._u3, r0 = upper._u2;
        _ = DivideStep(ref r2, ref r1, ref r0, upper._u1, d, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, upper._u0, d, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, lower._u3, d, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, lower._u2, d, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, lower._u1, d, reciprocal);
        _ = DivideStep(ref r2, ref r1, ref r0, lower._u0, d, reciprocal);
        return new U256(r0, r1, r2, 0) >> shift;
    }

    private static U256 ModuloFour(in U256 low, in U256 high, in U256 modulus)
    {
        if ((modulus._u0 & modulus._u1 & modulus._u2 & modulus._u3) == ulong.MaxValue)
        {
            // 2^256 = 1 modulo 2^256 - 1: the halves are added. Contracts take the upper half of a product this way.
            return AddModulo(low, high, modulus);
        }

        var shift = BitOperations.LeadingZeroCount(modulus._u3);
        var (lower, upper) = NormalizeWide(low, high, shift, out var top);
        var d = modulus << shift;
        var reciprocal = Reciprocal.ByTwo(d._u3, d._u2);

        // Operands below the modulus make the upper half smaller than the divisor, which saves the first digit.
        U256 rest;
        if (top == 0 && LessThan(upper, d))
        {
            rest = upper;
        }
        else
        {
            rest = new U256(upper._u1, upper._u2, upper._u3, top);
            _ = DivideStep(ref rest, upper._u0, d, reciprocal);
        }

        _ = DivideStep(ref rest, lower._u3, d, reciprocal);
        _ = DivideStep(ref rest, lower._u2, d, reciprocal);
        _ = DivideStep(ref rest, lower._u1, d, reciprocal);
        _ = DivideStep(ref rest, lower._u0, d, reciprocal);
        return rest >> shift;
    }

    /// <summary>Shifts 512 bits by 0..63 to the left; the bits shifted out go to <paramref name="top"/>.</summary>
    private static (U256 Lower, U256 Upper) NormalizeWide(in U256 low, in U256 high, int shift, out ulong top)
    {
        var lower = Normalize(low, shift, out var middle);
        var upper = Normalize(high, shift, out top);
        return (lower, new U256(upper._u0 | middle, upper._u1, upper._u2, upper._u3));
    }
}
