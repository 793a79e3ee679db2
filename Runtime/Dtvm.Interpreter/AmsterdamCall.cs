// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>The charges of CALL, CALLCODE, DELEGATECALL and STATICCALL from Amsterdam on.</summary>
internal static unsafe class AmsterdamCall
{
    /// <summary>
    /// Charges all but the gas of the callee. In order: static mode, then access, value and memory, which must be affordable before the
    /// state is looked at (EIP-7928); access of the delegate; a new account, with state gas (EIP-8037).
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">One past the top of the stack.</param>
    /// <param name="gas">What is left after the static cost.</param>
    /// <param name="opcode">The instruction.</param>
    /// <param name="target">The called account.</param>
    /// <param name="delegateAddress">Where the account goes that it delegates to.</param>
    /// <param name="isDelegated">Whether it delegates to one (EIP-7702).</param>
    /// <param name="stateCharge">State gas charged for a new account.</param>
    /// <returns>As <see cref="HaltCode"/> says.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Prepare(
        ExecutionFrame* frame, U256* top, long gas, Opcode opcode, EvmcAddress* target, EvmcAddress* delegateAddress, out bool isDelegated,
        ref long stateCharge)
    {
        isDelegated = false;
        var prices = Prices.Of(frame);
        var hasValueOperand = opcode is Opcode.CALL or Opcode.CALLCODE;
        var hasValue = hasValueOperand && !top[-3].IsZero;
        if (opcode == Opcode.CALL && hasValue && frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        if (hasValue)
        {
            gas -= prices.CallValue;
        }

        // To ask whether the account is warm is no access yet: if the gas does not suffice, the frame halts and its marks are undone.
        var range = hasValueOperand ? top - 3 : top - 2;
        if (!EnvironmentInstructions.TryAccessAccount(frame, target, ref gas)
            || !FrameMemory.TryGrow(frame, range[-1], range[-2], ref gas)
            || !FrameMemory.TryGrow(frame, range[-3], range[-4], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        isDelegated = CallInstructions.TryGetDelegate(frame, target, delegateAddress);
        if (isDelegated)
        {
            gas -= frame->Host.AccessAccount(delegateAddress) == EvmcAccessStatus.Cold ? prices.ColdAccountAccess : prices.WarmAccess;
            if (gas < 0)
            {
                return HaltCode.OutOfGas;
            }
        }

        if (opcode != Opcode.CALL || !hasValue || frame->Host.AccountExists(target))
        {
            return gas;
        }

        gas -= prices.NewAccount;
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        if (prices.HasStateGas)
        {
            stateCharge = prices.NewAccountStateGas;
            return StateMeter.TryCharge(frame, stateCharge, ref gas) ? gas : HaltCode.OutOfGas;
        }

        return gas;
    }
}
