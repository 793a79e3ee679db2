// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>One walk over the dominator tree, which knows of each value what it is, or what it extends, where the walk is.</summary>
internal sealed class NarrowingWalk : IRuleTarget
{
    private readonly LoopCounters _counters = new();
    private readonly MirRewriter _output = new();
    private readonly List<(Value Value, MirInst Extension)> _pending = [];
    private readonly Stack<(Value Value, Value Before)> _undo = new();
    private readonly Stack<(MirBlock Block, int UndoDepth)> _scopes = new();
    private Value[] _now = [];              // by value: what it is in the block, or, of a word, what it extends; Value.None for itself
    private LongRange[] _ranges = [];       // by value, of those of 64 bits
    private MirFunction _function = null!;
    private int _pc;
    private bool _changed;

    /// <summary>Narrows a function.</summary>
    /// <param name="function">The function, without unreachable blocks.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="dominators">Its dominators.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(MirFunction function, ControlFlowGraph graph, DominatorTree dominators)
    {
        _function = function;
        _changed = _counters.Run(function, graph, dominators);
        _undo.Clear();
        _scopes.Clear();
        Reserve(function.ValueCount);
        Array.Fill(_now, Value.None, 0, function.ValueCount);
        Array.Clear(_ranges, 0, function.ValueCount);
        foreach (var (counter, range) in _counters.Found)
        {
            _ranges[counter.Id] = new LongRange(range);
        }

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
        if (IsNarrowable(inst.Op))
        {
            if (Narrow(inst) is { IsValid: true } known)
            {
                Rename(inst.Result, known);
            }
        }
        else if (inst.Op is MirOp.MemTouch or MirOp.MemRange or MirOp.Trunc)
        {
            for (var i = 0; i < inst.Operands.Length; i++)
            {
                SetOperand(inst, i, Now(inst.Operands[i]));
            }

            MakePending();
        }

        _output.Add(inst);
        NoteRange(inst);
        if (inst.Op == MirOp.MemTouch && !_function.IsConstant(inst.Operands[0], out _))
        {
            Learn(inst.Operands[0], inst.Result);
        }
    }

    private static bool IsNarrowable(MirOp op) => op
        is MirOp.Add or MirOp.Sub or MirOp.And or MirOp.Shl or MirOp.Shr or MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt;

    /// <summary>Applies the first rule that fits: of narrowing to what computes, of algebra to what compares. Without one the operands stay
    /// what they were: a word that lies in a slot of the EVM stack costs nothing there.</summary>
    /// <returns>The value that the result is; none when there is no rule, or the instruction was changed.</returns>
    private Value Narrow(MirInst inst)
    {
        var isComparison = inst.Op is MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt;
        var left = inst.Operands[0];
        var right = inst.Operands[1];
        if (!MayBeNarrow(left) || !MayBeNarrow(right) || (isComparison && !_now[left.Id].IsValid && !_now[right.Id].IsValid))
        {
            return Value.None;
        }

        inst.SetOperand(0, Now(left));
        inst.SetOperand(1, Now(right));
        var facts = new Facts(this);
        var bindings = default(RuleBindings);
        var rules = isComparison ? AlgebraicRules.Table.For(inst) : NarrowingRules.Table.For(inst);
        if (RuleMatcher.Find(rules, inst, facts, ref bindings) is not { } rule)
        {
            inst.SetOperand(0, left);
            inst.SetOperand(1, right);
            _pending.Clear();
            return Value.None;
        }

        MakePending();
        _changed = true;
        return RuleApplication.Apply(rule, inst, in bindings, facts, this);
    }

    private bool MayBeNarrow(Value value) => _function.TypeOf(value) == MirType.I256
        && (_now[value.Id].IsValid || _function.DefinitionOf(value) is { Op: MirOp.Zext or MirOp.Const });

    /// <summary>Behind a check an address is its low half, and what that was extended from is the checked address too.</summary>
    private void Learn(Value address, Value touched)
    {
        if (LoopCounters.Extended(_function, address) is { IsValid: true } narrow)
        {
            Rename(narrow, touched);
        }

        Rename(address, touched);
    }

    private void SetOperand(MirInst inst, int index, Value now)
    {
        if (now != inst.Operands[index])
        {
            inst.SetOperand(index, now);
            _changed = true;
        }
    }

    /// <summary>What a value is known as here. The extension of a checked address is made where it is used first, when
    /// <see cref="MakePending"/> follows.</summary>
    private Value Now(Value value)
    {
        var type = _function.TypeOf(value);
        var last = value;
        while (_now[last.Id] is { IsValid: true } next)
        {
            last = next;
        }

        if (_function.TypeOf(last) == type)
        {
            return last;
        }

        var extension = new MirInst(_function, MirOp.Zext, type, [last]);
        Define(extension);
        _pending.Add((value, extension));
        return extension.Result;
    }

    private void MakePending()
    {
        foreach (var (value, extension) in _pending)
        {
            _output.Add(extension);
            Rename(value, extension.Result);
        }

        _pending.Clear();
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
        Define(inst);
        _output.Add(inst);
        NoteRange(inst);
        return inst.Result;
    }

    private void Define(MirInst inst)
    {
        var result = _function.NewValue(inst.Type);
        inst.Result = result;
        inst.Pc = _pc;
        Reserve(result.Id + 1);
        _now[result.Id] = Value.None;
        _ranges[result.Id] = default;
    }

    private void NoteRange(MirInst inst)
    {
        if (inst.Result.IsValid && inst.Type == MirType.I64)
        {
            _ranges[inst.Result.Id] = new LongRange(ValueRanges.Of(inst, new Facts(this)));
        }
    }

    private void Reserve(int values)
    {
        if (_now.Length < values)
        {
            var length = Math.Max(values, 2 * _now.Length);
            Array.Resize(ref _now, length);
            Array.Resize(ref _ranges, length);
        }
    }

    /// <summary>What is known of values: their definitions, and ranges of those of 64 bits.</summary>
    private readonly struct Facts(NarrowingWalk walk) : IRuleFacts
    {
        public bool IsConstant(Value value, out U256 constant) => walk._function.IsConstant(value, out constant);

        public int DefiningOp(Value value) => new DefinitionFacts(walk._function).DefiningOp(value);

        public U256 PossibleBits(Value value) => KnownBits.PossibleOf(walk._function, value);

        public ValueRange Range(Value value) =>
            walk._function.TypeOf(value) is var type && type == MirType.I64 ? walk._ranges[value.Id].Range : ValueRange.Of(type);
    }

    /// <summary>The range of a value of 64 bits; by default all of them.</summary>
    private readonly struct LongRange(in ValueRange range)
    {
        private readonly ulong _least = range.Least.Low64;
        private readonly ulong _above = ulong.MaxValue - range.Greatest.Low64;

        public ValueRange Range => new(_least, ulong.MaxValue - _above);
    }
}
