// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Tool;

namespace Dtvm.Engine.Tests;

/// <summary>Messages that cannot be: they end the same in every mode, whatever the code, and nothing is asked of the host.</summary>
public sealed unsafe class BadMessageTests : IDisposable
{
    private readonly EngineVm[] _vms =
    [
        Engines.Create(ExecutionMode.Interpreter),
        Engines.Create(ExecutionMode.Multipass),
        Engines.Create(ExecutionMode.Interpreter, metering: false),
        Engines.Create(ExecutionMode.Multipass, metering: false),
    ];

    /// <summary>Codes that take every way into an execution.</summary>
    public static TheoryData<string> Codes => ["", "00", "00ff", "5b", "5b00", "600160020100", "fe", "5f5ff3", "01", "5f54", "36"];

    public void Dispose()
    {
        foreach (var vm in _vms)
        {
            vm.Dispose();
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void NegativeGasIsOutOfGas(string code)
    {
        foreach (var gas in (long[])[-1, -1562, long.MinValue])
        {
            AssertEnds(EvmcStatusCode.OutOfGas, code, new EvmcMessage { Gas = gas });
            AssertEnds(EvmcStatusCode.OutOfGas, code, new EvmcMessage { Gas = gas, Flags = EvmcFlags.Static, Depth = 1024 });
        }
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void DepthsAreFrom0To1024(string code)
    {
        AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage { Gas = 1000, Depth = -1 });
        AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage { Gas = 1000, Depth = int.MinValue });
        AssertEnds(EvmcStatusCode.CallDepthExceeded, code, new EvmcMessage { Gas = 1000, Depth = 1025 });
        AssertEnds(EvmcStatusCode.CallDepthExceeded, code, new EvmcMessage { Gas = 1000, Depth = int.MaxValue });
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void AnInputHasAnAddressAndASizeThatCanBe(string code)
    {
        byte input = 1;
        AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage { Gas = 1000, InputSize = 1 });
        AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage { Gas = 1000, InputSize = nuint.MaxValue });
        AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage
        {
            Gas = 1000,
            InputData = &input,
            InputSize = unchecked((nuint)(1UL << 32)),
        });
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void RevisionsAreThoseOfTheAbi(string code)
    {
        foreach (var revision in (int[])[-1, 18, int.MinValue, int.MaxValue])
        {
            AssertEnds(EvmcStatusCode.Rejected, code, new EvmcMessage { Gas = 1000 }, (EvmcRevision)revision);
        }
    }

    [Fact]
    public void OfSeveralFaultsTheOneThatMakesItMeaninglessComesFirst()
    {
        AssertEnds(EvmcStatusCode.Rejected, "00", new EvmcMessage { Gas = -1 }, (EvmcRevision)18);
        AssertEnds(EvmcStatusCode.Rejected, "00", new EvmcMessage { Gas = -1, Depth = 1025, InputSize = 1 });
        AssertEnds(EvmcStatusCode.CallDepthExceeded, "00", new EvmcMessage { Gas = -1, Depth = 1025 });
    }

    [Fact]
    public void PointersAreNotNull()
    {
        foreach (var vm in _vms)
        {
            var message = new EvmcMessage { Gas = 1000 };
            var host = default(EvmcHostInterface);
            byte stop = 0;
            Assert.Equal(EvmcStatusCode.Rejected, vm.Runtime.Execute(&host, null, EvmcRevision.Osaka, &message, null, 1).StatusCode);
            Assert.Equal(EvmcStatusCode.Rejected, vm.Runtime.Execute(&host, null, EvmcRevision.Osaka, null, &stop, 1).StatusCode);
            Assert.Equal(EvmcStatusCode.Rejected, vm.Runtime.Execute(&host, null, EvmcRevision.Osaka, null, null, 0).StatusCode);
            Assert.Equal(EvmcStatusCode.Success, vm.Runtime.Execute(&host, null, EvmcRevision.Osaka, &message, null, 0).StatusCode);
            Assert.Equal(
                EvmcStatusCode.Failure,
                vm.Runtime.Execute(&host, null, EvmcRevision.Osaka, &message, &stop, (nuint)int.MaxValue + 1).StatusCode);
        }
    }

    /// <summary>What the VM has no use for is passed on and changes nothing.</summary>
    [Fact]
    public void KindAndUnknownFlagsChangeNothing()
    {
        // Calls itself, adds what it was told about the message, and returns that.
        const string Code = "5f5f5f5f5f305af1" + "34" + "36" + "0101" + "5f5260205ff3";
        var good = Run(Code, new EvmcMessage { Gas = 100_000 });
        Assert.Equal(EvmcStatusCode.Success, good.Status);
        foreach (var kind in (int[])[1, 2, 3, 4, 5, 6, -1, int.MinValue, int.MaxValue])
        {
            Assert.Equal(good, Run(Code, new EvmcMessage { Gas = 100_000, Kind = (EvmcCallKind)kind }));
        }

        const uint Unknown = 0xFFFFFFFC;
        var flagged = Run(Code, new EvmcMessage { Gas = 100_000, Flags = (EvmcFlags)Unknown });
        Assert.Equal(good with { Calls = good.Calls.Replace("flags None", $"flags {Unknown}", StringComparison.Ordinal) }, flagged);
    }

    [Fact]
    public void WhatIsAtTheEdgeIsExecuted()
    {
        byte input = 1;
        foreach (var message in (EvmcMessage[])[
            new EvmcMessage { Depth = 1024 }, new EvmcMessage { InputData = &input },
            new EvmcMessage { InputData = &input, InputSize = 1 }])
        {
            foreach (var code in (string[])["", "00"])
            {
                var outcome = Run(code, message);
                Assert.Equal((EvmcStatusCode.Success, 0L), (outcome.Status, outcome.GasLeft));
            }

            Assert.Equal(EvmcStatusCode.Success, Run("365000", message with { Gas = 4 }).Status);
        }
    }

    private void AssertEnds(EvmcStatusCode status, string code, EvmcMessage message, EvmcRevision revision = EvmcRevision.Osaka) =>
        Assert.Equal(new HostOutcome(status, 0, 0, "", ""), Run(code, message, revision));

    private HostOutcome Run(string code, EvmcMessage message, EvmcRevision revision = EvmcRevision.Osaka)
    {
        var outcomes = _vms.Select(vm => AnsweringHost.Run(vm.Runtime, new HostAnswers(), code, revision, message)).ToList();
        Assert.Equal(outcomes[0], outcomes[1]);
        Assert.Equal(outcomes[2], outcomes[3]);
        Assert.Equal(outcomes[0] with { GasLeft = 0, Calls = "" }, outcomes[2] with { GasLeft = 0, Calls = "" });
        return outcomes[0];
    }
}
