// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// CALL, CALLCODE, DELEGATECALL and STATICCALL (Yellow Paper, appendix H.2, group f0s). Arguments: gas, account, value (CALL and
/// CALLCODE only), input offset and size, output offset and size. The result is 1 for success and 0 for failure.
/// </summary>
internal static unsafe class CallHelpers
{
    /// <summary>CALL.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Call(ExecutionFrame* frame, long gas) => Call(frame, gas, Opcode.CALL);

    /// <summary>CALLCODE.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long CallCode(ExecutionFrame* frame, long gas) => Call(frame, gas, Opcode.CALLCODE);

    /// <summary>DELEGATECALL (EIP-7).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long DelegateCall(ExecutionFrame* frame, long gas) => Call(frame, gas, Opcode.DELEGATECALL);

    /// <summary>STATICCALL (EIP-214).</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long StaticCall(ExecutionFrame* frame, long gas) => Call(frame, gas, Opcode.STATICCALL);

    private static long Call(ExecutionFrame* frame, long gas, Opcode opcode)
    {
        var takesValue = opcode is Opcode.CALL or Opcode.CALLCODE;
        var requestedGas = frame->Scratch[0];
        EvmcAddress target;
        HostValues.Store(&target, frame->Scratch[1]);
        EvmcAddress delegateAddress;
        var value = takesValue ? frame->Scratch[2] : U256.Zero;
        var hasValue = !value.IsZero;
        var ranges = takesValue ? 3 : 2;
        var outputOffset = frame->Scratch[ranges + 2];
        var outputSize = frame->Scratch[ranges + 3].Low64;

        ExecutionFrame.ReleaseLastResult(frame);

        var stateCharge = 0L;
        bool isDelegated;
        var schedule = HelperSupport.Schedule(frame);
        gas = schedule.ChecksGasBeforeAccess
            ? AmsterdamCallCharges.Charge(frame, gas, opcode, &target, &delegateAddress, &stateCharge, out isDelegated)
            : Charge(frame, gas, opcode, &target, &delegateAddress, out isDelegated);
        if (gas < 0)
        {
            return gas;
        }

        // One that delegates to itself counts as an account that does not.
        var codeAddress = isDelegated && delegateAddress != target ? &delegateAddress : &target;

        var calleeGas = requestedGas.FitsUlong && (long)requestedGas.Low64 >= 0 ? (long)requestedGas.Low64 : long.MaxValue;
        if (schedule.HasAllButOne64thRule)
        {
            calleeGas = long.Min(calleeGas, gas - (gas / 64));
        }
        else if (calleeGas > gas)
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (hasValue)
        {
            calleeGas += schedule.CallStipend;
            gas += schedule.CallStipend;
        }

        var recipient = &frame->Message->Recipient;
        if (!NestedMessage.IsPossible(frame, value))
        {
            frame->Scratch[0] = U256.Zero;
            StateGas.Credit(frame, stateCharge, ref gas);
            return gas;
        }

        EvmcMessage message = default;
        message.Kind = opcode switch
        {
            Opcode.CALLCODE => EvmcCallKind.CallCode,
            Opcode.DELEGATECALL => EvmcCallKind.DelegateCall,
            _ => EvmcCallKind.Call,
        };
        message.Flags = opcode == Opcode.STATICCALL ? EvmcFlags.Static : frame->Message->Flags;
        message.Flags = codeAddress != &target ? message.Flags | EvmcFlags.Delegated : message.Flags & ~EvmcFlags.Delegated;
        message.Gas = calleeGas;
        message.Recipient = opcode is Opcode.CALL or Opcode.STATICCALL ? target : *recipient;
        message.CodeAddress = *codeAddress;
        if (opcode == Opcode.DELEGATECALL)
        {
            message.Sender = frame->Message->Sender;
            message.Value = frame->Message->Value;
        }
        else
        {
            message.Sender = *recipient;
            message.Value = HostValues.ToWord(value);
        }
        NestedMessage.SetInput(frame, &message, frame->Scratch[ranges], frame->Scratch[ranges + 1]);

        if (!NestedMessage.TryExecute(frame, &message, ref gas, out var result))
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.OutOfMemory);
        }

        StateGas.Absorb(frame, result.IsSuccess, ref gas);
        if (!result.IsSuccess)
        {
            StateGas.Credit(frame, stateCharge, ref gas);
        }

        var copied = ulong.Min(outputSize, result.OutputSize);
        if (copied != 0)
        {
            NativeMemory.Copy(result.Output, frame->MemoryBase + outputOffset.Low64, (nuint)copied);
        }

        frame->Scratch[0] = result.IsSuccess ? U256.One : U256.Zero;
        return HelperSupport.Result(frame, gas);
    }

    /// <summary>What a call costs before Amsterdam but for the gas of the callee, in the order in which clients charge.</summary>
    /// <returns>The gas left, or a negative number.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static long Charge(ExecutionFrame* frame, long gas, Opcode opcode, EvmcAddress* target, EvmcAddress* delegateAddress,
        out bool isDelegated)
    {
        isDelegated = false;
        var schedule = HelperSupport.Schedule(frame);
        var takesValue = opcode is Opcode.CALL or Opcode.CALLCODE;
        var hasValue = takesValue && !frame->Scratch[2].IsZero;
        var ranges = takesValue ? 3 : 2;
        if (!HelperSupport.TryAccessAccount(frame, target, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        isDelegated = frame->Prices.HasDelegates != 0 && TryGetDelegate(frame, target, delegateAddress);
        if (isDelegated && !TryAccessDelegate(frame, delegateAddress, ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (!FrameMemory.TryGrow(frame, frame->Scratch[ranges], frame->Scratch[ranges + 1], ref gas)
            || !FrameMemory.TryGrow(frame, frame->Scratch[ranges + 2], frame->Scratch[ranges + 3], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (hasValue)
        {
            gas -= schedule.CallValue;
        }

        if (opcode == Opcode.CALL)
        {
            if (hasValue && frame->IsStatic != 0)
            {
                return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
            }

            if ((hasValue || !schedule.IsNewAccountChargedOnlyWithValue) && !frame->Host.AccountExists(target))
            {
                gas -= schedule.NewAccount;
            }
        }

        return HelperSupport.Result(frame, gas);
    }

    /// <summary>Reads the account that another one delegates to: its code is 0xef0100 and an address (EIP-7702).</summary>
    public static bool TryGetDelegate(ExecutionFrame* frame, EvmcAddress* account, EvmcAddress* delegateAddress)
    {
        // Zeros at first: a host may say that it copied more than it did.
        EvmcBytes32 designator = default;
        var code = (byte*)&designator;
        if (frame->Host.CopyCode(account, 0, code, DelegationDesignator.Size) != DelegationDesignator.Size
            || (Unsafe.ReadUnaligned<int>(code) & DelegationDesignator.PrefixMask) != DelegationDesignator.Prefix)
        {
            return false;
        }

        *delegateAddress = *(EvmcAddress*)(code + DelegationDesignator.PrefixSize);
        return true;
    }

    /// <summary>Marks the delegate as accessed and charges the whole access, since no static cost covers it (EIP-7702).</summary>
    public static bool TryAccessDelegate(ExecutionFrame* frame, EvmcAddress* delegateAddress, ref long gas)
    {
        var schedule = HelperSupport.Schedule(frame);
        gas -= frame->Host.AccessAccount(delegateAddress) == EvmcAccessStatus.Cold ? schedule.ColdAccountAccess : schedule.WarmAccess;
        return gas >= 0;
    }
}
