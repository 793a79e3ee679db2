// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Xunit.Abstractions;

namespace Dtvm.Engine.Tests;

/// <summary>Makes codes whose CRC32 collides.</summary>
internal static class Collision
{
    /// <summary>Changes four bytes of a code so that its checksum becomes a given one.</summary>
    /// <remarks>A CRC is affine over GF(2) in the bits of the message: 32 equations in 32 unknowns.</remarks>
    public static byte[] Forge(byte[] code, int position, uint checksum)
    {
        var forged = (byte[])code.Clone();
        forged.AsSpan(position, 4).Clear();
        var rows = new ulong[32];
        var constant = ModuleKey.Checksum(forged);
        for (var bit = 0; bit < 32; bit++)
        {
            forged[position + (bit / 8)] ^= (byte)(1 << (bit % 8));
            var column = ModuleKey.Checksum(forged) ^ constant;
            forged[position + (bit / 8)] ^= (byte)(1 << (bit % 8));
            for (var row = 0; row < 32; row++)
            {
                rows[row] |= (ulong)((column >> row) & 1) << bit;
            }
        }

        for (var row = 0; row < 32; row++)
        {
            rows[row] |= (ulong)(((checksum ^ constant) >> row) & 1) << 32;
        }

        for (var bit = 0; bit < 32; bit++)
        {
            var pivot = Array.FindIndex(rows, bit, row => ((row >> bit) & 1) != 0);
            (rows[bit], rows[pivot]) = (rows[pivot], rows[bit]);
            for (var row = 0; row < 32; row++)
            {
                rows[row] ^= row != bit && ((rows[row] >> bit) & 1) != 0 ? rows[bit] : 0;
            }
        }

        for (var bit = 0; bit < 32; bit++)
        {
            forged[position + (bit / 8)] ^= (byte)(((rows[bit] >> 32) & 1) << (bit % 8));
        }

        return forged;
    }
}

public sealed class ModuleKeyTests(ITestOutputHelper output)
{
    [Fact]
    public void ChecksumIsCrc32()
    {
        Assert.Equal(0x58C932F5u, ModuleKey.Checksum([.. Enumerable.Range(0, 100).Select(i => (byte)i)]));
        Assert.Equal(0xC9DB5FCCu, ModuleKey.Checksum("123456789"u8)); // And 55 zeros.
    }

    /// <summary>The checksum that the processor has an instruction for is what the key was before.</summary>
    [Theory]
    [InlineData(45)]
    [InlineData(256)]
    [InlineData(1024)]
    [InlineData(24576)]
    public void LargeCodesTakeNoLongerThanWithTheProcessorsChecksum(int size)
    {
        var code = new byte[size];
        new Random(size).NextBytes(code);
        var (ours, processors) = (double.MaxValue, double.MaxValue);
        var start = Stopwatch.GetTimestamp();

        // For as long as it takes the runtime to compile both for good, which on a busy machine are seconds.
        for (var round = 0; round < 50 || (!IsGood() && Stopwatch.GetElapsedTime(start).TotalSeconds < 20); round++)
        {
            ours = Math.Min(ours, NanosecondsOf(ModuleKey.Checksum, code));
            processors = Math.Min(processors, NanosecondsOf(Crc32C, code));
        }

        output.WriteLine($"{size} bytes: CRC-32 {ours:F1} ns, CRC-32C {processors:F1} ns");

        Assert.True(IsGood(), $"{ours:F1} ns, {processors:F1} ns with CRC-32C");

        // Twice: other tests run beside this one, and take from the wider units more than from the narrower ones.
        bool IsGood() => size < 6000 || ours < processors * 2;
    }

    private static double NanosecondsOf(Func<ReadOnlySpan<byte>, uint> checksum, byte[] code)
    {
        const int Times = 200;
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Times; i++)
        {
            checksum(code);
        }

        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Times;
    }

    private static uint Crc32C(ReadOnlySpan<byte> code)
    {
        var crc = uint.MaxValue;
        var words = MemoryMarshal.Cast<byte, ulong>(code);
        foreach (var word in words)
        {
            crc = BitOperations.Crc32C(crc, word);
        }

        foreach (var value in code[(words.Length * sizeof(ulong))..])
        {
            crc = BitOperations.Crc32C(crc, value);
        }

        return ~crc;
    }

    [Theory]
    [InlineData(ExecutionMode.Interpreter, "0 0 0 0")]
    [InlineData(ExecutionMode.Baseline, "0 1 1 1")]
    [InlineData(ExecutionMode.Multipass, "0 1 2 3")]
    public void LevelsThatGiveTheSameAreOne(ExecutionMode mode, string levels) => Assert.Equal(
        levels, string.Join(' ', Enumerable.Range(0, 4).Select(wanted => ExecutionModes.LevelOf(mode, wanted))));

    [Fact]
    public void CollidingCodesCanBeMade()
    {
        var code = Convert.FromHexString("63000000005060016000526020600090f3");
        var other = Convert.FromHexString("63000000005060026000526020600090f3");
        var forged = Collision.Forge(other, 1, ModuleKey.Checksum(code));
        Assert.Equal(ModuleKey.Checksum(code), ModuleKey.Checksum(forged));
        Assert.NotEqual(code, forged);
        Assert.True(BitOperations.PopCount(ModuleKey.Checksum(code)) > 0);
    }
}
