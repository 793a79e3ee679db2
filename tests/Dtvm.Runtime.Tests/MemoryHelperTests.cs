// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class MemoryHelperTests
{
    private static readonly U256[] HugeNumbers = [1UL << 32, 1UL << 63, ulong.MaxValue, U256.One << 64, U256.One << 192, U256.MaxValue];

    private static HelperHarness Harness() => new(EvmcRevision.Osaka, input: [1, 2, 3, 4, 5], code: [1, 2, 3, 4, 5]);

    [Theory]
    [InlineData("calldatacopy")]
    [InlineData("codecopy")]
    public void PaddedCopies(string helper)
    {
        using var harness = Harness();
        harness.FillMemory(96);
        Assert.Equal(3, harness.Charge(helper, 1, 0, 5));
        Assert.Equal("010102030405", harness.Memory(0, 6));
        Assert.Equal(6, harness.Charge(helper, 0, 3, 33));
        Assert.Equal("0405" + new string('0', 62) + "22", harness.Memory(0, 34));
        Assert.Equal(3, harness.Charge(helper, 0, 5, 1));
        Assert.Equal(3 + 3, harness.Charge(helper, 96, 4, 2));
        Assert.Equal("0500", harness.Memory(96, 2));

        foreach (var offset in HugeNumbers)
        {
            harness.FillMemory(32);
            Assert.Equal(3, harness.Charge(helper, 0, offset, 32));
            Assert.Equal(new string('0', 64), harness.Memory(0, 32));
        }
        AssertLimits(harness, helper);
    }

    [Theory]
    [InlineData("calldatacopy")]
    [InlineData("codecopy")]
    public void PaddedCopiesOfNothing(string helper)
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.FillMemory(32);
        harness.Charge(helper, 0, 0, 32);
        Assert.Equal(new string('0', 64), harness.Memory(0, 32));
    }

    [Fact]
    public void ReturnDataCopyWithinBounds()
    {
        using var harness = Harness();
        harness.Host.CallOutput = [1, 2, 3, 4, 5];
        harness.Charge("staticcall", 0, 0xAA, 0, 0, 0, 0);
        harness.FillMemory(32);
        Assert.Equal(3, harness.Charge("returndatacopy", 1, 0, 5));
        Assert.Equal("01010203040507", harness.Memory(0, 7));
        Assert.Equal(3 + 3, harness.Charge("returndatacopy", 32, 3, 2));
        Assert.Equal("040500", harness.Memory(32, 3));
        Assert.Equal(0, harness.Charge("returndatacopy", U256.MaxValue, 5, 0));
        AssertLimits(harness, "returndatacopy");
    }

    [Fact]
    public void ReturnDataCopyOutOfBoundsHalts()
    {
        using var harness = Harness();
        harness.Host.CallOutput = [1, 2, 3, 4, 5];
        harness.Charge("staticcall", 0, 0xAA, 0, 0, 0, 0);
        harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, 0, 6);
        harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, 5, 1);
        harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, 6, 0);
        foreach (var offset in HugeNumbers)
        {
            harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, offset, 0);
            harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, offset, 1);
        }

        // Growth is charged before the bounds are checked, the words after.
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "returndatacopy", 5, 64, 6, 1);
        harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 6, 64, 6, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "returndatacopy", 2, 64, 0, 1);
    }

    [Fact]
    public void ReturnDataIsEmptyBeforeAnyCall()
    {
        using var harness = Harness();
        Assert.Equal(0, harness.Charge("returndatacopy", 0, 0, 0));
        harness.AssertHalts(EvmcStatusCode.InvalidMemoryAccess, "returndatacopy", 1000, 0, 0, 1);
    }

    [Theory]
    [InlineData(0, 1, 8, "02030405060708090910")]
    [InlineData(1, 0, 8, "01010203040506070810")]
    [InlineData(0, 0, 8, "01020304050607080910")]
    [InlineData(0, 4, 2, "05060304050607080910")]
    public void MemoryCopyOverlapping(ulong destination, ulong source, ulong size, string expected)
    {
        using var harness = Harness();
        harness.FillMemory(32);
        harness.Frame->MemoryBase[9] = 0x10;
        Assert.Equal(3, harness.Charge("mcopy", destination, source, size));
        Assert.Equal(expected, harness.Memory(0, 10));
        Assert.Equal(32UL, harness.Frame->MemorySize);
    }

    [Fact]
    public void MemoryCopyGrowsForTheFurtherRange()
    {
        using var harness = Harness();
        harness.FillMemory(32);
        Assert.Equal(3 + 3, harness.Charge("mcopy", 32, 0, 32));
        Assert.Equal(harness.Memory(0, 32), harness.Memory(32, 32));
        Assert.Equal(3 + 3, harness.Charge("mcopy", 0, 64, 32));
        Assert.Equal(new string('0', 64), harness.Memory(0, 32));
        Assert.Equal(96UL, harness.Frame->MemorySize);
        Assert.Equal(0, harness.Charge("mcopy", U256.MaxValue, U256.MaxValue, 0));
        foreach (var huge in HugeNumbers)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "mcopy", long.MaxValue, huge, 0, 1);
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "mcopy", long.MaxValue, 0, huge, 1);
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "mcopy", long.MaxValue, 0, 0, huge);
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 1)]
    [InlineData(0, 32)]
    [InlineData(5, 33)]
    [InlineData(1, 135)]
    [InlineData(1, 136)]
    [InlineData(1, 300)]
    public void Keccak(ulong offset, ulong size)
    {
        using var harness = Harness();
        harness.FillMemory(512);
        Assert.Equal(6 * (((long)size + 31) / 32), harness.Charge("keccak256", offset, size));
        var expected = ReferenceKeccak.Hash(new ReadOnlySpan<byte>(harness.Frame->MemoryBase + offset, (int)size));
        Assert.Equal(U256.ReadBigEndian(expected), harness.Result);
    }

    [Fact]
    public void KeccakCharges()
    {
        using var harness = Harness();
        Assert.Equal(3 + 6, harness.Charge("keccak256", 0, 32));
        Assert.Equal(0, harness.Charge("keccak256", U256.MaxValue, 0));
        Assert.Equal(0, harness.Run("keccak256", 6, 0, 32));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "keccak256", 5, 0, 32);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "keccak256", 8, 32, 32);
        foreach (var huge in HugeNumbers)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "keccak256", long.MaxValue, huge, 1);
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "keccak256", long.MaxValue, 0, huge);
        }
    }

    [Fact]
    public void Logs()
    {
        using var harness = Harness();
        harness.FillMemory(32);
        var topics = "";
        for (ulong count = 0; count <= 4; count++)
        {
            Assert.Equal(3 * 8, harness.Charge($"log{count}", 1, 3, 0x10, 0x11, 0x12, U256.MaxValue));
            Assert.Equal([$"emit_log 0x5e1f [020304]{topics}"], harness.TakeCalls());
            topics += count == 3 ? " " + U256.MaxValue : $" 0x1{count}";
        }

        Assert.Equal(0, harness.Charge("log0", U256.MaxValue, 0));
        Assert.Equal(["emit_log 0x5e1f []"], harness.TakeCalls());
        Assert.Equal(0, harness.Run("log0", 3 + 8, 32, 1));
        harness.TakeCalls();
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "log0", 3 + 7, 64, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "log0", long.MaxValue, 0, 1UL << 32);
        Assert.Empty(harness.TakeCalls());
    }

    [Fact]
    public void LogsInStaticMode()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka, EvmcFlags.Static);
        for (var count = 0; count <= 4; count++)
        {
            harness.AssertHalts(EvmcStatusCode.StaticModeViolation, $"log{count}", 0, U256.MaxValue, U256.MaxValue);
        }

        Assert.Empty(harness.TakeCalls());
    }

    /// <summary>What holds for every copy of Scratch[2] bytes to memory at Scratch[0].</summary>
    private static void AssertLimits(HelperHarness harness, string helper)
    {
        var size = harness.Frame->MemorySize;
        Assert.Equal(0, harness.Charge(helper, U256.MaxValue, 0, 0));
        foreach (var huge in HugeNumbers)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, long.MaxValue, huge, 0, 1);
            harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, long.MaxValue, 0, 0, huge);
        }
        Assert.Equal(size, harness.Frame->MemorySize);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 2, 0, 0, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 5, size, 0, 1);
    }
}
