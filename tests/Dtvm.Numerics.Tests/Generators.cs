// SPDX-License-Identifier: Apache-2.0

using CsCheck;

namespace Dtvm.Numerics.Tests;

/// <summary>Words that favour the places where carries, signs and digit estimates go wrong.</summary>
internal static class Generators
{
    private static readonly Gen<ulong> Limb = Gen.Frequency(
        (4, Gen.ULong),
        (2, Gen.Const(0UL)),
        (2, Gen.Const(ulong.MaxValue)),
        (1, Gen.OneOf(1UL, 2UL, ulong.MaxValue - 1, 1UL << 63, (1UL << 63) - 1, (1UL << 63) + 1, 1UL << 32, (1UL << 32) - 1)),
        (1, from bit in Gen.Int[0, 63] select 1UL << bit));

    private static readonly Gen<U256> Edge = Gen.OneOf(
        U256.Zero,
        U256.One,
        new U256(2UL),
        new U256(10UL),
        new U256(ulong.MaxValue),
        new U256(0, 1, 0, 0),
        new U256(1, 1, 0, 0),
        new U256(ulong.MaxValue, ulong.MaxValue, 0, 0),
        new U256(0, 0, 1, 0),
        new U256(1, 0, 1, 0),
        new U256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0),
        new U256(0, 0, 0, 1),
        new U256(0, 0, 0, 1UL << 63),
        new U256(1, 0, 0, 1UL << 63),
        new U256(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue >> 1),
        new U256(ulong.MaxValue - 1, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue),
        U256.MaxValue);

    /// <summary>Any word.</summary>
    public static Gen<U256> Word { get; } = Gen.Frequency(
        (2, Edge),
        (5, from count in Gen.Int[1, 4]
            from limbs in Limb.Array[count]
            select FromLimbs(limbs)),
        (1, from bit in Gen.Int[0, 255]
            from offset in Gen.Int[-1, 1]
            select FromLimbs(BitLimbs(bit)) + U256.FromInt64(offset)));

    /// <summary>A shift amount or index: mostly near 0..256, sometimes any word.</summary>
    public static Gen<U256> Amount { get; } = Gen.Frequency(
        (6, from amount in Gen.Int[0, 300] select new U256((ulong)amount)),
        (2, from amount in Gen.OneOf(0, 1, 7, 8, 30, 31, 32, 63, 64, 65, 127, 128, 129, 191, 192, 193, 254, 255, 256, 257)
            select new U256((ulong)amount)),
        (1, Word));

    public static Gen<(U256 A, U256 B)> Pair { get; } =
        from a in Word
        from b in Gen.Frequency((9, Word), (1, Gen.Const(a)))
        select (a, b);

    public static Gen<(U256 Amount, U256 Value)> AmountAndWord { get; } =
        from amount in Amount
        from value in Word
        select (amount, value);

    /// <summary>
    /// A dividend and a divisor that often agree in their highest limbs, or divide with a remainder close to the divisor: only then
    /// does the estimate of a quotient digit need corrections.
    /// </summary>
    public static Gen<(U256 A, U256 B)> Division { get; } = Gen.Frequency(
        (3, Pair),
        (2, from divisor in Word
            from quotient in Word
            from offset in Gen.Int[-2, 2]
            select (divisor * quotient + U256.FromInt64(offset), divisor)),
        (2, from dividend in Word
            from low in Limb
            from second in Limb
            from take in Gen.Int[1, 3]
            select (dividend, SharingTop(dividend, low, second, take))));

    /// <summary>Two operands and a modulus; in half of the cases the operands are below the modulus or close to it.</summary>
    public static Gen<(U256 A, U256 B, U256 M)> Modular { get; } = Gen.Frequency(
        (3, from a in Word
            from b in Word
            from m in Word
            select (a, b, m)),
        (3, from m in Word
            from a in Gen.Int[-3, 3]
            from b in Word
            select (m + U256.FromInt64(a), Reference.Word(m.IsZero ? 0 : Reference.Number(b) % Reference.Number(m)), m)),
        (2, from pair in Division
            from b in Word
            select (pair.A, b, pair.B)));

    private static U256 FromLimbs(ulong[] limbs)
    {
        Array.Resize(ref limbs, 4);
        return new U256(limbs[0], limbs[1], limbs[2], limbs[3]);
    }

    private static ulong[] BitLimbs(int bit)
    {
        var limbs = new ulong[4];
        limbs[bit >> 6] = 1UL << (bit & 63);
        return limbs;
    }

    /// <summary>The highest limbs of the dividend above other low limbs, in a divisor of two to four limbs.</summary>
    private static U256 SharingTop(in U256 dividend, ulong low, ulong second, int take) => take switch
    {
        1 => new U256(low, second, dividend.U2, dividend.U3),
        2 => new U256(low, dividend.U2, dividend.U3, 0),
        _ => new U256(low, dividend.U3, 0, 0),
    };
}
