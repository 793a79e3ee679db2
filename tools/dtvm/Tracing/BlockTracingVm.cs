// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Host.Fuzzing;

namespace Dtvm.Tool.Tracing;

/// <summary>An engine whose code is compiled with <see cref="BlockTracePass"/>, and whoever hears of the blocks.</summary>
internal sealed unsafe class BlockTracingVm : IVm
{
    private readonly EngineVm _engine;
    private readonly RecordingVm _recorder;
    private readonly BlockTracer _tracer;

    /// <summary>Makes the VM.</summary>
    /// <param name="engine">The engine; disposed with this.</param>
    /// <param name="tracer">Who hears of the blocks.</param>
    public BlockTracingVm(EngineVm engine, BlockTracer tracer)
    {
        _engine = engine;
        _tracer = tracer;
        _recorder = new RecordingVm(engine);
        _recorder.Log.Listener = tracer;
    }

    /// <summary>The engine.</summary>
    public EngineVm Engine => _engine;

    /// <inheritdoc/>
    public string Name => _engine.Name;

    /// <inheritdoc/>
    public VmStatistics Statistics => _engine.Statistics;

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        _tracer.Begin(new ReadOnlySpan<byte>(code, (int)codeSize), message->Depth);
        var result = _recorder.Execute(host, context, revision, message, code, codeSize);
        _tracer.End();
        return result;
    }

    /// <inheritdoc/>
    public void Reset() => _engine.Reset();

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorder.Dispose();
        _engine.Dispose();
    }
}
