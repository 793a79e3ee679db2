using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Dtvm.Runtime;

/// <summary>
/// Keccak-f[1600] (The Keccak reference 3.0, section 1.2; FIPS 202, section 3). The lane at (x, y) is word 5 y + x of the state.
/// </summary>
internal static unsafe class KeccakPermutation
{
    private const int Rounds = 24;

    private static ReadOnlySpan<ulong> RoundConstants =>
    [
        0x0000000000000001, 0x0000000000008082, 0x800000000000808a, 0x8000000080008000, 0x000000000000808b, 0x0000000080000001,
        0x8000000080008081, 0x8000000000008009, 0x000000000000008a, 0x0000000000000088, 0x0000000080008009, 0x000000008000000a,
        0x000000008000808b, 0x800000000000008b, 0x8000000000008089, 0x8000000000008003, 0x8000000000008002, 0x8000000000000080,
        0x000000000000800a, 0x800000008000000a, 0x8000000080008081, 0x8000000000008080, 0x0000000080000001, 0x8000000080008008,
    ];

    /// <summary>Permutes the 25 words of the state with 64-bit operations.</summary>
    [SkipLocalsInit]
    public static void ApplyScalar(ulong* state)
    {
        ulong* other = stackalloc ulong[25];
        for (int round = 0; round < Rounds; round += 2)
        {
            Round(state, other, RoundConstants[round]);
            Round(other, state, RoundConstants[round + 1]);
        }
    }

    /// <summary>
    /// Permutes the state with AVX-512, a plane (five lanes of equal y) in a register; the upper three lanes of each are unused.
    /// Rho and pi bring the lanes of a column of the next state into one register, in which chi combines whole registers; a transposition
    /// makes planes again.
    /// </summary>
    /// <param name="state">The 25 words, in a buffer of at least 28.</param>
    public static void ApplyVectors(ulong* state)
    {
        Vector512<ulong> previous = Vector512.Create(4UL, 0, 1, 2, 3, 5, 6, 7);
        Vector512<ulong> next = Vector512.Create(1UL, 2, 3, 4, 0, 5, 6, 7);

        Vector512<ulong> rho0 = Vector512.Create(0UL, 1, 62, 28, 27, 0, 0, 0);
        Vector512<ulong> rho1 = Vector512.Create(36UL, 44, 6, 55, 20, 0, 0, 0);
        Vector512<ulong> rho2 = Vector512.Create(3UL, 10, 43, 25, 39, 0, 0, 0);
        Vector512<ulong> rho3 = Vector512.Create(41UL, 45, 15, 21, 8, 0, 0, 0);
        Vector512<ulong> rho4 = Vector512.Create(18UL, 2, 61, 56, 14, 0, 0, 0);

        // The lane of plane y that goes to row r of column y is x = y + 3 r modulo 5.
        Vector512<ulong> pi0 = Vector512.Create(0UL, 3, 1, 4, 2, 5, 6, 7);
        Vector512<ulong> pi1 = Vector512.Create(1UL, 4, 2, 0, 3, 5, 6, 7);
        Vector512<ulong> pi2 = Vector512.Create(2UL, 0, 3, 1, 4, 5, 6, 7);
        Vector512<ulong> pi3 = Vector512.Create(3UL, 1, 4, 2, 0, 5, 6, 7);
        Vector512<ulong> pi4 = Vector512.Create(4UL, 2, 0, 3, 1, 5, 6, 7);

        // Pairs of lanes 0-1, 2-3 and 4-5 of two registers side by side, then lane y of the fifth column behind them.
        Vector512<ulong> pairs0 = Vector512.Create(0UL, 1, 8, 9, 4, 5, 12, 13);
        Vector512<ulong> pairs2 = Vector512.Create(2UL, 3, 10, 11, 4, 5, 6, 7);
        Vector512<ulong> pairs4 = Vector512.Create(4UL, 5, 12, 13, 4, 5, 6, 7);
        Vector512<ulong> insert0 = Vector512.Create(0UL, 1, 2, 3, 8, 5, 6, 7);
        Vector512<ulong> insert1 = Vector512.Create(0UL, 1, 2, 3, 9, 5, 6, 7);
        Vector512<ulong> insert2 = Vector512.Create(0UL, 1, 2, 3, 10, 5, 6, 7);
        Vector512<ulong> insert3 = Vector512.Create(0UL, 1, 2, 3, 11, 5, 6, 7);
        Vector512<ulong> insert4 = Vector512.Create(0UL, 1, 2, 3, 12, 5, 6, 7);

        const byte Xor3 = 0x96;
        const byte XorAndNot = 0xD2; // a ^ (~b & c)

        Vector512<ulong> a0 = Vector512.Load(state);
        Vector512<ulong> a1 = Vector512.Load(state + 5);
        Vector512<ulong> a2 = Vector512.Load(state + 10);
        Vector512<ulong> a3 = Vector512.Load(state + 15);
        Vector512<ulong> a4 = Vector512.Load(state + 20);

        foreach (ulong constant in RoundConstants)
        {
            Vector512<ulong> parity = Avx512F.TernaryLogic(Avx512F.TernaryLogic(a0, a1, a2, Xor3), a3, a4, Xor3);
            Vector512<ulong> left = Avx512F.PermuteVar8x64(parity, previous);
            Vector512<ulong> right = Avx512F.RotateLeft(Avx512F.PermuteVar8x64(parity, next), 1);

            a0 = Avx512F.RotateLeftVariable(Avx512F.TernaryLogic(a0, left, right, Xor3), rho0);
            a1 = Avx512F.RotateLeftVariable(Avx512F.TernaryLogic(a1, left, right, Xor3), rho1);
            a2 = Avx512F.RotateLeftVariable(Avx512F.TernaryLogic(a2, left, right, Xor3), rho2);
            a3 = Avx512F.RotateLeftVariable(Avx512F.TernaryLogic(a3, left, right, Xor3), rho3);
            a4 = Avx512F.RotateLeftVariable(Avx512F.TernaryLogic(a4, left, right, Xor3), rho4);

            Vector512<ulong> b0 = Avx512F.PermuteVar8x64(a0, pi0);
            Vector512<ulong> b1 = Avx512F.PermuteVar8x64(a1, pi1);
            Vector512<ulong> b2 = Avx512F.PermuteVar8x64(a2, pi2);
            Vector512<ulong> b3 = Avx512F.PermuteVar8x64(a3, pi3);
            Vector512<ulong> b4 = Avx512F.PermuteVar8x64(a4, pi4);

            Vector512<ulong> c0 = Avx512F.TernaryLogic(b0, b1, b2, XorAndNot) ^ Vector512.CreateScalar(constant);
            Vector512<ulong> c1 = Avx512F.TernaryLogic(b1, b2, b3, XorAndNot);
            Vector512<ulong> c2 = Avx512F.TernaryLogic(b2, b3, b4, XorAndNot);
            Vector512<ulong> c3 = Avx512F.TernaryLogic(b3, b4, b0, XorAndNot);
            Vector512<ulong> c4 = Avx512F.TernaryLogic(b4, b0, b1, XorAndNot);

            Vector512<ulong> even01 = Avx512F.UnpackLow(c0, c1);
            Vector512<ulong> even23 = Avx512F.UnpackLow(c2, c3);
            Vector512<ulong> odd01 = Avx512F.UnpackHigh(c0, c1);
            Vector512<ulong> odd23 = Avx512F.UnpackHigh(c2, c3);
            a0 = Avx512F.PermuteVar8x64x2(Avx512F.PermuteVar8x64x2(even01, pairs0, even23), insert0, c4);
            a1 = Avx512F.PermuteVar8x64x2(Avx512F.PermuteVar8x64x2(odd01, pairs0, odd23), insert1, c4);
            a2 = Avx512F.PermuteVar8x64x2(Avx512F.PermuteVar8x64x2(even01, pairs2, even23), insert2, c4);
            a3 = Avx512F.PermuteVar8x64x2(Avx512F.PermuteVar8x64x2(odd01, pairs2, odd23), insert3, c4);
            a4 = Avx512F.PermuteVar8x64x2(Avx512F.PermuteVar8x64x2(even01, pairs4, even23), insert4, c4);
        }

        // In this order each store overwrites the unused lanes of the one before.
        a0.Store(state);
        a1.Store(state + 5);
        a2.Store(state + 10);
        a3.Store(state + 15);
        a4.Store(state + 20);
    }

    /// <summary>One round from one buffer to another: theta, rho and pi fused into the loads, chi, iota.</summary>
    private static void Round(ulong* a, ulong* e, ulong constant)
    {
        ulong c0 = a[0] ^ a[5] ^ a[10] ^ a[15] ^ a[20];
        ulong c1 = a[1] ^ a[6] ^ a[11] ^ a[16] ^ a[21];
        ulong c2 = a[2] ^ a[7] ^ a[12] ^ a[17] ^ a[22];
        ulong c3 = a[3] ^ a[8] ^ a[13] ^ a[18] ^ a[23];
        ulong c4 = a[4] ^ a[9] ^ a[14] ^ a[19] ^ a[24];
        ulong d0 = c4 ^ BitOperations.RotateLeft(c1, 1);
        ulong d1 = c0 ^ BitOperations.RotateLeft(c2, 1);
        ulong d2 = c1 ^ BitOperations.RotateLeft(c3, 1);
        ulong d3 = c2 ^ BitOperations.RotateLeft(c4, 1);
        ulong d4 = c3 ^ BitOperations.RotateLeft(c0, 1);

        ulong b0 = a[0] ^ d0;
        ulong b1 = BitOperations.RotateLeft(a[6] ^ d1, 44);
        ulong b2 = BitOperations.RotateLeft(a[12] ^ d2, 43);
        ulong b3 = BitOperations.RotateLeft(a[18] ^ d3, 21);
        ulong b4 = BitOperations.RotateLeft(a[24] ^ d4, 14);
        e[0] = b0 ^ (~b1 & b2) ^ constant;
        e[1] = b1 ^ (~b2 & b3);
        e[2] = b2 ^ (~b3 & b4);
        e[3] = b3 ^ (~b4 & b0);
        e[4] = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(a[3] ^ d3, 28);
        b1 = BitOperations.RotateLeft(a[9] ^ d4, 20);
        b2 = BitOperations.RotateLeft(a[10] ^ d0, 3);
        b3 = BitOperations.RotateLeft(a[16] ^ d1, 45);
        b4 = BitOperations.RotateLeft(a[22] ^ d2, 61);
        e[5] = b0 ^ (~b1 & b2);
        e[6] = b1 ^ (~b2 & b3);
        e[7] = b2 ^ (~b3 & b4);
        e[8] = b3 ^ (~b4 & b0);
        e[9] = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(a[1] ^ d1, 1);
        b1 = BitOperations.RotateLeft(a[7] ^ d2, 6);
        b2 = BitOperations.RotateLeft(a[13] ^ d3, 25);
        b3 = BitOperations.RotateLeft(a[19] ^ d4, 8);
        b4 = BitOperations.RotateLeft(a[20] ^ d0, 18);
        e[10] = b0 ^ (~b1 & b2);
        e[11] = b1 ^ (~b2 & b3);
        e[12] = b2 ^ (~b3 & b4);
        e[13] = b3 ^ (~b4 & b0);
        e[14] = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(a[4] ^ d4, 27);
        b1 = BitOperations.RotateLeft(a[5] ^ d0, 36);
        b2 = BitOperations.RotateLeft(a[11] ^ d1, 10);
        b3 = BitOperations.RotateLeft(a[17] ^ d2, 15);
        b4 = BitOperations.RotateLeft(a[23] ^ d3, 56);
        e[15] = b0 ^ (~b1 & b2);
        e[16] = b1 ^ (~b2 & b3);
        e[17] = b2 ^ (~b3 & b4);
        e[18] = b3 ^ (~b4 & b0);
        e[19] = b4 ^ (~b0 & b1);

        b0 = BitOperations.RotateLeft(a[2] ^ d2, 62);
        b1 = BitOperations.RotateLeft(a[8] ^ d3, 55);
        b2 = BitOperations.RotateLeft(a[14] ^ d4, 39);
        b3 = BitOperations.RotateLeft(a[15] ^ d0, 41);
        b4 = BitOperations.RotateLeft(a[21] ^ d1, 2);
        e[20] = b0 ^ (~b1 & b2);
        e[21] = b1 ^ (~b2 & b3);
        e[22] = b2 ^ (~b3 & b4);
        e[23] = b3 ^ (~b4 & b0);
        e[24] = b4 ^ (~b0 & b1);
    }
}
