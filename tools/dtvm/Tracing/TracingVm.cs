using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Interpreter;
using Dtvm.Runtime;

namespace Dtvm.Tool.Tracing;

/// <summary>The interpreter with a trace of every instruction. It keeps nothing between executions: tracing costs far more than
/// analysis.</summary>
/// <param name="writer">Where the trace goes; not disposed with this VM.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
internal sealed unsafe class TracingVm(TraceWriter writer, bool gasMetering) : IVm
{
    private readonly FrameArena _arena = new();

    /// <inheritdoc/>
    public string Name => "interpreter";

    /// <inheritdoc/>
    public VmStatistics Statistics => default;

    /// <inheritdoc/>
    public EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize)
    {
        var frame = _arena.Push(host, context, revision, message, code, codeSize, isHostExtended: true);
        if (frame == null)
        {
            return new EvmcResult { StatusCode = EvmcStatusCode.Failure };
        }

        try
        {
            frame->IsMetered = gasMetering ? 1 : 0;
            using var analysed = InterpreterCode.Create(new ReadOnlySpan<byte>(code, (int)codeSize), (Revision)frame->Revision);
            var tracer = new Tracer(writer);
            return ResultOf(frame, (EvmcStatusCode)Interpreter.Interpreter.Run(frame, analysed, 0, ref tracer));
        }
        finally
        {
            // Also when the trace cannot be written.
            _arena.Pop(frame);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Dispose() => _arena.Dispose();

    private static EvmcResult ResultOf(ExecutionFrame* frame, EvmcStatusCode status)
    {
        StateGas.End(frame, status);
        var result = new EvmcResult { StatusCode = status, GasLeft = frame->Gas, GasRefund = frame->GasRefund };
        if (frame->OutputSize == 0)
        {
            return result;
        }

        result.OutputSize = (nuint)frame->OutputSize;
        result.OutputData = (byte*)NativeMemory.Alloc(result.OutputSize);
        NativeMemory.Copy(frame->Output, result.OutputData, result.OutputSize);
        result.Release = &ReleaseOutput;
        return result;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ReleaseOutput(EvmcResult* result) => NativeMemory.Free(result->OutputData);

    private readonly struct Tracer(TraceWriter writer) : ITracer
    {
        public void InstructionStarted(in TraceStep step) => writer.Start(step);

        public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status) => writer.Finish(gasCost, status);
    }
}
