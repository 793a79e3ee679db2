// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// CREATE and CREATE2 (Yellow Paper, appendix H.2, group f0s; EIP-1014). Arguments: value, offset and size of the init code, salt
/// (CREATE2 only). The result is the new address, or 0 for failure.
/// </summary>
internal static unsafe class CreateHelpers
{
    /// <summary>CREATE.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Create(ExecutionFrame* frame, long gas) => Create(frame, gas, isCreate2: false);

    /// <summary>CREATE2.</summary>
    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    public static long Create2(ExecutionFrame* frame, long gas) => Create(frame, gas, isCreate2: true);

    private static long Create(ExecutionFrame* frame, long gas, bool isCreate2)
    {
        if (frame->IsStatic != 0)
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.StaticModeViolation);
        }

        var value = frame->Scratch[0];
        ExecutionFrame.ReleaseLastResult(frame);

        if (!FrameMemory.TryGrow(frame, frame->Scratch[1], frame->Scratch[2], ref gas))
        {
            return HelperSupport.OutOfGas(frame);
        }

        var schedule = HelperSupport.Schedule(frame);
        var size = frame->Scratch[2].Low64;
        if (frame->Revision >= (int)Revision.Shanghai && size > (ulong)schedule.MaxInitCodeSize)
        {
            return HelperSupport.OutOfGas(frame);
        }

        gas -= FrameMemory.Words(size) * (schedule.InitCodeWord + (isCreate2 ? schedule.KeccakWord : 0));
        if (gas < 0)
        {
            return HelperSupport.OutOfGas(frame);
        }

        if (!NestedMessage.IsPossible(frame, value))
        {
            frame->Scratch[0] = U256.Zero;
            return gas;
        }

        EvmcMessage message = default;
        message.Kind = isCreate2 ? EvmcCallKind.Create2 : EvmcCallKind.Create;
        message.Sender = frame->Message->Recipient;
        message.Value = HostValues.ToWord(value);
        if (isCreate2)
        {
            message.Create2Salt = HostValues.ToWord(frame->Scratch[3]);
        }

        NestedMessage.SetInput(frame, &message, frame->Scratch[1], frame->Scratch[2]);

        var stateCharge = 0L;
        if (frame->StateCell != null)
        {
            var nonce = frame->Host.GetNonce(&frame->Message->Recipient);
            if (nonce == ulong.MaxValue)
            {
                // EIP-2681; nothing has been charged or marked yet.
                frame->Scratch[0] = U256.Zero;
                return gas;
            }

            stateCharge = FindNewAddress(frame, &message, nonce) ? schedule.NewAccountStateGas : 0;
            if (!StateGas.TryCharge(frame, stateCharge, ref gas))
            {
                return HelperSupport.OutOfGas(frame);
            }
        }

        message.Gas = schedule.HasAllButOne64thRule ? gas - (gas / 64) : gas;
        if (!NestedMessage.TryExecute(frame, &message, ref gas, out var result))
        {
            return HelperSupport.Fail(frame, EvmcStatusCode.OutOfMemory);
        }

        StateGas.Absorb(frame, result.IsSuccess, ref gas);
        if (!result.IsSuccess)
        {
            StateGas.Credit(frame, stateCharge, ref gas);
        }

        frame->Scratch[0] = HostValues.ToNumber(result.CreateAddress);
        return HelperSupport.Result(frame, gas);
    }

    /// <summary>Puts the address of the new account into a creation and marks it as accessed.</summary>
    /// <returns>Whether the account does not exist yet, which costs state gas (EIP-8037).</returns>
    private static bool FindNewAddress(ExecutionFrame* frame, EvmcMessage* message, ulong nonce)
    {
        message->Recipient = message->Kind == EvmcCallKind.Create
            ? CreatedAddress.ForCreate(&message->Sender, nonce)
            : CreatedAddress.ForCreate2(&message->Sender, &message->Create2Salt, message->InputData, message->InputSize);
        frame->Host.AccessAccount(&message->Recipient);
        return !frame->Host.AccountExists(&message->Recipient);
    }
}
