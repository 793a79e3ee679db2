// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>An edge of the control-flow graph: one target of one terminator. A terminator with the same block twice has two
/// edges.</summary>
/// <param name="From">The block that is left.</param>
/// <param name="TargetIndex">Index into the targets of its terminator.</param>
public readonly record struct BlockEdge(MirBlock From, int TargetIndex)
{
    /// <summary>The target and its arguments.</summary>
    public BlockTarget Target => From.Instructions[^1].Targets[TargetIndex];
}

/// <summary>The reachable part of a function's control-flow graph: reverse postorder and incoming edges.</summary>
/// <remarks>
/// A snapshot: it does not follow changes of the function. Needs every block to end with a terminator and all targets to be blocks of the
/// function. Linear in blocks and edges, without recursion.
/// </remarks>
public sealed class ControlFlowGraph
{
    private MirBlock[] _order = [];             // in reverse postorder, from _first to _end
    private int[] _numbers = [];                // by block id; -1 for unreachable blocks
    private int[] _incomingStart = [];
    private BlockEdge[] _incoming = [];
    private (MirBlock Block, int Next)[] _stack = [];
    private int[] _next = [];
    private int _first;
    private int _end;

    /// <summary>Analyses a function.</summary>
    /// <param name="function">A function with at least one block.</param>
    public ControlFlowGraph(MirFunction function) => Compute(function);

    /// <summary>The reachable blocks, each before all blocks it dominates; the entry first.</summary>
    public ReadOnlySpan<MirBlock> ReversePostorder => _order.AsSpan(_first, _end - _first);

    /// <summary>The position of a block in <see cref="ReversePostorder"/>, or -1 when it cannot be reached.</summary>
    /// <param name="block">A block of the function.</param>
    public int NumberOf(MirBlock block) => _numbers[block.Id];

    /// <summary>Whether a block can be reached from the entry.</summary>
    /// <param name="block">A block of the function.</param>
    public bool IsReachable(MirBlock block) => _numbers[block.Id] >= 0;

    /// <summary>The edges from reachable blocks to a block; none for an unreachable one.</summary>
    /// <param name="block">A block of the function.</param>
    public ReadOnlySpan<BlockEdge> Incoming(MirBlock block)
    {
        var number = _numbers[block.Id];
        return number < 0 ? [] : _incoming.AsSpan(_incomingStart[number], _incomingStart[number + 1] - _incomingStart[number]);
    }

    /// <summary>Analyses a function in the tables of the last one.</summary>
    internal void Compute(MirFunction function)
    {
        Table.Ensure(ref _numbers, function.BlockIdCount);
        Array.Fill(_numbers, -1, 0, function.BlockIdCount);
        Order(function);
        CollectIncoming();
    }

    /// <summary>Whether another graph is the same.</summary>
    internal bool Equals(ControlFlowGraph other)
    {
        if (!ReversePostorder.SequenceEqual(other.ReversePostorder))
        {
            return false;
        }

        foreach (var block in ReversePostorder)
        {
            if (NumberOf(block) != other.NumberOf(block) || !Incoming(block).SequenceEqual(other.Incoming(block)))
            {
                return false;
            }
        }

        return true;
    }

    private void CollectIncoming()
    {
        // Grouped by the number of the target block: count, prefix sums, fill.
        var count = ReversePostorder.Length;
        Table.Ensure(ref _incomingStart, count + 1);
        Table.Ensure(ref _next, count);
        Array.Clear(_incomingStart, 0, count + 1);
        foreach (var block in ReversePostorder)
        {
            foreach (var target in block.Instructions[^1].Targets)
            {
                _incomingStart[_numbers[target.Block.Id] + 1]++;
            }
        }

        for (var i = 1; i <= count; i++)
        {
            _next[i - 1] = _incomingStart[i - 1];
            _incomingStart[i] += _incomingStart[i - 1];
        }

        Table.Ensure(ref _incoming, _incomingStart[count]);
        foreach (var block in ReversePostorder)
        {
            var targets = block.Instructions[^1].Targets;
            var length = targets.Length;
            for (var i = 0; i < length; i++)
            {
                _incoming[_next[_numbers[targets[i].Block.Id]]++] = new BlockEdge(block, i);
            }
        }
    }

    private void Order(MirFunction function)
    {
        const int Visited = 0;
        var blocks = function.Blocks.Count;
        Table.Ensure(ref _order, blocks);
        Table.Ensure(ref _stack, blocks + 1);
        _first = blocks;
        _end = blocks;
        var depth = 0;
        _numbers[function.Entry.Id] = Visited;
        _stack[depth++] = (function.Entry, function.Entry.Instructions[^1].Targets.Length - 1);
        while (depth > 0)
        {
            // The last target first, so that the first one comes next in reverse postorder.
            ref var top = ref _stack[depth - 1];
            if (top.Next < 0)
            {
                _order[--_first] = top.Block;
                depth--;
                continue;
            }

            var target = top.Block.Instructions[^1].Targets[top.Next--].Block;
            if (_numbers[target.Id] != Visited)
            {
                _numbers[target.Id] = Visited;
                _stack[depth++] = (target, target.Instructions[^1].Targets.Length - 1);
            }
        }

        for (var i = _first; i < blocks; i++)
        {
            _numbers[_order[i].Id] = i - _first;
        }
    }
}
