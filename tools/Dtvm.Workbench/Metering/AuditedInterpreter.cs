// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Host.Fuzzing;
using Dtvm.Interpreter;
using Dtvm.Runtime;

namespace Dtvm.Workbench.Metering;

/// <summary>The interpreter under a model of Amsterdam's meter, for <c>dtvm fuzz --mode meter</c>. An execution that meters otherwise ends
/// with a <see cref="StateGasMismatchException"/>.</summary>
/// <remarks>To be run by an <see cref="Observer"/>, from which it hears of its host calls.</remarks>
public sealed unsafe class AuditedInterpreter : TracedInterpreter<AuditedInterpreter.Tracer>, IHostCallListener
{
    private readonly StateGasModel _model;

    /// <summary>Makes one.</summary>
    /// <param name="prices">The prices of the model.</param>
    public AuditedInterpreter(AmsterdamPrices prices)
        : this(new StateGasModel(prices))
    {
    }

    private AuditedInterpreter(StateGasModel model)
        : base(new Tracer(model), gasMetering: true) => _model = model;

    /// <inheritdoc/>
    public void HostCalled(string name, ReadOnlySpan<byte> first, ReadOnlySpan<byte> second, ReadOnlySpan<byte> third, long number) =>
        _model.HostCalled(name, first, second, third, number);

    /// <inheritdoc/>
    protected override void Began(ExecutionFrame* frame) => _model.Begin(frame->Message->Depth, frame->Message->Gas, frame->StateGrant);

    /// <inheritdoc/>
    protected override void Ended(ExecutionFrame* frame, EvmcStatusCode status)
    {
        var cell = frame->StateCell == null ? 0 : *frame->StateCell;
        _model.End(status, frame->Gas, frame->GasRefund, cell, new ReadOnlySpan<byte>(frame->Output, (int)frame->OutputSize));
        if (frame->Message->Depth == 0 && _model.Mismatch is { } mismatch)
        {
            throw new StateGasMismatchException(mismatch);
        }
    }

    /// <summary>Tells the model of each instruction.</summary>
    public readonly struct Tracer : ITracer
    {
        private readonly StateGasModel _model;

        internal Tracer(StateGasModel model) => _model = model;

        /// <inheritdoc/>
        public void InstructionStarted(in TraceStep step) => _model.Start(step);

        /// <inheritdoc/>
        public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status) => _model.Finish(step, gasCost, status);
    }
}
