// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>What CALL, CALLCODE, DELEGATECALL and STATICCALL cost from Amsterdam on.</summary>
internal static unsafe class AmsterdamCallCharges
{
    /// <summary>
    /// Charges a call but for the gas of the callee. What is known without the state comes first and must be paid for before the state is
    /// looked at (EIP-7928). To learn whether the account is warm does not look at it: when that is not paid for, the frame halts, and the
    /// host takes the mark back.
    /// </summary>
    /// <param name="frame">The frame; arguments in its scratch words.</param>
    /// <param name="gas">The gas left.</param>
    /// <param name="opcode">The instruction.</param>
    /// <param name="target">The called account.</param>
    /// <param name="delegateAddress">Gets the account that it delegates to.</param>
    /// <param name="stateCharge">Gets the state gas that a new account cost (EIP-8037).</param>
    /// <param name="isDelegated">Whether it delegates to one (EIP-7702).</param>
    /// <returns>The gas left, or a negative number.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Charge(
        ExecutionFrame* frame, long gas, Opcode opcode, EvmcAddress* target, EvmcAddress* delegateAddress, long* stateCharge,
        out bool isDelegated)
    {
        isDelegated = false;
        var schedule = HelperSupport.Schedule(frame);
        var takesValue = opcode is Opcode.CALL or Opcode.CALLCODE;
        var sends = takesValue && frame->Scratch[2] != U256.Zero;
        var input = takesValue ? 3 : 2;
        if (sends)
        {
            if (opcode == Opcode.CALL && frame->IsStatic != 0)
            {
                return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
            }

            gas -= schedule.CallValue;
        }

        if (frame->Host.AccessAccount(target) == EvmcAccessStatus.Cold)
        {
            gas -= schedule.ColdAccountSurcharge;
        }

        if (gas < 0
            || !FrameMemory.TryGrow(frame, frame->Scratch[input], frame->Scratch[input + 1], ref gas)
            || !FrameMemory.TryGrow(frame, frame->Scratch[input + 2], frame->Scratch[input + 3], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        isDelegated = CallHelpers.TryGetDelegate(frame, target, delegateAddress);
        if (isDelegated && !CallHelpers.TryAccessDelegate(frame, delegateAddress, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (sends && opcode == Opcode.CALL && !frame->Host.AccountExists(target))
        {
            gas -= schedule.NewAccount;
            if (gas < 0)
            {
                return HelperSupport.OutOfGas(frame);
            }

            *stateCharge = schedule.NewAccountStateGas;
            if (!StateGas.TryCharge(frame, *stateCharge, ref gas))
            {
                return HelperSupport.OutOfGas(frame);
            }
        }

        return gas;
    }
}
