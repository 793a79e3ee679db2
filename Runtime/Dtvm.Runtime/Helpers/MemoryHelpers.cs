// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>Growth of EVM memory, copies into it and hashing of it. Each charges for growth first, then for words.</summary>
internal static unsafe class MemoryHelpers
{
    /// <summary>Makes a range of memory valid.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="gas">The gas left.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="size">The number of bytes; with 0 the offset is ignored.</param>
    /// <returns>The gas left, negative when out of gas.</returns>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Grow(ExecutionFrame* frame, long gas, ulong offset, ulong size) =>
        size == 0 || FrameMemory.TryGrow(frame, offset, size, ref gas) ? gas : HelperSupport.OutOfGas(frame);

    /// <summary>KECCAK256 of Scratch[1] bytes at Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Keccak(ExecutionFrame* frame, long gas)
    {
        if (!FrameMemory.TryGrow(frame, frame->Scratch[0], frame->Scratch[1], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[1].Low64;
        gas -= FrameMemory.Words(size) * HelperSupport.Schedule(frame).KeccakWord;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->Scratch[0] = FrameHash.Keccak(frame, size != 0 ? frame->MemoryBase + frame->Scratch[0].Low64 : null, size);
        return gas;
    }

    /// <summary>CALLDATACOPY of Scratch[2] bytes from Scratch[1] to memory at Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CallDataCopy(ExecutionFrame* frame, long gas) => CopyToMemory(frame, gas, frame->CallData, frame->CallDataSize);

    /// <summary>CODECOPY of Scratch[2] bytes from Scratch[1] to memory at Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CodeCopy(ExecutionFrame* frame, long gas) => CopyToMemory(frame, gas, frame->Code, frame->CodeSize);

    /// <summary>
    /// RETURNDATACOPY of Scratch[2] bytes from Scratch[1] to memory at Scratch[0]; halts when it reads past the end (EIP-211).
    /// </summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long ReturnDataCopy(ExecutionFrame* frame, long gas)
    {
        if (!FrameMemory.TryGrow(frame, frame->Scratch[0], frame->Scratch[2], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[2].Low64;
        var begin = frame->Scratch[1].Low64;
        if (!frame->Scratch[1].FitsUlong || begin > frame->ReturnDataSize || size > frame->ReturnDataSize - begin)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.InvalidMemoryAccess);
        }

        gas -= FrameMemory.Words(size) * HelperSupport.Schedule(frame).CopyWord;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (size != 0)
        {
            NativeMemory.Copy(frame->ReturnData + begin, frame->MemoryBase + frame->Scratch[0].Low64, (nuint)size);
        }

        return gas;
    }

    /// <summary>MCOPY of Scratch[2] bytes from Scratch[1] to Scratch[0], both in memory (EIP-5656).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long MemoryCopy(ExecutionFrame* frame, long gas)
    {
        var furthest = frame->Scratch[0] < frame->Scratch[1] ? frame->Scratch[1] : frame->Scratch[0];
        if (!FrameMemory.TryGrow(frame, furthest, frame->Scratch[2], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[2].Low64;
        gas -= FrameMemory.Words(size) * HelperSupport.Schedule(frame).CopyWord;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (size != 0)
        {
            NativeMemory.Copy(
                frame->MemoryBase + frame->Scratch[1].Low64, frame->MemoryBase + frame->Scratch[0].Low64, (nuint)size);
        }
        return gas;
    }

    private static long CopyToMemory(ExecutionFrame* frame, long gas, byte* source, ulong sourceSize)
    {
        if (!FrameMemory.TryGrow(frame, frame->Scratch[0], frame->Scratch[2], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[2].Low64;
        gas -= FrameMemory.Words(size) * HelperSupport.Schedule(frame).CopyWord;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (size != 0)
        {
            PaddedCopy.Copy(frame->MemoryBase + frame->Scratch[0].Low64, size, source, sourceSize, frame->Scratch[1]);
        }

        return gas;
    }
}
