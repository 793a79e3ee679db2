// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// Instructions that ask the host about accounts, blocks and the transaction. <c>top</c> is one past the top of the stack and <c>gas</c>
/// what is left after the static cost; the result is as <see cref="HaltCode"/> says.
/// </summary>
internal static unsafe class EnvironmentInstructions
{
    /// <summary>Marks an account as accessed and charges what the first access costs on top of a later one (EIP-2929).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryAccessAccount(ExecutionFrame* frame, EvmcAddress* address, ref long gas)
    {
        if (Prices.IsSince(frame, Revision.Berlin) && frame->Host.AccessAccount(address) == EvmcAccessStatus.Cold)
        {
            gas -= Prices.Of(frame).ColdAccountSurcharge;
        }

        return gas >= 0;
    }

    /// <summary>BALANCE, EXTCODESIZE and EXTCODEHASH (EIP-1052).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long AskOfAccount(ExecutionFrame* frame, U256* top, long gas, Opcode question)
    {
        var address = HostValues.ToAddress(top[-1]);
        if (!TryAccessAccount(frame, &address, ref gas))
        {
            return HaltCode.OutOfGas;
        }

        if (question == Opcode.EXTCODESIZE)
        {
            Words.Set(top - 1, frame->Host.GetCodeSize(&address));
            return gas;
        }

        var answer = question == Opcode.BALANCE ? frame->Host.GetBalance(&address) : frame->Host.GetCodeHash(&address);
        Words.SetBigEndian(top - 1, (byte*)&answer);
        return gas;
    }

    /// <summary>EXTCODECOPY: memory, copy, then access of the account are charged. Code offsets above 2^32 - 1 count as that.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long CopyExternalCode(ExecutionFrame* frame, U256* top, long gas)
    {
        var address = HostValues.ToAddress(top[-1]);
        if (!FrameMemory.TryGrow(frame, top[-2], top[-4], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-4].Low64;
        gas -= FrameMemory.Words(size) * Prices.Of(frame).CopyWord;
        if (gas < 0 || !TryAccessAccount(frame, &address, ref gas))
        {
            return HaltCode.OutOfGas;
        }

        if (size == 0)
        {
            return gas;
        }

        var offset = top[-3].FitsUlong ? ulong.Min(top[-3].Low64, uint.MaxValue) : uint.MaxValue;
        var target = frame->MemoryBase + top[-2].Low64;
        ulong copied = frame->Host.CopyCode(&address, (nuint)offset, target, (nuint)size);
        if (copied < size)
        {
            NativeMemory.Clear(target + copied, (nuint)(size - copied));
        }

        return gas;
    }

    /// <summary>SELFBALANCE (EIP-1884).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void SelfBalance(ExecutionFrame* frame, U256* top)
    {
        var balance = frame->Host.GetBalance(&frame->Message->Recipient);
        Words.SetBigEndian(top, (byte*)&balance);
    }

    /// <summary>BLOCKHASH: 0 for all but the 256 blocks before the current one, without asking the host. None is before a negative
    /// number.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BlockHash(ExecutionFrame* frame, U256* top)
    {
        var current = ExecutionFrame.GetTxContext(frame)->BlockNumber;
        var oldest = long.Max(current - EvmLimits.BlockHashWindow, 0);
        var number = (long)top[-1].Low64;
        if (top[-1].FitsUlong && number >= oldest && number < current)
        {
            var hash = frame->Host.GetBlockHash(number);
            Words.SetBigEndian(top - 1, (byte*)&hash);
        }
        else
        {
            Words.Set(top - 1, 0UL);
        }
    }

    /// <summary>BLOBHASH: 0 past the last blob (EIP-4844).</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void BlobHash(ExecutionFrame* frame, U256* top)
    {
        var context = ExecutionFrame.GetTxContext(frame);
        if (top[-1].FitsUlong && top[-1].Low64 < context->BlobHashesCount)
        {
            Words.SetBigEndian(top - 1, (byte*)(context->BlobHashes + top[-1].Low64));
        }
        else
        {
            Words.Set(top - 1, 0UL);
        }
    }

    /// <summary>
    /// Pushes a field of the transaction context: ORIGIN, GASPRICE, COINBASE to GASLIMIT, CHAINID, BASEFEE, BLOBBASEFEE and SLOTNUM.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void PushTxContextField(ExecutionFrame* frame, U256* top, Opcode opcode)
    {
        var context = ExecutionFrame.GetTxContext(frame);
        switch (opcode)
        {
            case Opcode.ORIGIN:
                Words.Set(top, HostValues.ToNumber(context->TxOrigin));
                break;
            case Opcode.COINBASE:
                Words.Set(top, HostValues.ToNumber(context->BlockCoinbase));
                break;
            case Opcode.GASPRICE:
                Words.SetBigEndian(top, (byte*)&context->TxGasPrice);
                break;
            case Opcode.PREVRANDAO:
                Words.SetBigEndian(top, (byte*)&context->BlockPrevRandao);
                break;
            case Opcode.CHAINID:
                Words.SetBigEndian(top, (byte*)&context->ChainId);
                break;
            case Opcode.BASEFEE:
                Words.SetBigEndian(top, (byte*)&context->BlockBaseFee);
                break;
            case Opcode.BLOBBASEFEE:
                Words.SetBigEndian(top, (byte*)&context->BlobBaseFee);
                break;
            case Opcode.SLOTNUM:
                Words.Set(top, context->BlockSlotNumber);
                break;
            case Opcode.TIMESTAMP:
                Words.Set(top, (ulong)context->BlockTimestamp);
                break;
            case Opcode.NUMBER:
                Words.Set(top, (ulong)context->BlockNumber);
                break;
            default:
                Words.Set(top, (ulong)context->BlockGasLimit);
                break;
        }
    }
}
