// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Dtvm.Host.StateTests;

namespace Dtvm.Engine.Tests;

/// <summary>What a run says about failures and about files that cannot be read.</summary>
public class StateTestReportTests
{
    /// <summary>Root of the fixture's state after its transaction in Frontier.</summary>
    private static string RootAfter(StateTestFixture fixture)
    {
        fixture.Case["hash"] = "0x01";
        var reason = Assert.Single(fixture.Run().Failures).Details[0];
        return reason[(reason.IndexOf("got ", StringComparison.Ordinal) + 4)..];
    }

    [Fact]
    public void TheRightRootPasses()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = RootAfter(fixture);
        fixture.Case["gasUsed"] = $"0x{21000 + (4 * 3) + 22100:x}"; // three pushes, ADD, SSTORE of a cold slot
        var report = fixture.Run();
        Assert.True(report.Total == new CaseCounts(1, 0, 0), string.Join('\n', report.Failures));
        Assert.Equal("Berlin", Assert.Single(report.ByFork).Key);
    }

    [Fact]
    public void GasUsedCountsWhenGiven()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = RootAfter(fixture);
        fixture.Case["gasUsed"] = "0x01";
        Assert.StartsWith("gas used: expected 1, got 43112", Assert.Single(fixture.Run().Failures).Reason);
    }

    [Fact]
    public void LogsCount()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = RootAfter(fixture);
        fixture.Case["logs"] = "0x02";
        Assert.StartsWith("logs hash: expected 0x", Assert.Single(fixture.Run().Failures).Reason);
    }

    [Fact]
    public void TheFirstDifferenceFromTheGivenStateIsNamed()
    {
        using var fixture = new StateTestFixture("Berlin");
        var state = fixture.Pre.DeepClone().AsObject();
        state[StateTestFixture.Contract]!["storage"] = new JsonObject { ["0x00"] = "0x03" };
        fixture.Case["state"] = state;
        fixture.Case["hash"] = "0x01";
        var failure = Assert.Single(fixture.Run().Failures);
        Assert.Equal(StateTestFixture.Name, failure.Test);
        Assert.Contains($"account {StateTestFixture.Contract}: storage[0x0]: expected 0x3, got 0x2", failure.Reason);
        Assert.Contains(
            failure.Details, line => line.StartsWith("account 0x2adc25665018aa1fe0e6bc666dac8fc2697ff9ba: expected no account"));
        Assert.Contains(failure.Details, line => line.StartsWith($"account {StateTestFixture.Sender}: nonce: expected 5, got 6"));
    }

    [Fact]
    public void WithoutGivenStateTheChangesAreTold()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = "0x01";
        var failure = Assert.Single(fixture.Run().Failures);
        Assert.Contains("the file does not give the expected state", failure.Details);
        Assert.Contains($"change: account {StateTestFixture.Contract}: storage[0x0]: expected 0x0, got 0x2", failure.Details);
    }

    [Fact]
    public void AReferenceSaysWhatShouldHaveBeen()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = RootAfter(fixture);
        fixture.Write();
        using var interpreter = StateTestModes.Create("interpreter");
        using var idle = new StateTestIdleVm();
        var report = new StateTestRunner(new StateTestOptions(), _ => idle, interpreter).Run([fixture.Path]);
        Assert.Contains(
            $"account {StateTestFixture.Contract}: storage[0x0]: expected 0x2, got 0x0", Assert.Single(report.Failures).Details);
    }

    [Theory]
    [InlineData("{", "$: not JSON: line 1, byte 2")]
    [InlineData("{\"a\":\n{\"env\":{}", "$.a.env: not JSON: line 2, byte ")]
    [InlineData("[]", "$: expected an object, found a list")]
    [InlineData("{\"a\":3}", "$.a: expected an object, found the number 3")]
    [InlineData("{\"a\":{\"blocks\":[],\"genesisBlockHeader\":{}}}", "$.a: expected a state test, found a blockchain test: dtvm blocktest")]
    [InlineData("{\"config\":{},\"alloc\":{}}", "$: expected a file of state tests, found a genesis file: dtvm run CODE --state FILE")]
    [InlineData("{\"a\":{}}", "$.a.transaction: expected an object, found nothing")]
    public void ABrokenFileIsAFailureThatNamesThePlace(string text, string expected)
    {
        using var fixture = new StateTestFixture("Berlin");
        File.WriteAllText(fixture.Path, text);
        var report = StateTestFixture.RunFile(fixture.Path);
        Assert.Equal(new CaseCounts(0, 1, 0), report.Total);
        var failure = Assert.Single(report.Failures);
        Assert.Equal(fixture.Path, failure.File);
        Assert.StartsWith(expected, failure.Reason);
    }

    [Fact]
    public void MissingAndWrongFieldsAreNamed()
    {
        (string Expected, Action<StateTestFixture> Change)[] faults =
        [
            ("env.currentCoinbase: expected an address, found nothing", f => f.Env.Remove("currentCoinbase")),
            ("env.currentNumber: expected a whole number, decimal or 0x hex, found 'x'", f => f.Env["currentNumber"] = "x"),
            ("env.currentGasLimit: expected a number below 2^63, found '0xff", f => f.Env["currentGasLimit"] = "0xffffffffffffffff"),
            ("env: expected an object, found null", f => f.Test["env"] = null),
            ("env: expected an object, found nothing", f => f.Test.Remove("env")),
            ("pre: expected an object, found nothing", f => f.Test.Remove("pre")),
            ("post: expected an object, found nothing", f => f.Test.Remove("post")),
            ("transaction.data: expected a list, found nothing", f => f.Transaction.Remove("data")),
            ("transaction.gasPrice: expected a whole number, decimal or 0x hex, found nothing", f => f.Transaction.Remove("gasPrice")),
            ("transaction.sender: expected an address, or a secretKey beside it, found nothing", f => f.Transaction.Remove("sender")),
            ("transaction.to: expected an address, found '0x12': an address has 20 bytes, this has 1", f => f.Transaction["to"] = "0x12"),
            (
                "transaction.data[0]: expected bytes in hex, found '0xgg': 'g' at offset 2 is not a hex digit",
                f => f.Transaction["data"] = new JsonArray("0xgg")),
            ("post.Berlin[0].hash: expected a word in hex, found nothing", f => f.Case.Remove("hash")),
            ("post.Berlin[0].logs: expected a word in hex, found nothing", f => f.Case.Remove("logs")),
            ("post.Berlin[0].indexes: expected an object, found nothing", f => f.Case.Remove("indexes")),
            ("post.Berlin[0].indexes.gas: expected a number from 0 to 0, found the number 3", f => f.Case["indexes"]!["gas"] = 3),
            (
                $"pre['{StateTestFixture.Contract}'].code: expected bytes in hex, found '0x123': odd number of hex digits",
                f => f.Pre[StateTestFixture.Contract]!["code"] = "0x123"),
        ];
        foreach ((var expected, var change) in faults)
        {
            using var fixture = new StateTestFixture("Berlin");
            change(fixture);
            var report = fixture.Run();
            Assert.Equal(new CaseCounts(0, 1, 0), report.Total);
            Assert.StartsWith($"$['{StateTestFixture.Name}'].{expected}", Assert.Single(report.Failures).Reason);
        }
    }

    [Fact]
    public void AnUnknownForkFailsAlone()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Case["hash"] = RootAfter(fixture);
        fixture.Test["post"]!["Atlantis"] = new JsonArray(fixture.Case.DeepClone(), fixture.Case.DeepClone());
        var report = fixture.Run();
        Assert.Equal(new CaseCounts(1, 2, 0), report.Total);
        Assert.Equal($"$['{StateTestFixture.Name}'].post.Atlantis: the fork is unknown", Assert.Single(report.Failures).Reason);
        Assert.Equal(["Berlin", "Atlantis"], report.ByFork.Select(fork => fork.Key));
    }

    [Fact]
    public void AMissingPrecompileIsASkipThatNamesIt()
    {
        using var fixture = new StateTestFixture("Prague");
        fixture.Transaction["to"] = "0x000000000000000000000000000000000000000a";
        fixture.Case["hash"] = "0x01";
        var report = fixture.Run();
        Assert.Equal(new CaseCounts(0, 0, 1), report.Total);
        Assert.Equal("precompiled contract KZG_POINT_EVALUATION is not available", Assert.Single(report.Skips).Reason);
    }

    [Fact]
    public void OptionsChooseTestsAndForks()
    {
        using var fixture = new StateTestFixture("Berlin");
        fixture.Test["post"]!["London"] = new JsonArray(fixture.Case.DeepClone());
        fixture.Write();
        using var vm = StateTestModes.Create("interpreter");
        int Count(StateTestOptions options) => new StateTestRunner(options, _ => vm).Run([fixture.Path]).Total.Total;
        Assert.Equal(2, Count(new StateTestOptions()));
        Assert.Equal(1, Count(new StateTestOptions { Fork = Dtvm.Evmc.Abi.EvmcRevision.London }));
        Assert.Equal(0, Count(new StateTestOptions { Fork = Dtvm.Evmc.Abi.EvmcRevision.Osaka }));
        Assert.Equal(0, Count(new StateTestOptions { AcceptsTest = (_, name) => name != StateTestFixture.Name }));
        Assert.Equal(2, Count(new StateTestOptions { AcceptsTest = (file, _) => file == fixture.Path }));
    }
}
