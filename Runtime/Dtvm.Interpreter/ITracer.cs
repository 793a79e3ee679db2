// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// Receives the instructions of a frame, as EIP-3155 describes them. Implemented by structs: the loop is compiled for each.
/// </summary>
public interface ITracer
{
    /// <summary>An instruction is about to be checked and run.</summary>
    /// <param name="step">The state before the instruction; valid during the call only.</param>
    void InstructionStarted(in TraceStep step);

    /// <summary>The instruction has run. Calls and creations trace their nested frames between the two calls.</summary>
    /// <param name="step">The instruction and the state before it; its stack span shows the slots as they are now.</param>
    /// <param name="gasCost">
    /// The gas it took, dynamic cost and net cost of a nested frame included; all that was left if it halted exceptionally.
    /// </param>
    /// <param name="status">
    /// <see cref="EvmcStatusCode.Success"/> and <see cref="EvmcStatusCode.Revert"/> are no error; any other is why the frame halted.
    /// </param>
    void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status);
}

/// <summary>An instruction about to run and the state before it.</summary>
public readonly unsafe ref struct TraceStep
{
    /// <summary>Position in the code. It equals the code size for the STOP that is implied after the last byte.</summary>
    public required ulong Pc { get; init; }

    /// <summary>The byte there; it need not be an instruction of the revision.</summary>
    public required Opcode Opcode { get; init; }

    /// <summary>Gas left before the instruction.</summary>
    public required long Gas { get; init; }

    /// <summary>Static cost in gas; -1 if the revision does not define the opcode.</summary>
    public required int StaticCost { get; init; }

    /// <summary>Active memory in bytes.</summary>
    public required ulong MemorySize { get; init; }

    /// <summary>The stack, lowest item first.</summary>
    public required ReadOnlySpan<U256> Stack { get; init; }

    /// <summary>Depth of the call, 0 for the outermost.</summary>
    public required int Depth { get; init; }

    /// <summary>Refund counter of the frame.</summary>
    public required long Refund { get; init; }

    /// <summary>The frame, for what else a tracer shows: memory, return data, code, message.</summary>
    public required ExecutionFrame* Frame { get; init; }
}

/// <summary>Traces nothing and costs nothing.</summary>
internal readonly struct NoTracer : ITracer
{
    public void InstructionStarted(in TraceStep step)
    {
    }

    public void InstructionFinished(in TraceStep step, long gasCost, EvmcStatusCode status)
    {
    }
}
