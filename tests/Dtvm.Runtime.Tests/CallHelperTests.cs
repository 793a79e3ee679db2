// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime.Tests;

public sealed unsafe class CallHelperTests
{
    private const long Plenty = 1_000_000;

    public static TheoryData<EvmcRevision> Revisions => [.. HelperHarness.Revisions];

    private static HelperHarness Harness(EvmcRevision revision, EvmcFlags flags = EvmcFlags.None, int depth = 3)
    {
        var harness = new HelperHarness(revision, flags, depth);
        harness.Host.Balances[HelperHarness.Self] = 1_000_000;
        harness.Host.Existing.Add(0xAAAA);
        harness.Host.Warm.Add(0xAAAA);
        return harness;
    }

    private static U256[] Arguments(
        string helper, U256 gas, U256 value, U256 inputOffset, U256 inputSize, U256 outputOffset, U256 outputSize) =>
        helper is "call" or "callcode"
            ? [gas, 0xAAAA, value, inputOffset, inputSize, outputOffset, outputSize]
            : [gas, 0xAAAA, inputOffset, inputSize, outputOffset, outputSize];

    private static U256[] Arguments(string helper, U256 gas, U256 value) => Arguments(helper, gas, value, 0, 0, 0, 0);

    private static string[] AccessCalls(EvmcRevision revision, string target = "0xaaaa")
    {
        List<string> calls = [];
        if (revision >= EvmcRevision.Berlin)
        {
            calls.Add($"access_account {target}");
        }

        if (revision >= EvmcRevision.Prague)
        {
            calls.Add($"copy_code {target} 0 23");
        }

        return [.. calls];
    }

    [Theory]
    [InlineData("call", EvmcCallKind.Call, 0xAAAA, HelperHarness.Self, 9, EvmcFlags.None)]
    [InlineData("callcode", EvmcCallKind.CallCode, HelperHarness.Self, HelperHarness.Self, 9, EvmcFlags.None)]
    [InlineData(
        "delegatecall", EvmcCallKind.DelegateCall, HelperHarness.Self, HelperHarness.Sender, HelperHarness.MessageValue, EvmcFlags.None)]
    [InlineData("staticcall", EvmcCallKind.Call, 0xAAAA, HelperHarness.Self, 0, EvmcFlags.Static)]
    public void MessageOfEachKind(string helper, EvmcCallKind kind, ulong recipient, ulong sender, ulong value, EvmcFlags flags)
    {
        using var harness = Harness(EvmcRevision.Osaka, EvmcFlags.Delegated);
        harness.FillMemory(64);
        harness.Host.CallOutput = [0xA1, 0xA2, 0xA3];
        harness.Host.CallRefund = 11;
        harness.Host.CallGasLeft = 100;
        harness.Frame->GasRefund = 5;

        var paysValue = helper is "call" or "callcode";
        var left = harness.Run(helper, Plenty, Arguments(helper, 500, 9, 2, 3, 10, 2));
        long stipend = paysValue ? 2300 : 0;
        var message = Assert.Single(harness.Host.Messages);
        Assert.Equal(new ReceivedMessage(kind, flags, 4, 500 + stipend, recipient, sender, "030405", value, 0, 0xAAAA), message);
        Assert.Equal(Plenty - (paysValue ? 9000 - 2300 : 0) - (500 + stipend - 100), left);
        Assert.Equal(U256.One, harness.Result);
        Assert.Equal(16, harness.Frame->GasRefund);
        Assert.Equal(3UL, harness.Frame->ReturnDataSize);
        Assert.Equal("0aa1a20d", harness.Memory(9, 4));
        Assert.Equal("a1a2a3", Convert.ToHexStringLower(new ReadOnlySpan<byte>(harness.Frame->ReturnData, 3)));
    }

    [Theory]
    [InlineData("call")]
    [InlineData("callcode")]
    [InlineData("delegatecall")]
    [InlineData("staticcall")]
    public void StaticModeIsInherited(string helper)
    {
        using var harness = Harness(EvmcRevision.Osaka, EvmcFlags.Static);
        harness.Charge(helper, Arguments(helper, 0, 0));
        Assert.Equal(EvmcFlags.Static, Assert.Single(harness.Host.Messages).Flags);
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void ColdAndWarmTargets(EvmcRevision revision)
    {
        foreach (var helper in new[] { "call", "callcode", "delegatecall", "staticcall" })
        {
            using var harness = Harness(revision);
            var hasAccess = revision >= EvmcRevision.Berlin;
            var asksExistence = helper == "call" && revision < EvmcRevision.SpuriousDragon;
            string[] calls = [.. AccessCalls(revision), .. asksExistence ? new[] { "account_exists 0xaaaa" } : [], "call"];
            Assert.Equal(0, harness.Charge(helper, Arguments(helper, 0, 0)));
            Assert.Equal(calls, harness.TakeCalls());

            if (hasAccess)
            {
                harness.Host.Warm.Clear();
                Assert.Equal(2500, harness.Charge(helper, Arguments(helper, 0, 0)));
                Assert.Equal(calls, harness.TakeCalls());
                Assert.Equal(0, harness.Run(helper, 2500, Arguments(helper, 0, 0)));
                harness.TakeCalls();
                harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 2499, Arguments(helper, 0, 0));
                Assert.Equal(["access_account 0xaaaa"], harness.TakeCalls());
            }
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void CallWithValueToNewAndExistingAccounts(EvmcRevision revision)
    {
        foreach (var exists in new[] { true, false })
        {
            foreach (var value in new ulong[] { 0, 1 })
            {
                using var harness = Harness(revision);
                if (!exists)
                {
                    harness.Host.Existing.Clear();
                }

                var asks = value != 0 || revision < EvmcRevision.SpuriousDragon;
                long cost = (value != 0 ? 9000 : 0) + (asks && !exists ? 25000 : 0);
                List<string> calls = [.. AccessCalls(revision)];
                if (asks)
                {
                    calls.Add("account_exists 0xaaaa");
                }

                string[] untilCharge = [.. calls];
                if (value != 0)
                {
                    calls.Add("get_balance 0x5e1f");
                }

                calls.Add("call");

                // The callee returns the stipend unused: what remains charged is the cost less the stipend.
                harness.Host.CallGasLeft = value != 0 ? 2300 : 0;
                Assert.Equal(cost - (value != 0 ? 2300 : 0), harness.Charge("call", Arguments("call", 0, value)));
                Assert.Equal(calls, harness.TakeCalls());
                Assert.Equal(value != 0 ? 2300 : 0, harness.Host.Messages[0].Gas);

                if (cost != 0)
                {
                    Assert.True(harness.Run("call", cost, Arguments("call", 0, value)) >= 0);
                    harness.TakeCalls();
                    harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", cost - 1, Arguments("call", 0, value));
                    Assert.Equal(untilCharge, harness.TakeCalls());
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void CallCodeWithValueNeverPaysForANewAccount(EvmcRevision revision)
    {
        using var harness = Harness(revision);
        harness.Host.Existing.Clear();
        Assert.Equal(9000, harness.Charge("callcode", Arguments("callcode", 0, 1)));
        Assert.Equal([.. AccessCalls(revision), "get_balance 0x5e1f", "call"], harness.TakeCalls());
    }

    [Theory]
    [MemberData(nameof(Revisions))]
    public void GasOfTheCallee(EvmcRevision revision)
    {
        U256[] requests =
        [
            0, 1, 9_843, 9_844, 9_845, 10_000, 10_001, long.MaxValue, 1UL << 63,
            ulong.MaxValue, U256.One << 64, U256.MaxValue,
        ];
        foreach (var request in requests)
        {
            using var harness = Harness(revision);
            const long Gas = 10_000;
            const long AllButOne64th = 9_844;
            if (revision < EvmcRevision.TangerineWhistle && request > (U256)Gas)
            {
                harness.AssertHalts(EvmcStatusCode.OutOfGas, "callcode", Gas, Arguments("callcode", request, 0));
                Assert.Empty(harness.Host.Messages);
                continue;
            }
            var isCapped = revision >= EvmcRevision.TangerineWhistle && request > (U256)AllButOne64th;
            var expected = isCapped ? AllButOne64th : (long)request.Low64;
            harness.Host.CallGasLeft = expected / 2;
            Assert.Equal(Gas - expected + (expected / 2), harness.Run("callcode", Gas, Arguments("callcode", request, 0)));
            Assert.Equal(expected, Assert.Single(harness.Host.Messages).Gas);
        }
    }

    [Fact]
    public void DepthLimitFailsTheCallOnly()
    {
        foreach (var helper in new[] { "call", "callcode", "delegatecall", "staticcall" })
        {
            using var harness = Harness(EvmcRevision.Osaka, depth: 1024);
            var paysValue = helper is "call" or "callcode";
            Assert.Equal(Plenty - (paysValue ? 6700 : 0), harness.Run(helper, Plenty, Arguments(helper, 100, 1)));
            Assert.Equal(U256.Zero, harness.Result);
            Assert.Empty(harness.Host.Messages);
            Assert.DoesNotContain("get_balance 0x5e1f", harness.TakeCalls());

            using var last = Harness(EvmcRevision.Osaka, depth: 1023);
            last.Charge(helper, Arguments(helper, 100, 1));
            Assert.Equal(1024, Assert.Single(last.Host.Messages).Depth);
        }
    }

    [Theory]
    [InlineData("call")]
    [InlineData("callcode")]
    public void BalanceFailsTheCallOnly(string helper)
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.Host.CallOutput = [1, 2];
        harness.Charge(helper, Arguments(helper, 0, 0));
        Assert.Equal(2UL, harness.Frame->ReturnDataSize);
        harness.Host.Messages.Clear();

        Assert.Equal(Plenty - 6700, harness.Run(helper, Plenty, Arguments(helper, 100, 1_000_001)));
        Assert.Equal(U256.Zero, harness.Result);
        Assert.Empty(harness.Host.Messages);
        Assert.Equal(0UL, harness.Frame->ReturnDataSize);

        Assert.True(harness.Run(helper, Plenty, Arguments(helper, 100, 1_000_000)) > 0);
        Assert.Equal(U256.One, harness.Result);
    }

    [Fact]
    public void ValueInStaticMode()
    {
        using var harness = Harness(EvmcRevision.Osaka, EvmcFlags.Static);
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "call", Plenty, Arguments("call", 0, 1));
        Assert.Equal(AccessCalls(EvmcRevision.Osaka), harness.TakeCalls());

        // The cost of the value does not come first, growth of memory does.
        harness.AssertHalts(EvmcStatusCode.StaticModeViolation, "call", 0, Arguments("call", 0, 1));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", Plenty, Arguments("call", 0, 1, 0, 0, U256.MaxValue, 1));

        harness.Charge("callcode", Arguments("callcode", 0, 1));
        Assert.Single(harness.Host.Messages);
    }

    [Theory]
    [InlineData(EvmcStatusCode.Success, 1)]
    [InlineData(EvmcStatusCode.Failure, 0)]
    [InlineData(EvmcStatusCode.Revert, 0)]
    [InlineData(EvmcStatusCode.OutOfGas, 0)]
    [InlineData(EvmcStatusCode.InternalError, 0)]
    [InlineData(EvmcStatusCode.Rejected, 0)]
    public void OnlySuccessGivesOne(EvmcStatusCode status, ulong result)
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.Host.CallStatus = status;
        harness.Host.CallOutput = [7];
        harness.FillMemory(32);
        harness.Charge("call", Arguments("call", 0, 0, 0, 0, 0, 32));
        Assert.Equal((U256)result, harness.Result);
        Assert.Equal("0702", harness.Memory(0, 2));
    }

    [Fact]
    public void MemoryGrowsForInputAndOutput()
    {
        using var harness = Harness(EvmcRevision.Osaka);
        Assert.Equal(3 + 3, harness.Charge("call", Arguments("call", 0, 0, 0, 32, 32, 32)));
        Assert.Equal(64UL, harness.Frame->MemorySize);
        Assert.Equal(new string('0', 64), harness.Host.Messages[0].Input);

        // Empty ranges are valid anywhere and there is no input pointer.
        Assert.Equal(0, harness.Charge("call", Arguments("call", 0, 0, U256.MaxValue, 0, U256.MaxValue, 0)));
        Assert.Null(harness.Host.Messages[1].Input);

        harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", 5, Arguments("call", 0, 0, 64, 32, 96, 32));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", long.MaxValue, Arguments("call", 0, 0, U256.One << 64, 1, 0, 0));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", long.MaxValue, Arguments("call", 0, 0, 0, U256.One << 64, 0, 0));
        harness.AssertHalts(EvmcStatusCode.OutOfGas, "call", long.MaxValue, Arguments("call", 0, 0, 0, 0, 0, U256.One << 64));
        Assert.Equal(2, harness.Host.Messages.Count);
    }

    [Fact]
    public void OutputShorterAndLongerThanItsRange()
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.FillMemory(32);
        harness.Host.CallOutput = [0xA1, 0xA2, 0xA3, 0xA4];
        harness.Charge("call", Arguments("call", 0, 0, 0, 0, 0, 8));
        Assert.Equal("a1a2a3a405060708", harness.Memory(0, 8));
        harness.Charge("call", Arguments("call", 0, 0, 0, 0, 8, 2));
        Assert.Equal("a1a20b", harness.Memory(8, 3));
        Assert.Equal(4UL, harness.Frame->ReturnDataSize);
    }

    [Fact]
    public void DelegationIsFollowedOnce()
    {
        var designator = Convert.FromHexString("ef0100" + new string('0', 36) + "bbbb");
        foreach (var helper in new[] { "call", "callcode", "delegatecall", "staticcall" })
        {
            using var harness = Harness(EvmcRevision.Prague);
            harness.Host.Codes[0xAAAA] = designator;
            harness.Host.Codes[0xBBBB] = designator;
            string[] calls = ["access_account 0xaaaa", "copy_code 0xaaaa 0 23", "access_account 0xbbbb", "call"];

            Assert.Equal(2600, harness.Charge(helper, Arguments(helper, 0, 0)));
            Assert.Equal(calls, harness.TakeCalls());
            var message = harness.Host.Messages[0];
            Assert.Equal((U256)0xBBBB, message.CodeAddress);
            Assert.Equal(EvmcFlags.Delegated, message.Flags & EvmcFlags.Delegated);
            Assert.Equal((U256)(helper is "call" or "staticcall" ? 0xAAAA : HelperHarness.Self), message.Recipient);

            harness.AssertHalts(EvmcStatusCode.OutOfGas, helper, 2599, Arguments(helper, 0, 0));
            Assert.Equal(calls[..3], harness.TakeCalls());

            harness.Host.Warm.Add(0xBBBB);
            Assert.Equal(100, harness.Charge(helper, Arguments(helper, 0, 0)));

            // The target's own surcharge comes first.
            harness.Host.Warm.Clear();
            Assert.Equal(2500 + 2600, harness.Charge(helper, Arguments(helper, 0, 0)));
        }
    }

    [Fact]
    public void DelegationNeedsPragueAndAnExactDesignator()
    {
        using var cancun = Harness(EvmcRevision.Cancun);
        cancun.Host.Codes[0xAAAA] = Convert.FromHexString("ef0100" + new string('0', 36) + "bbbb");
        Assert.Equal(0, cancun.Charge("call", Arguments("call", 0, 0)));
        Assert.Equal(["access_account 0xaaaa", "call"], cancun.TakeCalls());

        foreach (var code in new[] { "ef0101" + new string('0', 40), "ef01", "ef0100" + new string('0', 38), "600100" })
        {
            using var harness = Harness(EvmcRevision.Osaka);
            harness.Host.Codes[0xAAAA] = Convert.FromHexString(code);
            Assert.Equal(0, harness.Charge("call", Arguments("call", 0, 0)));
            Assert.Equal((U256)0xAAAA, harness.Host.Messages[0].CodeAddress);
            Assert.Equal(EvmcFlags.None, harness.Host.Messages[0].Flags);
        }
    }

    [Fact]
    public void AccountThatDelegatesToItselfIsNotMarked()
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.Host.Codes[0xAAAA] = Convert.FromHexString("ef0100" + new string('0', 36) + "aaaa");
        Assert.Equal(100, harness.Charge("call", Arguments("call", 0, 0)));
        Assert.Equal(EvmcFlags.None, harness.Host.Messages[0].Flags);
    }

    [Fact]
    public void ResultsAreReleasedBeforeTheNextCall()
    {
        using var harness = Harness(EvmcRevision.Osaka);
        harness.Host.CallOutput = [1, 2, 3];
        for (var i = 0; i < 3; i++)
        {
            harness.Charge("call", Arguments("call", 0, 0));
            Assert.Equal(1, harness.Host.Unreleased);
        }
        harness.Charge("create", 0, 0, 0);
        Assert.Equal(1, harness.Host.Unreleased);
    }

    [Fact]
    public void SmallNativeStackFailsTheExecution()
    {
        EvmcStatusCode status = default;
        var messages = -1;
        var thread = new Thread(
            () =>
            {
                using var harness = Harness(EvmcRevision.Osaka);
                status = CallNearTheEndOfTheStack(harness);
                messages = harness.Host.Messages.Count;
            },
            1 << 20);
        thread.Start();
        thread.Join();
        Assert.Equal(EvmcStatusCode.OutOfMemory, status);
        Assert.Equal(0, messages);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static EvmcStatusCode CallNearTheEndOfTheStack(HelperHarness harness)
    {
        var used = stackalloc byte[1024];
        used[0] = 1;
        if (RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            return CallNearTheEndOfTheStack(harness);
        }

        Assert.True(harness.Run("call", Plenty, Arguments("call", 0, 0)) < 0);
        Assert.True(harness.Run("create", Plenty, 0, 0, 0) < 0);
        return used[0] == 1 ? harness.Status : default;
    }
}
