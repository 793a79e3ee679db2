// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;
using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>CALL, CALLCODE, DELEGATECALL (EIP-7) and STATICCALL (EIP-214).</summary>
internal static unsafe class CallInstructions
{
    /// <summary>
    /// Calls an account. In order: access of the account, delegation and access of the delegate, memory for the input, memory for the
    /// output, static mode, value and new account, gas of the callee, and then the conditions under which the call fails without costing
    /// its gas.
    /// </summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">
    /// One past the top of the stack: gas, address, value (CALL and CALLCODE only), input offset and size, output offset and size.
    /// </param>
    /// <param name="gas">What is left after the static cost.</param>
    /// <param name="opcode">The instruction.</param>
    /// <returns>As <see cref="HaltCode"/> says. The result of the call is in the slot of the last operand.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static long Call(ExecutionFrame* frame, U256* top, long gas, Opcode opcode)
    {
        var prices = Prices.Of(frame);

        ExecutionFrame.ReleaseLastResult(frame);

        EvmcAddress target;
        HostValues.Store(&target, top[-2]);
        EvmcAddress delegateAddress;
        var stateCharge = 0L;
        bool isDelegated;
        if (prices.ChecksGasBeforeAccess)
        {
            gas = AmsterdamCall.Prepare(frame, top, gas, opcode, &target, &delegateAddress, out isDelegated, ref stateCharge);
        }
        else
        {
            gas = Prepare(frame, top, gas, opcode, &target, &delegateAddress, out isDelegated);
        }

        if (gas < 0)
        {
            return gas;
        }

        // An account that delegates to itself counts as not delegated: the designator's own bytes are run.
        var codeAddress = isDelegated && delegateAddress != target ? &delegateAddress : &target;
        return Send(frame, top, gas, opcode, &target, codeAddress, stateCharge);
    }

    /// <summary>Charges all but the gas of the callee before Amsterdam, in the order that <see cref="Call"/> says.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">As for <see cref="Call"/>.</param>
    /// <param name="gas">What is left after the static cost.</param>
    /// <param name="opcode">The instruction.</param>
    /// <param name="target">The called account.</param>
    /// <param name="delegateAddress">Where the account goes that it delegates to.</param>
    /// <param name="isDelegated">Whether it delegates to one (EIP-7702).</param>
    /// <returns>As <see cref="HaltCode"/> says.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Prepare(
        ExecutionFrame* frame, U256* top, long gas, Opcode opcode, EvmcAddress* target, EvmcAddress* delegateAddress, out bool isDelegated)
    {
        var hasValueOperand = opcode is Opcode.CALL or Opcode.CALLCODE;
        var hasValue = hasValueOperand && !top[-3].IsZero;
        var range = hasValueOperand ? top - 3 : top - 2;
        var prices = Prices.Of(frame);
        isDelegated = false;
        if (!EnvironmentInstructions.TryAccessAccount(frame, target, ref gas))
        {
            return HaltCode.OutOfGas;
        }

        isDelegated = Prices.IsSince(frame, Revision.Prague) && TryGetDelegate(frame, target, delegateAddress);
        if (isDelegated)
        {
            gas -= frame->Host.AccessAccount(delegateAddress) == EvmcAccessStatus.Cold ? prices.ColdAccountAccess : prices.WarmAccess;
            if (gas < 0)
            {
                return HaltCode.OutOfGas;
            }
        }

        if (!FrameMemory.TryGrow(frame, range[-1], range[-2], ref gas) || !FrameMemory.TryGrow(frame, range[-3], range[-4], ref gas))
        {
            return HaltCode.OutOfGas;
        }

        long cost = hasValue ? prices.CallValue : 0;
        if (opcode == Opcode.CALL)
        {
            if (hasValue && frame->IsStatic != 0)
            {
                return HaltCode.StaticModeViolation;
            }

            if ((hasValue || !prices.IsNewAccountChargedOnlyWithValue) && !frame->Host.AccountExists(target))
            {
                cost += prices.NewAccount;
            }
        }

        gas -= cost;
        return gas < 0 ? HaltCode.OutOfGas : gas;
    }

    /// <summary>Sends the message of a call that is paid for but for the gas of the callee.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="top">As for <see cref="Call"/>.</param>
    /// <param name="gas">What is left.</param>
    /// <param name="opcode">The instruction.</param>
    /// <param name="target">The called account.</param>
    /// <param name="codeAddress">The account whose code is run: <paramref name="target"/> itself unless that delegates to
    /// another.</param>
    /// <param name="stateCharge">State gas that was charged for a new account, to be given back if there will be none (EIP-8037).</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Send(
        ExecutionFrame* frame, U256* top, long gas, Opcode opcode, EvmcAddress* target, EvmcAddress* codeAddress, long stateCharge)
    {
        var hasValueOperand = opcode is Opcode.CALL or Opcode.CALLCODE;
        var range = hasValueOperand ? top - 3 : top - 2;
        var input = range - 1;
        var inputSize = range - 2;
        var output = range - 3;
        var outputSize = range - 4;
        var value = hasValueOperand ? top[-3] : U256.Zero;
        var hasValue = !value.IsZero;
        var prices = Prices.Of(frame);
        var requested = top[-1];
        var calleeGas = requested.FitsUlong && requested.Low64 < long.MaxValue ? (long)requested.Low64 : long.MaxValue;
        if (prices.HasAllButOne64thRule)
        {
            calleeGas = long.Min(calleeGas, gas - (gas / 64));
        }
        else if (calleeGas > gas)
        {
            return HaltCode.OutOfGas;
        }

        if (hasValue)
        {
            calleeGas += prices.CallStipend;
            gas += prices.CallStipend;
        }

        var parent = frame->Message;
        if (parent->Depth >= EvmLimits.CallDepthLimit || (hasValue && IsBalanceBelow(frame, value)))
        {
            Words.Set(outputSize, 0UL);
            StateMeter.Credit(frame, stateCharge, ref gas);
            return gas;
        }

        var message = default(EvmcMessage);
        message.Kind = opcode switch
        {
            Opcode.CALLCODE => EvmcCallKind.CallCode,
            Opcode.DELEGATECALL => EvmcCallKind.DelegateCall,
            _ => EvmcCallKind.Call,
        };
        message.Flags = opcode == Opcode.STATICCALL ? EvmcFlags.Static : parent->Flags & ~EvmcFlags.Delegated;
        if (codeAddress != target)
        {
            message.Flags |= EvmcFlags.Delegated;
        }

        message.Depth = parent->Depth + 1;
        message.Gas = calleeGas;
        message.Recipient = opcode is Opcode.CALL or Opcode.STATICCALL ? *target : parent->Recipient;
        message.CodeAddress = *codeAddress;
        message.Sender = opcode == Opcode.DELEGATECALL ? parent->Sender : parent->Recipient;
        message.Value = opcode == Opcode.DELEGATECALL ? parent->Value : HostValues.ToWord(value);
        if (!inputSize->IsZero)
        {
            message.InputData = frame->MemoryBase + input->Low64;
            message.InputSize = (nuint)inputSize->Low64;
        }

        var outputOffset = output->Low64;
        var outputLimit = outputSize->Low64;
        var result = ExecutionFrame.Call(frame, &message, ref gas);
        StateMeter.Absorb(frame, result.IsSuccess, ref gas);
        if (!result.IsSuccess)
        {
            StateMeter.Credit(frame, stateCharge, ref gas);
        }

        Words.Set(outputSize, result.IsSuccess ? 1UL : 0UL);
        var copied = ulong.Min(outputLimit, result.OutputSize);
        if (copied != 0)
        {
            NativeMemory.Copy(result.Output, frame->MemoryBase + outputOffset, (nuint)copied);
        }

        return gas >= 0 ? gas : HaltCode.OutOfGas;
    }

    /// <summary>True if the executing account owns less than the value.</summary>
    public static bool IsBalanceBelow(ExecutionFrame* frame, in U256 value)
    {
        var balance = frame->Host.GetBalance(&frame->Message->Recipient);
        return U256.LessThan(HostValues.ToNumber(balance), value);
    }

    /// <summary>Reads the delegation designator of an account, ef0100 and an address (EIP-7702). Only one hop is followed.</summary>
    public static bool TryGetDelegate(ExecutionFrame* frame, EvmcAddress* account, EvmcAddress* codeAddress)
    {
        // Zeros at first: a host may say that it copied more than it did.
        var designator = default(EvmcBytes32);
        var bytes = (byte*)&designator;
        var size = frame->Host.CopyCode(account, 0, bytes, EvmLimits.DelegationDesignatorSize);
        if (size != EvmLimits.DelegationDesignatorSize || bytes[0] != 0xef || bytes[1] != 0x01 || bytes[2] != 0x00)
        {
            return false;
        }

        *codeAddress = *(EvmcAddress*)(bytes + 3);
        return true;
    }
}
