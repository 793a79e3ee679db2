// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>
/// Hosts that answer what no host may: every mode makes the same of it, and of each bad answer what docs/evmc.md says it counts as.
/// </summary>
public sealed class BadHostTests : IDisposable
{
    /// <summary>Returns the word on top of the stack.</summary>
    private const string ReturnTop = "5f5260205ff3";

    /// <summary>Returns the word on top of the stack, the size of the return data, the return data, and memory from 0x80 to 0xa0.</summary>
    private const string ReturnAll = "5f52" + "3d602052" + "3d5f60403e" + "60a05ff3";

    private const string Call = "602060805f5f5f305af1";

    /// <summary>A delegation to account 0x77 (EIP-7702).</summary>
    private const string Delegation = "ef0100" + "0000000000000000000000000000000000000077";

    private readonly EngineVm[] _vms =
    [
        Engines.Create(ExecutionMode.Interpreter),
        Engines.Create(ExecutionMode.Multipass),
        Engines.Create(ExecutionMode.Multipass, level: 0),
        Engines.Create(ExecutionMode.Baseline),
    ];

    private readonly EngineVm[] _unmetered =
    [
        Engines.Create(ExecutionMode.Interpreter, metering: false),
        Engines.Create(ExecutionMode.Multipass, metering: false),
        Engines.Create(ExecutionMode.Baseline, metering: false),
    ];

    /// <summary>All instructions that make a nested message, each with room for its output at 0x80 if it takes any.</summary>
    private static readonly (string Name, string Code)[] NestedMessages =
    [
        ("CALL", Call),
        ("CALLCODE", "602060805f5f5f305af2"),
        ("DELEGATECALL", "602060805f5f305af4"),
        ("STATICCALL", "602060805f5f305afa"),
        ("CREATE", "5f5f5ff0"),
        ("CREATE2", "5f5f5f5ff5"),
    ];

    /// <summary>Bad results of nested messages, and the good ones that they count as.</summary>
    private static readonly (string Name, HostAnswers Bad, HostAnswers CountsAs)[] BadResults =
    [
        ("more gas left than given", new() { GasLeft = given => given + 1 }, new() { GasLeft = given => given }),
        ("gas left INT64_MAX", new() { GasLeft = _ => long.MaxValue }, new() { GasLeft = given => given }),
        ("refund of a failure", new() { Status = 1, Refund = 4800 }, new() { Status = 1 }),
        ("negative refund of a revert", new() { Status = 2, Refund = -4800 }, new() { Status = 2 }),
        ("refund of an unknown status", new() { Status = 99, Refund = long.MinValue }, new() { Status = 1 }),
        ("status above the last", new() { Status = 18 }, new() { Status = 1 }),
        ("status INT32_MAX", new() { Status = int.MaxValue }, new() { Status = 1 }),
        ("status INT32_MIN", new() { Status = int.MinValue, GasLeft = _ => 7 }, new() { Status = 1, GasLeft = _ => 7 }),
        ("status of an internal error", new() { Status = -1, Output = [1, 2] }, new() { Status = 1, Output = [1, 2] }),
        ("status out of memory", new() { Status = -3 }, new() { Status = 1 }),
        ("output without address", new() { HasNoOutputAddress = true, OutputSize = 32 }, new()),
        ("large output without address", new() { HasNoOutputAddress = true, OutputSize = ulong.MaxValue }, new()),
        ("output larger than any memory", new() { Output = [1, 2, 3, 4], OutputSize = 1UL << 32 }, new()),
        ("output of SIZE_MAX", new() { Output = [1, 2, 3, 4], OutputSize = ulong.MaxValue }, new()),
        ("address of a failure", new() { Status = 3, Created = 0x77 }, new() { Status = 3 }),
        ("address of an unknown status", new() { Status = -77, Created = 0x77 }, new() { Status = 1 }),
        ("a message that was written over", new() { ChangesMessage = true, GasLeft = _ => 9 }, new() { GasLeft = _ => 9 }),
    ];

    /// <summary>Codes with other bad answers and the good ones that they count as.</summary>
    private static readonly (string Name, string Code, EvmcRevision Revision, HostAnswers Bad, HostAnswers CountsAs)[] BadValues =
    [
        ("no blob hashes, but a count", "5f49" + ReturnTop, EvmcRevision.Osaka, new() { HasNoBlobAddress = true, BlobCount = 2 }, new()),
        ("no blob hashes, but a large count", "67800000000000000049" + ReturnTop, EvmcRevision.Osaka,
            new() { HasNoBlobAddress = true, BlobCount = ulong.MaxValue }, new()),
        ("too many blob hashes", "600149" + ReturnTop, EvmcRevision.Osaka, new() { Blobs = 2, BlobCount = 1UL << 27 }, new()),
        ("SIZE_MAX blob hashes", "600149" + ReturnTop, EvmcRevision.Osaka, new() { Blobs = 2, BlobCount = ulong.MaxValue }, new()),
        ("access 2, account", "60773160773b60773f60006000600060773c00", EvmcRevision.Osaka, new() { Access = 2 }, new() { Access = 1 }),
        ("access -1, account", "60773160773b60773f60006000600060773c00", EvmcRevision.Berlin, new() { Access = -1 }, new() { Access = 1 }),
        ("access INT32_MIN, slot", "60015460025460016003555b00", EvmcRevision.Osaka, new() { Access = int.MinValue }, new() { Access = 1 }),
        ("access 256, call", Call + ReturnTop, EvmcRevision.Osaka, new() { Access = 256 }, new() { Access = 1 }),
        ("access 2, delegate", Call + ReturnTop, EvmcRevision.Prague,
            new() { Access = 2, Code = Convert.FromHexString(Delegation) }, new() { Access = 1, Code = Convert.FromHexString(Delegation) }),
        ("access 2, beneficiary", "6077ff", EvmcRevision.Osaka, new() { Access = 2 }, new() { Access = 1 }),
        ("store 9", "600160005500", EvmcRevision.Osaka, new() { Store = 9 }, new() { Store = 0 }),
        ("store 9 without net metering", "600160005500", EvmcRevision.Petersburg, new() { Store = 9 }, new() { Store = 0 }),
        ("store -1", "600160005500", EvmcRevision.Istanbul, new() { Store = -1 }, new() { Store = 0 }),
        ("store INT32_MIN", "600160005500", EvmcRevision.Frontier, new() { Store = int.MinValue }, new() { Store = 0 }),
        ("store 257", "600160005500", EvmcRevision.Constantinople, new() { Store = 257 }, new() { Store = 0 }),
        ("true is 2, new account", "6000600060006000600060776064f100", EvmcRevision.Frontier, new() { True = 2 }, new()),
        ("true is 128, destruction", "6077ff", EvmcRevision.Istanbul, new() { True = 128 }, new()),
        ("true is 255, destruction", "6077ff", EvmcRevision.Berlin, new() { True = 255 }, new()),
        ("more code copied than the buffer has", "60205f5f60773c5f51" + ReturnTop, EvmcRevision.Osaka,
            new() { Code = [1, 2, 3, 4], Copied = ulong.MaxValue }, new() { Code = [1, 2, 3, 4] }),
        ("more of a delegation copied than the buffer has", Call + ReturnTop, EvmcRevision.Osaka,
            new() { Code = Convert.FromHexString(Delegation), Copied = 1000 }, new() { Code = Convert.FromHexString(Delegation) }),
        ("a delegation that was not written", Call + ReturnTop, EvmcRevision.Osaka, new() { Copied = 23 }, new()),
    ];

    public static TheoryData<string, string> BadResultNames()
    {
        var names = new TheoryData<string, string>();
        foreach (var (instruction, _) in NestedMessages)
        {
            foreach (var (result, _, _) in BadResults)
            {
                names.Add(instruction, result);
            }
        }

        return names;
    }

    public static TheoryData<string> BadValueNames() => [.. BadValues.Select(value => value.Name)];

    public static TheoryData<string> NestedMessageNames() => [.. NestedMessages.Select(message => message.Name)];

    public void Dispose()
    {
        foreach (var vm in _vms.Concat(_unmetered))
        {
            vm.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(BadResultNames))]
    public void ABadResultCountsAsAGoodOne(string instruction, string result)
    {
        var code = NestedMessages.Single(message => message.Name == instruction).Code + ReturnAll;
        var (_, bad, countsAs) = BadResults.Single(candidate => candidate.Name == result);
        Assert.Equal(Run(code, countsAs), Run(code, bad));
    }

    [Theory]
    [MemberData(nameof(BadValueNames))]
    public void ABadValueCountsAsAGoodOne(string name)
    {
        var (_, code, revision, bad, countsAs) = BadValues.Single(value => value.Name == name);
        Assert.Equal(Run(code, countsAs, revision), Run(code, bad, revision));
    }

    /// <summary>What a message used beyond what it was given, its caller pays for, as in evmone.</summary>
    [Theory]
    [MemberData(nameof(NestedMessageNames))]
    public void NegativeGasLeftIsPaidByTheCaller(string instruction)
    {
        var code = NestedMessages.Single(message => message.Name == instruction).Code + ReturnAll;
        var none = Run(code, new HostAnswers());
        Assert.Equal(EvmcStatusCode.Success, none.Status);
        Assert.Equal(none with { GasLeft = none.GasLeft - 1 }, Run(code, new HostAnswers { GasLeft = _ => -1 }));
        Assert.Equal(none with { GasLeft = 0 }, Run(code, new HostAnswers { GasLeft = _ => -none.GasLeft }));
        foreach (var more in (long[])[-none.GasLeft - 1, -1562, -100_000, -long.MaxValue, long.MinValue])
        {
            var outcome = Run(code, new HostAnswers { GasLeft = _ => more, Refund = 5, Output = [1] });
            Assert.Equal((EvmcStatusCode.OutOfGas, 0, 0, ""), (outcome.Status, outcome.GasLeft, outcome.GasRefund, outcome.Output));
        }
    }

    /// <summary>A caller that is short of as much gas as the number of a status is out of gas and nothing else.</summary>
    [Fact]
    public void NoAmountOfGasIsTakenForAStatus()
    {
        var left = Run(Call, new HostAnswers()).GasLeft;
        for (var missing = 1; missing < 25; missing++)
        {
            var outcome = Run(Call, new HostAnswers { GasLeft = _ => -left - missing });
            Assert.Equal((EvmcStatusCode.OutOfGas, 0), (outcome.Status, outcome.GasLeft));
        }
    }

    [Theory]
    [InlineData(-1562, EvmcStatusCode.OutOfGas)]
    [InlineData(long.MinValue, EvmcStatusCode.OutOfGas)]
    [InlineData(long.MaxValue, EvmcStatusCode.Success)]
    public void ACallThatReportsItsGasEndsTheSameInEveryMode(long gasLeft, EvmcStatusCode status)
    {
        var outcome = Run("5f5f5f5f5f305af15a5f526020523d60405260605ff3", new HostAnswers { GasLeft = _ => gasLeft }, EvmcRevision.Prague);
        Assert.Equal(status, outcome.Status);
        Assert.InRange(outcome.GasLeft, 0, 100_000);
    }

    [Fact]
    public void RefundsStayInTheirRange()
    {
        var free = new HostAnswers { GasLeft = given => given };
        const string Twice = Call + "50" + Call + "50";
        Assert.Equal(long.MaxValue, Run(Twice, free with { Refund = long.MaxValue }).GasRefund);
        Assert.Equal(long.MinValue, Run(Twice, free with { Refund = long.MinValue }).GasRefund);
        Assert.Equal(long.MinValue, Run(Call, free with { Refund = long.MinValue }).GasRefund);
        Assert.Equal(-2, Run(Twice, free with { Refund = -1 }).GasRefund);

        // What a store or a destruction adds.
        const string CallAndStore = Call + "50" + "600160005500";
        Assert.Equal(long.MaxValue, Run(CallAndStore, free with { Refund = long.MaxValue - 1, Store = 2 }).GasRefund);
        Assert.Equal(long.MinValue, Run(CallAndStore, free with { Refund = long.MinValue + 1, Store = 4 }).GasRefund);
        const string CallAndDestroy = "6020608060006000600060775af1" + "50" + "6077ff";
        Assert.Equal(long.MaxValue, Run(CallAndDestroy, free with { Refund = long.MaxValue - 1 }, EvmcRevision.Berlin).GasRefund);
    }

    [Theory]
    [InlineData("5f40", -7)]
    [InlineData("6001800340", -7)]
    [InlineData("67fffffffffffffff840", -7)]
    [InlineData("677fffffffffffffff40", -7)]
    [InlineData("5f40", long.MinValue)]
    [InlineData("677fffffffffffffff40", long.MinValue)]
    public void NoBlockIsBeforeANegativeNumber(string code, long block)
    {
        var outcome = Run(code + ReturnTop, new HostAnswers { Block = block });
        Assert.Equal(new string('0', 64), outcome.Output);
        Assert.Equal("get_tx_context", outcome.Calls);
    }

    [Theory]
    [InlineData("42", -7, "fffffffffffffff9")]
    [InlineData("43", -7, "fffffffffffffff9")]
    [InlineData("45", -7, "fffffffffffffff9")]
    [InlineData("43", long.MinValue, "8000000000000000")]
    [InlineData("43", long.MaxValue, "7fffffffffffffff")]
    public void NumbersOfTheBlockAreOf64BitsWithoutSign(string code, long block, string expected) =>
        Assert.Equal(new string('0', 48) + expected, Run(code + ReturnTop, new HostAnswers { Block = block }).Output);

    [Fact]
    public void ASizeOfCodeIsAnyNumberOf64Bits() =>
        Assert.Equal(
            new string('0', 48) + "ffffffffffffffff", Run("60773b" + ReturnTop, new HostAnswers { CodeSize = ulong.MaxValue }).Output);

    /// <summary>Runs a code in every mode, with gas metering and without, demands that all modes agree and returns the outcome with
    /// metering.</summary>
    private HostOutcome Run(string code, HostAnswers answers, EvmcRevision revision = EvmcRevision.Osaka)
    {
        var message = new EvmcMessage { Gas = 100_000 };
        var outcomes = _vms.Select(vm => AnsweringHost.Run(vm.Runtime, answers, code, revision, message)).ToList();
        Assert.All(outcomes, outcome => Assert.Equal(outcomes[0], outcome));
        var unmetered = _unmetered.Select(vm => AnsweringHost.Run(vm.Runtime, answers, code, revision, message)).ToList();
        Assert.Equal(unmetered[0], unmetered[1]);
        return outcomes[0];
    }
}
