// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Runtime;
using Dtvm.Workbench.Metering;

namespace Dtvm.Tool.Tracing;

/// <summary>The interpreter with a trace of every block.</summary>
/// <param name="tracer">Who hears of the blocks.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
internal sealed unsafe class BlockTracingInterpreter(BlockTracer tracer, bool gasMetering)
    : TracedInterpreter<BlockTracingInterpreter.Tracer>(new Tracer(tracer), gasMetering)
{
    /// <inheritdoc/>
    protected override void Began(ExecutionFrame* frame) =>
        tracer.Begin(new ReadOnlySpan<byte>(frame->Code, (int)frame->CodeSize), frame->Depth);

    /// <inheritdoc/>
    protected override void Ended(ExecutionFrame* frame, EvmcStatusCode status) => tracer.End();

    internal readonly struct Tracer(BlockTracer tracer) : ITracer
    {
        public void InstructionStarted(in TraceStep step) => tracer.Reach((int)step.Pc, step.Gas);

        public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status)
        {
        }
    }
}
