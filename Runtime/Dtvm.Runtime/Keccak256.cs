// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Runtime;

/// <summary>
/// The hash of Ethereum (Yellow Paper, section 3, KEC): Keccak[c = 512] with the padding of the original submission (domain bits 0x01,
/// not SHA-3's 0x06) and 256 bits of output.
/// </summary>
public static unsafe class Keccak256
{
    /// <summary>Size of a digest in bytes.</summary>
    public const int DigestSize = 32;

    /// <summary>Number of bytes absorbed by one permutation.</summary>
    private const int Rate = 136;

    private const int RateLanes = Rate / sizeof(ulong);

    /// <summary>Hashes a message.</summary>
    /// <param name="data">The message.</param>
    /// <param name="digest">Takes the digest: exactly 32 bytes.</param>
    /// <exception cref="ArgumentException">The digest has another size.</exception>
    public static void Hash(ReadOnlySpan<byte> data, Span<byte> digest)
    {
        if (digest.Length != DigestSize)
        {
            throw new ArgumentException("A digest has 32 bytes.", nameof(digest));
        }

        fixed (byte* input = data)
        fixed (byte* output = digest)
        {
            Hash(input, (nuint)data.Length, output);
        }
    }

    /// <summary>Hashes a message.</summary>
    /// <param name="data">The message; may be null when the size is 0.</param>
    /// <param name="size">The size of the message in bytes.</param>
    /// <param name="digest">Takes the 32 bytes of the digest; may overlap the message.</param>
    /// <param name="permutation">Machine code for the permutation, as <see cref="ExecutionAbi.RuntimeCalls.KeccakPermutation"/> says; 0 for
    /// none.</param>
    public static void Hash(byte* data, nuint size, byte* digest, nint permutation = 0)
    {
        var state = stackalloc ulong[KeccakPermutation.Lanes];
        new Span<ulong>(state, KeccakPermutation.Lanes).Clear();

        for (; size >= Rate; size -= Rate, data += Rate)
        {
            for (var i = 0; i < RateLanes; i++)
            {
                state[i] ^= Unsafe.ReadUnaligned<ulong>(data + (i * sizeof(ulong)));
            }

            Permute(state, permutation);
        }

        var lanes = (int)size / sizeof(ulong);
        var rest = (int)size % sizeof(ulong);
        for (var i = 0; i < lanes; i++)
        {
            state[i] ^= Unsafe.ReadUnaligned<ulong>(data + (i * sizeof(ulong)));
        }

        var last = 1UL << (rest * 8);
        var tail = data + (lanes * sizeof(ulong));
        for (var i = 0; i < rest; i++)
        {
            last |= (ulong)tail[i] << (i * 8);
        }

        state[lanes] ^= last;
        state[RateLanes - 1] ^= 1UL << 63;
        Permute(state, permutation);

        Unsafe.CopyBlockUnaligned(digest, state, DigestSize);
    }

    /// <remarks>It takes far less than a microsecond and calls nobody, so the collector need not be told.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Permute(ulong* state, nint permutation)
    {
        if (permutation != 0)
        {
            ((delegate* unmanaged[Cdecl, SuppressGCTransition]<ulong*, void>)permutation)(state);
        }
        else
        {
            KeccakPermutation.Apply(state);
        }
    }
}
