// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Runtime.Tests;

/// <summary>
/// Keccak-256 written from FIPS 202 as plainly as possible: lanes by coordinates, offsets and round constants computed by their
/// definitions, so that it shares no table with the implementation under test.
/// </summary>
internal static class ReferenceKeccak
{
    private const int Rate = 136;

    public static byte[] Hash(ReadOnlySpan<byte> message)
    {
        var padded = new byte[((message.Length / Rate) + 1) * Rate];
        message.CopyTo(padded);
        padded[message.Length] ^= 0x01;
        padded[^1] ^= 0x80;

        var lanes = new ulong[5, 5];
        for (var block = 0; block < padded.Length; block += Rate)
        {
            for (var i = 0; i < Rate / 8; i++)
            {
                lanes[i % 5, i / 5] ^= BitConverter.ToUInt64(padded, block + (8 * i));
            }

            lanes = Permute(lanes);
        }

        var digest = new byte[32];
        for (var i = 0; i < 4; i++)
        {
            BitConverter.TryWriteBytes(digest.AsSpan(8 * i), lanes[i, 0]);
        }

        return digest;
    }

    private static ulong[,] Permute(ulong[,] a)
    {
        var lfsr = 1;
        for (var round = 0; round < 24; round++)
        {
            // theta
            var c = new ulong[5];
            for (var x = 0; x < 5; x++)
            {
                for (var y = 0; y < 5; y++)
                {
                    c[x] ^= a[x, y];
                }
            }
            for (var x = 0; x < 5; x++)
            {
                for (var y = 0; y < 5; y++)
                {
                    a[x, y] ^= c[(x + 4) % 5] ^ BitOperations.RotateLeft(c[(x + 1) % 5], 1);
                }
            }

            // rho
            var rotated = new ulong[5, 5];
            rotated[0, 0] = a[0, 0];
            (var rx, var ry) = (1, 0);
            for (var t = 0; t < 24; t++)
            {
                rotated[rx, ry] = BitOperations.RotateLeft(a[rx, ry], (t + 1) * (t + 2) / 2);
                (rx, ry) = (ry, ((2 * rx) + (3 * ry)) % 5);
            }

            // pi
            var b = new ulong[5, 5];
            for (var x = 0; x < 5; x++)
            {
                for (var y = 0; y < 5; y++)
                {
                    b[x, y] = rotated[(x + (3 * y)) % 5, x];
                }
            }

            // chi
            for (var x = 0; x < 5; x++)
            {
                for (var y = 0; y < 5; y++)
                {
                    a[x, y] = b[x, y] ^ (~b[(x + 1) % 5, y] & b[(x + 2) % 5, y]);
                }
            }

            // iota: bit 2^j - 1 of the constant is the next output of the shift register x^8 + x^6 + x^5 + x^4 + 1
            for (var j = 0; j <= 6; j++)
            {
                if ((lfsr & 1) != 0)
                {
                    a[0, 0] ^= 1UL << ((1 << j) - 1);
                }

                lfsr <<= 1;
                if ((lfsr & 0x100) != 0)
                {
                    lfsr ^= 0x171;
                }
            }
        }
        return a;
    }
}
