using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Interpreter;

/// <summary>Words on the EVM stack: four limbs each, in memory least significant first.</summary>
/// <remarks>
/// What goes to the stack is stored as a whole, with one store of 256 bits. A load of a word whose limbs were just stored one at a time
/// cannot be forwarded from the store buffer and waits until all of them have reached the cache; a load of a limb of a word stored as a
/// whole can.
/// </remarks>
internal static unsafe class Words
{
    /// <summary>Writes a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, in U256 value) => Vector256.Create(value.U0, value.U1, value.U2, value.U3).Store((ulong*)slot);

    /// <summary>Writes a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, ulong value) => Set((ulong*)slot, value);

    /// <summary>Writes a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ulong* slot, ulong value) => Vector256.CreateScalar(value).Store(slot);

    /// <summary>Writes 1 for true and 0 for false.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(ulong* slot, bool value) => Set(slot, value ? 1UL : 0);

    /// <summary>Writes the number that 32 big-endian bytes stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetBigEndian(U256* slot, byte* bytes) => Reverse(Vector256.Load(bytes)).Store((byte*)slot);

    /// <summary>EXCHANGE (EIP-8024).</summary>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="immediate">A valid immediate.</param>
    public static void Exchange(U256* top, byte immediate)
    {
        var (n, m) = StackImmediate.DecodePair(immediate);
        var upper = (ulong*)(top - 1 - n);
        var lower = (ulong*)(top - 1 - m);
        var word = Vector256.Load(upper);
        Vector256.Load(lower).Store(upper);
        word.Store(lower);
    }

    /// <summary>True for 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsZero(ulong* word) => Vector256.Load(word) == Vector256<ulong>.Zero;

    /// <summary>Adds a word to the one at <paramref name="slot"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add(ulong* slot, ulong* word)
    {
        var addend = Vector256.Load(word);
        var sum = Vector256.Load(slot) + addend;
        // A bit for each limb: from which a carry comes, and through which one would go. Adding the former, shifted to the next limb, to
        // the latter lets carries run through them as through limbs; what changed are the limbs that get one.
        var carries = Vector256.LessThan(sum, addend).ExtractMostSignificantBits();
        var passed = Vector256.Equals(sum, Vector256<ulong>.AllBitsSet).ExtractMostSignificantBits();
        (sum - MaskOf(((carries << 1) + passed) ^ passed)).Store(slot);
    }

    /// <summary>Replaces the word at <paramref name="slot"/> by another one less it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SubtractFrom(ulong* slot, ulong* word)
    {
        var minuend = Vector256.Load(word);
        var subtrahend = Vector256.Load(slot);
        var difference = minuend - subtrahend;
        // As in Add, with borrows.
        var borrows = Vector256.LessThan(minuend, subtrahend).ExtractMostSignificantBits();
        var passed = Vector256.Equals(difference, Vector256<ulong>.Zero).ExtractMostSignificantBits();
        (difference + MaskOf(((borrows << 1) + passed) ^ passed)).Store(slot);
    }

    /// <summary>True if a number is less than another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsLess(ulong* left, ulong* right) => IsLess(left, right, Vector256.Create(1UL << 63));

    /// <summary>True if a number in two's complement is less than another one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSignedLess(ulong* left, ulong* right) =>
        IsLess(left, right, Vector256.Create(1UL << 63, 1UL << 63, 1UL << 63, 0));

    /// <summary>Shifts a word by 0..63 to the left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftLeft(ulong* word, int shift)
    {
        // (x >> 1) >> (63 - n) is x >> (64 - n) that also holds for n = 0. An index past the limbs takes 0.
        var value = Vector256.Load(word);
        var lower = Vector256.Shuffle(value, Vector256.Create(4UL, 0, 1, 2));
        ((value << shift) | ((lower >> 1) >> (shift ^ 63))).Store(word);
    }

    /// <summary>Shifts a word by 0..63 to the right.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ShiftRight(ulong* word, int shift)
    {
        var value = Vector256.Load(word);
        var upper = Vector256.Shuffle(value, Vector256.Create(1UL, 2, 3, 4));
        ((value >> shift) | ((upper << 1) << (shift ^ 63))).Store(word);
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

    /// <summary>All ones in the limbs whose bits are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<ulong> MaskOf(uint bits)
    {
        var limbs = Vector256.Create(1UL, 2, 4, 8);
        return Vector256.Equals(Vector256.Create((ulong)bits) & limbs, limbs);
    }

    /// <summary>Compares two words whose limbs compare as signed ones do once some bits are flipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsLess(ulong* left, ulong* right, Vector256<ulong> flipped)
    {
        // The highest limb that differs decides, as the highest bit that differs does.
        var one = (Vector256.Load(left) ^ flipped).AsInt64();
        var other = (Vector256.Load(right) ^ flipped).AsInt64();
        return Vector256.LessThan(one, other).ExtractMostSignificantBits() > Vector256.GreaterThan(one, other).ExtractMostSignificantBits();
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
