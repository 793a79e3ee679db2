// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Runtime;

namespace Dtvm.Engine.Tests;

/// <summary>A call or creation that a VM asked its host for.</summary>
internal sealed class RecordedCall
{
    public required EvmcCallKind Kind { get; init; }

    public required bool IsStatic { get; init; }

    public required string From { get; init; }

    /// <summary>The account whose code runs; of a creation the new account, known at its end.</summary>
    public required string To { get; set; }

    public required string Value { get; init; }

    public required string Input { get; init; }

    public required long Gas { get; init; }

    public long GasUsed { get; set; }

    public EvmcStatusCode Status { get; set; }

    public string Output { get; set; } = "0x";

    public List<RecordedCall> Calls { get; } = [];
}

/// <summary>A VM that records the calls which another one makes: it puts itself between that VM and the host's <c>call</c>.</summary>
internal sealed unsafe class StateTestCallRecorder(IVm inner) : IVm
{
    [ThreadStatic]
    private static StateTestCallRecorder? _current;

    private readonly Stack<List<RecordedCall>> _open = new();
    private delegate* unmanaged[Cdecl]<void*, EvmcMessage*, EvmcResult> _original;

    /// <summary>The calls of the outermost frame.</summary>
    public List<RecordedCall> Calls { get; } = [];

    public string Name => inner.Name;

    public VmStatistics Statistics => inner.Statistics;

    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var recording = *host;
        _original = host->Call;
        recording.Call = &Record;
        _current = this;
        if (_open.Count == 0)
        {
            _open.Push(Calls);
        }

        return inner.Execute(&recording, context, revision, message, code, codeSize);
    }

    public void Reset() => inner.Reset();

    /// <summary>The other VM belongs to whoever made it.</summary>
    public void Dispose()
    {
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Record(void* context, EvmcMessage* message) => _current!.Forward(context, message);

    private EvmcResult Forward(void* context, EvmcMessage* message)
    {
        var creates = message->Kind is EvmcCallKind.Create or EvmcCallKind.Create2;
        var from = message->Kind == EvmcCallKind.DelegateCall ? &message->Recipient : &message->Sender;
        var call = new RecordedCall
        {
            Kind = message->Kind,
            IsStatic = (message->Flags & EvmcFlags.Static) != 0,
            From = Hex.Encode(new ReadOnlySpan<byte>(from, sizeof(EvmcAddress))),
            To = creates ? "" : Hex.Encode(new ReadOnlySpan<byte>(&message->CodeAddress, sizeof(EvmcAddress))),
            Value = message->Value.ToNumber().ToString(),
            Input = Hex.Encode(new ReadOnlySpan<byte>(message->InputData, (int)message->InputSize)),
            Gas = message->Gas,
        };
        _open.Peek().Add(call);
        _open.Push(call.Calls);
        var result = _original(context, message);
        _open.Pop();
        call.GasUsed = call.Gas - result.GasLeft;
        call.Status = result.StatusCode;
        call.Output = Hex.Encode(new ReadOnlySpan<byte>(result.OutputData, (int)result.OutputSize));
        if (creates)
        {
            call.To = Hex.Encode(new ReadOnlySpan<byte>(&result.CreateAddress, sizeof(EvmcAddress)));
        }

        return result;
    }
}
