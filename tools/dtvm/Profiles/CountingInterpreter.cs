// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Interpreter;
using Dtvm.Runtime;
using Dtvm.Workbench.Metering;

namespace Dtvm.Tool.Profiles;

/// <summary>The interpreter, which counts executions and gas of every instruction of every contract.</summary>
/// <param name="counts">Where it counts.</param>
/// <param name="gasMetering">Whether gas is metered.</param>
internal sealed unsafe class CountingInterpreter(CountingInterpreter.Counts counts, bool gasMetering)
    : TracedInterpreter<CountingInterpreter.Tracer>(new Tracer(counts), gasMetering)
{
    /// <inheritdoc/>
    protected override void Began(ExecutionFrame* frame) => counts.Enter(new ReadOnlySpan<byte>(frame->Code, (int)frame->CodeSize));

    /// <inheritdoc/>
    protected override void Ended(ExecutionFrame* frame, EvmcStatusCode status) => counts.Leave();

    /// <summary>What is counted.</summary>
    internal sealed class Counts
    {
        private readonly Stack<ContractCounts> _frames = [];
        private readonly Stack<long> _nested = [];

        /// <summary>The contracts that ran, in the order in which they first did.</summary>
        public List<ContractCounts> Contracts { get; } = [];

        /// <summary>A frame begins.</summary>
        public void Enter(ReadOnlySpan<byte> code)
        {
            foreach (var known in Contracts)
            {
                if (code.SequenceEqual(known.Code))
                {
                    _frames.Push(known);
                    return;
                }
            }

            Contracts.Add(new ContractCounts(code.ToArray()));
            _frames.Push(Contracts[^1]);
        }

        /// <summary>A frame has ended.</summary>
        public void Leave() => _frames.Pop();

        /// <summary>An instruction begins.</summary>
        public void Start() => _nested.Push(0);

        /// <summary>An instruction has ended.</summary>
        public void Finish(int pc, long gasCost)
        {
            var nested = _nested.Pop();
            if (_nested.TryPop(out var outer))
            {
                _nested.Push(outer + gasCost);
            }

            var contract = _frames.Peek();
            contract.Executions[pc]++;
            contract.Gas[pc] += gasCost - nested;
        }
    }

    internal readonly struct Tracer(Counts counts) : ITracer
    {
        public void InstructionStarted(in TraceStep step) => counts.Start();

        public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status) => counts.Finish((int)step.Pc, gasCost);
    }
}
