// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Interpreter;

/// <summary>Words on the EVM stack and in memory: four limbs each, on the stack least significant first.</summary>
/// <remarks>
/// Limbs are loaded one at a time. A load is answered from the store buffer if one store wrote all of it, and otherwise waits until the
/// stores have reached the cache: a limb has that from a store of the limb and from a store of the whole word, a whole word from a store of
/// the word only. So what is known early, as zeros and operands, may be stored as a whole; what is computed is stored by limbs, as soon as
/// each of them is there, and words are never loaded as a whole.
/// </remarks>
internal static unsafe class Words
{
    /// <summary>Writes a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, in U256 value)
    {
        var limbs = (ulong*)slot;
        limbs[0] = value.U0;
        limbs[1] = value.U1;
        limbs[2] = value.U2;
        limbs[3] = value.U3;
    }

    /// <summary>Writes a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, ulong value) => Set((ulong*)slot, value);

    /// <summary>Writes a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ulong* slot, ulong value)
    {
        Vector256<ulong>.Zero.Store(slot);
        *slot = value;
    }

    /// <summary>Writes 1 for true and 0 for false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ulong* slot, bool value) => Set(slot, value ? 1UL : 0);

    /// <summary>The item that a DUP copies.</summary>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="opcode">DUP1 to DUP16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong* Dup(ulong* top, Opcode opcode) => Below(top, (uint)opcode) + (4 * ((int)Opcode.DUP1 - 1));

    /// <summary>The item that a SWAP exchanges with the top one.</summary>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="opcode">SWAP1 to SWAP16.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong* Swapped(ulong* top, Opcode opcode) => Below(top, (uint)opcode) + (4 * ((int)Opcode.SWAP1 - 2));

    /// <summary>Copies a word to another place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ulong* from, ulong* to)
    {
        to[0] = from[0];
        to[1] = from[1];
        to[2] = from[2];
        to[3] = from[3];
    }

    /// <summary>Exchanges two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Swap(ulong* one, ulong* other)
    {
        SwapLimb(one, other);
        SwapLimb(one + 1, other + 1);
        SwapLimb(one + 2, other + 2);
        SwapLimb(one + 3, other + 3);
    }

    /// <summary>Reads or writes, by limbs, the number that 32 big-endian bytes stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CopyReversed(byte* from, byte* to)
    {
        Unsafe.WriteUnaligned(to, ReadBigEndian(from + 24));
        Unsafe.WriteUnaligned(to + 8, ReadBigEndian(from + 16));
        Unsafe.WriteUnaligned(to + 16, ReadBigEndian(from + 8));
        Unsafe.WriteUnaligned(to + 24, ReadBigEndian(from));
    }

    /// <summary>Writes the number that 32 big-endian bytes stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetBigEndian(U256* slot, byte* bytes) => CopyReversed(bytes, (byte*)slot);

    /// <summary>EXCHANGE (EIP-8024).</summary>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="immediate">A valid immediate.</param>
    public static void Exchange(U256* top, byte immediate)
    {
        var (n, m) = StackImmediate.DecodePair(immediate);
        Swap((ulong*)(top - 1 - n), (ulong*)(top - 1 - m));
    }

    /// <summary>True for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(ulong* word) => (word[0] | word[1] | word[2] | word[3]) == 0;

    /// <summary>True for two equal words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsEqual(ulong* left, ulong* right) =>
        ((left[0] ^ right[0]) | (left[1] ^ right[1]) | (left[2] ^ right[2]) | (left[3] ^ right[3])) == 0;

    /// <summary>Adds a word to the one at <paramref name="slot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ulong* slot, ulong* word)
    {
        // Most numbers have one limb.
        if ((slot[1] | slot[2] | slot[3] | word[1] | word[2] | word[3]) == 0)
        {
            var sum = slot[0] + word[0];
            slot[1] = sum < word[0] ? 1UL : 0;
            slot[0] = sum;
            return;
        }

        Set((U256*)slot, *(U256*)slot + *(U256*)word);
    }

    /// <summary>Adds a number of a byte to the word at <paramref name="slot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ulong* slot, byte number)
    {
        var sum = slot[0] + number;
        slot[0] = sum;
        if (sum < number && ++slot[1] == 0 && ++slot[2] == 0)
        {
            slot[3]++;
        }
    }

    /// <summary>Replaces the word at <paramref name="slot"/> by another one less it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractFrom(ulong* slot, ulong* word) => Set((U256*)slot, *(U256*)word - *(U256*)slot);

    /// <summary>True if a number is less than another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(ulong* left, ulong* right) => U256.LessThan(*(U256*)left, *(U256*)right);

    /// <summary>True if a number in two's complement is less than another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSignedLess(ulong* left, ulong* right) => U256.SignedLessThan(*(U256*)left, *(U256*)right);

    /// <summary>Shifts a word by 0..63 to the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftLeft(ulong* word, int shift)
    {
        // (x >> 1) >> (63 - n) is x >> (64 - n) that also holds for n = 0.
        word[3] = (word[3] << shift) | ((word[2] >> 1) >> (shift ^ 63));
        word[2] = (word[2] << shift) | ((word[1] >> 1) >> (shift ^ 63));
        word[1] = (word[1] << shift) | ((word[0] >> 1) >> (shift ^ 63));
        word[0] <<= shift;
    }

    /// <summary>Shifts a word by 0..63 to the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftRight(ulong* word, int shift)
    {
        word[0] = (word[0] >> shift) | ((word[1] << 1) << (shift ^ 63));
        word[1] = (word[1] >> shift) | ((word[2] << 1) << (shift ^ 63));
        word[2] = (word[2] >> shift) | ((word[3] << 1) << (shift ^ 63));
        word[3] >>= shift;
    }

    /// <summary>Reverses 32 bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Reverse(Vector256<byte> bytes) => Vector256.Shuffle(
        bytes,
        Vector256.Create(
            (byte)31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0));

    /// <summary>Reads 20 big-endian bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Read20(byte* bytes) => Vector256.Create(
        ReadBigEndian(bytes + 12), ReadBigEndian(bytes + 4), BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(bytes)), 0);

    // Unsigned, so that no sign is extended on the way; the constant that callers add goes into the addresses of the limbs.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong* Below(ulong* top, uint items) => (ulong*)((byte*)top - (items * (nuint)U256.Size));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SwapLimb(ulong* one, ulong* other)
    {
        var first = *one;
        var second = *other;
        *one = second;
        *other = first;
    }

    /// <summary>Reads 8 big-endian bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong ReadBigEndian(byte* bytes) => BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes));

    /// <summary>
    /// Pushes the operand of PUSH9 to PUSH32. Reads 8 bytes at a time, at most 32 from <paramref name="operand"/>; padded code has them.
    /// </summary>
    /// <param name="slot">Where to write the word.</param>
    /// <param name="operand">The first byte of the operand.</param>
    /// <param name="size">The number of bytes, 9 to 32.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SetOperand(U256* slot, byte* operand, int size)
    {
        var end = operand + size;
        var partial = size & 7;
        var top = partial == 0 ? 0 : ReadBigEndian(operand) >> (64 - (8 * partial));
        Vector256.Create(
            ReadBigEndian(end - 8),
            size >= 16 ? ReadBigEndian(end - 16) : top,
            size >= 24 ? ReadBigEndian(end - 24) : size > 16 ? top : 0,
            size == 32 ? ReadBigEndian(operand) : size > 24 ? top : 0).Store((ulong*)slot);
    }
}
