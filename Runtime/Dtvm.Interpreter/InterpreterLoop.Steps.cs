// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <content>What happens around instructions: checks, tracing, the end of a frame.</content>
internal static unsafe partial class InterpreterLoop
{
    /// <summary>Checks that the opcode is defined and that the stack suits it. Static gas is checked after that.</summary>
    private static EvmcStatusCode Check(InterpreterCode prepared, byte* instruction, int height)
    {
        var row = prepared.RowAt(instruction);
        if (row.IsUndefined)
        {
            return EvmcStatusCode.UndefinedInstruction;
        }

        if (height + row.Change > EvmLimits.StackLimit)
        {
            return EvmcStatusCode.StackOverflow;
        }

        return height < row.Pops ? EvmcStatusCode.StackUnderflow : EvmcStatusCode.Success;
    }

    /// <summary>Leaves the result in the frame.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Finish(ExecutionFrame* frame, EvmcStatusCode status, long gas)
    {
        var keepsGas = status is EvmcStatusCode.Success or EvmcStatusCode.Revert;
        frame->Gas = keepsGas ? gas : 0;
        if (status != EvmcStatusCode.Success)
        {
            frame->GasRefund = 0;
        }

        if (!keepsGas)
        {
            frame->Output = null;
            frame->OutputSize = 0;
        }

        frame->Status = (int)status;
        return (int)status;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StartStep<TTracer>(
        ExecutionFrame* frame, ref TTracer tracer, InterpreterCode prepared, ulong pc, long gas, int height)
        where TTracer : struct, ITracer =>
        tracer.InstructionStarted(MakeStep(frame, prepared, pc, gas, height, frame->MemorySize, frame->GasRefund));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FinishStep<TTracer>(
        ExecutionFrame* frame,
        ref TTracer tracer,
        InterpreterCode prepared,
        ulong pc,
        long gasBefore,
        int height,
        ulong memorySize,
        long refund,
        long gasAfter,
        EvmcStatusCode status)
        where TTracer : struct, ITracer
    {
        var keepsGas = status is EvmcStatusCode.Success or EvmcStatusCode.Revert;
        tracer.InstructionFinished(
            MakeStep(frame, prepared, pc, gasBefore, height, memorySize, refund), keepsGas ? gasBefore - gasAfter : gasBefore, status);
    }

    private static TraceStep MakeStep(
        ExecutionFrame* frame, InterpreterCode prepared, ulong pc, long gas, int height, ulong memorySize, long refund) => new()
        {
            Pc = pc,
            Opcode = (Opcode)prepared.Original[pc],
            Gas = gas,
            StaticCost = prepared.Rows[prepared.Original[pc]].Cost,
            MemorySize = memorySize,
            Stack = new ReadOnlySpan<U256>(frame->StackBase, height),
            Depth = frame->Depth,
            Refund = refund,
            Frame = frame,
        };
}
