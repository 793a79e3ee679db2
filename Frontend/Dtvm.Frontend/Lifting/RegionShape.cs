using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>What the lifter must know of a region before it emits a block: internal edges, stack bounds, and which slots may differ from
/// memory.</summary>
internal sealed class RegionShape
{
    private readonly EvmFrontendContext _context;
    private readonly EvmCfg _cfg;
    private readonly RegionPlan _plan;
    private readonly Region _region;
    private readonly Dictionary<int, int> _position = [];
    private readonly Dictionary<int, List<int>> _successors = [];
    private int _lowest;
    private int _highest;

    /// <summary>Computes the shape.</summary>
    public RegionShape(EvmFrontendContext context, EvmCfg cfg, RegionPlan plan, Region region)
    {
        _context = context;
        _cfg = cfg;
        _plan = plan;
        _region = region;
        Order = ReversePostorder();
        for (var i = 0; i < Order.Count; i++)
        {
            _position.Add(Order[i], i);
        }

        Predecessors = new int[Order.Count];
        Predecessors[0] = 1;
        foreach (var block in Order)
        {
            MeasureBounds(block);
            foreach (var successor in InternalSuccessors(block))
            {
                Predecessors[_position[successor]]++;
            }
        }

        var slots = Math.Max(1, _highest - _lowest);
        DirtyAtEntry = new SlotSet[Order.Count];
        Defined = new SlotSet[Order.Count];
        for (var i = 0; i < Order.Count; i++)
        {
            DirtyAtEntry[i] = new SlotSet(_lowest, slots);
            Defined[i] = new SlotSet(_lowest, slots);
            CollectDefinitions(Order[i], Defined[i]);
        }

        PropagateDirty();
    }

    /// <summary>The reachable blocks of the region in reverse postorder; the head first.</summary>
    public List<int> Order { get; }

    /// <summary>Number of edges into each block of <see cref="Order"/>; for the head the entry counts.</summary>
    public int[] Predecessors { get; }

    /// <summary>For each block of <see cref="Order"/> the slots whose value may differ from the stack in memory at its entry.</summary>
    public SlotSet[] DirtyAtEntry { get; }

    /// <summary>For each block of <see cref="Order"/> the slots it gives a value.</summary>
    public SlotSet[] Defined { get; }

    /// <summary>Items that must be on the stack at the region's entry.</summary>
    public int Need => Math.Max(0, -_lowest);

    /// <summary>Items the stack may grow by above the region's entry.</summary>
    public int Growth => Math.Max(0, _highest);

    /// <summary>The place of a block in <see cref="Order"/>; -1 when it is not in it.</summary>
    public int PositionOf(int block) => _position.GetValueOrDefault(block, -1);

    /// <summary>Whether an edge stays inside the region.</summary>
    /// <param name="successor">The target block.</param>
    /// <param name="height">The stack height on the edge.</param>
    public bool IsInternal(int successor, int height) =>
        _plan.Blocks[successor].Region == _region.Head && _plan.Blocks[successor].Entry.Height == height;

    /// <summary>The height of the stack behind a block, relative to the region's entry; operands of its jump are gone.</summary>
    public int ExitHeight(int block)
    {
        var height = _plan.Blocks[block].Entry.Height;
        foreach (var instruction in InstructionsOf(block))
        {
            height += instruction.Info.Pushes - instruction.Info.Pops;
        }

        return height;
    }

    /// <summary>The instructions of a block up to a certain stack fault.</summary>
    public IEnumerable<EvmInstruction> InstructionsOf(int block)
    {
        var shape = _cfg.Blocks[block];
        var end = shape.FirstInstruction + shape.InstructionCount;
        if (_plan.Blocks[block].Fault >= 0)
        {
            end = _plan.Blocks[block].Fault;
        }
        else if (shape.End == BlockEnd.Undefined)
        {
            end--;
        }

        for (var i = shape.FirstInstruction; i < end; i++)
        {
            yield return _cfg.Instructions[i];
        }
    }

    private List<int> InternalSuccessors(int block)
    {
        if (!_successors.TryGetValue(block, out var successors))
        {
            successors = FindInternalSuccessors(block);
            _successors.Add(block, successors);
        }

        return successors;
    }

    private List<int> FindInternalSuccessors(int block)
    {
        var successors = new List<int>();
        var plan = _plan.Blocks[block];
        var shape = _cfg.Blocks[block];
        if (plan.Fault >= 0)
        {
            return successors;
        }

        var height = ExitHeight(block);
        foreach (var pc in plan.Targets ?? [])
        {
            if (_context.IsJumpDestination(pc) && IsInternal(_cfg.BlockAt(pc), height))
            {
                successors.Add(_cfg.BlockAt(pc));
            }
        }

        if (shape.End is BlockEnd.FallThrough or BlockEnd.JumpIf && block + 1 < _cfg.Blocks.Count && IsInternal(block + 1, height))
        {
            successors.Add(block + 1);
        }

        return successors;
    }

    private List<int> ReversePostorder()
    {
        var order = new List<int>();
        var visited = new HashSet<int> { _region.Head };
        var stack = new Stack<(int Block, List<int> Successors, int Next)>();
        stack.Push((_region.Head, InternalSuccessors(_region.Head), 0));
        while (stack.TryPop(out var frame))
        {
            if (frame.Next == frame.Successors.Count)
            {
                order.Add(frame.Block);
                continue;
            }

            stack.Push(frame with { Next = frame.Next + 1 });
            var successor = frame.Successors[frame.Next];
            if (visited.Add(successor))
            {
                stack.Push((successor, InternalSuccessors(successor), 0));
            }
        }

        order.Reverse();
        return order;
    }

    private void MeasureBounds(int block)
    {
        var height = _plan.Blocks[block].Entry.Height;
        foreach (var instruction in InstructionsOf(block))
        {
            var info = instruction.Info;
            _lowest = Math.Min(_lowest, height - info.Pops);
            height += info.Pushes - info.Pops;
            _highest = Math.Max(_highest, height);
        }
    }

    private void CollectDefinitions(int block, SlotSet defined)
    {
        var height = _plan.Blocks[block].Entry.Height;
        foreach (var instruction in InstructionsOf(block))
        {
            var info = instruction.Info;
            if (instruction.Opcode == (byte)Opcode.EXCHANGE)
            {
                var (n, m) = StackImmediate.DecodePair(instruction.Immediate);
                defined.Add(height - 1 - n);
                defined.Add(height - 1 - m);
                continue;
            }

            if (instruction.Opcode is (>= (byte)Opcode.SWAP1 and <= (byte)Opcode.SWAP16) or (byte)Opcode.SWAPN)
            {
                defined.Add(height - 1);
                defined.Add(height - info.Pops);
                continue;
            }

            height += info.Pushes - info.Pops;
            if (info.Pushes > 0)
            {
                defined.Add(height - 1);
            }
        }
    }

    private void PropagateDirty()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            for (var i = 0; i < Order.Count; i++)
            {
                foreach (var successor in InternalSuccessors(Order[i]))
                {
                    changed |= DirtyAtEntry[_position[successor]].AddAll(DirtyAtEntry[i], Defined[i]);
                }
            }
        }
    }
}
