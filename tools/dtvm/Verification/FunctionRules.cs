// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Tool.Verification;

/// <summary>What the MIR of a function lets its code do.</summary>
internal sealed class FunctionRules
{
    private const int WordBytes = 32;

    private readonly HashSet<long> _loaded = [];
    private readonly HashSet<long> _stored = [];
    private readonly HashSet<(int Function, long Height)> _jumps = [];
    private readonly HashSet<long> _dynamicHeights = [];

    /// <summary>Collects the rules.</summary>
    internal FunctionRules(MirFunction function)
    {
        EntryPc = function.EntryPc;
        LowestSlot = long.MaxValue;
        HighestSlot = long.MinValue;
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                Add(inst);
            }
        }
    }

    /// <summary>The program counter that the function is entered at.</summary>
    internal int EntryPc { get; }

    /// <summary>The lowest slot that is read or written.</summary>
    internal long LowestSlot { get; private set; }

    /// <summary>The highest one.</summary>
    internal long HighestSlot { get; private set; }

    /// <summary>Bytes below the EVM stack pointer that must be checked before a slot is used.</summary>
    internal long Need { get; private set; }

    /// <summary>Bytes above it.</summary>
    internal long Growth { get; private set; }

    /// <summary>Whether a slot may be read.</summary>
    internal bool MayRead(long slot) => _loaded.Contains(slot) || _stored.Contains(slot);

    /// <summary>Whether a slot may be written.</summary>
    internal bool MayWrite(long slot) => _stored.Contains(slot);

    /// <summary>Whether the function may be left for another one with the EVM stack pointer moved by a number of bytes.</summary>
    internal bool MayJump(int function, long bytes) => _jumps.Contains((function, bytes));

    /// <summary>The same for a jump through the table.</summary>
    internal bool MayJumpDynamically(long bytes) => _dynamicHeights.Contains(bytes);

    private void Add(MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.StackLoad:
                _loaded.Add(inst.Immediate);
                UseSlot(inst.Immediate);
                break;
            case MirOp.StackStore:
                _stored.Add(inst.Immediate);
                UseSlot(inst.Immediate);
                break;
            case MirOp.StackCheck:
                Need = Math.Max(Need, inst.Immediate * WordBytes);
                Growth = Math.Max(Growth, inst.Immediate2 * WordBytes);
                break;
            case MirOp.JumpRegion:
                _jumps.Add(((int)inst.Immediate, inst.Immediate2 * WordBytes));
                break;
            case MirOp.JumpDynamic:
                _dynamicHeights.Add(inst.Immediate2 * WordBytes);
                break;
        }
    }

    private void UseSlot(long slot)
    {
        LowestSlot = Math.Min(LowestSlot, slot);
        HighestSlot = Math.Max(HighestSlot, slot);
    }
}
