// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Writes the constants of a <see cref="ConstantLattice"/> into a function and simplifies every instruction, in one sweep in
/// reverse
/// postorder: the operands of an instruction are in their last form when it is reached, except around loops.</summary>
internal sealed class Sweep : IRuleTarget
{
    /// <summary>One simplification may open another; longer chains are left as they are.</summary>
    private const int MaxSteps = 16;

    private readonly Simplifier _simplifier;
    private readonly MirRewriter _output = new();
    private ConstantLattice _lattice = null!;
    private MirFunction _function = null!;
    private MirEditor _editor = null!;
    private int _knownValues;
    private int _pc;

    /// <summary>Makes a sweep that may be used for any number of functions.</summary>
    public Sweep() => _simplifier = new Simplifier(this);

    /// <summary>Whether the sweep found a constant or an outcome of a branch that the lattice did not have.</summary>
    public bool FoundConstants { get; private set; }

    /// <summary>Whether a branch has other targets than before.</summary>
    public bool ChangedBranches { get; private set; }

    /// <summary>Rewrites the executable blocks.</summary>
    /// <param name="function">The function.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="lattice">The constants.</param>
    /// <param name="editor">Gets the replacements found; to be applied after the sweep.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(MirFunction function, ControlFlowGraph graph, ConstantLattice lattice, MirEditor editor)
    {
        _function = function;
        _lattice = lattice;
        _editor = editor;
        _knownValues = function.ValueCount;
        FoundConstants = false;
        ChangedBranches = false;
        var changed = false;
        foreach (var block in graph.ReversePostorder)
        {
            if (_lattice.IsExecutable(block))
            {
                changed |= Rewrite(block);
            }
        }

        return changed;
    }

    /// <summary>The function that is rewritten.</summary>
    public MirFunction Function => _function;

    /// <summary>Whether a value is a constant.</summary>
    public bool IsConstant(Value value, out U256 constant) => _function.IsConstant(value, out constant);

    /// <inheritdoc/>
    public Value Insert(MirOp op, RuntimeCall call, MirType type, ReadOnlySpan<Value> operands)
    {
        var inst = new MirInst(_function, op, type, operands);
        if (op == MirOp.RuntimeCall)
        {
            inst.Call = call;
        }

        return Insert(inst);
    }

    /// <inheritdoc/>
    public Value InsertConstant(MirType type, in U256 constant) =>
        Insert(new MirInst(_function, MirOp.Const, type) { Constant = constant });

    private Value Insert(MirInst inst)
    {
        var result = _function.NewValue(inst.Type);
        inst.Result = result;
        inst.Pc = _pc;
        _output.Add(inst);
        return result;
    }

    private bool Rewrite(MirBlock block)
    {
        var changed = false;
        _pc = block.Pc;
        foreach (var parameter in block.Parameters)
        {
            if (_lattice.IsConstant(parameter, out var constant))
            {
                _editor.Replace(parameter, InsertConstant(_function.TypeOf(parameter), constant));
                _editor.RemoveParameter(parameter);
                changed = true;
            }
        }

        foreach (var inst in block.Instructions)
        {
            if (_editor.HasChanges)
            {
                UpdateOperands(inst);
            }

            _pc = inst.Pc;
            changed |= Rewrite(inst, out var isReplaced);
            if (!isReplaced)
            {
                _output.Add(inst);
            }
        }

        _output.MoveTo(block);
        return changed;
    }

    private void UpdateOperands(MirInst inst)
    {
        var operands = inst.Operands;
        for (var i = 0; i < operands.Length; i++)
        {
            var operand = operands[i];
            var now = _editor.Find(operand);
            if (now != operand)
            {
                inst.SetOperand(i, now);
            }
        }
    }

    private bool Rewrite(MirInst inst, out bool isReplaced)
    {
        isReplaced = false;
        if (inst.Op == MirOp.Const)
        {
            return false;
        }

        if (inst.Result.IsValid && inst.Result.Id < _knownValues && _lattice.IsConstant(inst.Result, out var constant))
        {
            Simplifier.MakeConstant(inst, constant);
            return true;
        }

        var changed = false;
        for (var step = 0; step < MaxSteps; step++)
        {
            var outcome = inst.IsTerminator ? SimplifyBranch(inst) : _simplifier.Simplify(inst);
            if (outcome.Kind == OutcomeKind.Same)
            {
                break;
            }

            changed = true;
            if (outcome.Kind == OutcomeKind.Replaced)
            {
                _editor.Replace(inst.Result, outcome.Replacement);
                isReplaced = true;
                break;
            }

            if (inst.Op == MirOp.Const)
            {
                FoundConstants = true;
                break;
            }
        }

        return changed;
    }

    private Outcome SimplifyBranch(MirInst inst)
    {
        if (inst.Op is not (MirOp.BrIf or MirOp.Switch))
        {
            return Outcome.Same;
        }

        if (IsConstant(inst.Operands[0], out var value))
        {
            // The lattice folds what it knows; a constant it has not known may make more blocks unreachable than it found.
            FoundConstants |= inst.Operands[0].Id < _knownValues && !_lattice.IsConstant(inst.Operands[0], out _);
            ChangedBranches = true;
            MirEditor.MakeBranch(inst, inst.Targets[ConstantLattice.TargetFor(inst, value)]);
            return Outcome.Changed;
        }

        if (inst.Op == MirOp.BrIf && _function.DefinitionOf(inst.Operands[0]) is { Op: MirOp.Not } negation)
        {
            inst.Operands = [negation.Operands[0]];
            inst.SetTargets(inst.Targets[1], inst.Targets[0]);
            ChangedBranches = true;
            return Outcome.Changed;
        }

        return Outcome.Same;
    }
}

/// <summary>What a simplification did.</summary>
internal enum OutcomeKind : byte
{
    /// <summary>Nothing.</summary>
    Same,

    /// <summary>The instruction was changed in place.</summary>
    Changed,

    /// <summary>The instruction's result is another value.</summary>
    Replaced,
}

/// <summary>What a simplification did, and the value that the result is.</summary>
internal readonly record struct Outcome(OutcomeKind Kind, Value Replacement)
{
    public static Outcome Same => new(OutcomeKind.Same, Value.None);

    public static Outcome Changed => new(OutcomeKind.Changed, Value.None);

    public static implicit operator Outcome(Value value) => new(OutcomeKind.Replaced, value);
}
