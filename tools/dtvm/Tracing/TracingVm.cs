// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Workbench.Metering;

namespace Dtvm.Tool.Tracing;

/// <summary>The interpreter with a trace of every instruction.</summary>
/// <param name="writer">Where the trace goes; not disposed with this VM.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
internal sealed class TracingVm(TraceWriter writer, bool gasMetering)
    : TracedInterpreter<TracingVm.Tracer>(new Tracer(writer), gasMetering)
{
    internal readonly struct Tracer(TraceWriter writer) : ITracer
    {
        public void InstructionStarted(in TraceStep step) => writer.Start(step);

        public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status) => writer.Finish(gasCost, status);
    }
}
