// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// 32 bytes, alignment 1 (<c>evmc_bytes32</c>, also <c>evmc_uint256be</c>): a hash, or a 256-bit number in big-endian order.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public readonly struct EvmcBytes32 : IEquatable<EvmcBytes32>, IComparable<EvmcBytes32>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Makes a word of exactly 32 bytes, most significant first.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public EvmcBytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"a word has {Size} bytes, not {bytes.Length}", nameof(bytes));
        }

        this = MemoryMarshal.Read<EvmcBytes32>(bytes);
    }

    /// <summary>Whether all bytes are zero.</summary>
    public bool IsZero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (_first | _second | _third | _fourth) == 0;
    }

    /// <summary>The 32 bytes, most significant first.</summary>
    /// <returns>A view of this value.</returns>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<EvmcBytes32>(in this));

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(EvmcBytes32 other) =>
        _fourth == other._fourth && _third == other._third && _second == other._second && _first == other._first;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EvmcBytes32 other && Equals(other);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode()
    {
        var mixed = (_first * 0x9E3779B97F4A7C15UL) ^ (_second * 0xC2B2AE3D27D4EB4FUL)
            ^ (_third * 0x165667B19E3779F9UL) ^ (_fourth * 0xD6E8FEB86659FD93UL);
        return (int)(mixed ^ (mixed >> 32));
    }

    /// <inheritdoc/>
    public int CompareTo(EvmcBytes32 other) => AsSpan().SequenceCompareTo(other.AsSpan());

    /// <summary>Equality of all 32 bytes.</summary>
    public static bool operator ==(in EvmcBytes32 left, in EvmcBytes32 right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(in EvmcBytes32 left, in EvmcBytes32 right) => !left.Equals(right);

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <(in EvmcBytes32 left, in EvmcBytes32 right) => left.CompareTo(right) < 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >(in EvmcBytes32 left, in EvmcBytes32 right) => left.CompareTo(right) > 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <=(in EvmcBytes32 left, in EvmcBytes32 right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >=(in EvmcBytes32 left, in EvmcBytes32 right) => left.CompareTo(right) >= 0;

    /// <summary>The word as <c>0x</c> and 64 lower-case hex digits.</summary>
    /// <returns>66 characters.</returns>
    public override string ToString() => "0x" + Convert.ToHexStringLower(AsSpan());
}
