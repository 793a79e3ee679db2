// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class AccountHelperTests
{
    public static TheoryData<EvmcRevision> Revisions => [.. HelperHarness.Revisions];

    /// <summary>An address with garbage above its 160 bits, which instructions ignore.</summary>
    private static readonly U256 DirtyAddress = U256.Parse("0xdeadbeef0000000000000000000000000000000000000000000000000000aaaa");

    [Theory]
    [MemberData(nameof(Revisions))]
    public void BalanceSizeAndHash(EvmcRevision revision)
    {
        (string Helper, string Call, U256 Result)[] cases =
        [
            ("balance", "get_balance 0xaaaa", 555),
            ("extcodesize", "get_code_size 0xaaaa", 4),
            ("extcodehash", "get_code_hash 0xaaaa", 0x1234),
        ];
        foreach ((var helper, var call, var result) in cases)
        {
            using var harness = new HelperHarness(revision);
            harness.Host.Balances[0xAAAA] = 555;
            harness.Host.Codes[0xAAAA] = [1, 2, 3, 4];
            var hasAccess = revision >= EvmcRevision.Berlin;

            Assert.Equal(hasAccess ? 2500 : 0, harness.Charge(helper, DirtyAddress));
            Assert.Equal(result, harness.Result);
            Assert.Equal(hasAccess ? ["access_account 0xaaaa", call] : [call], harness.TakeCalls());

            if (hasAccess)
            {
                Assert.Equal(0, harness.Run(helper, 2500, DirtyAddress));
                harness.TakeCalls();
                harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 2499, DirtyAddress);
                Assert.Equal(["access_account 0xaaaa"], harness.TakeCalls());
                harness.Host.Warm.Add(0xAAAA);
                Assert.Equal(0, harness.Run(helper, 0, DirtyAddress));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void CodeCopy(EvmcRevision revision)
    {
        using var harness = new HelperHarness(revision);
        harness.Host.Codes[0xAAAA] = [1, 2, 3, 4, 5];
        harness.FillMemory(64);
        var hasAccess = revision >= EvmcRevision.Berlin;
        string[] access = hasAccess ? ["access_account 0xaaaa"] : [];

        // 33 bytes are 2 words, memory is already large enough.
        Assert.Equal((hasAccess ? 2500 : 0) + 6, harness.Charge("extcodecopy", DirtyAddress, 10, 2, 33));
        Assert.Equal([.. access, "copy_code 0xaaaa 2 33"], harness.TakeCalls());
        Assert.Equal("0a030405" + new string('0', 60) + "2c", harness.Memory(9, 35));

        // Growth is charged before the words, the words before the access.
        long full = 3 + 3 + (hasAccess ? 2500 : 0);
        Assert.Equal(0, harness.Run("extcodecopy", full, DirtyAddress, 64, 0, 32));
        harness.TakeCalls();
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "extcodecopy", 5, DirtyAddress, 96, 0, 32);
        Assert.Empty(harness.TakeCalls());
        Assert.Equal(128UL, harness.Frame->MemorySize);
        if (hasAccess)
        {
            harness.AssertHalts(EvmcStatusCode.OutOfGas, "extcodecopy", 2502, DirtyAddress, 96, 0, 32);
            Assert.Equal(access, harness.TakeCalls());
        }

        // A size of zero still accesses the account, at any offset.
        Assert.Equal(hasAccess ? 2500 : 0, harness.Charge("extcodecopy", DirtyAddress, U256.MaxValue, U256.MaxValue, 0));
        Assert.Equal(access, harness.TakeCalls());
        Assert.Equal(128UL, harness.Frame->MemorySize);
    }

    [Fact]
    public void CodeCopyFromHugeOffsetsGivesZeros()
    {
        using var harness = new HelperHarness(EvmcRevision.Osaka);
        harness.Host.Codes[1] = [1, 2, 3];
        harness.Host.Warm.Add(1);
        foreach (var offset in new U256[] { 3, uint.MaxValue, 1UL << 32, ulong.MaxValue, U256.One << 64, U256.MaxValue })
        {
            harness.FillMemory(32);
            harness.Charge("extcodecopy", 1, 0, offset, 32);
            Assert.Equal(new string('0', 64), harness.Memory(0, 32));
            var capped = (offset < uint.MaxValue ? offset.Low64 : uint.MaxValue).ToString();
            Assert.Equal(["access_account 0x1", $"copy_code 0x1 {capped} 32"], harness.TakeCalls());
        }
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "extcodecopy", long.MaxValue, 1, U256.One << 64, 0, 1);
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "extcodecopy", long.MaxValue, 1, 0, 0, U256.One << 64);
    }
}
