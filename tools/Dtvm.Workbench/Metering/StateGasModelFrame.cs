// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Numerics;

namespace Dtvm.Workbench.Metering;

/// <summary>A frame of the model: two pools of gas (EIP-8037), the refund counter, and the instruction that runs.</summary>
/// <param name="gas">Gas at entry.</param>
/// <param name="reservoir">State gas at entry.</param>
internal sealed class StateGasModelFrame(long gas, long reservoir)
{
    /// <summary>Gas left.</summary>
    public long Gas { get; set; } = gas;

    /// <summary>State gas left.</summary>
    public long Reservoir { get; set; } = reservoir;

    /// <summary>The reservoir at entry.</summary>
    public long Baseline { get; } = reservoir;

    /// <summary>State gas paid from gas and not given back.</summary>
    public long Spilled { get; set; }

    /// <summary>The refund counter, which may be negative in a frame.</summary>
    public long Refund { get; set; }

    /// <summary>The instruction that runs.</summary>
    public Opcode Opcode { get; set; }

    /// <summary>Its operands, the topmost first; those that it has not are 0.</summary>
    public U256[] Operands { get; } = new U256[7];

    /// <summary>Bytes of memory before it.</summary>
    public ulong MemorySize { get; set; }

    /// <summary>Prices of the accesses that it made, in order.</summary>
    public List<long> Accesses { get; } = [];

    /// <summary>What the host said of the slot that it wrote; -1 for nothing.</summary>
    public long StorageStatus { get; set; }

    /// <summary>Whether the account that it asked for exists; null when it did not ask.</summary>
    public bool? Exists { get; set; }

    /// <summary>Whether its own account has a balance; null when it did not ask.</summary>
    public bool? HasBalance { get; set; }

    /// <summary>Whether it has sent a message.</summary>
    public bool HasSent => Child is not null;

    /// <summary>State gas that it charged for a new account.</summary>
    public long NewAccountCharge { get; set; }

    /// <summary>The frame of the message that it sent.</summary>
    public StateGasModelFrame? Child { get; set; }

    /// <summary>Whether a VM ran it: not a precompiled contract's, nor that of an account without code.</summary>
    public bool HasRun { get; set; }

    /// <summary>Whether it ended well.</summary>
    public bool IsSuccess { get; set; }

    /// <summary>What it returned.</summary>
    public byte[] Output { get; set; } = [];

    /// <summary>Forgets the former instruction.</summary>
    public void BeginInstruction()
    {
        Accesses.Clear();
        StorageStatus = -1;
        Exists = null;
        HasBalance = null;
        NewAccountCharge = 0;
        Child = null;
    }

    /// <summary>Charges gas.</summary>
    /// <returns>False if there is too little; nothing is taken then.</returns>
    public bool TryCharge(long amount)
    {
        if (Gas < amount)
        {
            return false;
        }

        Gas -= amount;
        return true;
    }

    /// <summary>Charges state gas: the reservoir first.</summary>
    /// <returns>False if both pools together have too little; nothing is taken then.</returns>
    public bool TryChargeState(long amount)
    {
        if (Reservoir + Gas < amount)
        {
            return false;
        }

        var spill = Math.Max(amount - Reservoir, 0);
        Reservoir -= amount - spill;
        Gas -= spill;
        Spilled += spill;
        return true;
    }

    /// <summary>Gives state gas back: what was spilled first.</summary>
    public void Credit(long amount)
    {
        var repaid = Math.Min(amount, Spilled);
        Gas += repaid;
        Spilled -= repaid;
        Reservoir += amount - repaid;
    }

    /// <summary>Gives up what the frame did: a REVERT keeps its gas, spilled state gas included; anything else loses it.</summary>
    public void Fail(bool keepsGas)
    {
        Gas = keepsGas ? Gas + Spilled : 0;
        Spilled = 0;
        Reservoir = Baseline;
        Refund = 0;
        IsSuccess = false;
    }

    /// <summary>Takes over what a message left.</summary>
    public void Absorb(StateGasModelFrame child)
    {
        Gas += child.Gas;
        if (!child.IsSuccess)
        {
            Credit(NewAccountCharge);
            return;
        }

        Reservoir = child.Reservoir;
        Spilled += child.Spilled;
        Refund += child.Refund;
        var repaid = Math.Min(Reservoir, Spilled);
        Gas += repaid;
        Reservoir -= repaid;
        Spilled -= repaid;
    }
}
