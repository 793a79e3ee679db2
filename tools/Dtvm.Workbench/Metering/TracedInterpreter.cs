// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Interpreter;
using Dtvm.Runtime;
using Dtvm.Workbench.Execution;

namespace Dtvm.Workbench.Metering;

/// <summary>The interpreter with a tracer that is told of every instruction. It keeps nothing between executions: tracing costs far more
/// than analysis.</summary>
/// <param name="tracer">The tracer, copied for each frame.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
/// <typeparam name="TTracer">A struct: the interpreter's loop is compiled for it.</typeparam>
public unsafe class TracedInterpreter<TTracer>(TTracer tracer, bool gasMetering) : IVm
    where TTracer : struct, ITracer
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
            Began(frame);
            using var analysed = InterpreterCode.Create(new ReadOnlySpan<byte>(code, (int)codeSize), (Revision)frame->Revision);
            var own = tracer;
            var status = (EvmcStatusCode)Interpreter.Interpreter.Run(frame, analysed, 0, ref own);
            StateGas.End(frame, status);
            Ended(frame, status);
            return ResultOf(frame, status);
        }
        finally
        {
            // Also when the tracer throws.
            _arena.Pop(frame);
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _arena.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A frame is about to run.</summary>
    /// <param name="frame">The frame.</param>
    protected virtual void Began(ExecutionFrame* frame)
    {
    }

    /// <summary>A frame has run.</summary>
    /// <param name="frame">The frame, with what is left of its gas; its state gas is in its cell.</param>
    /// <param name="status">How it ended.</param>
    protected virtual void Ended(ExecutionFrame* frame, EvmcStatusCode status)
    {
    }

    private static EvmcResult ResultOf(ExecutionFrame* frame, EvmcStatusCode status)
    {
        var result = new EvmcResult { StatusCode = status, GasLeft = frame->Gas, GasRefund = frame->GasRefund };
        FrameOutput.CopyTo(frame, ref result);
        return result;
    }
}
