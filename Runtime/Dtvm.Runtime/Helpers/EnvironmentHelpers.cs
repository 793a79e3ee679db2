// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// Instructions that read the transaction, the block or the account without a dynamic cost (Yellow Paper, appendix H.2, groups 30s
/// and 40s). The transaction context is fetched by the first of them in a frame.
/// </summary>
internal static unsafe class EnvironmentHelpers
{
    /// <summary>CALLDATALOAD at Scratch[0]; bytes past the end are zero.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void CallDataLoad(ExecutionFrame* frame)
    {
        var size = frame->CallDataSize;
        var index = frame->Scratch[0].Low64;
        if (!frame->Scratch[0].FitsUlong || index >= size)
        {
            frame->Scratch[0] = U256.Zero;
        }
        else if (size - index >= U256.Size)
        {
            frame->Scratch[0] = HostValues.Load(frame->CallData + index);
        }
        else
        {
            var padded = stackalloc byte[U256.Size];
            PaddedCopy.Copy(padded, U256.Size, frame->CallData, size, frame->Scratch[0]);
            frame->Scratch[0] = HostValues.Load(padded);
        }
    }

    /// <summary>SELFBALANCE (EIP-1884).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void SelfBalance(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(frame->Host.GetBalance(&frame->Message->Recipient));

    /// <summary>BLOBHASH of index Scratch[0], 0 when there is no such blob (EIP-4844).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void BlobHash(ExecutionFrame* frame)
    {
        var context = ExecutionFrame.GetTxContext(frame);
        var index = frame->Scratch[0].Low64;
        frame->Scratch[0] = frame->Scratch[0].FitsUlong && index < context->BlobHashesCount
            ? HostValues.ToNumber(context->BlobHashes[index])
            : U256.Zero;
    }

    /// <summary>BLOCKHASH of block Scratch[0], 0 unless it is one of the last 256.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void BlockHash(ExecutionFrame* frame)
    {
        var current = ExecutionFrame.GetTxContext(frame)->BlockNumber;
        var oldest = long.Max(current - EvmLimits.BlockHashWindow, 0);
        var number = (long)frame->Scratch[0].Low64;
        frame->Scratch[0] = frame->Scratch[0].FitsUlong && number >= oldest && number < current
            ? HostValues.ToNumber(frame->Host.GetBlockHash(number))
            : U256.Zero;
    }

    /// <summary>TLOAD of key Scratch[0] (EIP-1153).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void TransientLoad(ExecutionFrame* frame)
    {
        var key = HostValues.ToWord(frame->Scratch[0]);
        frame->Scratch[0] = HostValues.ToNumber(frame->Host.GetTransientStorage(&frame->Message->Recipient, &key));
    }

    /// <summary>ORIGIN.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Origin(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->TxOrigin);

    /// <summary>GASPRICE.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void GasPrice(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->TxGasPrice);

    /// <summary>COINBASE.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Coinbase(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->BlockCoinbase);

    /// <summary>TIMESTAMP.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Timestamp(ExecutionFrame* frame) =>
        frame->Scratch[0] = (ulong)ExecutionFrame.GetTxContext(frame)->BlockTimestamp;

    /// <summary>NUMBER.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void Number(ExecutionFrame* frame) =>
        frame->Scratch[0] = (ulong)ExecutionFrame.GetTxContext(frame)->BlockNumber;

    /// <summary>PREVRANDAO (EIP-4399), before Paris DIFFICULTY.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void PrevRandao(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->BlockPrevRandao);

    /// <summary>GASLIMIT.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void GasLimit(ExecutionFrame* frame) =>
        frame->Scratch[0] = (ulong)ExecutionFrame.GetTxContext(frame)->BlockGasLimit;

    /// <summary>CHAINID (EIP-1344).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void ChainId(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->ChainId);

    /// <summary>BASEFEE (EIP-3198).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void BaseFee(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->BlockBaseFee);

    /// <summary>SLOTNUM (EIP-7843).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void SlotNumber(ExecutionFrame* frame) => frame->Scratch[0] = ExecutionFrame.GetTxContext(frame)->BlockSlotNumber;

    /// <summary>BLOBBASEFEE (EIP-7516).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static void BlobBaseFee(ExecutionFrame* frame) =>
        frame->Scratch[0] = HostValues.ToNumber(ExecutionFrame.GetTxContext(frame)->BlobBaseFee);
}
