// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Precompiles;
using Dtvm.Runtime;

namespace Dtvm.Native.Tests;

/// <summary>What a precompiled contract did with an input.</summary>
/// <param name="Cost">Gas.</param>
/// <param name="Output">The output; null when it failed.</param>
internal sealed record PrecompileAnswer(long Cost, byte[]? Output);

/// <summary>
/// The managed interpreter with an eye on its host: every call of a precompiled contract is answered by the managed host and written
/// down, so that the C host can give the same answers. One thread at a time.
/// </summary>
internal sealed unsafe class PrecompileRecorder : IVm
{
    [ThreadStatic]
    private static PrecompileRecorder? _current;

    private readonly EvmRuntime _runtime = new(new RuntimeConfig { Mode = ExecutionMode.Interpreter, EnableEvmGasMetering = true }, null);
    private readonly EvmcHostInterface* _interface = (EvmcHostInterface*)NativeMemory.AllocZeroed((nuint)sizeof(EvmcHostInterface));
    private EvmcHostInterface* _host;
    private EvmcRevision _revision;

    /// <summary>Answers by number of the contract and hash of the input.</summary>
    public Dictionary<(int Number, Bytes32 InputHash), PrecompileAnswer> Answers { get; } = [];

    public string Name => "recorder";

    public VmStatistics Statistics => default;

    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        if (_host == null)
        {
            *_interface = *host;
            _interface->Call = &Call;
            _host = host;
        }

        _revision = revision;
        _current = this;
        return _runtime.Execute(_interface, context, revision, message, code, codeSize);
    }

    public void Reset()
    {
    }

    public void Dispose()
    {
        _runtime.Dispose();
        NativeMemory.Free(_interface);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static EvmcResult Call(void* context, EvmcMessage* message)
    {
        var recorder = _current!;
        recorder.Record(message);
        return recorder._host->Call(context, message);
    }

    private void Record(EvmcMessage* message)
    {
        if (message->Kind is EvmcCallKind.Create or EvmcCallKind.Create2 || (message->Flags & EvmcFlags.Delegated) != 0)
        {
            return;
        }

        var address = message->CodeAddress;
        if (!PrecompileTable.TryGet(address, _revision, out var precompile, out _) || precompile is null)
        {
            return;
        }

        var input = new ReadOnlySpan<byte>(message->InputData, checked((int)message->InputSize));
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(input, hash);
        var key = (precompile.Number, new Bytes32(hash));
        if (Answers.ContainsKey(key))
        {
            return;
        }

        var cost = precompile.GasCost(input, _revision);
        byte[]? output = null;
        if (cost <= message->Gas)
        {
            output = new byte[precompile.OutputBound(input)];
            output = precompile.TryExecute(input, output, out var written) ? output[..written] : null;
        }

        Answers[key] = new PrecompileAnswer(cost, output);
    }
}
