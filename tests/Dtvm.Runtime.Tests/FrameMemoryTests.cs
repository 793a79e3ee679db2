// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class FrameMemoryTests : IDisposable
{
    private readonly FrameArena _arena = new();
    private readonly ExecutionFrame* _frame;
    private EvmcMessage _message;

    public FrameMemoryTests()
    {
        fixed (EvmcMessage* message = &_message)
        {
            _frame = _arena.Push(null, null, EvmcRevision.Cancun, message, null, 0);
        }
    }

    public void Dispose()
    {
        _arena.Pop(_frame);
        _arena.Dispose();
    }

    /// <summary>The total cost by the Yellow Paper's formula, in unbounded arithmetic.</summary>
    private static BigInteger Cost(BigInteger size)
    {
        var words = (size + 31) / 32;
        return (3 * words) + (words * words / 512);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 32)]
    [InlineData(31, 2)]
    [InlineData(1, 32)]
    [InlineData(22 * 32, 32)]
    [InlineData(22 * 32, 33)]
    [InlineData(724 * 32, 32)]
    [InlineData(1 << 20, 5)]
    [InlineData(uint.MaxValue, 1)]
    [InlineData(0, uint.MaxValue)]
    [InlineData(uint.MaxValue, uint.MaxValue)]
    public void ChargesTheFormulaExactly(ulong offset, ulong size)
    {
        var cost = (long)Cost(offset + (BigInteger)size);
        var gas = cost - 1;
        Assert.False(FrameMemory.TryGrow(_frame, offset, size, ref gas));
        Assert.Equal(cost - 1, gas);
        Assert.Equal(0UL, _frame->MemorySize);

        gas = cost;
        Assert.True(FrameMemory.TryGrow(_frame, offset, size, ref gas));
        Assert.Equal(0, gas);
        Assert.Equal((offset + size + 31) / 32 * 32, _frame->MemorySize);

        Assert.True(FrameMemory.TryGrow(_frame, offset, size, ref gas));
        Assert.Equal(0, gas);
    }

    [Fact]
    public void ChargesTheDifferenceWhenGrowing()
    {
        var random = new Random(1);
        BigInteger covered = 0;
        long gas = 1_000_000_000;
        for (var i = 0; i < 200; i++)
        {
            var offset = (ulong)random.Next(200_000);
            var size = (ulong)random.Next(1, 5_000);
            var end = BigInteger.Max(covered, offset + size);
            var expected = gas - (long)(Cost(end) - Cost(covered));
            Assert.True(FrameMemory.TryGrow(_frame, offset, size, ref gas));
            Assert.Equal(expected, gas);
            covered = (end + 31) / 32 * 32;
            Assert.Equal((ulong)covered, _frame->MemorySize);
        }
    }

    [Theory]
    [InlineData(1UL << 32, 1)]
    [InlineData(0, 1UL << 32)]
    [InlineData(ulong.MaxValue, 1)]
    [InlineData(1, ulong.MaxValue)]
    [InlineData(ulong.MaxValue, ulong.MaxValue)]
    [InlineData(ulong.MaxValue - 31, 32)]
    [InlineData(1UL << 63, 1UL << 63)]
    public void HugeRangesAreOutOfGas(ulong offset, ulong size)
    {
        var gas = long.MaxValue;
        Assert.False(FrameMemory.TryGrow(_frame, offset, size, ref gas));
        Assert.False(FrameMemory.TryGrow(_frame, (U256)offset, (U256)size, ref gas));
        Assert.Equal(long.MaxValue, gas);
        Assert.Equal(0UL, _frame->MemorySize);
    }

    [Theory]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(192)]
    [InlineData(255)]
    public void UpperLimbsOfOffsetAndSizeCount(int bit)
    {
        var gas = long.MaxValue;
        var huge = U256.One << bit;
        Assert.False(FrameMemory.TryGrow(_frame, huge, U256.One, ref gas));
        Assert.False(FrameMemory.TryGrow(_frame, U256.Zero, huge, ref gas));
        Assert.False(FrameMemory.TryGrow(_frame, huge, huge, ref gas));
        Assert.Equal(long.MaxValue, gas);
    }

    [Fact]
    public void SizeZeroIgnoresTheOffset()
    {
        long gas = 0;
        Assert.True(FrameMemory.TryGrow(_frame, U256.MaxValue, U256.Zero, ref gas));
        Assert.Equal(0UL, _frame->MemorySize);
        Assert.Equal(0, gas);
    }
}
