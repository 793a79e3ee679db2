// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Mir;

namespace Dtvm.Frontend;

/// <summary>The SSA values of a region's stack slots (Braun et al., "Simple and Efficient Construction of SSA Form", with
/// block parameters made on demand and their arguments filled in at the end, so that nothing recurses).</summary>
/// <remarks>A slot that no path from the entry has changed is read from the stack in memory where it is needed: that keeps live ranges
/// short. The tables are used again for the next region.</remarks>
/// <param name="shape">The shape of the region.</param>
internal sealed class SlotValues(RegionShape shape)
{
    private readonly List<Edge> _edges = [];
    private readonly Queue<(int Position, int Slot)> _parameters = new();
    private readonly List<Parameter> _made = [];
    private readonly List<Value> _arguments = [];
    private readonly List<Value> _passed = [];
    private readonly List<int> _path = [];
    private MirFunction _function = null!;
    private MirBlock _entry = null!;
    private MirBlock[] _blocks = [];
    private Value[] _values = [];       // by block and slot
    private Value[] _entryLoads = [];   // by slot
    private int[] _firstEdge = [];      // by block: the first of a chain; -1 for none
    private int[] _lastEdge = [];
    private int[] _firstParameter = []; // by block: the last one made, the first of a chain

    /// <summary>An edge inside the region: the target number of a terminator, the block it leaves (-1: the entry), and the next edge
    /// into the same block.</summary>
    private record struct Edge(MirInst Terminator, int Target, int From, int Next);

    /// <summary>A block parameter: the first of its arguments, one for each edge, and the parameter of the block that was made
    /// before.</summary>
    private readonly record struct Parameter(int FirstArgument, int Next);

    /// <summary>Begins a region.</summary>
    /// <param name="function">Its function.</param>
    /// <param name="entry">The function's entry.</param>
    /// <param name="blocks">The blocks, by position in the shape's order; there may be more behind them.</param>
    public void Begin(MirFunction function, MirBlock entry, MirBlock[] blocks)
    {
        _function = function;
        _entry = entry;
        _blocks = blocks;
        var count = shape.Order.Count;
        var slots = shape.SlotCount;
        _edges.Clear();
        _made.Clear();
        _arguments.Clear();
        Fill(ref _values, count * slots, Value.None);
        Fill(ref _entryLoads, slots, Value.None);
        Fill(ref _firstEdge, count, -1);
        Fill(ref _lastEdge, count, -1);
        Fill(ref _firstParameter, count, -1);
    }

    /// <summary>Gives a slot a value at the end of what has been emitted of a block.</summary>
    public void Write(int position, int slot, Value value) => ValueOf(position, slot) = value;

    /// <summary>The value of a slot at the end of what has been emitted of a block.</summary>
    public Value Read(int position, int slot)
    {
        var known = ValueOf(position, slot);
        return known.IsValid ? known : Find(position, slot);
    }

    /// <summary>Whether a value is what the stack in memory holds in a slot anyway.</summary>
    public bool IsUnchanged(int slot, Value value) =>
        _function.DefinitionOf(value) is { Op: MirOp.StackLoad } load && load.Slot == slot;

    /// <summary>Records an edge inside the region.</summary>
    /// <param name="terminator">The terminator; its targets exist already.</param>
    /// <param name="target">Which target of it.</param>
    /// <param name="from">Position of the block it ends; -1 for the entry.</param>
    /// <param name="to">Position of the target block.</param>
    public void AddEdge(MirInst terminator, int target, int from, int to)
    {
        _edges.Add(new Edge(terminator, target, from, -1));
        var edge = _edges.Count - 1;
        if (_firstEdge[to] < 0)
        {
            _firstEdge[to] = edge;
        }
        else
        {
            CollectionsMarshal.AsSpan(_edges)[_lastEdge[to]].Next = edge;
        }

        _lastEdge[to] = edge;
    }

    /// <summary>Fills in the arguments of all block parameters. Call once, when everything is emitted.</summary>
    public void Complete()
    {
        // A parameter's arguments are read in the order in which parameters were made, which may make more of them.
        while (_parameters.TryDequeue(out var parameter))
        {
            var made = new Parameter(_arguments.Count, _firstParameter[parameter.Position]);
            _firstParameter[parameter.Position] = _made.Count;
            _made.Add(made);
            for (var edge = _firstEdge[parameter.Position]; edge >= 0; edge = _edges[edge].Next)
            {
                var from = _edges[edge].From;
                _arguments.Add(from < 0 ? LoadAtEntry(parameter.Slot) : Read(from, parameter.Slot));
            }
        }

        for (var position = 0; position < shape.Order.Count; position++)
        {
            if (_firstParameter[position] >= 0)
            {
                PassArguments(position);
            }
        }
    }

    private static void Fill<T>(ref T[] table, int length, T value)
    {
        if (table.Length < length)
        {
            table = new T[Math.Max(length, table.Length * 2)];
        }

        Array.Fill(table, value, 0, length);
    }

    private ref Value ValueOf(int position, int slot) => ref _values[(position * shape.SlotCount) + slot - shape.LowestSlot];

    /// <summary>Gives the edges into a block their arguments.</summary>
    private void PassArguments(int position)
    {
        var number = 0;
        for (var edge = _firstEdge[position]; edge >= 0; edge = _edges[edge].Next)
        {
            // The chain of parameters begins with the last one.
            _passed.Clear();
            for (var parameter = _firstParameter[position]; parameter >= 0; parameter = _made[parameter].Next)
            {
                _passed.Add(_arguments[_made[parameter].FirstArgument + number]);
            }

            _passed.Reverse();
            var targets = _edges[edge].Terminator.Targets;
            targets.Set(_edges[edge].Target, targets[_edges[edge].Target].Block, CollectionsMarshal.AsSpan(_passed));
            number++;
        }
    }

    private Value Find(int position, int slot)
    {
        _path.Clear();
        var at = position;
        Value value;
        while (!(value = ValueOf(at, slot)).IsValid)
        {
            _path.Add(at);
            if (!shape.IsDirtyAtEntry(at, slot))
            {
                value = Load(_blocks[at], slot);
                break;
            }

            if (shape.Predecessors[at] != 1)
            {
                value = _function.AddParameter(_blocks[at], MirType.I256);
                _parameters.Enqueue((at, slot));
                break;
            }

            at = _edges[_firstEdge[at]].From;
        }

        foreach (var visited in _path)
        {
            ValueOf(visited, slot) = value;
        }

        return value;
    }

    private Value LoadAtEntry(int slot)
    {
        ref var value = ref _entryLoads[slot - shape.LowestSlot];
        if (!value.IsValid)
        {
            value = Load(_entry, slot);
        }

        return value;
    }

    /// <summary>Loads a slot at the end of a block, before its terminator when it has one.</summary>
    private Value Load(MirBlock block, int slot)
    {
        var result = _function.NewValue(MirType.I256);
        var load = new MirInst(_function, MirOp.StackLoad, MirType.I256) { Immediate = slot, Result = result, Pc = block.Pc };
        var end = block.Terminator is null ? block.Instructions.Count : block.Instructions.Count - 1;
        block.Instructions.Insert(end, load);
        return result;
    }
}
