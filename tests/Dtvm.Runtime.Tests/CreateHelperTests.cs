// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class CreateHelperTests
{
    public static TheoryData<EvmcRevision> Revisions => [.. HelperHarness.Revisions];

    private static HelperHarness Harness(EvmcRevision revision, EvmcFlags flags = EvmcFlags.None, int depth = 3)
    {
        var harness = new HelperHarness(revision, flags, depth);
        harness.Host.Balances[HelperHarness.Self] = 1000;
        harness.Host.CreatedAddress = 0xC0FFEE;
        return harness;
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void CreationInEveryRevision(EvmcRevision revision)
    {
        foreach (var isCreate2 in new[] { false, true })
        {
            using var harness = Harness(revision, EvmcFlags.Delegated);
            harness.FillMemory(64);
            harness.Host.CallGasLeft = 100;
            harness.Host.CallRefund = 7;
            var helper = isCreate2 ? "create2" : "create";

            // 33 bytes are 2 words.
            long words = 2 * ((isCreate2 ? 6 : 0) + (revision >= EvmcRevision.Shanghai ? 2 : 0));
            var afterWords = 64_000 - words;
            var given = revision >= EvmcRevision.TangerineWhistle ? afterWords - (afterWords / 64) : afterWords;

            Assert.Equal(afterWords - given + 100, harness.Run(helper, 64_000, 5, 1, 33, 0x5A17));
            Assert.Equal((U256)0xC0FFEE, harness.Result);
            Assert.Equal(7, harness.Frame->GasRefund);
            Assert.Equal(["get_balance 0x5e1f", "call"], harness.TakeCalls());
            var input = string.Concat(Enumerable.Range(2, 33).Select(number => number.ToString("x2")));
            Assert.Equal(
                new ReceivedMessage(
                    isCreate2 ? EvmcCallKind.Create2 : EvmcCallKind.Create, EvmcFlags.None, 4, given, 0, HelperHarness.Self, input, 5,
                    isCreate2 ? 0x5A17UL : 0UL, 0),
                Assert.Single(harness.Host.Messages));

            if (words != 0)
            {
                Assert.True(harness.Run(helper, words, 0, 1, 33, 0) >= 0);
                harness.TakeCalls();
                harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, words - 1, 0, 1, 33, 0);
                Assert.Empty(harness.TakeCalls());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void InitCodeSizeIsLimitedSinceShanghai(EvmcRevision revision)
    {
        foreach (var helper in new[] { "create", "create2" })
        {
            using var harness = Harness(revision);
            Assert.True(harness.Run(helper, 1 << 30, 0, 0, 49152, 0) >= 0);
            if (revision >= EvmcRevision.Shanghai)
            {
                harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 1 << 30, 0, 0, 49153, 0);
            }
            else
            {
                Assert.True(harness.Run(helper, 1 << 30, 0, 0, 49153, 0) >= 0);
            }
        }
    }

    [Fact]
    public void StaticModeIsRefusedBeforeAnythingElse()
    {
        using var harness = Harness(EvmcRevision.Osaka, EvmcFlags.Static);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "create", 0, 0, U256.MaxValue, U256.MaxValue);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "create2", 0, 0, U256.MaxValue, U256.MaxValue, 0);
        Assert.Empty(harness.TakeCalls());
    }

    [Fact]
    public void DepthAndBalanceFailTheCreationOnly()
    {
        using var deep = Harness(EvmcRevision.Osaka, depth: 1024);
        Assert.Equal(0, deep.Charge("create", 1, 0, 0));
        Assert.Equal(U256.Zero, deep.Result);
        Assert.Empty(deep.TakeCalls());

        using var poor = Harness(EvmcRevision.Osaka);
        poor.Host.CallOutput = [1];
        poor.Charge("create2", 1000, 0, 0, 0);
        Assert.Equal((U256)0xC0FFEE, poor.Result);
        poor.TakeCalls();
        Assert.Equal(0, poor.Charge("create2", 1001, 0, 0, 0));
        Assert.Equal(U256.Zero, poor.Result);
        Assert.Equal(0UL, poor.Frame->ReturnDataSize);
        Assert.Equal(["get_balance 0x5e1f"], poor.TakeCalls());
    }

    [Fact]
    public void FailureGivesZeroAndRevertKeepsItsOutput()
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.Host.CallStatus = EvmcStatusCode.Revert;
        harness.Host.CallOutput = [1, 2, 3];
        harness.Host.CallGasLeft = 50;
        Assert.Equal(1000 / 64 + 50, harness.Run("create", 1000, 0, 0, 0));
        Assert.Equal(U256.Zero, harness.Result);
        Assert.Equal(3UL, harness.Frame->ReturnDataSize);

        harness.Host.CallStatus = EvmcStatusCode.Failure;
        harness.Host.CallOutput = [];
        harness.Host.CallGasLeft = 0;
        Assert.Equal(1000 / 64, harness.Run("create", 1000, 0, 0, 0));
        Assert.Equal(U256.Zero, harness.Result);
        Assert.Equal(0UL, harness.Frame->ReturnDataSize);
    }

    [Fact]
    public void MemoryIsCharged()
    {
        using var harness = Harness(EvmcRevision.London);
        Assert.Equal(0, harness.Run("create", 6, 0, 0, 64));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "create", 2, 0, 64, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "create", long.MaxValue, 0, U256.One << 64, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "create", long.MaxValue, 0, 0, U256.One << 64);
        Assert.Equal(0, harness.Run("create", 0, 0, U256.MaxValue, 0));
        Assert.Null(harness.Host.Messages[^1].Input);
    }
}
