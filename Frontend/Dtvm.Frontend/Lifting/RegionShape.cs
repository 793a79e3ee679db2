// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>What the lifter must know of a region before it emits a block: internal edges, stack bounds, and which slots may differ from
/// memory. The tables are used again for the next region.</summary>
/// <param name="plan">The regions of the code.</param>
internal sealed class RegionShape(RegionPlan plan)
{
    private readonly int[] _position = NoPositions(plan.Graph.Count);
    private readonly List<int> _order = [];
    private readonly List<int> _predecessors = [];
    private readonly List<(int First, int Count)> _successorsOf = [];   // by discovery
    private readonly List<int> _successors = [];
    private readonly Stack<(int Discovery, int Next)> _path = new();
    private readonly List<int> _discovered = [];
    private readonly List<int> _discoveryOf = [];                       // by position
    private readonly SlotSets _dirty = new();
    private readonly SlotSets _defined = new();
    private Region _region;
    private int _lowest;
    private int _highest;

    /// <summary>The reachable blocks of the region in reverse postorder; the head first.</summary>
    public List<int> Order => _order;

    /// <summary>Number of edges into each block of <see cref="Order"/>; for the head the entry counts.</summary>
    public List<int> Predecessors => _predecessors;

    /// <summary>Items that must be on the stack at the region's entry.</summary>
    public int Need => Math.Max(0, -_lowest);

    /// <summary>Items the stack may grow by above the region's entry.</summary>
    public int Growth => Math.Max(0, _highest);

    /// <summary>The lowest slot, counted from the top at the entry, that the region works on.</summary>
    public int LowestSlot => _lowest;

    /// <summary>How many slots there are from it upwards.</summary>
    public int SlotCount => Math.Max(1, _highest - _lowest);

    /// <summary>Computes the shape of a region.</summary>
    public void Begin(Region region)
    {
        foreach (var block in _discovered)
        {
            _position[block] = -1;
        }

        _region = region;
        _lowest = 0;
        _highest = 0;
        FindOrder();
        _predecessors.Clear();
        CollectionsMarshal.SetCount(_predecessors, _order.Count);
        CollectionsMarshal.AsSpan(_predecessors).Clear();
        _predecessors[0] = 1;
        for (var i = 0; i < _order.Count; i++)
        {
            foreach (var successor in SuccessorsOf(i))
            {
                _predecessors[_position[successor]]++;
            }
        }

        _dirty.Begin(_order.Count, _lowest, SlotCount);
        _defined.Begin(_order.Count, _lowest, SlotCount);
        for (var i = 0; i < _order.Count; i++)
        {
            CollectDefinitions(i);
        }

        PropagateDirty();
    }

    /// <summary>The place of a block in <see cref="Order"/>; -1 when it is not in it.</summary>
    public int PositionOf(int block) => _position[block];

    /// <summary>Whether a slot's value may differ from the stack in memory at the entry of a block.</summary>
    public bool IsDirtyAtEntry(int position, int slot) => _dirty.Contains(position, slot);

    /// <summary>Whether a slot's value may differ from the stack in memory at the end of a block.</summary>
    public bool IsDirtyAtEnd(int position, int slot) => _dirty.Contains(position, slot) || _defined.Contains(position, slot);

    /// <summary>Whether an edge stays inside the region.</summary>
    /// <param name="successor">The target block.</param>
    /// <param name="height">The stack height on the edge.</param>
    public bool IsInternal(int successor, int height) =>
        plan.Blocks[successor].Region == _region.Head && plan.Blocks[successor].Height == height;

    /// <summary>The instructions of a block up to a certain stack fault.</summary>
    public ReadOnlySpan<EvmInstruction> InstructionsOf(int block)
    {
        ref readonly var shape = ref plan.Graph[block];
        var end = shape.FirstInstruction + shape.InstructionCount;
        if (plan.Blocks[block].Fault >= 0)
        {
            end = plan.Blocks[block].Fault;
        }
        else if (shape.End == BlockEnd.Undefined)
        {
            end--;
        }

        return plan.Graph.Instructions[shape.FirstInstruction..end];
    }

    private static int[] NoPositions(int blocks)
    {
        var positions = new int[blocks];
        Array.Fill(positions, -1);
        return positions;
    }

    private ReadOnlySpan<int> SuccessorsOf(int position)
    {
        var (first, count) = _successorsOf[_discoveryOf[position]];
        return CollectionsMarshal.AsSpan(_successors).Slice(first, count);
    }

    private void Discover(int block)
    {
        // A mark that is no position, until the order is known.
        _position[block] = int.MaxValue;
        _discovered.Add(block);
        var first = _successors.Count;
        FindInternalSuccessors(block);
        _successorsOf.Add((first, _successors.Count - first));
        _path.Push((_discovered.Count - 1, 0));
    }

    /// <summary>Follows the stack through a block, to its bounds and to the successors that find the height they want.</summary>
    private void FindInternalSuccessors(int block)
    {
        ref readonly var blockPlan = ref plan.Blocks[block];
        ref readonly var shape = ref plan.Graph[block];
        var height = blockPlan.Height;
        foreach (ref readonly var instruction in InstructionsOf(block))
        {
            _lowest = Math.Min(_lowest, height - instruction.Pops);
            height += instruction.Pushes - instruction.Pops;
            _highest = Math.Max(_highest, height);
        }

        if (blockPlan.Fault >= 0)
        {
            return;
        }

        foreach (var pc in blockPlan.Targets ?? [])
        {
            var target = plan.Graph.Destination(block, pc);
            if (target >= 0 && IsInternal(target, height))
            {
                _successors.Add(target);
            }
        }

        if (shape.End is BlockEnd.FallThrough or BlockEnd.JumpIf
            && plan.Graph.Next(block) is not BlockGraph.EndOfCode and var next && IsInternal(next, height))
        {
            _successors.Add(next);
        }
    }

    private void FindOrder()
    {
        _order.Clear();
        _discovered.Clear();
        _discoveryOf.Clear();
        _successorsOf.Clear();
        _successors.Clear();
        Discover(_region.Head);
        while (_path.TryPop(out var top))
        {
            var (first, count) = _successorsOf[top.Discovery];
            if (top.Next == count)
            {
                _order.Add(_discovered[top.Discovery]);
                _discoveryOf.Add(top.Discovery);
                continue;
            }

            _path.Push(top with { Next = top.Next + 1 });
            var successor = _successors[first + top.Next];
            if (_position[successor] < 0)
            {
                Discover(successor);
            }
        }

        _order.Reverse();
        _discoveryOf.Reverse();
        for (var i = 0; i < _order.Count; i++)
        {
            _position[_order[i]] = i;
        }
    }

    private void CollectDefinitions(int position)
    {
        var height = plan.Blocks[_order[position]].Height;
        foreach (ref readonly var instruction in InstructionsOf(_order[position]))
        {
            if (instruction.Opcode == (byte)Opcode.EXCHANGE)
            {
                var (n, m) = StackImmediate.DecodePair(instruction.Immediate);
                _defined.Add(position, height - 1 - n);
                _defined.Add(position, height - 1 - m);
                continue;
            }

            if (instruction.Opcode is (>= (byte)Opcode.SWAP1 and <= (byte)Opcode.SWAP16) or (byte)Opcode.SWAPN)
            {
                _defined.Add(position, height - 1);
                _defined.Add(position, height - instruction.Pops);
                continue;
            }

            height += instruction.Pushes - instruction.Pops;
            if (instruction.Pushes > 0)
            {
                _defined.Add(position, height - 1);
            }
        }
    }

    private void PropagateDirty()
    {
        var changed = true;
        while (changed)
        {
            changed = false;
            for (var i = 0; i < _order.Count; i++)
            {
                foreach (var successor in SuccessorsOf(i))
                {
                    changed |= _dirty.AddAll(_position[successor], _dirty.RowOf(i), _defined.RowOf(i));
                }
            }
        }
    }
}
