using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Finds the values that are constants and the blocks that can be reached, both at once.</summary>
/// <remarks>
/// Every value starts unknown and is lowered to a constant or to varying. Uses are kept as lists of numbers: an instruction, or one
/// argument of one
/// edge, so that a value's lowering costs its number of uses and no more.
/// </remarks>
internal sealed partial class ConstantLattice
{
    private readonly MirFunction _function;
    private readonly ControlFlowGraph _graph;
    private readonly State[] _states;
    private readonly U256[] _constants;
    private readonly MirInst[] _instructions;   // of all reachable blocks, in reverse postorder
    private readonly int[] _blockOf;            // by instruction
    private readonly int[] _firstInstruction;   // by block number
    private readonly int[] _firstEdge;          // by block number
    private readonly int[] _edgeTarget;         // by edge: block number
    private readonly bool[] _isTaken;           // by edge
    private readonly bool[] _isExecutable;      // by block number
    private readonly int[] _firstArgument;      // by edge
    private readonly int[] _argumentEdge;       // by argument
    private readonly Value[] _arguments;        // by argument: the value given
    private readonly Value[] _parameters;       // by argument: the parameter it is for
    private readonly int[] _usesStart;
    private readonly int[] _uses;               // instruction, or complement of an argument
    private readonly Stack<int> _blocksToVisit = new();
    private readonly Stack<int> _loweredValues = new();

    /// <summary>Prepares the analysis.</summary>
    public ConstantLattice(MirFunction function, ControlFlowGraph graph)
    {
        _function = function;
        _graph = graph;
        _states = new State[function.ValueCount];
        _constants = new U256[function.ValueCount];
        var order = graph.ReversePostorder;
        _isExecutable = new bool[order.Length];
        _firstInstruction = new int[order.Length + 1];
        _firstEdge = new int[order.Length + 1];
        var argumentCount = 0;
        for (var i = 0; i < order.Length; i++)
        {
            var targets = order[i].Instructions[^1].Targets;
            _firstInstruction[i + 1] = _firstInstruction[i] + order[i].Instructions.Count;
            _firstEdge[i + 1] = _firstEdge[i] + targets.Length;
            foreach (var target in targets)
            {
                argumentCount += target.Arguments.Length;
            }
        }

        _instructions = new MirInst[_firstInstruction[^1]];
        _blockOf = new int[_instructions.Length];
        _edgeTarget = new int[_firstEdge[^1]];
        _isTaken = new bool[_edgeTarget.Length];
        _firstArgument = new int[_edgeTarget.Length + 1];
        _argumentEdge = new int[argumentCount];
        _arguments = new Value[argumentCount];
        _parameters = new Value[argumentCount];
        Flatten();
        (_usesStart, _uses) = CollectUses();
    }

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
        constant = _constants[value.Id];
        return _states[value.Id] == State.Constant;
    }

    /// <summary>Runs the analysis.</summary>
    public void Solve()
    {
        MakeExecutable(0);
        while (true)
        {
            if (_blocksToVisit.TryPop(out var block))
            {
                for (var i = _firstInstruction[block]; i < _firstInstruction[block + 1]; i++)
                {
                    Visit(i);
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

    private void Flatten()
    {
        var order = _graph.ReversePostorder;
        int edge = 0, argument = 0;
        for (var i = 0; i < order.Length; i++)
        {
            order[i].Instructions.CopyTo(_instructions, _firstInstruction[i]);
            Array.Fill(_blockOf, i, _firstInstruction[i], order[i].Instructions.Count);
            foreach (var target in order[i].Instructions[^1].Targets)
            {
                _edgeTarget[edge] = _graph.NumberOf(target.Block);
                for (var k = 0; k < target.Arguments.Length; k++)
                {
                    _argumentEdge[argument] = edge;
                    _arguments[argument] = target.Arguments[k];
                    _parameters[argument++] = target.Block.Parameters[k];
                }

                _firstArgument[++edge] = argument;
            }
        }
    }

    private (int[] Start, int[] Uses) CollectUses()
    {
        var start = new int[_function.ValueCount + 1];
        foreach (var inst in _instructions)
        {
            foreach (var operand in inst.Operands)
            {
                start[operand.Id + 1]++;
            }
        }

        foreach (var argument in _arguments)
        {
            start[argument.Id + 1]++;
        }

        for (var i = 1; i < start.Length; i++)
        {
            start[i] += start[i - 1];
        }

        var uses = new int[start[^1]];
        var next = start.AsSpan(0, _function.ValueCount).ToArray();
        for (var i = 0; i < _instructions.Length; i++)
        {
            foreach (var operand in _instructions[i].Operands)
            {
                uses[next[operand.Id]++] = i;
            }
        }

        for (var i = 0; i < _arguments.Length; i++)
        {
            uses[next[_arguments[i].Id]++] = ~i;
        }

        return (start, uses);
    }

    private void MakeExecutable(int block)
    {
        if (!_isExecutable[block])
        {
            _isExecutable[block] = true;
            _blocksToVisit.Push(block);
        }
    }

    private void Take(int edge)
    {
        if (_isTaken[edge])
        {
            return;
        }

        _isTaken[edge] = true;
        for (var i = _firstArgument[edge]; i < _firstArgument[edge + 1]; i++)
        {
            Meet(_parameters[i], _arguments[i]);
        }

        MakeExecutable(_edgeTarget[edge]);
    }

    private void VisitUses(int value)
    {
        for (var i = _usesStart[value]; i < _usesStart[value + 1]; i++)
        {
            var use = _uses[i];
            if (use < 0)
            {
                if (_isTaken[_argumentEdge[~use]])
                {
                    Meet(_parameters[~use], _arguments[~use]);
                }
            }
            else if (_isExecutable[_blockOf[use]])
            {
                Visit(use);
            }
        }
    }

    private void Meet(Value parameter, Value argument)
    {
        if (_states[argument.Id] != State.Unknown)
        {
            Lower(parameter, _states[argument.Id], _constants[argument.Id]);
        }
    }

    private void Lower(Value value, State state, in U256 constant)
    {
        ref var current = ref _states[value.Id];
        if (current == State.Varying || (current == State.Constant && state == State.Constant && _constants[value.Id] == constant))
        {
            return;
        }

        current = current == State.Constant ? State.Varying : state;
        _constants[value.Id] = constant;
        _loweredValues.Push(value.Id);
    }

    private void Visit(int index)
    {
        var inst = _instructions[index];
        if (inst.IsTerminator)
        {
            VisitTerminator(inst, _firstEdge[_blockOf[index]]);
        }
        else if (inst.Result.IsValid && _states[inst.Result.Id] != State.Varying)
        {
            var state = Evaluate(inst, out var constant);
            if (state != State.Unknown)
            {
                Lower(inst.Result, state, constant);
            }
        }
    }

    private void VisitTerminator(MirInst inst, int firstEdge)
    {
        if (inst.Targets.Length == 0)
        {
            return;
        }

        if (inst.Operands.Length == 0 || _states[inst.Operands[0].Id] == State.Varying)
        {
            for (var i = 0; i < inst.Targets.Length; i++)
            {
                Take(firstEdge + i);
            }
        }
        else if (_states[inst.Operands[0].Id] == State.Constant)
        {
            Take(firstEdge + TargetFor(inst, _constants[inst.Operands[0].Id]));
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

        var index = Array.IndexOf(branch.Cases, value);
        return index >= 0 ? index : branch.Targets.Length - 1;
    }
}
