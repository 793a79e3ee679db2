// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// Instructions that move blocks of memory. <c>top</c> is one past the top of the stack and <c>gas</c> what is left after the static cost;
/// the result is as <see cref="HaltCode"/> says.
/// </summary>
internal static unsafe class MemoryInstructions
{
    /// <summary>Makes the memory at an offset valid for an access of fixed size; out of gas otherwise.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Grow(ExecutionFrame* frame, U256* offset, ulong size, long gas)
    {
        if (!offset->FitsUlong || !FrameMemory.TryGrow(frame, offset->Low64, size, ref gas))
        {
            return HaltCode.OutOfGas;
        }

        return gas;
    }

    /// <summary>KECCAK256: grows the memory, then charges for the words hashed.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Keccak(ExecutionFrame* frame, U256* top, long gas)
    {
        if (!FrameMemory.TryGrow(frame, top[-1], top[-2], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-2].Low64;
        gas -= FrameMemory.Words(size) * Prices.Of(frame).KeccakWord;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        Words.Set(top - 2, FrameHash.Keccak(frame, size == 0 ? null : frame->MemoryBase + top[-1].Low64, size));
        return gas;
    }

    /// <summary>CALLDATALOAD near or past the end of the input: missing bytes are 0.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void LoadCallData(ExecutionFrame* frame, U256* slot)
    {
        EvmcBytes32 word = default;
        if (slot->FitsUlong && slot->Low64 < frame->CallDataSize)
        {
            var available = ulong.Min(frame->CallDataSize - slot->Low64, EvmcBytes32.Size);
            NativeMemory.Copy(frame->CallData + slot->Low64, &word, (nuint)available);
        }

        Words.SetBigEndian(slot, (byte*)&word);
    }

    /// <summary>CALLDATACOPY.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CopyCallData(ExecutionFrame* frame, U256* top, long gas) =>
        CopyPadded(frame, top, gas, frame->CallData, frame->CallDataSize);

    /// <summary>CODECOPY.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CopyCode(ExecutionFrame* frame, U256* top, long gas) => CopyPadded(frame, top, gas, frame->Code, frame->CodeSize);

    /// <summary>
    /// RETURNDATACOPY: a read past the end of the buffer is an exceptional halt (EIP-211), also for size 0. The memory grows first and the
    /// copy is charged last.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CopyReturnData(ExecutionFrame* frame, U256* top, long gas)
    {
        if (!FrameMemory.TryGrow(frame, top[-1], top[-3], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-3].Low64;
        if (!top[-2].FitsUlong || top[-2].Low64 > frame->ReturnDataSize || size > frame->ReturnDataSize - top[-2].Low64)
        {
            return HaltCode.InvalidMemoryAccess;
        }

        gas -= FrameMemory.Words(size) * Prices.Of(frame).CopyWord;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        if (size != 0)
        {
            NativeMemory.Copy(frame->ReturnData + top[-2].Low64, frame->MemoryBase + top[-1].Low64, (nuint)size);
        }

        return gas;
    }

    /// <summary>MCOPY (EIP-5656): the memory grows to the end of the range that ends later.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CopyMemory(ExecutionFrame* frame, U256* top, long gas)
    {
        var destination = top - 1;
        var source = top - 2;
        if (!FrameMemory.TryGrow(frame, U256.LessThan(*destination, *source) ? *source : *destination, top[-3], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-3].Low64;
        gas -= FrameMemory.Words(size) * Prices.Of(frame).CopyWord;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        if (size != 0)
        {
            Buffer.MemoryCopy(frame->MemoryBase + source->Low64, frame->MemoryBase + destination->Low64, size, size);
        }

        return gas;
    }

    /// <summary>RETURN and REVERT: the output is a range of memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long SetOutput(ExecutionFrame* frame, U256* top, long gas)
    {
        if (!FrameMemory.TryGrow(frame, top[-1], top[-2], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-2].Low64;
        frame->OutputSize = size;
        frame->Output = size == 0 ? null : frame->MemoryBase + top[-1].Low64;
        return gas;
    }

    /// <summary>Copies from a buffer that is followed by infinitely many zeros. Stack: memory offset, buffer offset, size.</summary>
    private static long CopyPadded(ExecutionFrame* frame, U256* top, long gas, byte* source, ulong sourceSize)
    {
        if (!FrameMemory.TryGrow(frame, top[-1], top[-3], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-3].Low64;
        gas -= FrameMemory.Words(size) * Prices.Of(frame).CopyWord;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        if (size == 0)
        {
            return gas;
        }

        var target = frame->MemoryBase + top[-1].Low64;
        ulong copied = 0;
        if (top[-2].FitsUlong && top[-2].Low64 < sourceSize)
        {
            copied = ulong.Min(sourceSize - top[-2].Low64, size);
            NativeMemory.Copy(source + top[-2].Low64, target, (nuint)copied);
        }

        if (copied < size)
        {
            NativeMemory.Clear(target + copied, (nuint)(size - copied));
        }

        return gas;
    }
}
