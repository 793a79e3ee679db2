using System.Buffers.Binary;
using System.Numerics;
using Dtvm.Evmc.Abi;

namespace Dtvm.Host.Precompiles;

/// <summary>0x03: RIPEMD-160 of its input, in the low 20 bytes of a word (Dobbertin, Bosselaers, Preneel 1996).</summary>
public sealed class Ripemd160Hash() : Precompile(0x03, "RIPEMD160", EvmcRevision.Frontier)
{
    private const int BlockSize = 64;
    private const int HashSize = 20;

    // Message word and rotation of each step, left line then right line.
    private static ReadOnlySpan<byte> LeftWord =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
        7, 4, 13, 1, 10, 6, 15, 3, 12, 0, 9, 5, 2, 14, 11, 8,
        3, 10, 14, 4, 9, 15, 8, 1, 2, 7, 0, 6, 13, 11, 5, 12,
        1, 9, 11, 10, 0, 8, 12, 4, 13, 3, 7, 15, 14, 5, 6, 2,
        4, 0, 5, 9, 7, 12, 2, 10, 14, 1, 3, 8, 11, 6, 15, 13,
    ];

    private static ReadOnlySpan<byte> RightWord =>
    [
        5, 14, 7, 0, 9, 2, 11, 4, 13, 6, 15, 8, 1, 10, 3, 12,
        6, 11, 3, 7, 0, 13, 5, 10, 14, 15, 8, 12, 4, 9, 1, 2,
        15, 5, 1, 3, 7, 14, 6, 9, 11, 8, 12, 2, 10, 0, 4, 13,
        8, 6, 4, 1, 3, 11, 15, 0, 5, 12, 2, 13, 9, 7, 10, 14,
        12, 15, 10, 4, 1, 5, 8, 7, 6, 2, 13, 14, 0, 3, 9, 11,
    ];

    private static ReadOnlySpan<byte> LeftRotation =>
    [
        11, 14, 15, 12, 5, 8, 7, 9, 11, 13, 14, 15, 6, 7, 9, 8,
        7, 6, 8, 13, 11, 9, 7, 15, 7, 12, 15, 9, 11, 7, 13, 12,
        11, 13, 6, 7, 14, 9, 13, 15, 14, 8, 13, 6, 5, 12, 7, 5,
        11, 12, 14, 15, 14, 15, 9, 8, 9, 14, 5, 6, 8, 6, 5, 12,
        9, 15, 5, 11, 6, 8, 13, 12, 5, 12, 13, 14, 11, 8, 5, 6,
    ];

    private static ReadOnlySpan<byte> RightRotation =>
    [
        8, 9, 9, 11, 13, 15, 15, 5, 7, 7, 8, 11, 14, 14, 12, 6,
        9, 13, 15, 7, 12, 8, 9, 11, 7, 7, 12, 7, 6, 15, 13, 11,
        9, 7, 15, 11, 8, 6, 6, 14, 12, 13, 5, 14, 13, 13, 7, 5,
        15, 5, 8, 11, 14, 14, 6, 14, 6, 9, 12, 9, 12, 5, 15, 8,
        8, 5, 12, 9, 12, 5, 14, 6, 8, 13, 6, 5, 15, 13, 11, 11,
    ];

    private static ReadOnlySpan<uint> LeftConstant => [0x00000000, 0x5A827999, 0x6ED9EBA1, 0x8F1BBCDC, 0xA953FD4E];

    private static ReadOnlySpan<uint> RightConstant => [0x50A28BE6, 0x5C4DD124, 0x6D703EF3, 0x7A6D76E9, 0x00000000];

    /// <inheritdoc/>
    public override long GasCost(ReadOnlySpan<byte> input, EvmcRevision revision) => 600 + (120 * Words(input.Length));

    /// <inheritdoc/>
    public override int OutputBound(ReadOnlySpan<byte> input) => Bytes32.ByteCount;

    /// <inheritdoc/>
    public override bool TryExecute(ReadOnlySpan<byte> input, Span<byte> output, out int written)
    {
        output[..(Bytes32.ByteCount - HashSize)].Clear();
        Hash(input, output.Slice(Bytes32.ByteCount - HashSize, HashSize));
        written = Bytes32.ByteCount;
        return true;
    }

    private static void Hash(ReadOnlySpan<byte> input, Span<byte> hash)
    {
        Span<uint> state = [0x67452301, 0xEFCDAB89, 0x98BADCFE, 0x10325476, 0xC3D2E1F0];
        var rest = input;
        while (rest.Length >= BlockSize)
        {
            Compress(state, rest[..BlockSize]);
            rest = rest[BlockSize..];
        }

        // The last one or two blocks: the rest, 0x80, zeros, the length in bits as eight little-endian bytes.
        Span<byte> padded = stackalloc byte[2 * BlockSize];
        padded.Clear();
        rest.CopyTo(padded);
        padded[rest.Length] = 0x80;
        var size = rest.Length + 9 <= BlockSize ? BlockSize : 2 * BlockSize;
        BinaryPrimitives.WriteUInt64LittleEndian(padded[(size - 8)..], 8UL * (ulong)input.Length);
        for (var offset = 0; offset < size; offset += BlockSize)
        {
            Compress(state, padded.Slice(offset, BlockSize));
        }

        for (var i = 0; i < state.Length; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(hash[(4 * i)..], state[i]);
        }
    }

    private static void Compress(Span<uint> state, ReadOnlySpan<byte> block)
    {
        Span<uint> words = stackalloc uint[16];
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = BinaryPrimitives.ReadUInt32LittleEndian(block[(4 * i)..]);
        }

        uint a = state[0], b = state[1], c = state[2], d = state[3], e = state[4];
        uint f = a, g = b, h = c, j = d, k = e;
        for (var step = 0; step < 80; step++)
        {
            var round = step >> 4;
            var left =
                BitOperations.RotateLeft(a + Mix(round, b, c, d) + words[LeftWord[step]] + LeftConstant[round], LeftRotation[step]) + e;
            (a, e, d, c, b) = (e, d, BitOperations.RotateLeft(c, 10), b, left);
            var right = BitOperations.RotateLeft(
                f + Mix(4 - round, g, h, j) + words[RightWord[step]] + RightConstant[round], RightRotation[step]) + k;
            (f, k, j, h, g) = (k, j, BitOperations.RotateLeft(h, 10), g, right);
        }

        var mixed = state[1] + c + j;
        state[1] = state[2] + d + k;
        state[2] = state[3] + e + f;
        state[3] = state[4] + a + g;
        state[4] = state[0] + b + h;
        state[0] = mixed;
    }

    private static uint Mix(int round, uint x, uint y, uint z) => round switch
    {
        0 => x ^ y ^ z,
        1 => (x & y) | (~x & z),
        2 => (x | ~y) ^ z,
        3 => (x & z) | (y & ~z),
        _ => x ^ (y | ~z),
    };
}
