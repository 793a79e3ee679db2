// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Finds the values that are constants and the blocks that can be reached, both at once.</summary>
/// <remarks>
/// Every value starts unknown and is lowered to a constant or to varying. A block is looked at when its first edge is taken, so behind
/// everything that dominates it: when an instruction is met for the first time its operands are known, and nobody has looked at its result.
/// Only a value that was a constant and varies after all, by an edge that is taken later, has uses to look at again; the lists of uses
/// (<see cref="ValueUses"/>) are made when that happens first. A value's lowering costs its number of uses and no more. The tables are used
/// again for the next function.
/// </remarks>
internal sealed partial class ConstantLattice
{
    private const int VaryingCell = -1;
    private const int LoweredCell = -2;

    private readonly Stack<int> _blocksToVisit = new();
    private readonly Stack<int> _loweredValues = new();
    private readonly ValueUses _uses = new();
    private readonly RuleTable _rules = AlgebraicRules.Table;
    private MirFunction _function = null!;
    private ControlFlowGraph _graph = null!;
    private readonly List<U256> _constants = [];
    private int[] _cells = [];              // by value: zero for unknown, negative for varying, or one more than the place of a constant
    private int[] _firstEdge = [];          // by block number
    private bool[] _isTaken = [];           // by edge
    private bool[] _isExecutable = [];      // by block number
    private bool _hasUses;

    private enum State : byte
    {
        Unknown,
        Constant,
        Varying,
    }

    /// <summary>Whether a block can be reached.</summary>
    /// <param name="block">A block that was in the graph.</param>
    public bool IsExecutable(MirBlock block) => _graph.NumberOf(block) is >= 0 and var number && _isExecutable[number];

    /// <summary>Whether a value is a constant.</summary>
    /// <param name="value">A value that existed when the analysis was made.</param>
    /// <param name="constant">The constant.</param>
    public bool IsConstant(Value value, out U256 constant)
    {
        var cell = _cells[value.Id];
        constant = cell > 0 ? _constants[cell - 1] : default;
        return cell > 0;
    }

    private State StateOf(Value value) => _cells[value.Id] switch
    {
        0 => State.Unknown,
        < 0 => State.Varying,
        _ => State.Constant,
    };

    /// <summary>Whether somebody may have looked at a value that is lowered later, or was: what varied from the start has no such uses, nor
    /// has what is written as a constant.</summary>
    public bool HasUsesToVisit(Value value) => _cells[value.Id] switch
    {
        VaryingCell => false,
        > 0 => _function.DefinitionOf(value) is not { Op: MirOp.Const },
        _ => true,
    };

    /// <summary>Analyses a function.</summary>
    public void Solve(MirFunction function, ControlFlowGraph graph)
    {
        _function = function;
        _graph = graph;
        _hasUses = false;
        var order = graph.ReversePostorder;
        _constants.Clear();
        Table.Ensure(ref _cells, function.ValueCount);
        Table.Ensure(ref _firstEdge, order.Length + 1);
        Table.Ensure(ref _isExecutable, order.Length);
        Array.Clear(_cells, 0, function.ValueCount);
        Array.Clear(_isExecutable, 0, order.Length);
        for (var i = 0; i < order.Length; i++)
        {
            _firstEdge[i + 1] = _firstEdge[i] + order[i].Instructions[^1].Targets.Length;
        }

        Table.Ensure(ref _isTaken, _firstEdge[order.Length]);
        Array.Clear(_isTaken, 0, _firstEdge[order.Length]);
        MakeExecutable(0);
        while (true)
        {
            if (_blocksToVisit.TryPop(out var block))
            {
                foreach (var inst in graph.ReversePostorder[block].Instructions)
                {
                    Visit(inst, block);
                }
            }
            else if (_loweredValues.TryPop(out var value))
            {
                VisitUses(value);
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The index of the target a branch on a constant goes to.</summary>
    /// <param name="branch">A brif or switch.</param>
    /// <param name="value">Its operand.</param>
    public static int TargetFor(MirInst branch, in U256 value)
    {
        if (branch.Op == MirOp.BrIf)
        {
            return value.IsZero ? 1 : 0;
        }

        var index = branch.Cases.IndexOf(value);
        return index >= 0 ? index : branch.Targets.Length - 1;
    }

    private void MakeExecutable(int block)
    {
        if (!_isExecutable[block])
        {
            _isExecutable[block] = true;
            _blocksToVisit.Push(block);
        }
    }

    private void Take(MirInst terminator, int block, int index)
    {
        var edge = _firstEdge[block] + index;
        if (_isTaken[edge])
        {
            return;
        }

        _isTaken[edge] = true;
        var target = terminator.Targets[index];
        var parameters = target.Block.Parameters;
        var arguments = target.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            Meet(parameters[i], arguments[i]);
        }

        MakeExecutable(_graph.NumberOf(target.Block));
    }

    private void VisitUses(int value)
    {
        if (!_hasUses)
        {
            _uses.Collect(_function, _graph, this);
            _hasUses = true;
        }

        foreach (var use in _uses.Of(value))
        {
            if (!_isExecutable[use.Block])
            {
                continue;
            }

            if (use.Target < 0)
            {
                Visit(_function.InstructionAt(use.Inst), use.Block);
            }
            else if (_isTaken[_firstEdge[use.Block] + use.Target])
            {
                var target = _function.InstructionAt(use.Inst).Targets[use.Target];
                Meet(target.Block.Parameters[use.Argument], target.Arguments[use.Argument]);
            }
        }
    }

    private void Meet(Value parameter, Value argument)
    {
        var state = StateOf(argument);
        if (state != State.Unknown)
        {
            _ = IsConstant(argument, out var constant);
            Lower(parameter, state, constant);
        }
    }

    private void Lower(Value value, State state, in U256 constant)
    {
        ref var cell = ref _cells[value.Id];
        if (cell < 0 || (cell > 0 && state == State.Constant && _constants[cell - 1] == constant))
        {
            return;
        }

        if (cell > 0)
        {
            cell = LoweredCell;
            _loweredValues.Push(value.Id);
            return;
        }

        cell = VaryingCell;
        if (state == State.Constant)
        {
            _constants.Add(constant);
            cell = _constants.Count;
        }
    }

    private void Visit(MirInst inst, int block)
    {
        var result = inst.Result;
        if (result.IsValid)
        {
            if (_cells[result.Id] >= 0)
            {
                var state = Evaluate(inst, out var constant);
                if (state != State.Unknown)
                {
                    Lower(result, state, constant);
                }
            }
        }
        else if (inst.IsTerminator)
        {
            VisitTerminator(inst, block);
        }
    }

    private void VisitTerminator(MirInst inst, int block)
    {
        var count = inst.Targets.Length;
        if (count == 0)
        {
            return;
        }

        var operands = inst.Operands;
        if (operands.Length == 0 || _cells[operands[0].Id] < 0)
        {
            for (var i = 0; i < count; i++)
            {
                Take(inst, block, i);
            }
        }
        else if (IsConstant(operands[0], out var constant))
        {
            Take(inst, block, TargetFor(inst, constant));
        }
    }
}
