// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>LOG0 to LOG4.</summary>
internal static unsafe class LogInstructions
{
    /// <summary>Emits a log: not in static mode (EIP-214); memory, then data are charged. Stack: offset, size, topics.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="gas">What is left after the static cost, which covers the topics.</param>
    /// <param name="topicCount">0 to 4.</param>
    /// <returns>As <see cref="HaltCode"/> says.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Emit(ExecutionFrame* frame, U256* top, long gas, int topicCount)
    {
        if (frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        if (!FrameMemory.TryGrow(frame, top[-1], top[-2], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-2].Low64;
        gas -= (long)size * Prices.Of(frame).LogByte;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        var topics = stackalloc EvmcBytes32[4];
        for (var i = 0; i < topicCount; i++)
        {
            HostValues.Store((byte*)(topics + i), top[-3 - i]);
        }

        var data = size == 0 ? null : frame->MemoryBase + top[-1].Low64;
        frame->Host.EmitLog(&frame->Message->Recipient, data, (nuint)size, topics, (nuint)topicCount);
        return gas;
    }
}
