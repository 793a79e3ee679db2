// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class StorageHelperTests
{
    // By status in the order of the enum: cost and refund, from the EIPs named.
    private static readonly (int Cost, int Refund)[] WithoutNetMetering =
        [(5000, 0), (20000, 0), (5000, 15000), (5000, 0), (20000, 0), (5000, 15000), (20000, 0), (5000, 15000), (5000, 0)];

    private static readonly (int Cost, int Refund)[] Eip1283 =
        [(200, 0), (20000, 0), (5000, 15000), (5000, 0), (200, -15000), (200, 15000), (200, -10200), (200, 19800), (200, 4800)];

    private static readonly (int Cost, int Refund)[] Eip2200 =
        [(800, 0), (20000, 0), (5000, 15000), (5000, 0), (800, -15000), (800, 15000), (800, -10800), (800, 19200), (800, 4200)];

    private static readonly (int Cost, int Refund)[] Eip2929 =
        [(100, 0), (20000, 0), (2900, 15000), (2900, 0), (100, -15000), (100, 15000), (100, -12200), (100, 19900), (100, 2800)];

    private static readonly (int Cost, int Refund)[] Eip3529 =
        [(100, 0), (20000, 0), (2900, 4800), (2900, 0), (100, -4800), (100, 4800), (100, -2000), (100, 19900), (100, 2800)];

    public static TheoryData<EvmcRevision> Revisions => [.. HelperHarness.Revisions];

    private static (int Cost, int Refund)[] Prices(EvmcRevision revision) => revision switch
    {
        EvmcRevision.Constantinople => Eip1283,
        < EvmcRevision.Istanbul => WithoutNetMetering,
        EvmcRevision.Istanbul => Eip2200,
        EvmcRevision.Berlin => Eip2929,
        _ => Eip3529,
    };

    [Theory]
    [MemberData(nameof(Revisions))]
    public void StoreOfEveryStatus(EvmcRevision revision)
    {
        var hasAccess = revision >= EvmcRevision.Berlin;
        foreach (var isWarm in new[] { true, false })
        {
            for (var status = 0; status < 9; status++)
            {
                using var harness = new HelperHarness(revision);
                harness.Host.StorageStatus = (EvmcStorageStatus)status;
                if (isWarm)
                {
                    harness.Host.WarmKeys.Add(0xAB);
                }

                (var cost, var refund) = Prices(revision)[status];
                if (hasAccess && !isWarm)
                {
                    cost += 2100;
                }

                string[] calls = hasAccess
                    ? ["access_storage 0x5e1f 0xab", "set_storage 0x5e1f 0xab 0xcd"]
                    : ["set_storage 0x5e1f 0xab 0xcd"];

                Assert.Equal(cost, harness.Charge("sstore", 0xAB, 0xCD));
                Assert.Equal(refund, harness.Frame->GasRefund);
                Assert.Equal(calls, harness.TakeCalls());

                // The guard of EIP-2200 makes it impossible to have just too little for a cheap store.
                if (revision < EvmcRevision.Istanbul || cost > 2301)
                {
                    Assert.Equal(0, harness.Run("sstore", cost, 0xAB, 0xCD));
                    harness.TakeCalls();
                    harness.AssertHalts(EvmcStatusCode.OutOfGas, "sstore", cost - 1, 0xAB, 0xCD);
                    Assert.Equal(calls, harness.TakeCalls());
                    Assert.Equal(2 * refund, harness.Frame->GasRefund);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void StoreNeedsMoreThanTheStipendSinceIstanbul(EvmcRevision revision)
    {
        using var harness = new HelperHarness(revision);
        harness.Host.WarmKeys.Add(1);
        if (revision >= EvmcRevision.Istanbul)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "sstore", 2300, 1, 1);
            Assert.Empty(harness.TakeCalls());
            Assert.True(harness.Run("sstore", 2301, 1, 1) > 0);
        }
        else
        {
            harness.Run("sstore", 2300, 1, 1);
            Assert.NotEmpty(harness.TakeCalls());
        }
    }

    [Fact]
    public void StoresInStaticModeAreRefusedBeforeAnythingElse()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka, EvmcFlags.Static);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "sstore", 0, 1, 1);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "tstore", 0, 1, 1);
        Assert.Empty(harness.TakeCalls());
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void Load(EvmcRevision revision)
    {
        using var harness = new HelperHarness(revision);
        var hasAccess = revision >= EvmcRevision.Berlin;
        string[] calls = hasAccess ? ["access_storage 0x5e1f 0xab", "get_storage 0x5e1f 0xab"] : ["get_storage 0x5e1f 0xab"];

        Assert.Equal(hasAccess ? 2000 : 0, harness.Charge("sload", 0xAB));
        Assert.Equal((U256)0x1234, harness.Result);
        Assert.Equal(calls, harness.TakeCalls());

        if (hasAccess)
        {
            Assert.Equal(0, harness.Run("sload", 2000, 0xAB));
            harness.TakeCalls();
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "sload", 1999, 0xAB);
            Assert.Equal(["access_storage 0x5e1f 0xab"], harness.TakeCalls());
            harness.Host.WarmKeys.Add(0xAB);
            Assert.Equal(0, harness.Run("sload", 0, 0xAB));
        }
    }

    [Fact]
    public void TransientStorage()
    {
        using var harness = new HelperHarness(EvmcRevision.Cancun);
        Assert.Equal(0, harness.Charge("tstore", U256.MaxValue, 0xCD));
        Assert.Equal((U256)0x1234, harness.Read("tload", 0xAB));
        Assert.Equal([$"set_transient_storage 0x5e1f {U256.MaxValue} 0xcd", "get_transient_storage 0x5e1f 0xab"], harness.TakeCalls());
    }
}
