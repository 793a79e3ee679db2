using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Numerics;

namespace Dtvm.Host;

/// <summary>A 32-byte word in big-endian order, laid out in memory exactly as <c>evmc_bytes32</c>: storage keys, storage values, hashes,
/// topics.</summary>
[StructLayout(LayoutKind.Sequential, Size = ByteCount)]
public readonly struct Bytes32 : IEquatable<Bytes32>, IComparable<Bytes32>
{
    /// <summary>Number of bytes of a word.</summary>
    public const int ByteCount = 32;

    private readonly ulong _first;
    private readonly ulong _second;
    private readonly ulong _third;
    private readonly ulong _fourth;

    /// <summary>Makes a word of exactly 32 bytes, most significant first.</summary>
    /// <param name="bytes">32 bytes.</param>
    /// <exception cref="ArgumentException">The span has another length.</exception>
    public Bytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != ByteCount)
        {
            throw new ArgumentException($"a word has {ByteCount} bytes, not {bytes.Length}", nameof(bytes));
        }

        this = MemoryMarshal.Read<Bytes32>(bytes);
    }

    /// <summary>Makes the big-endian image of a number.</summary>
    /// <param name="value">The number.</param>
    public Bytes32(in U256 value)
    {
        Span<byte> bytes = stackalloc byte[ByteCount];
        value.WriteBigEndian(bytes);
        this = MemoryMarshal.Read<Bytes32>(bytes);
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
    public ReadOnlySpan<byte> AsSpan() => MemoryMarshal.AsBytes(new ReadOnlySpan<Bytes32>(in this));

    /// <summary>The word as a number.</summary>
    /// <returns>The number.</returns>
    public U256 ToU256() => U256.ReadBigEndian(AsSpan());

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(Bytes32 other) =>
        _fourth == other._fourth && _third == other._third && _second == other._second && _first == other._first;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is Bytes32 other && Equals(other);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public override int GetHashCode()
    {
        var mixed = (_first * 0x9E3779B97F4A7C15UL) ^ (_second * 0xC2B2AE3D27D4EB4FUL)
            ^ (_third * 0x165667B19E3779F9UL) ^ (_fourth * 0xD6E8FEB86659FD93UL);
        return (int)(mixed ^ (mixed >> 32));
    }

    /// <inheritdoc/>
    public int CompareTo(Bytes32 other) => AsSpan().SequenceCompareTo(other.AsSpan());

    /// <summary>Equality of all 32 bytes.</summary>
    public static bool operator ==(in Bytes32 left, in Bytes32 right) => left.Equals(right);

    /// <summary>Inequality.</summary>
    public static bool operator !=(in Bytes32 left, in Bytes32 right) => !left.Equals(right);

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <(in Bytes32 left, in Bytes32 right) => left.CompareTo(right) < 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >(in Bytes32 left, in Bytes32 right) => left.CompareTo(right) > 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator <=(in Bytes32 left, in Bytes32 right) => left.CompareTo(right) <= 0;

    /// <summary>Order of the bytes, most significant first.</summary>
    public static bool operator >=(in Bytes32 left, in Bytes32 right) => left.CompareTo(right) >= 0;

    /// <summary>The word as <c>0x</c> and 64 lower-case hex digits.</summary>
    /// <returns>66 characters.</returns>
    public override string ToString() => Hex.Encode(AsSpan());
}
