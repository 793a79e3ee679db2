// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;

namespace Dtvm.Passes;

/// <summary>Marks the values that are alive. The tables are used again for the next function.</summary>
internal sealed class LivenessMarker
{
    private readonly Stack<Value> _pending = new();
    private bool[] _isAlive = [];           // by value
    private (MirBlock Block, int Index)[] _parameters = []; // by value, for block parameters

    /// <summary>Makes a marker. The predicate for the removal of instructions is made once.</summary>
    public LivenessMarker() => IsDead = inst => DeadCodeElimination.IsRemovable(inst) && !(inst.Result.IsValid && IsAlive(inst.Result));

    /// <summary>Whether an instruction can go.</summary>
    public Predicate<MirInst> IsDead { get; }

    /// <summary>Whether a value is alive.</summary>
    public bool IsAlive(Value value) => _isAlive[value.Id];

    /// <summary>Marks the values of a function without unreachable blocks.</summary>
    public void Mark(MirFunction function, ControlFlowGraph graph)
    {
        if (_isAlive.Length < function.ValueCount)
        {
            _isAlive = new bool[Math.Max(function.ValueCount, _isAlive.Length * 2)];
            _parameters = new (MirBlock, int)[_isAlive.Length];
        }

        Array.Clear(_isAlive, 0, function.ValueCount);
        foreach (var block in function.Blocks)
        {
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                _parameters[block.Parameters[i].Id] = (block, i);
            }

            foreach (var inst in block.Instructions)
            {
                if (!DeadCodeElimination.IsRemovable(inst))
                {
                    // Arguments of targets live only as long as the parameters they are for.
                    Mark(inst.Operands);
                }
            }
        }

        Propagate(function, graph);
    }

    private void Mark(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            if (!_isAlive[value.Id])
            {
                _isAlive[value.Id] = true;
                _pending.Push(value);
            }
        }
    }

    private void Propagate(MirFunction function, ControlFlowGraph graph)
    {
        while (_pending.TryPop(out var value))
        {
            if (function.DefinitionOf(value) is { } inst)
            {
                Mark(inst.Operands);
                continue;
            }

            var (block, index) = _parameters[value.Id];
            foreach (var edge in graph.Incoming(block))
            {
                Mark(edge.Target.Arguments.Slice(index, 1));
            }
        }
    }
}
