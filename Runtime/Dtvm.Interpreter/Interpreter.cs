// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>Runs EVM code instruction by instruction (Yellow Paper, section 9), Frontier to Amsterdam.</summary>
/// <remarks>
/// A frame runs by chunks as long as each chunk entered is known to run to its end. When that is not known, the gas and the stack are those
/// before the chunk, or before an instruction of it, and the frame goes on with a check before each instruction until it halts. Thus every
/// halt and all calls of the host are those of execution instruction by instruction.
/// </remarks>
public static unsafe class Interpreter
{
    /// <summary>Runs a frame to its end.</summary>
    /// <param name="frame">
    /// The frame. Its stack, memory and gas are where execution begins: it may have been begun by machine code. At the end
    /// <see cref="ExecutionFrame.Gas"/>, <see cref="ExecutionFrame.GasRefund"/>, <see cref="ExecutionFrame.Output"/> and
    /// <see cref="ExecutionFrame.Status"/> hold the result: gas is 0 unless the status is success or revert, the refund unless it is
    /// success.
    /// </param>
    /// <param name="code">The frame's code, prepared for the frame's revision.</param>
    /// <param name="startPc">Where to begin: an instruction, not an operand.</param>
    /// <returns>The <see cref="EvmcStatusCode"/>.</returns>
    public static int Run(ExecutionFrame* frame, InterpreterCode code, ulong startPc)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startPc, (ulong)code.Size);
        frame->Pc = startPc;
        var none = default(NoTracer);
        var status = InterpreterLoop.Run<Chunked, NoTracer>(frame, code, ref none);
        if (status == InterpreterLoop.NeedsPerInstruction)
        {
            status = InterpreterLoop.Run<PerInstruction, NoTracer>(frame, code, ref none);
        }

        GC.KeepAlive(code);
        return status;
    }

    /// <summary>Runs a frame to its end with a check before each instruction, and reports each to a tracer.</summary>
    /// <param name="frame">As for <see cref="Run"/>.</param>
    /// <param name="code">As for <see cref="Run"/>.</param>
    /// <param name="startPc">As for <see cref="Run"/>.</param>
    /// <param name="tracer">What to report to.</param>
    /// <typeparam name="TTracer">A struct: the loop is compiled for it.</typeparam>
    /// <returns>The <see cref="EvmcStatusCode"/>.</returns>
    public static int Run<TTracer>(ExecutionFrame* frame, InterpreterCode code, ulong startPc, ref TTracer tracer)
        where TTracer : struct, ITracer
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(startPc, (ulong)code.Size);
        frame->Pc = startPc;
        var status = InterpreterLoop.Run<PerInstruction, TTracer>(frame, code, ref tracer);
        GC.KeepAlive(code);
        return status;
    }

    /// <summary>
    /// Runs a frame to its end with a check before each instruction: the reference that running by chunks is tested against.
    /// </summary>
    /// <param name="frame">As for <see cref="Run"/>.</param>
    /// <param name="code">As for <see cref="Run"/>.</param>
    /// <param name="startPc">As for <see cref="Run"/>.</param>
    /// <returns>The <see cref="EvmcStatusCode"/>.</returns>
    public static int RunPerInstruction(ExecutionFrame* frame, InterpreterCode code, ulong startPc)
    {
        var none = default(NoTracer);
        return Run(frame, code, startPc, ref none);
    }
}
