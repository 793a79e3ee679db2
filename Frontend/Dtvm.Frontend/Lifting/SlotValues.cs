using Dtvm.Mir;

namespace Dtvm.Frontend;

/// <summary>The SSA values of a region's stack slots (Braun et al., "Simple and Efficient Construction of SSA Form", with
/// block parameters made on demand and their arguments filled in at the end, so that nothing recurses).</summary>
/// <remarks>A slot that no path from the entry has changed is read from the stack in memory where it is needed: that keeps live ranges
/// short.</remarks>
internal sealed class SlotValues
{
    private readonly MirFunction _function;
    private readonly RegionShape _shape;
    private readonly MirBlock _entry;
    private readonly MirBlock[] _blocks;
    private readonly Dictionary<int, Value>[] _values;
    private readonly Dictionary<int, Value> _entryLoads = [];
    private readonly List<Edge>[] _incoming;
    private readonly Queue<(int Position, int Slot)> _parameters = new();
    private readonly Dictionary<Value, int> _loadedFrom = [];
    private readonly List<int> _path = [];

    /// <summary>An edge inside the region: the target number of a terminator, and the block it leaves (-1: the entry).</summary>
    private sealed record Edge(MirInst Terminator, int Target, int From, List<Value> Arguments);

    public SlotValues(MirFunction function, RegionShape shape, MirBlock entry, MirBlock[] blocks)
    {
        _function = function;
        _shape = shape;
        _entry = entry;
        _blocks = blocks;
        _values = new Dictionary<int, Value>[blocks.Length];
        _incoming = new List<Edge>[blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
        {
            _values[i] = [];
            _incoming[i] = [];
        }
    }

    /// <summary>Gives a slot a value at the end of what has been emitted of a block.</summary>
    public void Write(int position, int slot, Value value) => _values[position][slot] = value;

    /// <summary>The value of a slot at the end of what has been emitted of a block.</summary>
    public Value Read(int position, int slot)
    {
        _path.Clear();
        var at = position;
        Value value;
        while (!_values[at].TryGetValue(slot, out value))
        {
            _path.Add(at);
            if (!_shape.DirtyAtEntry[at].Contains(slot))
            {
                value = Load(_blocks[at], slot);
                break;
            }

            if (_shape.Predecessors[at] != 1)
            {
                value = _function.AddParameter(_blocks[at], MirType.I256);
                _parameters.Enqueue((at, slot));
                break;
            }

            at = _incoming[at][0].From;
        }

        foreach (var visited in _path)
        {
            _values[visited][slot] = value;
        }

        return value;
    }

    /// <summary>Whether a value is what the stack in memory holds in a slot anyway.</summary>
    public bool IsUnchanged(int slot, Value value) => _loadedFrom.TryGetValue(value, out var from) && from == slot;

    /// <summary>Records an edge inside the region.</summary>
    /// <param name="terminator">The terminator; its targets exist already.</param>
    /// <param name="target">Which target of it.</param>
    /// <param name="from">Position of the block it ends; -1 for the entry.</param>
    /// <param name="to">Position of the target block.</param>
    public void AddEdge(MirInst terminator, int target, int from, int to) => _incoming[to].Add(new Edge(terminator, target, from, []));

    /// <summary>Fills in the arguments of all block parameters. Call once, when everything is emitted.</summary>
    public void Complete()
    {
        while (_parameters.TryDequeue(out var parameter))
        {
            foreach (var edge in _incoming[parameter.Position])
            {
                edge.Arguments.Add(edge.From < 0 ? LoadAtEntry(parameter.Slot) : Read(edge.From, parameter.Slot));
            }
        }

        foreach (var edges in _incoming)
        {
            foreach (var edge in edges)
            {
                edge.Terminator.Targets[edge.Target] = edge.Terminator.Targets[edge.Target] with { Arguments = [.. edge.Arguments] };
            }
        }
    }

    private Value LoadAtEntry(int slot)
    {
        if (!_entryLoads.TryGetValue(slot, out var value))
        {
            value = Load(_entry, slot);
            _entryLoads.Add(slot, value);
        }

        return value;
    }

    /// <summary>Loads a slot at the end of a block, before its terminator when it has one.</summary>
    private Value Load(MirBlock block, int slot)
    {
        var load = new MirInst(MirOp.StackLoad, MirType.I256)
        {
            Immediate = slot,
            Result = _function.NewValue(MirType.I256),
            Pc = block.Pc,
        };
        var end = block.Terminator is null ? block.Instructions.Count : block.Instructions.Count - 1;
        block.Instructions.Insert(end, load);
        _loadedFrom.Add(load.Result, slot);
        return load.Result;
    }
}
