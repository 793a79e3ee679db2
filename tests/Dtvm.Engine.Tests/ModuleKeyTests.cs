using System.Numerics;

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

public sealed class ModuleKeyTests
{
    [Fact]
    public void ChecksumIsCrc32() => Assert.Equal(0xCBF43926u, ModuleKey.Checksum("123456789"u8));

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
