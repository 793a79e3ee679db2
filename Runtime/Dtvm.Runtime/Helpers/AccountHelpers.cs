// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dtvm.Runtime;

/// <summary>Instructions that read another account. Since Berlin the first access of an account costs more (EIP-2929).</summary>
internal static unsafe class AccountHelpers
{
    /// <summary>BALANCE of account Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Balance(ExecutionFrame* frame, long gas)
    {
        var address = HostValues.ToAddress(frame->Scratch[0]);
        if (!HelperSupport.TryAccessAccount(frame, &address, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->Scratch[0] = HostValues.ToNumber(frame->Host.GetBalance(&address));
        return gas;
    }

    /// <summary>EXTCODESIZE of account Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CodeSize(ExecutionFrame* frame, long gas)
    {
        var address = HostValues.ToAddress(frame->Scratch[0]);
        if (!HelperSupport.TryAccessAccount(frame, &address, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->Scratch[0] = frame->Host.GetCodeSize(&address);
        return gas;
    }

    /// <summary>EXTCODEHASH of account Scratch[0] (EIP-1052).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CodeHash(ExecutionFrame* frame, long gas)
    {
        var address = HostValues.ToAddress(frame->Scratch[0]);
        if (!HelperSupport.TryAccessAccount(frame, &address, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->Scratch[0] = HostValues.ToNumber(frame->Host.GetCodeHash(&address));
        return gas;
    }

    /// <summary>EXTCODECOPY from account Scratch[0]: Scratch[3] bytes from Scratch[2] of the code to memory at Scratch[1].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CodeCopy(ExecutionFrame* frame, long gas)
    {
        if (!FrameMemory.TryGrow(frame, frame->Scratch[1], frame->Scratch[3], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var size = frame->Scratch[3].Low64;
        gas -= FrameMemory.Words(size) * HelperSupport.Schedule(frame).CopyWord;
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        var address = HostValues.ToAddress(frame->Scratch[0]);
        if (!HelperSupport.TryAccessAccount(frame, &address, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (size != 0)
        {
            // No code is as long as the largest offset, so that a larger one reads nothing but zeros as well.
            var offset = frame->Scratch[2].FitsUlong ? ulong.Min(frame->Scratch[2].Low64, FrameMemory.MaxOffset) : FrameMemory.MaxOffset;
            var destination = frame->MemoryBase + frame->Scratch[1].Low64;
            var copied = frame->Host.CopyCode(&address, (nuint)offset, destination, (nuint)size);
            if (copied != size)
            {
                NativeMemory.Clear(destination + copied, (nuint)size - copied);
            }
        }
        return gas;
    }
}
