// SPDX-License-Identifier: Apache-2.0

using Dtvm.Runtime;

namespace Dtvm.Interpreter;

/// <summary>
/// State gas (EIP-8037) as the EIP tells it, with two pools: a reservoir, and what was paid from gas because that was empty. What the frame
/// keeps is their difference, since one of them is always 0; the helpers of machine code work with that (<see cref="StateGas"/>).
/// </summary>
public static unsafe class StateMeter
{
    /// <summary>Charges state gas.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="amount">Not negative.</param>
    /// <param name="gas">The gas left, not negative.</param>
    /// <returns>False when reservoir and gas together are too little; nothing is taken then.</returns>
    public static bool TryCharge(ExecutionFrame* frame, long amount, ref long gas)
    {
        var (reservoir, spilled) = Pools(frame);
        var fromReservoir = long.Min(reservoir, amount);
        var rest = amount - fromReservoir;
        if (rest > gas)
        {
            return false;
        }

        gas -= rest;
        Keep(frame, reservoir - fromReservoir, spilled + rest);
        return true;
    }

    /// <summary>Gives state gas back: what was paid from gas first.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="amount">Not negative.</param>
    /// <param name="gas">The gas left.</param>
    public static void Credit(ExecutionFrame* frame, long amount, ref long gas)
    {
        var (reservoir, spilled) = Pools(frame);
        var toGas = long.Min(amount, spilled);
        gas += toGas;
        Keep(frame, reservoir + amount - toGas, spilled - toGas);
    }

    /// <summary>
    /// Takes over both pools of a nested message that succeeded; then the reservoir repays what was paid from gas. A message that failed
    /// gives back what it was granted, and what a revert takes back is in its gas already.
    /// </summary>
    /// <param name="frame">The frame, after <see cref="ExecutionFrame.Call"/>.</param>
    /// <param name="isSuccess">Whether the message succeeded.</param>
    /// <param name="gas">The gas left, that of the message included.</param>
    public static void Absorb(ExecutionFrame* frame, bool isSuccess, ref long gas)
    {
        if (!isSuccess || frame->StateCell == null)
        {
            return;
        }

        var left = StateGas.FromCell(frame);
        var spilled = Pools(frame).Spilled + (left < 0 ? -left : 0);
        var reservoir = left > 0 ? left : 0;
        var repaid = long.Min(reservoir, spilled);
        gas += repaid;
        Keep(frame, reservoir - repaid, long.Min(spilled - repaid, StateGas.Limit));
    }

    private static (long Reservoir, long Spilled) Pools(ExecutionFrame* frame) =>
        frame->StateBalance >= 0 ? (frame->StateBalance, 0) : (0, -frame->StateBalance);

    private static void Keep(ExecutionFrame* frame, long reservoir, long spilled) => frame->StateBalance = reservoir - spilled;
}
