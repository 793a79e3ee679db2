// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Passes;

/// <summary>Which slots of the EVM stack hold what they held at the function's entry.</summary>
/// <remarks>The frontend stores to slots where a function is left, and nothing is behind that; a slot that is stored to in a block with
/// successors is taken to change everywhere.</remarks>
internal sealed class StackSlots
{
    /// <summary>Slots are counted from the top of the stack at the entry, up and down.</summary>
    private const int Top = 1024;

    private readonly int[] _stored = new int[2 * Top];  // by slot: the stamp of what stored to it last
    private int _early;
    private int _stamp;

    /// <summary>Goes over to another function.</summary>
    /// <param name="function">The function.</param>
    public void Reset(MirFunction function)
    {
        _early = ++_stamp;
        foreach (var block in function.Blocks)
        {
            if (block.Instructions[^1].Targets.Length == 0)
            {
                continue;
            }

            foreach (var inst in block.Instructions)
            {
                if (inst.Op == MirOp.StackStore)
                {
                    Store(inst.Slot);
                }
            }
        }
    }

    /// <summary>Begins a block.</summary>
    public void Enter() => _stamp++;

    /// <summary>Notes that a slot changes here.</summary>
    /// <param name="slot">The slot.</param>
    public void Store(long slot)
    {
        if (IsInTable(slot) && _stored[slot + Top] != _early)
        {
            _stored[slot + Top] = _stamp;
        }
    }

    /// <summary>Whether a slot holds here what it held at the entry.</summary>
    /// <param name="slot">The slot.</param>
    public bool IsSteady(long slot) => IsInTable(slot) && _stored[slot + Top] != _early && _stored[slot + Top] != _stamp;

    private static bool IsInTable(long slot) => slot is >= -Top and < Top;
}
