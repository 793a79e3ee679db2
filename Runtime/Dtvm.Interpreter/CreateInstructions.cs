// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>CREATE, CREATE2 (EIP-1014) and SELFDESTRUCT.</summary>
internal static unsafe class CreateInstructions
{
    /// <summary>
    /// Creates an account. In order: static mode (EIP-214), memory, size of the init code and its words (EIP-3860), and then the conditions
    /// under which the creation fails without costing its gas. Nonce and collision are the host's.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">One past the top of the stack: value, offset, size, and for CREATE2 the salt.</param>
    /// <param name="gas">What is left after the static cost.</param>
    /// <param name="opcode">The instruction.</param>
    /// <returns>As <see cref="HaltCode"/> says. The address or 0 is in the slot of the last operand.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Create(ExecutionFrame* frame, U256* top, long gas, Opcode opcode)
    {
        if (frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        var isCreate2 = opcode == Opcode.CREATE2;
        var resultSlot = isCreate2 ? top - 4 : top - 3;
        var prices = Prices.Of(frame);
        ExecutionFrame.ReleaseLastResult(frame);

        if (!FrameMemory.TryGrow(frame, top[-2], top[-3], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        var size = top[-3].Low64;
        if (size > (ulong)prices.MaxInitCodeSize)
        {
            return HaltCode.OutOfGas;
        }

        gas -= FrameMemory.Words(size) * (prices.InitCodeWord + (isCreate2 ? prices.KeccakWord : 0));
        if (gas < 0)
        {
            return HaltCode.OutOfGas;
        }

        var parent = frame->Message;
        if (parent->Depth >= EvmLimits.CallDepthLimit || (!top[-1].IsZero && CallInstructions.IsBalanceBelow(frame, top[-1])))
        {
            Words.Set(resultSlot, 0UL);
            return gas;
        }

        var message = default(EvmcMessage);
        message.Kind = isCreate2 ? EvmcCallKind.Create2 : EvmcCallKind.Create;
        message.Depth = parent->Depth + 1;
        message.Sender = parent->Recipient;
        message.Value = HostValues.ToWord(top[-1]);
        if (isCreate2)
        {
            message.Create2Salt = HostValues.ToWord(top[-4]);
        }

        if (size != 0)
        {
            message.InputData = frame->MemoryBase + top[-2].Low64;
            message.InputSize = (nuint)size;
        }

        var stateCharge = 0L;
        if (frame->StateCell != null && !TryChargeNewAccount(frame, &message, ref gas, ref stateCharge))
        {
            if (gas < 0)
            {
                return HaltCode.OutOfGas;
            }

            Words.Set(resultSlot, 0UL);
            return gas;
        }

        message.Gas = prices.HasAllButOne64thRule ? gas - (gas / 64) : gas;
        var result = ExecutionFrame.Call(frame, &message, ref gas);
        StateMeter.Absorb(frame, result.IsSuccess, ref gas);
        if (!result.IsSuccess)
        {
            StateMeter.Credit(frame, stateCharge, ref gas);
        }

        Words.Set(resultSlot, HostValues.ToNumber(result.CreateAddress));
        return gas >= 0 ? gas : HaltCode.OutOfGas;
    }

    /// <summary>
    /// Computes the address of the new account, marks it as accessed and charges state gas if it does not exist (EIP-8037).
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="message">The creation; gets the address as its recipient.</param>
    /// <param name="gas">What is left; negative afterwards if it is out of gas.</param>
    /// <param name="stateCharge">State gas charged.</param>
    /// <returns>False if it is out of gas, or if the creator's nonce cannot grow any more (EIP-2681).</returns>
    private static bool TryChargeNewAccount(ExecutionFrame* frame, EvmcMessage* message, ref long gas, ref long stateCharge)
    {
        var creator = frame->Message->Recipient;
        var nonce = frame->Host.GetNonce(&creator);
        if (nonce == ulong.MaxValue)
        {
            return false;
        }

        message->Recipient = message->Kind == EvmcCallKind.Create2
            ? CreatedAddress.ForCreate2(&creator, &message->Create2Salt, message->InputData, message->InputSize)
            : CreatedAddress.ForCreate(&creator, nonce);
        frame->Host.AccessAccount(&message->Recipient);
        if (!frame->Host.AccountExists(&message->Recipient))
        {
            stateCharge = Prices.Of(frame).NewAccountStateGas;
            if (!StateMeter.TryCharge(frame, stateCharge, ref gas))
            {
                gas = HaltCode.OutOfGas;
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// SELFDESTRUCT: not in static mode (EIP-214); access of the beneficiary (EIP-2929), a new account (EIP-150, since EIP-161 only if
    /// there is something to send), with state gas (EIP-8037), refund (until EIP-3529).
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">One past the top of the stack: beneficiary.</param>
    /// <param name="gas">What is left after the static cost.</param>
    /// <returns>As <see cref="HaltCode"/> says.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long SelfDestruct(ExecutionFrame* frame, U256* top, long gas)
    {
        if (frame->IsStatic != 0)
        {
            return HaltCode.StaticModeViolation;
        }

        var recipient = &frame->Message->Recipient;
        var beneficiary = HostValues.ToAddress(top[-1]);
        var prices = Prices.Of(frame);
        if (Prices.IsSince(frame, Revision.Berlin) && frame->Host.AccessAccount(&beneficiary) == EvmcAccessStatus.Cold)
        {
            gas -= prices.ColdAccountAccess;
            if (gas < 0)
            {
                return HaltCode.OutOfGas;
            }
        }

        if (prices.SelfDestructNewAccount != 0
            && (!prices.IsNewAccountChargedOnlyWithValue || !frame->Host.GetBalance(recipient).IsZero)
            && !frame->Host.AccountExists(&beneficiary))
        {
            gas -= prices.SelfDestructNewAccount;
            if (gas < 0 || (prices.HasStateGas && !StateMeter.TryCharge(frame, prices.NewAccountStateGas, ref gas)))
            {
                return HaltCode.OutOfGas;
            }
        }

        if (frame->Host.Selfdestruct(recipient, &beneficiary))
        {
            ExecutionFrame.AddRefund(frame, prices.SelfDestructRefund);
        }

        return gas;
    }
}
