// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Editing;

/// <summary>Collects what the instructions of a block are to be: so any number of insertions and removals is linear.</summary>
public sealed class MirRewriter
{
    private int[] _numbers = new int[64];
    private MirFunction? _function;

    /// <summary>Number of instructions collected.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an instruction behind those collected: one of the block's, or a new one.</summary>
    /// <param name="inst">The instruction; all are of one function.</param>
    public void Add(MirInst inst)
    {
        if (Count == _numbers.Length)
        {
            Array.Resize(ref _numbers, Count * 2);
        }

        _function = inst.Function;
        _numbers[Count++] = inst.Index;
    }

    /// <summary>Gives a block what was collected, in place of what it has, and begins anew.</summary>
    /// <param name="block">A block of the function.</param>
    public void MoveTo(MirBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (Count > 0 && !ReferenceEquals(_function, block.Instructions.Function))
        {
            throw new ArgumentException("The instructions belong to another function.", nameof(block));
        }

        block.Instructions.Assign(_numbers.AsSpan(0, Count));
        Count = 0;
    }
}
