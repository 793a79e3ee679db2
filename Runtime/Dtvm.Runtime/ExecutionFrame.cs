// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// The state of one active EVM call: what the Yellow Paper calls the machine state (section 9.4.1) and the parts of the execution
/// environment (section 9.3) that instructions read. It lives in native memory of a <see cref="FrameArena"/>. Machine code
/// addresses the fields by offset, so the layout is fixed.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = Size)]
public unsafe struct ExecutionFrame
{
    /// <summary>Size of the frame in bytes.</summary>
    public const int Size = FrameLayout.Size;

    /// <summary>Maximum number of items on the EVM stack (Yellow Paper, section 9.1).</summary>
    public const int StackItems = EvmLimits.StackLimit;

    /// <summary>Maximum depth of nested calls (Yellow Paper, section 9.3); the transaction's own message has depth 0.</summary>
    public const int MaxDepth = EvmLimits.CallDepthLimit;

    /// <summary>The gas left. While machine code runs the gas is in a register and this field is out of date.</summary>
    [FieldOffset(FrameLayout.Gas)] public long Gas;

    /// <summary>The refund counter of this call and its finished children; may be negative.</summary>
    [FieldOffset(FrameLayout.GasRefund)] public long GasRefund;

    /// <summary>The lowest slot of the EVM stack, 32-byte aligned; the stack grows upward.</summary>
    [FieldOffset(FrameLayout.StackBase)] public U256* StackBase;

    /// <summary>One past the top item.</summary>
    [FieldOffset(FrameLayout.StackTop)] public U256* StackTop;

    /// <summary>One past the highest slot: <see cref="StackBase"/> + 1024.</summary>
    [FieldOffset(FrameLayout.StackLimit)] public U256* StackLimit;

    /// <summary>The first byte of EVM memory, constant while the frame lives.</summary>
    [FieldOffset(FrameLayout.MemoryBase)] public byte* MemoryBase;

    /// <summary>The size of EVM memory in bytes, a multiple of 32. Only bytes below it may be read or written.</summary>
    [FieldOffset(FrameLayout.MemorySize)] public ulong MemorySize;

    /// <summary>The message's input.</summary>
    [FieldOffset(FrameLayout.CallData)] public byte* CallData;

    /// <summary>The size of the message's input in bytes.</summary>
    [FieldOffset(FrameLayout.CallDataSize)] public ulong CallDataSize;

    /// <summary>The code that is executed.</summary>
    [FieldOffset(FrameLayout.Code)] public byte* Code;

    /// <summary>The size of the code in bytes.</summary>
    [FieldOffset(FrameLayout.CodeSize)] public ulong CodeSize;

    /// <summary>The output of the last nested message (EIP-211), owned by <see cref="LastResult"/>.</summary>
    [FieldOffset(FrameLayout.ReturnData)] public byte* ReturnData;

    /// <summary>The size of <see cref="ReturnData"/> in bytes.</summary>
    [FieldOffset(FrameLayout.ReturnDataSize)] public ulong ReturnDataSize;

    /// <summary>The output RETURN or REVERT set: points into EVM memory, valid until the frame is popped; null when empty.</summary>
    [FieldOffset(FrameLayout.Output)] public byte* Output;

    /// <summary>The size of <see cref="Output"/> in bytes.</summary>
    [FieldOffset(FrameLayout.OutputSize)] public ulong OutputSize;

    /// <summary>Where to go on after an exit to resume.</summary>
    [FieldOffset(FrameLayout.Pc)] public ulong Pc;

    /// <summary>The <see cref="EvmcStatusCode"/> of an exceptional halt.</summary>
    [FieldOffset(FrameLayout.Status)] public int Status;

    /// <summary>The EVM revision by its number.</summary>
    [FieldOffset(FrameLayout.Revision)] public int Revision;

    /// <summary>1 in static mode (EIP-214), else 0.</summary>
    [FieldOffset(FrameLayout.IsStatic)] public int IsStatic;

    /// <summary>The call depth of the message.</summary>
    [FieldOffset(FrameLayout.Depth)] public int Depth;

    /// <summary>Machine code's table of jump targets, an entry for each pc.</summary>
    [FieldOffset(FrameLayout.JumpTable)] public nint* JumpTable;

    /// <summary>The addresses of the runtime helpers in the order of <see cref="HelperTable.Entries"/>.</summary>
    [FieldOffset(FrameLayout.Helpers)] public nint* Helpers;

    /// <summary>The message that is executed, owned by the caller.</summary>
    [FieldOffset(FrameLayout.Message)] public EvmcMessage* Message;

    /// <summary>The host.</summary>
    [FieldOffset(FrameLayout.Host)] public WrappedHost Host;

    /// <summary>The state block of the <see cref="FrameArena"/> the frame belongs to.</summary>
    [FieldOffset(FrameLayout.ArenaState)] public nint ArenaState;

    /// <summary>1 when instructions are charged for, 0 when only what bounds a resource is.</summary>
    [FieldOffset(FrameLayout.IsMetered)] public int IsMetered;

    /// <summary>1 when <see cref="TxContext"/> was fetched.</summary>
    [FieldOffset(FrameLayout.HasTxContext)] public int HasTxContext;

    /// <summary>State gas: what is left of the reservoir less what was paid from gas (EIP-8037). See <see cref="StateGas"/>.</summary>
    [FieldOffset(FrameLayout.StateBalance)] public long StateBalance;

    /// <summary>What <see cref="StateBalance"/> was when the frame began; not negative.</summary>
    [FieldOffset(FrameLayout.StateGrant)] public long StateGrant;

    /// <summary>The recipient of the message as a number: what ADDRESS pushes.</summary>
    [FieldOffset(FrameLayout.Address)] public U256 Address;

    /// <summary>The sender of the message as a number: what CALLER pushes.</summary>
    [FieldOffset(FrameLayout.Caller)] public U256 Caller;

    /// <summary>The value of the message: what CALLVALUE pushes.</summary>
    [FieldOffset(FrameLayout.Value)] public U256 Value;

    /// <summary>Arguments and results of the runtime helpers.</summary>
    [FieldOffset(FrameLayout.Scratch)] public ScratchBuffer Scratch;

    /// <summary>The host's result of the last nested message, kept to be released before the next one and when the frame is
    /// popped.</summary>
    [FieldOffset(FrameLayout.LastResult)] public EvmcResult LastResult;

    /// <summary>The transaction context, valid when <see cref="HasTxContext"/> is 1; read it through <see cref="GetTxContext"/>.</summary>
    [FieldOffset(FrameLayout.TxContext)] public EvmcTxContext TxContext;

    /// <summary>Where state gas passes between frames (<see cref="DtvmHostInterface.StateGas"/>); null in revisions without it and where
    /// the host has no such cell.</summary>
    [FieldOffset(FrameLayout.StateCell)] public long* StateCell;

    /// <summary>Prices of the revision.</summary>
    [FieldOffset(FrameLayout.Prices)] public FramePrices Prices;

    /// <summary>Machine code may call the host for CALL and its like while the native stack pointer is not below this address: enough of
    /// the stack is left then. All ones where it may not.</summary>
    [FieldOffset(FrameLayout.QuickCallFloor)] public nuint QuickCallFloor;

    /// <summary>The transaction context, fetched from the host at the first use in the frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <returns>A pointer into the frame.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EvmcTxContext* GetTxContext(ExecutionFrame* frame)
    {
        if (frame->HasTxContext == 0)
        {
            FetchTxContext(frame);
        }

        return &frame->TxContext;
    }

    /// <summary>Lets the host execute a nested message; afterwards the frame has its output and its refund. State gas is granted here and
    /// is the caller's to take back.</summary>
    /// <param name="frame">The frame; the result of the message before was released.</param>
    /// <param name="message">The message.</param>
    /// <param name="gas">The gas left, at least that of the message: what it used is taken. Negative afterwards when it used more.</param>
    /// <returns>What the result counts as.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NestedResult Call(ExecutionFrame* frame, EvmcMessage* message, ref long gas)
    {
        if (frame->StateCell != null)
        {
            *frame->StateCell = long.Max(frame->StateBalance, 0);
        }

        var result = frame->Host.Call(message, &frame->LastResult);
        frame->ReturnData = result.Output;
        frame->ReturnDataSize = result.OutputSize;
        if (result.GasRefund != 0)
        {
            AddRefund(frame, result.GasRefund);
        }

        gas -= result.GasUsed;
        return result;
    }

    /// <summary>Adds to the refund counter, which stays at the end of its range rather than to pass it.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="refund">What is added; may be negative.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRefund(ExecutionFrame* frame, long refund)
    {
        var sum = frame->GasRefund + refund;
        var hasPassed = ((frame->GasRefund ^ sum) & (refund ^ sum)) < 0;
        frame->GasRefund = !hasPassed ? sum : refund < 0 ? long.MinValue : long.MaxValue;
    }

    /// <summary>Releases the result of the last nested message and empties the return data buffer (EIP-211).</summary>
    /// <param name="frame">The frame.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ReleaseLastResult(ExecutionFrame* frame)
    {
        frame->ReturnData = null;
        frame->ReturnDataSize = 0;
        WrappedHost.Release(&frame->LastResult);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FetchTxContext(ExecutionFrame* frame)
    {
        frame->Host.GetTxContext(&frame->TxContext);
        frame->HasTxContext = 1;
        if (frame->StateCell != null)
        {
            frame->TxContext.BlockSlotNumber = frame->Host.GetSlotNumber();
        }
    }
}
