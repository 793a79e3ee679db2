// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Analyses;

/// <summary>Which blocks lie on every path from the entry to a block.</summary>
/// <remarks>
/// Lengauer and Tarjan, "A fast algorithm for finding dominators in a flowgraph" (1979), the simple version: O(E log N) on every graph.
/// The iterative algorithm of Cooper, Harvey and Kennedy is shorter but quadratic on graphs that bytecode can be written to have. No
/// recursion.
/// </remarks>
public sealed class DominatorTree
{
    private readonly ControlFlowGraph _graph;
    private readonly Solver _solver = new();
    private int[] _idoms = [];
    private int[] _enter = [];
    private int[] _leave = [];
    private int[] _firstChild = [];
    private int[] _nextSibling = [];
    private int[] _stack = [];
    private MirBlock[] _preorder = [];
    private int _count;

    /// <summary>Analyses a graph.</summary>
    /// <param name="graph">The graph; only its reachable blocks are in the tree.</param>
    public DominatorTree(ControlFlowGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        _graph = graph;
        Compute();
    }

    /// <summary>The reachable blocks, each behind its immediate dominator and together with all blocks it dominates.</summary>
    public ReadOnlySpan<MirBlock> Preorder => _preorder.AsSpan(0, _count);

    /// <summary>The closest strict dominator; null for the entry and for unreachable blocks.</summary>
    /// <param name="block">A block of the function.</param>
    public MirBlock? ImmediateDominator(MirBlock block)
    {
        var number = _graph.NumberOf(block);
        return number <= 0 ? null : _graph.ReversePostorder[_idoms[number]];
    }

    /// <summary>Whether every path from the entry to <paramref name="block"/> passes <paramref name="dominator"/>. A block dominates
    /// itself.</summary>
    /// <param name="dominator">A block of the function.</param>
    /// <param name="block">A block of the function.</param>
    /// <returns>False when one of two different blocks is unreachable.</returns>
    public bool Dominates(MirBlock dominator, MirBlock block)
    {
        int a = _graph.NumberOf(dominator), b = _graph.NumberOf(block);
        if (a < 0 || b < 0)
        {
            return ReferenceEquals(dominator, block);
        }

        return _enter[a] <= _enter[b] && _leave[b] <= _leave[a];
    }

    /// <summary>Analyses the graph as it is now, in the tables of the last time.</summary>
    internal void Compute()
    {
        _count = _graph.ReversePostorder.Length;
        _solver.Solve(_graph, ref _idoms);
        Number();
    }

    /// <summary>Whether another tree is the same.</summary>
    internal bool Equals(DominatorTree other) =>
        Preorder.SequenceEqual(other.Preorder)
        && _idoms.AsSpan(0, _count).SequenceEqual(other._idoms.AsSpan(0, _count))
        && _enter.AsSpan(0, _count).SequenceEqual(other._enter.AsSpan(0, _count))
        && _leave.AsSpan(0, _count).SequenceEqual(other._leave.AsSpan(0, _count));

    /// <summary>Numbers the tree depth first, so that dominance becomes the inclusion of intervals.</summary>
    private void Number()
    {
        Table.Ensure(ref _enter, _count);
        Table.Ensure(ref _leave, _count);
        Table.Ensure(ref _firstChild, _count);
        Table.Ensure(ref _nextSibling, _count);
        Table.Ensure(ref _stack, (2 * _count) + 1);
        Table.Ensure(ref _preorder, _count);
        Array.Fill(_firstChild, -1, 0, _count);
        for (var i = _count - 1; i > 0; i--)
        {
            _nextSibling[i] = _firstChild[_idoms[i]];
            _firstChild[_idoms[i]] = i;
        }

        if (_count > 0)
        {
            _nextSibling[0] = -1;
        }

        var entered = 0;
        var left = 0;
        var depth = 0;
        _stack[depth++] = 0;
        while (depth > 0)
        {
            var node = _stack[--depth];
            if (node < 0)
            {
                _leave[~node] = left++;
                continue;
            }

            _preorder[entered] = _graph.ReversePostorder[node];
            _enter[node] = entered++;
            _stack[depth++] = ~node;
            for (var child = _firstChild[node]; child >= 0; child = _nextSibling[child])
            {
                _stack[depth++] = child;
            }
        }
    }

    /// <summary>The algorithm's state. Vertices are numbered in depth-first preorder.</summary>
    private sealed class Solver
    {
        private readonly Stack<int> _path = new();
        private readonly Stack<(int Block, int Parent)> _pending = new();
        private ControlFlowGraph _graph = null!;
        private int _count;
        private int[] _vertexOf = [];   // by reverse postorder number
        private int[] _blockOf = [];    // reverse postorder number by vertex
        private int[] _parent = [];
        private int[] _semi = [];
        private int[] _label = [];
        private int[] _ancestor = [];
        private int[] _idom = [];
        private int[] _bucket = [];
        private int[] _nextInBucket = [];

        /// <summary>Finds the immediate dominator of each block, all by reverse postorder number; the entry's is itself.</summary>
        public void Solve(ControlFlowGraph graph, ref int[] result)
        {
            _graph = graph;
            _count = graph.ReversePostorder.Length;
            Table.Ensure(ref _vertexOf, _count);
            Table.Ensure(ref _blockOf, _count);
            Table.Ensure(ref _parent, _count);
            Table.Ensure(ref _semi, _count);
            Table.Ensure(ref _label, _count);
            Table.Ensure(ref _ancestor, _count);
            Table.Ensure(ref _idom, _count);
            Table.Ensure(ref _bucket, _count);
            Table.Ensure(ref _nextInBucket, _count);
            Table.Ensure(ref result, _count);
            Array.Fill(_bucket, -1, 0, _count);
            _idom[0] = 0;
            result[0] = 0;
            NumberVertices();
            for (var w = _count - 1; w > 0; w--)
            {
                foreach (var edge in _graph.Incoming(_graph.ReversePostorder[_blockOf[w]]))
                {
                    var u = Evaluate(_vertexOf[_graph.NumberOf(edge.From)]);
                    _semi[w] = Math.Min(_semi[w], _semi[u]);
                }

                _nextInBucket[w] = _bucket[_semi[w]];
                _bucket[_semi[w]] = w;
                var parent = _parent[w];
                _ancestor[w] = parent;
                for (var v = _bucket[parent]; v >= 0; v = _nextInBucket[v])
                {
                    var u = Evaluate(v);
                    _idom[v] = _semi[u] < _semi[v] ? u : parent;
                }

                _bucket[parent] = -1;
            }

            for (var w = 1; w < _count; w++)
            {
                if (_idom[w] != _semi[w])
                {
                    _idom[w] = _idom[_idom[w]];
                }

                result[_blockOf[w]] = _blockOf[_idom[w]];
            }
        }

        private void NumberVertices()
        {
            Array.Fill(_vertexOf, -1, 0, _count);
            Array.Fill(_ancestor, -1, 0, _count);
            _pending.Push((0, 0));
            var count = 0;
            while (_pending.TryPop(out var top))
            {
                if (_vertexOf[top.Block] >= 0)
                {
                    continue;
                }

                var vertex = count++;
                _vertexOf[top.Block] = vertex;
                _blockOf[vertex] = top.Block;
                _parent[vertex] = top.Parent;
                _semi[vertex] = vertex;
                _label[vertex] = vertex;
                foreach (var target in _graph.ReversePostorder[top.Block].Instructions[^1].Targets)
                {
                    var number = _graph.NumberOf(target.Block);
                    if (_vertexOf[number] < 0)
                    {
                        _pending.Push((number, vertex));
                    }
                }
            }
        }

        /// <summary>The vertex of least semidominator on the path of the forest above a vertex, with path compression.</summary>
        private int Evaluate(int vertex)
        {
            if (_ancestor[vertex] < 0)
            {
                return vertex;
            }

            var node = vertex;
            while (_ancestor[_ancestor[node]] >= 0)
            {
                _path.Push(node);
                node = _ancestor[node];
            }

            while (_path.TryPop(out node))
            {
                var above = _ancestor[node];
                if (_semi[_label[above]] < _semi[_label[node]])
                {
                    _label[node] = _label[above];
                }

                _ancestor[node] = _ancestor[above];
            }

            return _label[vertex];
        }
    }
}
