// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>RETURN, REVERT and SELFDESTRUCT: what they do before the execution ends.</summary>
internal static unsafe class HaltHelpers
{
    /// <summary>RETURN of Scratch[1] bytes at Scratch[0].</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Return(ExecutionFrame* frame, long gas) => SetOutput(frame, gas);

    /// <summary>REVERT with Scratch[1] bytes at Scratch[0] (EIP-140).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Revert(ExecutionFrame* frame, long gas) => SetOutput(frame, gas);

    /// <summary>SELFDESTRUCT in favour of account Scratch[0] (EIP-150, EIP-161, EIP-2929, EIP-3529, EIP-8037).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long SelfDestruct(ExecutionFrame* frame, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
        }

        var schedule = HelperSupport.Schedule(frame);
        var beneficiary = HostValues.ToAddress(frame->Scratch[0]);
        var recipient = &frame->Message->Recipient;

        // The static cost covers no access, so that a cold one is charged whole and a warm one not at all.
        if (frame->Revision >= (int)Revision.Berlin && frame->Host.AccessAccount(&beneficiary) == EvmcAccessStatus.Cold)
        {
            gas -= schedule.ColdAccountAccess;
            if (gas < 0)
            {
                return HelperSupport.OutOfGas(frame);
            }
        }

        if (schedule.SelfDestructNewAccount != 0
            && (!schedule.IsNewAccountChargedOnlyWithValue || !frame->Host.GetBalance(recipient).IsZero)
            && !frame->Host.AccountExists(&beneficiary))
        {
            gas -= schedule.SelfDestructNewAccount;
            if (gas < 0 || !StateGas.TryCharge(frame, schedule.NewAccountStateGas, ref gas))
            {
                return HelperSupport.OutOfGas(frame);
            }
        }

        if (frame->Host.Selfdestruct(recipient, &beneficiary))
        {
            ExecutionFrame.AddRefund(frame, schedule.SelfDestructRefund);
        }

        return gas;
    }

    private static long SetOutput(ExecutionFrame* frame, long gas)
    {
        if (!FrameMemory.TryGrow(frame, frame->Scratch[0], frame->Scratch[1], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        frame->OutputSize = frame->Scratch[1].Low64;
        frame->Output = frame->OutputSize != 0 ? frame->MemoryBase + frame->Scratch[0].Low64 : null;
        return gas;
    }
}
