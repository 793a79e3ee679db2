// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;
using Dtvm.Evmc.Abi;

namespace Dtvm.Runtime;

/// <summary>State gas, the second kind of gas (EIP-8037), as the helpers of machine code meter it.</summary>
/// <remarks>
/// The EIP gives a frame a reservoir and an amount of state gas that was paid from its gas because the reservoir was empty ("spilled").
/// Never are both above 0, so one signed number holds them: <see cref="ExecutionFrame.StateBalance"/>, reservoir less spilled. The
/// interpreter meters with the two pools instead (its StateMeter): neither is derived from the other.
/// </remarks>
public static unsafe class StateGas
{
    /// <summary>What a host may say at most: far above the gas of any transaction (2^32 - 1), far below where a sum would not
    /// fit.</summary>
    public const long Limit = 1L << 61;

    /// <summary>Begins to meter a frame.</summary>
    /// <param name="frame">The frame, with its revision.</param>
    /// <param name="hasCell">Whether its host is a <see cref="DtvmHostInterface"/>; if not, there is no reservoir.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Begin(ExecutionFrame* frame, bool hasCell)
    {
        frame->StateCell = null;
        frame->StateBalance = 0;
        frame->StateGrant = 0;
        if (hasCell && frame->Revision >= (int)Revision.Amsterdam)
        {
            frame->StateCell = frame->Host.GetStateCell();
            frame->StateGrant = long.Clamp(*frame->StateCell, 0, Limit);
            frame->StateBalance = frame->StateGrant;
        }
    }

    /// <summary>Ends to meter a frame: gives back to its gas what a REVERT takes back, and leaves the result in the cell.</summary>
    /// <param name="frame">The frame; its gas is still what its code left.</param>
    /// <param name="status">How it ended.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void End(ExecutionFrame* frame, EvmcStatusCode status)
    {
        if (status == EvmcStatusCode.Revert)
        {
            frame->Gas += long.Max(-frame->StateBalance, 0);
        }

        if (frame->StateCell != null)
        {
            *frame->StateCell = status == EvmcStatusCode.Success ? frame->StateBalance : frame->StateGrant;
        }
    }

    /// <summary>Charges state gas: the reservoir first, the rest from gas.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="amount">Not negative.</param>
    /// <param name="gas">The gas left, not negative.</param>
    /// <returns>False when both together are too little; nothing is taken then.</returns>
    public static bool TryCharge(ExecutionFrame* frame, long amount, ref long gas)
    {
        var fromGas = long.Max(0, amount - long.Max(frame->StateBalance, 0));
        if (gas < fromGas)
        {
            return false;
        }

        gas -= fromGas;
        frame->StateBalance -= amount;
        return true;
    }

    /// <summary>Gives state gas back: to gas what was paid from it, the rest to the reservoir.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="amount">Not negative.</param>
    /// <param name="gas">The gas left.</param>
    public static void Credit(ExecutionFrame* frame, long amount, ref long gas)
    {
        gas += long.Min(amount, long.Max(0, -frame->StateBalance));
        frame->StateBalance += amount;
    }

    /// <summary>Takes over what a nested message left, and repays with it what this frame had paid from gas.</summary>
    /// <param name="frame">The frame, after <see cref="ExecutionFrame.Call"/>.</param>
    /// <param name="isSuccess">Whether the message succeeded. If not, the reservoir is as it was.</param>
    /// <param name="gas">The gas left, that of the message included.</param>
    public static void Absorb(ExecutionFrame* frame, bool isSuccess, ref long gas)
    {
        if (!isSuccess || frame->StateCell == null)
        {
            return;
        }

        var child = FromCell(frame);
        var own = long.Min(frame->StateBalance, 0);
        gas += long.Min(long.Max(child, 0), -own);
        frame->StateBalance = long.Max(own + child, -Limit);
    }

    /// <summary>What the cell holds, in the range that a host may say.</summary>
    /// <param name="frame">A frame that has a cell.</param>
    public static long FromCell(ExecutionFrame* frame) => long.Clamp(*frame->StateCell, -Limit, Limit);
}
