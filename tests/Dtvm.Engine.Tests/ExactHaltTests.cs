// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.State;

namespace Dtvm.Engine.Tests;

/// <summary>Machine code ends as the interpreter does, whatever the reason and however much gas there is.</summary>
public sealed class ExactHaltTests
{
    /// <summary>Two calls of an internal function that is copied to them: with an argument that is not 0, and with 0, for which it
    /// stores or, without call data, reverts.</summary>
    private const string SmallFunction =
        "61000836610019565b61001134610019565b5a5f5260205ff35b8061002a57"
        + "80361461002f57600355565b600155565b5f5ffd";

    /// <summary>Programs that end in each way, with call data.</summary>
    public static TheoryData<string, string, string> Programs() => new()
    {
        { "stop", "600160020100", "" },
        { "return", "602a5f5260205ff3", "" },
        { "revert", "602a5f5260205ffd", "" },
        { "implicit stop", "6001", "" },
        { "truncated push", "5f5f61ff", "" },
        { "invalid", "60015f55fe", "" },
        { "undefined", "60015f550c", "" },
        { "underflow at start", "01", "" },
        { "underflow behind effects", "60015f5560025f5501", "" },
        { "underflow in a subroutine", "600456005b01", "" },
        { "overflow in a loop", "5b5f5f56", "" },
        { "overflow by one chunk", string.Concat(Enumerable.Repeat("5f", 1025)), "" },
        { "stack of exactly 1024", string.Concat(Enumerable.Repeat("5f", 1024)), "" },
        { "bad jump constant", "60ff56", "" },
        { "bad jump into push data", "6003565b605b00", "" },
        { "bad jump huge", "7fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff56", "" },
        { "bad jump by value, destination below 2^64", "5f3556", "00000000000000000000000000000000000000000000000000000000000000ff" },
        { "bad jump by value, high limb", "5f35565b00", "0000000000000001000000000000000000000000000000000000000000000003" },
        { "good jump by value", "5f35565b602a5f5260205ff3", "0000000000000000000000000000000000000000000000000000000000000003" },
        { "jumpi not taken to nowhere", "5f60ff57602a5f5260205ff3", "" },
        { "jumpi taken to nowhere", "600160ff5700", "" },
        { "memory far", "600163ffffffff5200", "" },
        { "memory beyond 64 bits", "600168010000000000000000005200", "" },
        { "memory grows in steps, then fails", "60015f526001610400526001620fffff5200", "" },
        { "memory size seen between growths", "5f5f52595f6101005260005260206000f3", "" },
        { "returndatacopy out of bounds", "60205f5f3e00", "" },
        { "gas in the middle", "5a5a5f525f60205260405ff3", "" },
        { "loop to out of gas", "5b600160010150600056", "" },
        { "sload and sstore mixed", "5f5460015560015460025560025460035500", "" },
        { "log then underflow", "5f5fa05f5fa050", "" },
        { "exp with large exponent", "61ffff600a0a5f5260205ff3", "" },
        { "keccak", "6104005f205f5260205ff3", "" },
        { "create and call itself", "5f5f5f5f5f305af15f5260205ff3", "" },
        { "call without balance", "5f5f5f5f6001305af15f5260205ff3", "" },
        { "create without balance", "5f5f6001f05f5260205ff3", "" },
        { "create2 without balance", "5f5f5f6001f55f5260205ff3", "" },
        { "create with init code of the greatest size", "61c0005f5ff05f5260205ff3", "" },
        { "create with init code too large", "60015f5561c0015f5ff05f5260205ff3", "" },
        { "create2 with init code too large", "60015f555f61c0015f5ff55f5260205ff3", "" },
        { "create with init code of huge size", "60015f5567ffffffffffffffff5f5ff000", "" },
        { "static: sstore", InStaticCall("60015f5f55"), "" },
        { "static: tstore", InStaticCall("60015f5f5d"), "" },
        { "static: log", InStaticCall("5f5fa0"), "" },
        { "static: log of far memory", InStaticCall("600167ffffffffffffffffa0"), "" },
        { "static: log of memory that no gas pays for", InStaticCall("602063ffffffffa1"), "" },
        { "static: log of memory that little gas pays for", InStaticCall("60205f52" + "60ff6104005fa1" + "5f5fa0"), "" },
        { "static: log of as many bytes as gas is left", InStaticCall("5a5fa0"), "" },
        { "static: log of 2^64 bytes", InStaticCall("5f6801000000000000000090" + "a0"), "" },
        { "static: create", InStaticCall("5f5f5ff0"), "" },
        { "static: create of far memory", InStaticCall("600167ffffffffffffffff5ff0"), "" },
        { "static: create of memory that little gas pays for", InStaticCall("6110006104005ff0"), "" },
        { "static: create2 of as many bytes as gas is left", InStaticCall("5f5a5f5ff5"), "" },
        { "logs of known sizes", "60205fa0" + "5f61040060405fa1" + "60405fa0" + "620fffff60205fa0", "" },
        { "logs of sizes from memory", "602a604052" + "604051604051a0" + "59604051a0" + "61010060405260405161ffff5260016040515fa1", "" },
        { "log of as many bytes as gas is left", "5a5fa0", "" },
        { "store before and load behind a log", "602a60805260206080a0" + "60805160a05260206080a06040608020" + "5f5260205ff3", "" },
        { "create of init code of a size from memory", "6020604052604051604051600052604051604051" + "5ff05f5260205ff3", "" },
        { "static: create2", InStaticCall("5f5f5f5ff5"), "" },
        { "static: call with value", InStaticCall("5f5f5f5f60016004610fa0f1"), "" },
        { "static: call without value", InStaticCall("5f5f5f5f5f6004610fa0f15f5260205ff3"), "" },
        { "static: selfdestruct", InStaticCall("30ff"), "" },
        { "selfdestruct", "60015f55737000000000000000000000000000000000000007ff", "" },
        { "shifted sar", "77000000000000ffffffffffffffffffffffffffffffffffff60ff803d015f92901155", "" },
        { "return address computed", "6005600f56" + "5b5f6001601001600f56" + "5b56" + "5b00", "" },
        { "return address of a large function computed", Engines.ComputedReturn, "" },
        { "small function with two ways, copied", SmallFunction, "aa" },
        { "small function that reverts, copied", SmallFunction, "" },
        { "subroutine from two heights", "6005600c56" + "5b5f600e600c56" + "5b56" + "5b00", "" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void EveryAmountOfGasEndsAlike(string name, string code, string callData) => EndsAlike(name, code, callData, 0);

    /// <summary>At depth 1024 calls and creations fail before they cost the callee anything (Yellow Paper, section 9.4.3).</summary>
    [Theory]
    [InlineData("call", "5f5f5f5f5f305af15f5260205ff3")]
    [InlineData("callcode", "5f5f5f5f5f305af25f5260205ff3")]
    [InlineData("delegatecall", "5f5f5f5f305af45f5260205ff3")]
    [InlineData("staticcall", "5f5f5f5f305afa5f5260205ff3")]
    [InlineData("create", "5f5f5ff05f5260205ff3")]
    [InlineData("create2", "5f5f5f5ff55f5260205ff3")]
    public void EveryAmountOfGasEndsAlikeAtTheDepthLimit(string name, string code) => EndsAlike(name, code, "", 1024);

    private static readonly (ExecutionMode Mode, int Level)[] Subjects =
        [(ExecutionMode.Multipass, 0), (ExecutionMode.Multipass, 2), (ExecutionMode.Baseline, 0), (ExecutionMode.Baseline, 2)];

    private static void EndsAlike(string name, string code, string callData, int depth)
    {
        using var interpreter = Engines.Create(ExecutionMode.Interpreter);
        var full = Engines.Run(interpreter, code, 3_000_000, callData, depth: depth);
        var used = 3_000_000 - full.GasLeft;
        foreach (var (mode, level) in Subjects)
        {
            using var compiled = Engines.Create(mode, level: level);
            foreach (var gas in Amounts(full.Status is EvmcStatusCode.Success or EvmcStatusCode.Revert ? used : 120_000))
            {
                var expected = Engines.Run(interpreter, code, gas, callData, depth: depth);
                var actual = Engines.Run(compiled, code, gas, callData, depth: depth);
                Assert.True(
                    Same(expected, actual),
                    $"{name}, gas {gas}, level {level}: interpreter {Show(expected)}, {mode} {Show(actual)}");
            }

            Assert.Equal(0, compiled.Runtime.Statistics.CompilationFailures);
        }
    }

    /// <summary>A program that calls itself statically; the inner call has call data and runs the given code.</summary>
    private static string InStaticCall(string inner) => "36601257" + "5f5f60015f305afa" + "5f5260205ff3" + "5b" + inner;

    private static IEnumerable<long> Amounts(long used)
    {
        for (var gas = 0L; gas <= Math.Min(used + 2, 60); gas++)
        {
            yield return gas;
        }

        for (var step = 1; step <= 24; step++)
        {
            yield return used * step / 24;
        }

        yield return used - 1 > 0 ? used - 1 : 0;
        yield return used + 1;
        yield return 3_000_000;
    }

    private static bool Same(MessageOutcome a, MessageOutcome b) =>
        a.Status == b.Status && a.GasLeft == b.GasLeft && a.GasRefund == b.GasRefund && a.Output.Span.SequenceEqual(b.Output.Span)
        && a.Storage.SequenceEqual(b.Storage) && LogEntry.HashOf(a.Logs) == LogEntry.HashOf(b.Logs);

    private static string Show(MessageOutcome outcome) =>
        $"{outcome.Status} gas {outcome.GasLeft} refund {outcome.GasRefund} output {Convert.ToHexString(outcome.Output.Span)} slots "
        + $"{outcome.Storage.Count}";
}
