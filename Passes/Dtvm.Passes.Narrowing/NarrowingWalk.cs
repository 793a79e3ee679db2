// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>One walk over the dominator tree, in which the operands of an instruction are in their last form when it is reached.</summary>
internal sealed class NarrowingWalk : IRuleTarget
{
    private readonly MirRewriter _output = new();
    private readonly Stack<(Value Value, Value Before)> _undo = new();
    private readonly Stack<(MirBlock Block, int UndoDepth)> _scopes = new();
    private Value[] _now = [];              // by value: what it is in the block, or, of a word, what it extends; Value.None for itself
    private ValueRange[] _ranges = [];      // by value, of those of 64 bits that were reached
    private bool[] _isReached = [];         // by value
    private MirFunction _function = null!;
    private int _pc;
    private bool _changed;

    /// <summary>Narrows a function.</summary>
    /// <param name="function">The function, without unreachable blocks.</param>
    /// <param name="dominators">Its dominators.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(MirFunction function, DominatorTree dominators)
    {
        _function = function;
        _changed = false;
        _undo.Clear();
        _scopes.Clear();
        Reserve(function.ValueCount);
        Array.Fill(_now, Value.None, 0, function.ValueCount);
        Array.Clear(_isReached, 0, function.ValueCount);
        foreach (var block in dominators.Preorder)
        {
            EnterScope(block, dominators.ImmediateDominator(block));
            foreach (var inst in block.Instructions)
            {
                Visit(inst);
            }

            _output.MoveTo(block);
        }

        return _changed;
    }

    /// <inheritdoc/>
    public Value Insert(MirOp op, RuntimeCall call, MirType type, ReadOnlySpan<Value> operands) =>
        Put(new MirInst(_function, op, type, operands));

    /// <inheritdoc/>
    public Value InsertConstant(MirType type, in U256 constant) =>
        Put(new MirInst(_function, MirOp.Const, type) { Constant = constant });

    private void Visit(MirInst inst)
    {
        _pc = inst.Pc;
        UpdateOperands(inst);
        var address = inst.Op == MirOp.MemTouch ? inst.Operands[0] : Value.None;
        if (!address.IsValid && IsNarrowable(inst.Op) && Narrow(inst) is { IsValid: true } known)
        {
            Rename(inst.Result, known);
        }

        _output.Add(inst);
        NoteRange(inst);
        if (address.IsValid && !_function.IsConstant(address, out _))
        {
            Learn(address, inst.Result);
        }
    }

    private static bool IsNarrowable(MirOp op) => op
        is MirOp.Add or MirOp.Sub or MirOp.And or MirOp.Shl or MirOp.Shr or MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt;

    /// <summary>Applies the first rule that fits: of narrowing to what computes, of algebra to what compares.</summary>
    /// <returns>The value that the result is; none when there is no rule, or the instruction was changed.</returns>
    private Value Narrow(MirInst inst)
    {
        var isComparison = inst.Op is MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt;
        if (!isComparison && inst.Type != MirType.I256)
        {
            return Value.None;
        }

        var facts = new Facts(this);
        var bindings = default(RuleBindings);
        var rules = isComparison ? AlgebraicRules.Table.For(inst) : NarrowingRules.Table.For(inst);
        if (RuleMatcher.Find(rules, inst, facts, ref bindings) is not { } rule)
        {
            return Value.None;
        }

        _changed = true;
        return RuleApplication.Apply(rule, inst, in bindings, facts, this);
    }

    /// <summary>Behind a check an address is its low half, and what that was extended from is the checked address too.</summary>
    private void Learn(Value address, Value touched)
    {
        if (_function.DefinitionOf(address) is { Op: MirOp.Zext } extension && _function.TypeOf(extension.Operands[0]) == MirType.I64)
        {
            Rename(extension.Operands[0], touched);
        }

        Rename(address, touched);
    }

    private void UpdateOperands(MirInst inst)
    {
        var operands = inst.Operands;
        for (var i = 0; i < operands.Length; i++)
        {
            if (_now[operands[i].Id].IsValid)
            {
                inst.SetOperand(i, Now(operands[i]));
                _changed = true;
            }
        }
    }

    /// <summary>What a value is known as here. The extension of a checked address is made where it is used first.</summary>
    private Value Now(Value value)
    {
        var type = _function.TypeOf(value);
        var last = value;
        while (_now[last.Id] is { IsValid: true } next)
        {
            last = next;
        }

        if (_function.TypeOf(last) != type)
        {
            last = Insert(MirOp.Zext, default, type, [last]);
            Rename(value, last);
        }

        return last;
    }

    private void Rename(Value value, Value now)
    {
        _undo.Push((value, _now[value.Id]));
        _now[value.Id] = now;
    }

    private void EnterScope(MirBlock block, MirBlock? dominator)
    {
        while (_scopes.TryPeek(out var scope) && scope.Block != dominator)
        {
            _scopes.Pop();
            while (_undo.Count > scope.UndoDepth)
            {
                var (value, before) = _undo.Pop();
                _now[value.Id] = before;
            }
        }

        _scopes.Push((block, _undo.Count));
    }

    private Value Put(MirInst inst)
    {
        var result = _function.NewValue(inst.Type);
        inst.Result = result;
        inst.Pc = _pc;
        Reserve(result.Id + 1);
        _now[result.Id] = Value.None;
        _isReached[result.Id] = false;
        _output.Add(inst);
        NoteRange(inst);
        return result;
    }

    private void NoteRange(MirInst inst)
    {
        if (!inst.Result.IsValid || inst.Type != MirType.I64)
        {
            return;
        }

        _isReached[inst.Result.Id] = true;
        _ranges[inst.Result.Id] = RangeOf(inst);
    }

    private ValueRange RangeOf(MirInst inst)
    {
        if (inst.Op == MirOp.MemTouch)
        {
            return new ValueRange(U256.Zero, ExecutionLimits.MaxMemoryOffset);
        }

        var facts = new Facts(this);
        var bindings = default(RuleBindings);
        return RuleMatcher.Find(TransferRules.Ranges.For(inst), inst, facts, ref bindings) is { } rule
            ? new ValueRange(
                TermEvaluator.Evaluate(rule.Results[0], in bindings, facts), TermEvaluator.Evaluate(rule.Results[1], in bindings, facts))
            : ValueRange.Of(MirType.I64);
    }

    private void Reserve(int values)
    {
        if (_now.Length < values)
        {
            var length = Math.Max(values, 2 * _now.Length);
            Array.Resize(ref _now, length);
            Array.Resize(ref _ranges, length);
            Array.Resize(ref _isReached, length);
        }
    }

    /// <summary>What is known of values: their definitions, and ranges of those of 64 bits.</summary>
    private readonly struct Facts(NarrowingWalk walk) : IRuleFacts
    {
        public bool IsConstant(Value value, out U256 constant) => walk._function.IsConstant(value, out constant);

        public int DefiningOp(Value value) => new DefinitionFacts(walk._function).DefiningOp(value);

        public U256 PossibleBits(Value value) => KnownBits.PossibleOf(walk._function, value);

        public ValueRange Range(Value value) =>
            walk._isReached[value.Id] ? walk._ranges[value.Id] : ValueRange.Of(walk._function.TypeOf(value));
    }
}
