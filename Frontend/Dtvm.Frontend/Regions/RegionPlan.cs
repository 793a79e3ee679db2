// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Dtvm.Frontend;

/// <summary>How a contract is cut into regions.</summary>
public enum RegionMode : byte
{
    /// <summary>Regions as large as single entry and consistent stack heights allow. Code that jumps where no constant on the stack ever
    /// pointed, or whose whole-region stack check fails, leaves for code of the other mode.</summary>
    Optimistic,

    /// <summary>Every basic block is a region of its own, enterable from anywhere, with an exact stack check.</summary>
    Conservative,
}

/// <summary>What region formation decided about one basic block.</summary>
internal struct BlockPlan
{
    private int[]? _lastTargets;

    /// <summary>Nothing is decided yet.</summary>
    public BlockPlan()
    {
    }

    /// <summary>Head block of the region it belongs to; -1 when no region reaches it.</summary>
    public int Region { readonly get; set; } = -1;

    /// <summary>How many items are on the stack at its entry, above the region's.</summary>
    public int Height { readonly get; set; }

    /// <summary>The stack at its entry; null when nothing but the height is known.</summary>
    public AbstractStack? Entry { readonly get; set; }

    /// <summary>Where its JUMP or JUMPI may lead; null when that is not known.</summary>
    public int[]? Targets { readonly get; private set; }

    /// <summary>Index in the code's instructions of one that certainly underflows or overflows the stack; -1 when there is none.</summary>
    public int Fault { readonly get; set; } = -1;

    /// <summary>Whether <see cref="Fault"/> is an overflow.</summary>
    public bool FaultIsOverflow { readonly get; set; }

    /// <summary>Forgets what was decided.</summary>
    public void Reset()
    {
        Region = -1;
        Height = 0;
        Entry?.Clear(0);
        Targets = null;
        Fault = -1;
        FaultIsOverflow = false;
    }

    /// <summary>Records where its JUMP or JUMPI may lead; empty when that is not known.</summary>
    public void SetTargets(ReadOnlySpan<int> pcs)
    {
        if (pcs.IsEmpty)
        {
            Targets = null;
            return;
        }

        // Most rounds find what the round before found.
        if (_lastTargets is null || !pcs.SequenceEqual(_lastTargets))
        {
            _lastTargets = pcs.ToArray();
        }

        Targets = _lastTargets;
    }
}

/// <summary>A region: blocks entered only through the head.</summary>
/// <param name="Head">Index of the head block.</param>
/// <param name="IsAtCodeStart">Whether the stack is known to be empty at its entry.</param>
internal readonly record struct Region(int Head, bool IsAtCodeStart);

/// <summary>The regions of a code.</summary>
/// <param name="Graph">The blocks of the code and their copies.</param>
/// <param name="Regions">In code order of their heads; the first is the entry of the contract.</param>
/// <param name="Blocks">One for each block of the graph; there may be more behind them. The memory is lent.</param>
internal sealed record RegionPlan(BlockGraph Graph, Region[] Regions, BlockPlan[] Blocks) : IDisposable
{
    /// <summary>Gives the memory back; nothing may be asked afterwards.</summary>
    public void Dispose()
    {
        Graph.Dispose();
        ArrayPool<BlockPlan>.Shared.Return(Blocks, clearArray: true);
    }
}
