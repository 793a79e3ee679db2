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
    private readonly MirBlock[] _reversePostorder;
    private readonly int[] _numbers;
    private readonly int[] _incomingStart;
    private readonly BlockEdge[] _incoming;

    /// <summary>Analyses a function.</summary>
    /// <param name="function">A function with at least one block.</param>
    public ControlFlowGraph(MirFunction function)
    {
        _numbers = new int[function.BlockIdCount];
        Array.Fill(_numbers, -1);
        _reversePostorder = Order(function, _numbers);

        // Incoming edges, grouped by the number of the target block: count, prefix sums, fill.
        _incomingStart = new int[_reversePostorder.Length + 1];
        foreach (var block in _reversePostorder)
        {
            foreach (var target in block.Instructions[^1].Targets)
            {
                _incomingStart[_numbers[target.Block.Id] + 1]++;
            }
        }

        for (var i = 1; i < _incomingStart.Length; i++)
        {
            _incomingStart[i] += _incomingStart[i - 1];
        }

        _incoming = new BlockEdge[_incomingStart[^1]];
        var next = _incomingStart.AsSpan(0, _reversePostorder.Length).ToArray();
        foreach (var block in _reversePostorder)
        {
            var targets = block.Instructions[^1].Targets;
            for (var i = 0; i < targets.Length; i++)
            {
                _incoming[next[_numbers[targets[i].Block.Id]]++] = new BlockEdge(block, i);
            }
        }
    }

    /// <summary>The reachable blocks, each before all blocks it dominates; the entry first.</summary>
    public ReadOnlySpan<MirBlock> ReversePostorder => _reversePostorder;

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

    private static MirBlock[] Order(MirFunction function, int[] numbers)
    {
        const int Visited = 0;
        var postorder = new List<MirBlock>(function.Blocks.Count);
        var stack = new Stack<(MirBlock Block, int Next)>();
        numbers[function.Entry.Id] = Visited;
        stack.Push((function.Entry, function.Entry.Instructions[^1].Targets.Length - 1));
        while (stack.TryPop(out var top))
        {
            // The last target first, so that the first one comes next in reverse postorder.
            if (top.Next < 0)
            {
                postorder.Add(top.Block);
                continue;
            }

            stack.Push((top.Block, top.Next - 1));
            var target = top.Block.Instructions[^1].Targets[top.Next].Block;
            if (numbers[target.Id] != Visited)
            {
                numbers[target.Id] = Visited;
                stack.Push((target, target.Instructions[^1].Targets.Length - 1));
            }
        }

        postorder.Reverse();
        var order = postorder.ToArray();
        for (var i = 0; i < order.Length; i++)
        {
            numbers[order[i].Id] = i;
        }

        return order;
    }
}
