// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Host.Fuzzing;

/// <summary>SplitMix64: the same numbers for the same seed on every machine and every version of .NET.</summary>
/// <param name="seed">The seed of the run.</param>
/// <param name="index">The number of the program.</param>
/// <param name="stream">Which of several independent sequences of the program.</param>
public sealed class FuzzRandom(ulong seed, ulong index, ulong stream)
{
    private ulong _state = Mix(Mix(Mix(seed) + index) + stream);

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_state += 0x9E3779B97F4A7C15);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    public int Next(int bound) => (int)(((NextBits() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from <paramref name="low"/> to <paramref name="high"/> - 1.</summary>
    /// <param name="low">The least number.</param>
    /// <param name="high">One more than the greatest.</param>
    public int Next(int low, int high) => low + Next(high - low);

    /// <summary>A number from 0 to <paramref name="bound"/> - 1.</summary>
    /// <param name="bound">The bound, at least 1.</param>
    public long NextLong(long bound) => (long)(NextBits() % (ulong)bound);

    /// <summary>True in <paramref name="percent"/> of 100 cases.</summary>
    /// <param name="percent">The share.</param>
    public bool Chance(int percent) => Next(100) < percent;

    /// <summary>One of the items.</summary>
    /// <param name="items">The items, not empty.</param>
    public T Pick<T>(ReadOnlySpan<T> items) => items[Next(items.Length)];

    /// <summary>Random bytes.</summary>
    /// <param name="count">How many.</param>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (var i = 0; i < count; i++)
        {
            bytes[i] = (byte)NextBits();
        }

        return bytes;
    }

    /// <summary>An operand: mostly a value at which an instruction changes its behaviour.</summary>
    public U256 Operand()
    {
        var value = Next(16) switch
        {
            0 or 1 => U256.Zero,
            2 => U256.One,
            3 => new U256((ulong)Next(2, 64)),
            4 => new U256((ulong)Pick<int>([31, 32, 33, 63, 64, 127, 128, 255, 256, 257])),
            5 => new U256(ulong.MaxValue),
            6 => U256.One << 64,
            7 => U256.One << 128,
            8 => U256.One << 255,
            9 => U256.MaxValue,
            10 => U256.One << Next(256),
            11 => new U256(NextBits()),
            12 => new U256(NextBits() & 0xFFFF),
            13 => new U256(NextBits(), NextBits(), 0, 0),
            14 => U256.MaxValue << Next(256),
            _ => new U256(NextBits(), NextBits(), NextBits(), NextBits()),
        };
        return Next(12) switch
        {
            0 => value - U256.One,
            1 => value + U256.One,
            2 => ~value,
            _ => value,
        };
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
