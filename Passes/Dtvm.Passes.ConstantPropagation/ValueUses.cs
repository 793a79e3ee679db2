// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;

namespace Dtvm.Passes;

/// <summary>A use of a value: an operand of an instruction, or an argument of one of its targets.</summary>
/// <param name="Block">Number of the block in the graph.</param>
/// <param name="Inst">Number of the instruction.</param>
/// <param name="Target">The target; -1 for an operand.</param>
/// <param name="Argument">Which argument of the target.</param>
internal readonly record struct ValueUse(int Block, int Inst, int Target, int Argument);

/// <summary>The uses of each value of a function that may still be lowered, in the reachable blocks.</summary>
internal sealed class ValueUses
{
    private int[] _start = [];
    private int[] _next = [];
    private ValueUse[] _uses = [];

    /// <summary>The uses of a value.</summary>
    public ReadOnlySpan<ValueUse> Of(int value) => _uses.AsSpan(_start[value], _start[value + 1] - _start[value]);

    /// <summary>Collects the uses of a function: count, prefix sums, fill.</summary>
    /// <param name="function">The function.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="lattice">Says whose uses are wanted.</param>
    public void Collect(MirFunction function, ControlFlowGraph graph, ConstantLattice lattice)
    {
        var values = function.ValueCount;
        Table.Ensure(ref _start, values + 1);
        Table.Ensure(ref _next, values);
        Array.Clear(_start, 0, values + 1);
        Walk(graph, lattice, isCounting: true);
        for (var i = 0; i < values; i++)
        {
            _next[i] = _start[i];
            _start[i + 1] += _start[i];
        }

        Table.Ensure(ref _uses, _start[values]);
        Walk(graph, lattice, isCounting: false);
    }

    private void Walk(ControlFlowGraph graph, ConstantLattice lattice, bool isCounting)
    {
        var order = graph.ReversePostorder;
        for (var block = 0; block < order.Length; block++)
        {
            foreach (var inst in order[block].Instructions)
            {
                foreach (var operand in inst.Operands)
                {
                    if (lattice.HasUsesToVisit(operand))
                    {
                        Add(operand, new ValueUse(block, inst.Index, -1, 0), isCounting);
                    }
                }

                var count = inst.Targets.Length;
                for (var target = 0; target < count; target++)
                {
                    var arguments = inst.Targets[target].Arguments;
                    for (var i = 0; i < arguments.Length; i++)
                    {
                        if (lattice.HasUsesToVisit(arguments[i]))
                        {
                            Add(arguments[i], new ValueUse(block, inst.Index, target, i), isCounting);
                        }
                    }
                }
            }
        }
    }

    private void Add(Value value, in ValueUse use, bool isCounting)
    {
        if (isCounting)
        {
            _start[value.Id + 1]++;
        }
        else
        {
            _uses[_next[value.Id]++] = use;
        }
    }
}
