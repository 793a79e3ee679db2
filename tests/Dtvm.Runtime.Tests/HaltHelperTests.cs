// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class HaltHelperTests
{
    public static TheoryData<EvmcRevision> Revisions => [.. HelperHarness.Revisions];

    [Theory]
    [InlineData("return")]
    [InlineData("revert")]
    public void OutputIsARangeOfMemory(string helper)
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.FillMemory(32);
        Assert.Equal(3, harness.Charge(helper, 30, 4));
        Assert.Equal(4UL, harness.Frame->OutputSize);
        Assert.Equal("1f200000", Convert.ToHexStringLower(new ReadOnlySpan<byte>(harness.Frame->Output, 4)));

        Assert.Equal(0, harness.Charge(helper, U256.MaxValue, 0));
        Assert.Equal(0UL, harness.Frame->OutputSize);
        Assert.True(harness.Frame->Output == null);

        harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 2, 64, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, long.MaxValue, 0, U256.One << 64);
        Assert.Equal(0UL, harness.Frame->OutputSize);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void SelfDestruct(EvmcRevision revision)
    {
        foreach (var isWarm in new[] { true, false })
        {
            foreach (var exists in new[] { true, false })
            {
                foreach (var hasBalance in new[] { true, false })
                {
                    foreach (var isFirst in new[] { true, false })
                    {
                        SelfDestructOf(revision, isWarm, exists, hasBalance, isFirst);
                    }
                }
            }
        }
    }

    private static void SelfDestructOf(EvmcRevision revision, bool isWarm, bool exists, bool hasBalance, bool isFirst)
    {
        using var harness = new HelperHarness(revision);
        harness.Host.IsFirstSelfdestruct = isFirst;
        if (isWarm)
        {
            harness.Host.Warm.Add(0xBE);
        }

        if (exists)
        {
            harness.Host.Existing.Add(0xBE);
        }

        if (hasBalance)
        {
            harness.Host.Balances[HelperHarness.Self] = 1;
        }

        long cost = 0;
        List<string> calls = [];
        if (revision >= EvmcRevision.Berlin)
        {
            calls.Add("access_account 0xbe");
            cost += isWarm ? 0 : 2600;
        }
        var asksBalance = revision >= EvmcRevision.SpuriousDragon;
        if (asksBalance)
        {
            calls.Add("get_balance 0x5e1f");
        }

        if (revision == EvmcRevision.TangerineWhistle || (asksBalance && hasBalance))
        {
            calls.Add("account_exists 0xbe");
            cost += exists ? 0 : 25000;
        }
        calls.Add("selfdestruct 0x5e1f 0xbe");

        Assert.Equal(0, harness.Run("selfdestruct", cost, 0xBE));
        Assert.Equal(calls, harness.TakeCalls());
        Assert.Equal(isFirst && revision < EvmcRevision.London ? 24000 : 0, harness.Frame->GasRefund);
        if (cost != 0)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "selfdestruct", cost - 1, 0xBE);
            Assert.DoesNotContain("selfdestruct 0x5e1f 0xbe", harness.TakeCalls());
        }
    }

    [Fact]
    public void SelfDestructInStaticMode()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka, EvmcFlags.Static);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "selfdestruct", 0, 0xBE);
        Assert.Empty(harness.TakeCalls());
    }
}
