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
    private readonly int[] _idoms;
    private readonly int[] _enter;
    private readonly int[] _leave;
    private readonly MirBlock[] _preorder;

    /// <summary>Analyses a graph.</summary>
    /// <param name="graph">The graph; only its reachable blocks are in the tree.</param>
    public DominatorTree(ControlFlowGraph graph)
    {
        _graph = graph;
        _idoms = new Solver(graph).Solve();
        _enter = new int[_idoms.Length];
        _leave = new int[_idoms.Length];
        _preorder = Number(graph, _idoms, _enter, _leave);
    }

    /// <summary>The reachable blocks, each behind its immediate dominator and together with all blocks it dominates.</summary>
    public ReadOnlySpan<MirBlock> Preorder => _preorder;

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

    /// <summary>Numbers the tree depth first, so that dominance becomes the inclusion of intervals.</summary>
    private static MirBlock[] Number(ControlFlowGraph graph, int[] idoms, int[] enter, int[] leave)
    {
        var count = idoms.Length;
        var firstChild = new int[count];
        var nextSibling = new int[count];
        Array.Fill(firstChild, -1);
        for (var i = count - 1; i > 0; i--)
        {
            nextSibling[i] = firstChild[idoms[i]];
            firstChild[idoms[i]] = i;
        }

        var preorder = new MirBlock[count];
        var entered = 0;
        var left = 0;
        var stack = new Stack<int>();
        stack.Push(0);
        while (stack.TryPop(out var node))
        {
            if (node < 0)
            {
                leave[~node] = left++;
                continue;
            }

            preorder[entered] = graph.ReversePostorder[node];
            enter[node] = entered++;
            stack.Push(~node);
            for (var child = firstChild[node]; child >= 0; child = nextSibling[child])
            {
                stack.Push(child);
            }
        }

        return preorder;
    }

    /// <summary>The algorithm's state. Vertices are numbered in depth-first preorder.</summary>
    private sealed class Solver
    {
        private readonly ControlFlowGraph _graph;
        private readonly int _count;
        private readonly int[] _vertexOf;   // by reverse postorder number
        private readonly int[] _blockOf;    // reverse postorder number by vertex
        private readonly int[] _parent;
        private readonly int[] _semi;
        private readonly int[] _label;
        private readonly int[] _ancestor;
        private readonly Stack<int> _path = new();

        public Solver(ControlFlowGraph graph)
        {
            _graph = graph;
            _count = graph.ReversePostorder.Length;
            _vertexOf = new int[_count];
            _blockOf = new int[_count];
            _parent = new int[_count];
            _semi = new int[_count];
            _label = new int[_count];
            _ancestor = new int[_count];
        }

        /// <summary>The immediate dominator of each block, all by reverse postorder number; the entry's is itself.</summary>
        public int[] Solve()
        {
            NumberVertices();
            var idom = new int[_count];
            var bucket = new int[_count];
            var nextInBucket = new int[_count];
            Array.Fill(bucket, -1);
            for (var w = _count - 1; w > 0; w--)
            {
                foreach (var edge in _graph.Incoming(_graph.ReversePostorder[_blockOf[w]]))
                {
                    var u = Evaluate(_vertexOf[_graph.NumberOf(edge.From)]);
                    _semi[w] = Math.Min(_semi[w], _semi[u]);
                }

                nextInBucket[w] = bucket[_semi[w]];
                bucket[_semi[w]] = w;
                var parent = _parent[w];
                _ancestor[w] = parent;
                for (var v = bucket[parent]; v >= 0; v = nextInBucket[v])
                {
                    var u = Evaluate(v);
                    idom[v] = _semi[u] < _semi[v] ? u : parent;
                }

                bucket[parent] = -1;
            }

            var result = new int[_count];
            for (var w = 1; w < _count; w++)
            {
                if (idom[w] != _semi[w])
                {
                    idom[w] = idom[idom[w]];
                }

                result[_blockOf[w]] = _blockOf[idom[w]];
            }

            return result;
        }

        private void NumberVertices()
        {
            Array.Fill(_vertexOf, -1);
            Array.Fill(_ancestor, -1);
            var stack = new Stack<(int Block, int Parent)>();
            stack.Push((0, 0));
            var count = 0;
            while (stack.TryPop(out var top))
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
                        stack.Push((number, vertex));
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
