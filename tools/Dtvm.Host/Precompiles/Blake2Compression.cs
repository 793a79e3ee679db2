// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>0x09: the compression function F of BLAKE2b with a chosen number of rounds (EIP-152, RFC 7693).</summary>
public sealed class Blake2Compression() : Precompile(0x09, "BLAKE2F", EvmcRevision.Istanbul)
{
    private const int InputSize = 213;
    private const int OutputSize = 64;

    private static ReadOnlySpan<ulong> InitialVector =>
    [
        0x6A09E667F3BCC908, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
        0x510E527FADE682D1, 0x9B05688C2B3E6C1F, 0x1F83D9ABFB41BD6B, 0x5BE0CD19137E2179,
    ];

    // Ten permutations of the message words, sixteen entries each.
    private static ReadOnlySpan<byte> Sigma =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3,
        11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4,
        7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8,
        9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13,
        2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9,
        12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11,
        13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10,
        6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5,
        10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0,
    ];

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) =>
        input.Length == InputSize ? BinaryPrimitives.ReadUInt32BigEndian(input) : Unaffordable;

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => OutputSize;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        written = 0;
        if (input.Length != InputSize || input[InputSize - 1] > 1)
        {
            return false;
        }

        var rounds = BinaryPrimitives.ReadUInt32BigEndian(input);
        Span<ulong> state = stackalloc ulong[8];
        for (var i = 0; i < 8; i++)
        {
            state[i] = BinaryPrimitives.ReadUInt64LittleEndian(input[(4 + (8 * i))..]);
        }

        Span<ulong> message = stackalloc ulong[16];
        for (var i = 0; i < 16; i++)
        {
            message[i] = BinaryPrimitives.ReadUInt64LittleEndian(input[(68 + (8 * i))..]);
        }

        Span<ulong> v = stackalloc ulong[16];
        state.CopyTo(v);
        InitialVector.CopyTo(v[8..]);
        v[12] ^= BinaryPrimitives.ReadUInt64LittleEndian(input[196..]);
        v[13] ^= BinaryPrimitives.ReadUInt64LittleEndian(input[204..]);
        if (input[InputSize - 1] == 1)
        {
            v[14] = ~v[14];
        }

        var permutation = 0;
        for (uint round = 0; round < rounds; round++)
        {
            var s = Sigma.Slice(16 * permutation, 16);
            permutation = permutation == 9 ? 0 : permutation + 1;
            Mix(ref v[0], ref v[4], ref v[8], ref v[12], message[s[0]], message[s[1]]);
            Mix(ref v[1], ref v[5], ref v[9], ref v[13], message[s[2]], message[s[3]]);
            Mix(ref v[2], ref v[6], ref v[10], ref v[14], message[s[4]], message[s[5]]);
            Mix(ref v[3], ref v[7], ref v[11], ref v[15], message[s[6]], message[s[7]]);
            Mix(ref v[0], ref v[5], ref v[10], ref v[15], message[s[8]], message[s[9]]);
            Mix(ref v[1], ref v[6], ref v[11], ref v[12], message[s[10]], message[s[11]]);
            Mix(ref v[2], ref v[7], ref v[8], ref v[13], message[s[12]], message[s[13]]);
            Mix(ref v[3], ref v[4], ref v[9], ref v[14], message[s[14]], message[s[15]]);
        }

        for (var i = 0; i < 8; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(output[(8 * i)..], state[i] ^ v[i] ^ v[i + 8]);
        }

        written = OutputSize;
        return true;
    }

    private static void Mix(ref ulong a, ref ulong b, ref ulong c, ref ulong d, ulong x, ulong y)
    {
        a += b + x;
        d = BitOperations.RotateRight(d ^ a, 32);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 24);
        a += b + y;
        d = BitOperations.RotateRight(d ^ a, 16);
        c += d;
        b = BitOperations.RotateRight(b ^ c, 63);
    }
}
