// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Interpretation;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Workbench.Execution;

/// <summary>A call's frame as the machine that MIR is interpreted on: the same frame and the same helpers that machine code uses.</summary>
/// <remarks>What calls a helper is not inlined: the interpreter would prepare such a call for each instruction that makes none.</remarks>
/// <param name="frame">The frame.</param>
public readonly unsafe struct FrameMachine(ExecutionFrame* frame) : IMirMachine
{
    /// <inheritdoc/>
    public U256 Address => frame->Address;

    /// <inheritdoc/>
    public U256 Caller => frame->Caller;

    /// <inheritdoc/>
    public U256 CallValue => frame->Value;

    /// <inheritdoc/>
    public ulong CallDataSize => frame->CallDataSize;

    /// <inheritdoc/>
    public ulong ReturnDataSize => frame->ReturnDataSize;

    /// <inheritdoc/>
    public ulong MemorySize => frame->MemorySize;

    /// <inheritdoc/>
    public bool IsStatic => frame->IsStatic != 0;

    /// <inheritdoc/>
    public int HaltStatus => frame->Status;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public U256 LoadCallData(in U256 offset)
    {
        frame->Scratch[0] = offset;
        ((delegate* unmanaged[Cdecl]<ExecutionFrame*, void>)frame->Helpers[(int)RuntimeCall.CallDataLoad])(frame);
        return frame->Scratch[0];
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryTouch(ulong offset, ulong size, ref long gas)
    {
        var grow = (delegate* unmanaged[Cdecl]<ExecutionFrame*, long, ulong, ulong, long>)frame->Helpers[(int)RuntimeCall.MemGrow];
        gas = grow(frame, gas, offset, size);
        return gas >= 0;
    }

    /// <inheritdoc/>
    public U256 LoadWord(ulong address) => HostValues.Load(frame->MemoryBase + address);

    /// <inheritdoc/>
    public void StoreWord(ulong address, in U256 value) => HostValues.Store(frame->MemoryBase + address, value);

    /// <inheritdoc/>
    public void StoreByte(ulong address, byte value) => frame->MemoryBase[address] = value;

    /// <inheritdoc/>
    public U256 LoadSlot(int index) => frame->StackBase[index];

    /// <inheritdoc/>
    public void StoreSlot(int index, in U256 value) => frame->StackBase[index] = value;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool TryCall(RuntimeCall call, ReadOnlySpan<U256> arguments, ref long gas, out U256 result)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            frame->Scratch[i] = arguments[i];
        }

        var address = frame->Helpers[(int)call];
        if (RuntimeCallTable.Get(call).Kind == RuntimeCallKind.Plain)
        {
            ((delegate* unmanaged[Cdecl]<ExecutionFrame*, void>)address)(frame);
        }
        else
        {
            gas = ((delegate* unmanaged[Cdecl]<ExecutionFrame*, long, long>)address)(frame, gas);
        }

        result = frame->Scratch[0];
        return gas >= 0;
    }
}
