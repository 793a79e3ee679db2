// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Workbench.Execution;

/// <summary>Gives a frame's output to a result, which outlives the frame.</summary>
internal static unsafe class FrameOutput
{
    /// <summary>Copies the output; a result of none owns nothing.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="result">The result, without output yet; the copy is freed by its release function.</param>
    public static void CopyTo(ExecutionFrame* frame, ref EvmcResult result)
    {
        if (frame->OutputSize == 0)
        {
            return;
        }

        result.OutputSize = (nuint)frame->OutputSize;
        result.OutputData = (byte*)NativeMemory.Alloc(result.OutputSize);
        NativeMemory.Copy(frame->Output, result.OutputData, result.OutputSize);
        result.Release = &Free;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Free(EvmcResult* result) => NativeMemory.Free(result->OutputData);
}
