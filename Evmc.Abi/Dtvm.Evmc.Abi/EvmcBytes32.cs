using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Evmc.Abi;

/// <summary>
/// 32 bytes, alignment 1 (<c>evmc_bytes32</c>, also <c>evmc_uint256be</c>): a hash, or a 256-bit number in big-endian order.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 1, Size = Size)]
public unsafe struct EvmcBytes32 : IEquatable<EvmcBytes32>
{
    /// <summary>Size in bytes.</summary>
    public const int Size = 32;

    /// <summary>The bytes; of a number the most significant first.</summary>
    public fixed byte Bytes[Size];

    /// <summary>Copies 32 bytes.</summary>
    /// <param name="bytes">Exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The span does not have 32 bytes.</exception>
    public EvmcBytes32(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException("A word has 32 bytes.", nameof(bytes));
        }

        bytes.CopyTo(MemoryMarshal.CreateSpan(ref Bytes[0], Size));
    }

    /// <summary>The 32 bytes of this instance.</summary>
    [UnscopedRef]
    public Span<byte> AsSpan() => MemoryMarshal.CreateSpan(ref Bytes[0], Size);

    /// <summary>Whether all bytes are zero.</summary>
    public readonly bool IsZero => this == default;

    /// <inheritdoc/>
    public readonly bool Equals(EvmcBytes32 other) =>
        Unsafe.ReadUnaligned<Limbs>(ref Unsafe.AsRef(in Bytes[0])) == Unsafe.ReadUnaligned<Limbs>(ref other.Bytes[0]);

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is EvmcBytes32 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => Unsafe.ReadUnaligned<Limbs>(ref Unsafe.AsRef(in Bytes[0])).GetHashCode();

    /// <summary>The bytes as lower-case hexadecimal with the prefix 0x.</summary>
    public override readonly string ToString() =>
        "0x" + Convert.ToHexStringLower(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.AsRef(in Bytes[0]), Size));

    /// <summary>Equality of all bytes.</summary>
    public static bool operator ==(EvmcBytes32 left, EvmcBytes32 right) => left.Equals(right);

    /// <summary>Inequality of any byte.</summary>
    public static bool operator !=(EvmcBytes32 left, EvmcBytes32 right) => !left.Equals(right);

    private readonly record struct Limbs(ulong A, ulong B, ulong C, ulong D)
    {
        public override int GetHashCode() => HashCode.Combine(A, B, C, D);
    }
}
