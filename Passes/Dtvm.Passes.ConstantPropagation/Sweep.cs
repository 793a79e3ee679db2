using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Writes the constants of a <see cref="ConstantLattice"/> into a function and simplifies every instruction, in one sweep in
/// reverse
/// postorder: the operands of an instruction are in their last form when it is reached, except around loops.</summary>
internal sealed class Sweep
{
    /// <summary>One simplification may open another; longer chains are left as they are.</summary>
    private const int MaxSteps = 16;

    private readonly MirFunction _function;
    private readonly ConstantLattice _lattice;
    private readonly Simplifier _simplifier;
    private readonly int _knownValues;
    private readonly List<MirInst?> _definitions;
    private List<MirInst> _output = [];
    private int _pc = -1;

    /// <summary>Prepares the sweep.</summary>
    public Sweep(MirFunction function, ConstantLattice lattice)
    {
        _function = function;
        _lattice = lattice;
        _knownValues = function.ValueCount;
        _definitions = new List<MirInst?>(new MirInst?[function.ValueCount]);
        Editor = new MirEditor(function);
        _simplifier = new Simplifier(this);
    }

    /// <summary>The replacements found; to be applied after the sweep.</summary>
    public MirEditor Editor { get; }

    /// <summary>Whether the sweep found a constant or an outcome of a branch that the lattice did not have.</summary>
    public bool FoundConstants { get; private set; }

    /// <summary>Rewrites the executable blocks.</summary>
    /// <returns>Whether anything changed.</returns>
    public bool Run(ControlFlowGraph graph)
    {
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

    /// <summary>The type of a value.</summary>
    public MirType TypeOf(Value value) => _function.TypeOf(value);

    /// <summary>The instruction that defines a value, when the sweep has passed it.</summary>
    public MirInst? DefinitionOf(Value value) => _definitions[value.Id];

    /// <summary>Whether a value is a constant.</summary>
    public bool IsConstant(Value value, out U256 constant)
    {
        var definition = _definitions[value.Id];
        constant = definition is { Op: MirOp.Const } ? definition.Constant : default;
        return definition is { Op: MirOp.Const };
    }

    /// <summary>Adds an instruction before the one that is being simplified.</summary>
    public Value Insert(MirInst inst)
    {
        inst.Result = _function.NewValue(inst.Type);
        inst.Pc = _pc;
        _definitions.Add(inst);
        _output.Add(inst);
        return inst.Result;
    }

    /// <summary>Adds a constant before the instruction that is being simplified.</summary>
    public Value InsertConstant(MirType type, in U256 value) => Insert(new MirInst(MirOp.Const, type) { Constant = value });

    private bool Rewrite(MirBlock block)
    {
        var changed = false;
        _output = new List<MirInst>(block.Instructions.Count + 4);
        _pc = block.Pc;
        foreach (var parameter in block.Parameters)
        {
            if (_lattice.IsConstant(parameter, out var constant))
            {
                Editor.Replace(parameter, InsertConstant(_function.TypeOf(parameter), constant));
                Editor.RemoveParameter(parameter);
                changed = true;
            }
        }

        foreach (var inst in block.Instructions)
        {
            _pc = inst.Pc;
            for (var i = 0; i < inst.Operands.Length; i++)
            {
                inst.Operands[i] = Editor.Find(inst.Operands[i]);
            }

            changed |= Rewrite(inst, out var isReplaced);
            if (!isReplaced)
            {
                _output.Add(inst);
                if (inst.Result.IsValid)
                {
                    _definitions[inst.Result.Id] = inst;
                }
            }
        }

        block.Instructions.Clear();
        block.Instructions.AddRange(_output);
        return changed;
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
                Editor.Replace(inst.Result, outcome.Replacement);
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
            MirEditor.MakeBranch(inst, inst.Targets[ConstantLattice.TargetFor(inst, value)]);
            return Outcome.Changed;
        }

        if (inst.Op == MirOp.BrIf && DefinitionOf(inst.Operands[0]) is { Op: MirOp.Not } negation)
        {
            inst.Operands = [negation.Operands[0]];
            inst.Targets = [inst.Targets[1], inst.Targets[0]];
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
