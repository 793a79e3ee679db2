// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>What the runtime helpers have in common.</summary>
internal static unsafe class HelperSupport
{
    /// <summary>The prices of the frame's revision.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static GasSchedule Schedule(ExecutionFrame* frame) => GasSchedule.For((Revision)frame->Revision);

    /// <summary>Records why the execution halts.</summary>
    /// <returns>A negative number, the helpers' sign of an exceptional halt.</returns>
    public static long Fail(ExecutionFrame* frame, EvmcStatusCode status)
    {
        frame->Status = (int)status;
        return -1;
    }

    /// <summary>Halts with <see cref="EvmcStatusCode.OutOfGas"/>.</summary>
    public static long OutOfGas(ExecutionFrame* frame) => Fail(frame, EvmcStatusCode.OutOfGas);

    /// <summary>The gas left as a helper's result: negative amounts are out of gas.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Result(ExecutionFrame* frame, long gas) => gas >= 0 ? gas : OutOfGas(frame);

    /// <summary>Marks an account as accessed and charges the surcharge of a cold one; since Berlin (EIP-2929).</summary>
    /// <returns>False when out of gas.</returns>
    public static bool TryAccessAccount(ExecutionFrame* frame, EvmcAddress* address, ref long gas)
    {
        if (frame->Revision >= (int)Revision.Berlin && frame->Host.AccessAccount(address) == EvmcAccessStatus.Cold)
        {
            gas -= Schedule(frame).ColdAccountSurcharge;
        }

        return gas >= 0;
    }
}
