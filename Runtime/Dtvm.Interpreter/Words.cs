using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>Stores of words to the EVM stack.</summary>
/// <remarks>
/// All accesses to the stack go limb by limb: a 256-bit load of limbs just stored one at a time cannot be forwarded from the store
/// buffer and waits for all of them to reach the cache.
/// </remarks>
internal static unsafe class Words
{
    /// <summary>Writes a word limb by limb.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, in U256 value)
    {
        var limbs = (ulong*)slot;
        ulong u0 = value.U0, u1 = value.U1, u2 = value.U2, u3 = value.U3;
        limbs[0] = u0;
        limbs[1] = u1;
        limbs[2] = u2;
        limbs[3] = u3;
    }

    /// <summary>Writes a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(U256* slot, ulong value)
    {
        var limbs = (ulong*)slot;
        limbs[0] = value;
        limbs[1] = 0;
        limbs[2] = 0;
        limbs[3] = 0;
    }

    /// <summary>Writes the number that 32 big-endian bytes stand for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void SetBigEndian(U256* slot, byte* bytes) => Set(slot, HostValues.Load(bytes));

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
        var limbs = (ulong*)slot;
        var end = operand + size;
        var partial = size & 7;
        var top = partial == 0 ? 0 : ReadBigEndian(operand) >> (64 - (8 * partial));
        limbs[0] = ReadBigEndian(end - 8);
        limbs[1] = size >= 16 ? ReadBigEndian(end - 16) : top;
        limbs[2] = size >= 24 ? ReadBigEndian(end - 24) : size > 16 ? top : 0;
        limbs[3] = size == 32 ? ReadBigEndian(operand) : size > 24 ? top : 0;
    }
}
