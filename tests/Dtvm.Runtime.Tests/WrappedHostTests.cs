// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime.Tests;

/// <summary>The gate for what a host answers, by itself.</summary>
public sealed unsafe class WrappedHostTests : IDisposable
{
    private readonly RecordingHost _host = new();

    public void Dispose() => _host.Dispose();

    [Theory]
    [InlineData(100, 40, 60)]
    [InlineData(100, 0, 100)]
    [InlineData(100, 100, 0)]
    [InlineData(100, 101, 0)]
    [InlineData(100, long.MaxValue, 0)]
    [InlineData(100, -1, 101)]
    [InlineData(100, 100 - long.MaxValue, long.MaxValue)]
    [InlineData(100, 99 - long.MaxValue, long.MaxValue)]
    [InlineData(100, long.MinValue, long.MaxValue)]
    [InlineData(0, 0, 0)]
    [InlineData(0, 1, 0)]
    [InlineData(0, long.MinValue, long.MaxValue)]
    [InlineData(long.MaxValue, -1, long.MaxValue)]
    [InlineData(long.MaxValue, 0, long.MaxValue)]
    [InlineData(long.MaxValue, long.MinValue, long.MaxValue)]
    public void GasUsedIsNeitherNegativeNorWraps(long given, long left, long used)
    {
        _host.CallGasLeft = left;
        Call(given, result => Assert.Equal(used, result.GasUsed));
    }

    [Theory]
    [InlineData(EvmcStatusCode.Success, true)]
    [InlineData(EvmcStatusCode.Failure, false)]
    [InlineData(EvmcStatusCode.Revert, false)]
    [InlineData(EvmcStatusCode.InternalError, false)]
    [InlineData((EvmcStatusCode)int.MinValue, false)]
    [InlineData((EvmcStatusCode)256, false)]
    public void RefundAndAddressAreThoseOfASuccess(EvmcStatusCode status, bool isSuccess)
    {
        _host.CallStatus = status;
        _host.CallRefund = -5;
        _host.CreatedAddress = 0x77;
        Call(100, result =>
        {
            Assert.Equal(isSuccess, result.IsSuccess);
            Assert.Equal(isSuccess ? -5 : 0, result.GasRefund);
            Assert.Equal(isSuccess ? 0x77UL : 0UL, HostValues.ToNumber(result.CreateAddress));
        });
    }

    [Theory]
    [InlineData(5, 3, 8)]
    [InlineData(5, -8, -3)]
    [InlineData(long.MaxValue, 1, long.MaxValue)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, -1, long.MinValue)]
    [InlineData(long.MinValue, long.MinValue, long.MinValue)]
    [InlineData(long.MaxValue, long.MinValue, -1)]
    [InlineData(long.MinValue, long.MaxValue, -1)]
    [InlineData(0, long.MinValue, long.MinValue)]
    public void TheRefundCounterStaysInItsRange(long counter, long added, long sum)
    {
        var frame = new ExecutionFrame { GasRefund = counter };
        ExecutionFrame.AddRefund(&frame, added);
        Assert.Equal(sum, frame.GasRefund);
    }

    [Theory]
    [InlineData(false, 1, 0)]
    [InlineData(false, ulong.MaxValue, 0)]
    [InlineData(true, 0, 0)]
    [InlineData(true, 1, 1)]
    [InlineData(true, (1UL << 27) - 1, (1UL << 27) - 1)]
    [InlineData(true, 1UL << 27, 0)]
    [InlineData(true, ulong.MaxValue, 0)]
    public void BlobHashesHaveAnAddressAndACountThatCanBe(bool hasAddress, ulong given, ulong count)
    {
        EvmcBytes32 hash = default;
        _host.TxContext = new EvmcTxContext { BlobHashes = hasAddress ? &hash : null, BlobHashesCount = (nuint)given };
        EvmcTxContext context;
        Bridge().GetTxContext(&context);
        Assert.Equal(count, context.BlobHashesCount);
    }

    [Fact]
    public void AMessageThatCannotBeIsRefusedInWords()
    {
        byte code = 0;
        var good = new EvmcMessage { Gas = 1 };
        Assert.Equal((EvmcStatusCode.Success, null), MessageCheck.FindFault(EvmcRevision.Osaka, &good, &code, 1));
        AssertRefused("revision 18: not one of EVMC ABI 12", (EvmcRevision)18, &good, &code, 1);
        AssertRefused("message: a null pointer", EvmcRevision.Osaka, null, &code, 1);
        var bad = good with { Depth = -3 };
        AssertRefused("depth -3: negative", EvmcRevision.Osaka, &bad, &code, 1);
        bad = good with { InputSize = 5 };
        AssertRefused("input_data: a null pointer with input_size 5", EvmcRevision.Osaka, &bad, &code, 1);
        bad = good with { InputData = &code, InputSize = nuint.MaxValue };
        AssertRefused("input_size 18446744073709551615: above 4294967295", EvmcRevision.Osaka, &bad, &code, 1);
        AssertRefused("code: a null pointer with code_size 2", EvmcRevision.Osaka, &good, null, 2);
    }

    private static void AssertRefused(string reason, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        Assert.False(MessageCheck.IsGood(revision, message, code, codeSize));
        Assert.Equal((EvmcStatusCode.Rejected, reason), MessageCheck.FindFault(revision, message, code, codeSize));
    }

    private WrappedHost Bridge()
    {
        WrappedHost bridge = default;
        bridge.Reinitialize(_host.Interface, _host.Context, 0);
        return bridge;
    }

    private void Call(long gas, Action<NestedResult> check)
    {
        var message = new EvmcMessage { Gas = gas };
        EvmcResult owned;
        check(Bridge().Call(&message, &owned));
        WrappedHost.Release(&owned);
    }
}
