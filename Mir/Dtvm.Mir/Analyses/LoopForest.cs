// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>The natural loops of a function and how they are nested.</summary>
/// <remarks>
/// A loop is a header with all blocks from which an edge back to the header can be reached without passing it; an edge goes back when its
/// target dominates its source. Loops with the same header are one. Cycles that are entered at more than one block have no header and are
/// no loops here. A snapshot, without recursion; an inner loop is walked over as one block, so that the time is all but linear in the
/// edges.
/// </remarks>
public sealed class LoopForest
{
    private readonly ControlFlowGraph _graph;
    private readonly DominatorTree _dominators;
    private readonly Stack<int> _pending = new();
    private int[] _loopOf = [];     // by reverse postorder number: the innermost loop, or -1
    private int[] _headers = [];    // by loop: reverse postorder number
    private int[] _parents = [];
    private int[] _depths = [];
    private int[] _outermost = [];  // by loop: a loop around it, found so far; itself for an outermost one

    /// <summary>Analyses a function.</summary>
    /// <param name="graph">Its graph.</param>
    /// <param name="dominators">Its dominator tree.</param>
    public LoopForest(ControlFlowGraph graph, DominatorTree dominators)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(dominators);
        _graph = graph;
        _dominators = dominators;
        Compute();
    }

    /// <summary>The number of loops. Inner ones have smaller numbers than those around them.</summary>
    public int Count { get; private set; }

    /// <summary>The block that every way into a loop leads to first.</summary>
    /// <param name="loop">A loop, below <see cref="Count"/>.</param>
    public MirBlock HeaderOf(int loop) => _graph.ReversePostorder[_headers[loop]];

    /// <summary>The loop directly around a loop, or -1.</summary>
    /// <param name="loop">A loop, below <see cref="Count"/>.</param>
    public int ParentOf(int loop) => _parents[loop];

    /// <summary>How many loops a loop lies in, itself included: 1 for an outermost one.</summary>
    /// <param name="loop">A loop, below <see cref="Count"/>.</param>
    public int DepthOf(int loop) => _depths[loop];

    /// <summary>The innermost loop that a block lies in, or -1.</summary>
    /// <param name="block">A block of the function.</param>
    public int LoopOf(MirBlock block)
    {
        var number = _graph.NumberOf(block);
        return number < 0 ? -1 : _loopOf[number];
    }

    /// <summary>How many loops a block lies in.</summary>
    /// <param name="block">A block of the function.</param>
    public int DepthOf(MirBlock block)
    {
        var loop = LoopOf(block);
        return loop < 0 ? 0 : _depths[loop];
    }

    /// <summary>Analyses the graph as it is now, in the tables of the last time.</summary>
    internal void Compute()
    {
        var order = _graph.ReversePostorder;
        Table.Ensure(ref _loopOf, order.Length);
        Table.Ensure(ref _headers, order.Length);
        Table.Ensure(ref _parents, order.Length);
        Table.Ensure(ref _depths, order.Length);
        Table.Ensure(ref _outermost, order.Length);
        Array.Fill(_loopOf, -1, 0, order.Length);
        Count = 0;

        // A header comes before all of its loop in reverse postorder, so from behind the inner loops come first.
        for (var number = order.Length - 1; number >= 0; number--)
        {
            Collect(order[number], number);
        }

        for (var loop = Count - 1; loop >= 0; loop--)
        {
            _depths[loop] = _parents[loop] < 0 ? 1 : _depths[_parents[loop]] + 1;
        }
    }

    /// <summary>Whether another forest is the same.</summary>
    internal bool Equals(LoopForest other)
    {
        var blocks = _graph.ReversePostorder.Length;
        return Count == other.Count
            && _loopOf.AsSpan(0, blocks).SequenceEqual(other._loopOf.AsSpan(0, blocks))
            && _headers.AsSpan(0, Count).SequenceEqual(other._headers.AsSpan(0, Count))
            && _parents.AsSpan(0, Count).SequenceEqual(other._parents.AsSpan(0, Count));
    }

    private void Collect(MirBlock header, int number)
    {
        foreach (var edge in _graph.Incoming(header))
        {
            if (_dominators.Dominates(header, edge.From))
            {
                _pending.Push(_graph.NumberOf(edge.From));
            }
        }

        if (_pending.Count == 0)
        {
            return;
        }

        var loop = Count++;
        _headers[loop] = number;
        _parents[loop] = -1;
        _outermost[loop] = loop;
        _loopOf[number] = loop;
        while (_pending.TryPop(out var block))
        {
            var outermost = OutermostOf(block);
            if (outermost == loop)
            {
                continue;
            }

            // A loop inside is taken as a whole: what leads to its header is what leads to all of it.
            var first = block;
            if (outermost >= 0)
            {
                _parents[outermost] = loop;
                _outermost[outermost] = loop;
                first = _headers[outermost];
            }
            else
            {
                _loopOf[block] = loop;
            }

            foreach (var edge in _graph.Incoming(_graph.ReversePostorder[first]))
            {
                _pending.Push(_graph.NumberOf(edge.From));
            }
        }
    }

    private int OutermostOf(int block)
    {
        var loop = _loopOf[block];
        while (loop >= 0 && _outermost[loop] != loop)
        {
            _outermost[loop] = _outermost[_outermost[loop]];
            loop = _outermost[loop];
        }

        return loop;
    }
}
