// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Tests;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Tests;

/// <summary>Memory grows inline as the runtime's FrameMemory grows it, and not at all where the runtime has to say why not.</summary>
public sealed unsafe class GrowthTests(BackendFixture fixture) : IClassFixture<BackendFixture>
{
    private static long Cost(ulong bytes)
    {
        var words = (long)(bytes + 31) / 32;
        return (3 * words) + (words * words / 512);
    }

    private JitHarness Harness(int size)
    {
        var module = ModuleFactory.New();
        var builder = module.Function(0);
        var offset = builder.Load(-1);
        builder.Touch(offset, size);

        // Values that live across the growth are where they were.
        builder.Store(0, builder.Emit(Mir.MirOp.Xor, Mir.MirType.I256, offset, builder.Load(-2)));
        builder.Stop();
        var harness = new JitHarness(fixture.Backend, module);
        harness.Push(U256.MaxValue, 0);
        harness.MemoryEnd = (nint)(harness.Memory + JitHarness.MemoryCapacity);
        return harness;
    }

    [Theory]
    [InlineData(1)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(640)]
    public void GrowsToWholeWordsForTheirPriceAndClearsWhatIsDirty(int size)
    {
        using var harness = Harness(size);
        foreach (var memory in new ulong[] { 0, 32, 64, 4096 })
        {
            foreach (var dirty in new ulong[] { 0, 32, 64, 128, 4096, 4128, 8192 })
            {
                foreach (var offset in new ulong[] { 0, 1, 31, 32, 33, 63, 64, 95, 4000, 4064, 4065, 4097, 40000 })
                {
                    var end = offset + (ulong)size;
                    var expected = Math.Max(memory, (end + 31) & ~31UL);
                    new Span<byte>(harness.Memory, JitHarness.MemoryCapacity).Clear();
                    var dirtyEnd = Math.Max(memory, dirty);
                    new Span<byte>(harness.Memory, (int)dirtyEnd).Fill(0xaa);
                    harness.DirtyEnd = (nint)(harness.Memory + dirtyEnd);
                    harness.MemorySize = memory;
                    harness.Gas = 1_000_000;
                    harness.Stack[1] = offset;
                    Assert.Equal(0, harness.Run());
                    Assert.Equal(expected, harness.MemorySize);
                    Assert.Equal(1_000_000 - (Cost(expected) - Cost(memory)), harness.Gas);
                    Assert.Equal((nint)(harness.Memory + Math.Max(dirtyEnd, expected)), harness.DirtyEnd);
                    Assert.Equal(U256.MaxValue ^ (U256)offset, harness.Stack[2]);
                    for (ulong i = 0; i < 48000; i++)
                    {
                        var isDirty = i < memory || (i >= expected && i < dirtyEnd);
                        if (harness.Memory[i] != (isDirty ? 0xaa : 0))
                        {
                            Assert.Fail($"{memory} bytes, {dirtyEnd} dirty, touched at {offset}: byte {i} is {harness.Memory[i]}");
                        }
                    }
                }
            }
        }

        Assert.Empty(harness.Growths);
    }

    [Theory]
    [InlineData(0, 32)]
    [InlineData(0, 33)]
    [InlineData(32, 1000)]
    [InlineData(4096, 60000)]
    public void CostsExactlyWhatTheRuntimeTakes(ulong memory, ulong end)
    {
        using var harness = Harness(1);
        var cost = Cost(end) - Cost(memory);
        harness.Stack[1] = end - 1;
        harness.MemorySize = memory;
        harness.Gas = cost;
        Assert.Equal(0, harness.Run());
        Assert.Equal(0, harness.Gas);
        Assert.Empty(harness.Growths);
        harness.MemorySize = memory;
        harness.Gas = cost - 1;
        harness.GrowthCost = cost;
        Assert.Equal(9, harness.Run());
        Assert.Equal(memory, harness.MemorySize);
        Assert.Equal([(end - 1, 1UL)], harness.Growths);
    }

    [Fact]
    public void BehindTheEndOfTheArenaTheRuntimeIsAsked()
    {
        using var harness = Harness(2);
        harness.Stack[1] = JitHarness.MemoryCapacity - 2;
        Assert.Equal(0, harness.Run());
        Assert.Empty(harness.Growths);
        harness.Stack[1] = JitHarness.MemoryCapacity - 1;
        Assert.Equal(0, harness.Run());
        Assert.Equal([(JitHarness.MemoryCapacity - 1UL, 2UL)], harness.Growths);

        // Neither the end nor the cost of a range of almost 2^32 bytes wraps around.
        harness.Gas = long.MaxValue;
        harness.Stack[1] = uint.MaxValue;
        Assert.Equal(0, harness.Run());
        Assert.Equal((uint.MaxValue, 2UL), harness.Growths[^1]);
    }
}
