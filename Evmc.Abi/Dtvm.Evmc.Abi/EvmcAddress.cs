using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>A big-endian 160-bit account address (<c>evmc_address</c>): 20 bytes, alignment 1.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public unsafe struct EvmcAddress : IEquatable<EvmcAddress>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 20;

    /// <summary>The bytes, the most significant first.</summary>
    public fixed byte Bytes[Size];

    /// <summary>Reads an address from its big-endian bytes.</summary>
    /// <param name="bytes">Exactly 20 bytes.</param>
    /// <exception cref="ArgumentException">The span does not have 20 bytes.</exception>
    public EvmcAddress(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("An address has 20 bytes.", nameof(bytes));
        }

        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Bytes[0], Size));
    }

    /// <summary>The 20 bytes of this instance.</summary>
    [UnscopedRef]
    public Span<byte> AsSpan() => MemoryMarshal.CreateSpan(ref Bytes[0], Size);

    /// <summary>Whether all bytes are zero.</summary>
    public readonly bool IsZero => this == default;

    /// <inheritdoc/>
    public readonly bool Equals(EvmcAddress other)
    {
        ref var a = ref Unsafe.AsRef(in Bytes[0]);
        ref var b = ref other.Bytes[0];
        return Unsafe.ReadUnaligned<First16>(ref a) == Unsafe.ReadUnaligned<First16>(ref b)
            && Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref a, 16)) == Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref b, 16));
    }

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is EvmcAddress other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode()
    {
        ref var a = ref Unsafe.AsRef(in Bytes[0]);
        return HashCode.Combine(
            Unsafe.ReadUnaligned<ulong>(ref a),
            Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref a, 8)),
            Unsafe.ReadUnaligned<uint>(ref Unsafe.Add(ref a, 16)));
    }

    /// <summary>The address as lower-case hexadecimal with the prefix 0x.</summary>
    public override readonly string ToString() =>
        "0x" + Convert.ToHexStringLower(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in Bytes[0]), Size));

    /// <summary>Equality of all bytes.</summary>
    public static bool operator ==(EvmcAddress left, EvmcAddress right) => left.Equals(right);

    /// <summary>Inequality of any byte.</summary>
    public static bool operator !=(EvmcAddress left, EvmcAddress right) => !left.Equals(right);

    private readonly record struct First16(ulong Low, ulong High);
}
