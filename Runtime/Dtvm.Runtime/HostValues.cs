// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>Conversions between EVM words and the big-endian values of the host's interface.</summary>
public static unsafe class HostValues
{
    /// <summary>Reads 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 readable bytes, any alignment.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 Load(byte* bytes) => new(
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes + 24)),
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes + 16)),
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes + 8)),
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes)));

    /// <summary>Writes 32 big-endian bytes.</summary>
    /// <param name="bytes">At least 32 writable bytes, any alignment.</param>
    /// <param name="value">The value to write.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(byte* bytes, in U256 value)
    {
        // One store: whoever copies the word reads it in one piece, and a processor passes that on from a store that holds all of it.
        Vector256.Create(
            BinaryPrimitives.ReverseEndianness(value.U3),
            BinaryPrimitives.ReverseEndianness(value.U2),
            BinaryPrimitives.ReverseEndianness(value.U1),
            BinaryPrimitives.ReverseEndianness(value.U0)).AsByte().Store(bytes);
    }

    /// <summary>The number a word of the host stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ToNumber(this in EvmcBytes32 word)
    {
        fixed (EvmcBytes32* bytes = &word)
        {
            return Load((byte*)bytes);
        }
    }

    /// <summary>An address as a number, the upper 96 bits zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 ToNumber(this in EvmcAddress address)
    {
        fixed (EvmcAddress* start = &address)
        {
            return LoadAddress((byte*)start);
        }
    }

    /// <summary>Reads the 20 bytes of an address as a number, the upper 96 bits zero.</summary>
    /// <param name="bytes">At least 20 readable bytes, any alignment.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 LoadAddress(byte* bytes) => new(
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes + 12)),
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<ulong>(bytes + 4)),
        BinaryPrimitives.ReverseEndianness(Unsafe.ReadUnaligned<uint>(bytes)),
        0);

    /// <summary>A number as a big-endian word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EvmcBytes32 ToWord(in U256 value)
    {
        Unsafe.SkipInit(out EvmcBytes32 word);
        Store((byte*)&word, value);
        return word;
    }

    /// <summary>The low 160 bits of a number as an address; the upper bits are ignored (Yellow Paper, section 9.4.1).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EvmcAddress ToAddress(in U256 value)
    {
        Unsafe.SkipInit(out EvmcAddress address);
        Store(&address, value);
        return address;
    }

    /// <summary>As <see cref="ToAddress"/>, without a copy.</summary>
    /// <param name="address">Where the address goes.</param>
    /// <param name="value">The number.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(EvmcAddress* address, in U256 value)
    {
        var bytes = (byte*)address;
        var middle = BinaryPrimitives.ReverseEndianness(value.U1);
        var low = BinaryPrimitives.ReverseEndianness(value.U0);

        // In the pieces in which a struct of 20 bytes is copied.
        Vector128.Create(BinaryPrimitives.ReverseEndianness((uint)value.U2) | (middle << 32), (middle >> 32) | (low << 32))
            .AsByte().Store(bytes);
        Unsafe.WriteUnaligned(bytes + 16, (uint)(low >> 32));
    }
}
