// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>
/// LOG0 to LOG4: Scratch[1] bytes of memory at Scratch[0], the topics from Scratch[2] on (Yellow Paper, appendix H.2, group a0s).
/// </summary>
internal static unsafe class LogHelpers
{
    private const int MaxTopics = 4;

    /// <summary>LOG0.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Log0(ExecutionFrame* frame, long gas) => Log(frame, gas, 0);

    /// <summary>LOG1.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Log1(ExecutionFrame* frame, long gas) => Log(frame, gas, 1);

    /// <summary>LOG2.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Log2(ExecutionFrame* frame, long gas) => Log(frame, gas, 2);

    /// <summary>LOG3.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Log3(ExecutionFrame* frame, long gas) => Log(frame, gas, 3);

    /// <summary>LOG4.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Log4(ExecutionFrame* frame, long gas) => Log(frame, gas, 4);

    private static long Log(ExecutionFrame* frame, long gas, int topicsCount)
    {
        if (frame->IsStatic != 0)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
        }

        if (!FrameMemory.TryGrow(frame, frame->Scratch[0], frame->Scratch[1], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[1].Low64;
        gas -= (long)size * HelperSupport.Schedule(frame).LogByte;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        var topics = stackalloc EvmcBytes32[MaxTopics];
        for (var i = 0; i < topicsCount; i++)
        {
            topics[i] = HostValues.ToWord(frame->Scratch[2 + i]);
        }

        var data = size != 0 ? frame->MemoryBase + frame->Scratch[0].Low64 : null;
        frame->Host.EmitLog(&frame->Message->Recipient, data, (nuint)size, topics, (nuint)topicsCount);
        return gas;
    }
}
