// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>A big-endian 160-bit account address (<c>evmc_address</c>): 20 bytes, alignment 1.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public readonly struct EvmcAddress : IEquatable<EvmcAddress>, IComparable<EvmcAddress>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 20;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly uint _third;

    /// <summary>Makes an address of exactly 20 bytes, most significant first.</summary>
    /// <param name="bytes">20 bytes.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public EvmcAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"an address has {Size} bytes, not {bytes.Length}", nameof(bytes));
        }

        this = MemoryMarshal.Read<EvmcAddress>(bytes);
    }

    /// <summary>The address whose number is <paramref name="value"/>: used for precompiled contracts.</summary>
    /// <param name="value">The number, in the two lowest bytes.</param>
    /// <returns>The address.</returns>
    public static EvmcAddress FromNumber(ushort value)
    {
        Span<byte> bytes = stackalloc byte[Size];
        bytes.Clear();
        bytes[18] = (byte)(value >> 8);
        bytes[19] = (byte)value;
        return new EvmcAddress(bytes);
    }

    /// <summary>The 20 bytes, most significant first.</summary>
    /// <returns>A view of this value.</returns>
    [UnscopedRef]
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<EvmcAddress>(in this));

    /// <summary>Whether all bytes are zero.</summary>
    public bool IsZero => this == default;

    /// <summary>Whether the number of this address is below 65536: a precompiled contract can be at no other.</summary>
    /// <param name="number">The number, 0 when the result is false.</param>
    /// <returns>True when the upper 18 bytes are zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryGetSmallNumber(out int number)
    {
        if ((_first | _second) != 0 || (_third & 0xFFFF) != 0)
        {
            number = 0;
            return false;
        }

        number = (int)((_third >> 24) | ((_third >> 8) & 0xFF00));
        return true;
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(EvmcAddress other) => _second == other._second && _first == other._first && _third == other._third;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is EvmcAddress other && Equals(other);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode() =>
        (int)(((_first * 0x9E3779B97F4A7C15UL) ^ (_second * 0xC2B2AE3D27D4EB4FUL) ^ (_third * 0x165667B19E3779F9UL)) >> 32);

    /// <inheritdoc/>
    public int CompareTo(EvmcAddress other) => AsSpan().SequenceCompareTo(other.AsSpan());

    /// <summary>Equality of all 20 bytes.</summary>
    public static bool operator ==(EvmcAddress left, EvmcAddress right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(EvmcAddress left, EvmcAddress right) => !left.Equals(right);

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <(EvmcAddress left, EvmcAddress right) => left.CompareTo(right) < 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >(EvmcAddress left, EvmcAddress right) => left.CompareTo(right) > 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <=(EvmcAddress left, EvmcAddress right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >=(EvmcAddress left, EvmcAddress right) => left.CompareTo(right) >= 0;

    /// <summary>The address as <c>0x</c> and 40 lower-case hex digits.</summary>
    /// <returns>42 characters.</returns>
    public override string ToString() => "0x" + Convert.ToHexStringLower(AsSpan());
}
