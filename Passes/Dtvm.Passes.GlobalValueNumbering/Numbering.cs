// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Editing;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>The walk over the dominator tree. A use comes behind the definition that it is dominated by, so one walk finds equal
/// instructions and rewrites their uses.</summary>
internal sealed class Numbering
{
    private readonly ScopedComputations _known = new();
    private readonly StackSlots _slots = new();
    private readonly Stack<Scope> _scopes = new();
    private readonly MirRewriter _output = new();
    private ValueFacts[] _facts = [];   // by value
    private MirFunction _function = null!;
    private int _line;      // number of the straight line of code that is visited
    private int _lines;
    private bool _changed;

    /// <summary>Numbers the values of a function and removes what is computed twice.</summary>
    /// <param name="function">A function without unreachable blocks.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="dominators">Its dominator tree.</param>
    /// <returns>Whether anything changed.</returns>
    public bool Run(MirFunction function, ControlFlowGraph graph, DominatorTree dominators)
    {
        _function = function;
        _changed = false;
        _scopes.Clear();
        _slots.Reset(function);
        _known.Reset(function.ValueCount);
        if (_facts.Length < function.ValueCount)
        {
            _facts = new ValueFacts[Math.Max(function.ValueCount, _facts.Length * 2)];
        }
        else
        {
            Array.Clear(_facts, 0, function.ValueCount);
        }

        foreach (var block in dominators.Preorder)
        {
            Enter(block, dominators.ImmediateDominator(block), graph.Incoming(block));
            foreach (var inst in block.Instructions)
            {
                UpdateUses(inst);
                if (!TryReplace(inst))
                {
                    _output.Add(inst);
                }
            }

            _output.MoveTo(block);
        }

        return _changed;
    }

    /// <summary>Forgets what blocks knew that do not dominate this one, and learns from the branch that leads here.</summary>
    private void Enter(MirBlock block, MirBlock? dominator, ReadOnlySpan<BlockEdge> edges)
    {
        while (_scopes.TryPeek(out var scope) && scope.Block != dominator)
        {
            _scopes.Pop();
            _known.Forget(scope.Known);
            if (scope.Condition.IsValid)
            {
                _facts[scope.Condition.Id].Truth = Truth.Unknown;
            }
        }

        _slots.Enter();
        var condition = Value.None;
        var isContinued = edges.Length == 1 && edges[0].From.Instructions[^1].Op == MirOp.Br;
        _line = isContinued ? _scopes.Peek().Line : ++_lines;
        if (edges.Length == 1 && edges[0].From.Instructions[^1] is { Op: MirOp.BrIf } branch)
        {
            condition = branch.Operands[0];
            if (_function.IsConstant(condition, out _) || _facts[condition.Id].Truth != Truth.Unknown)
            {
                condition = Value.None;
            }
            else
            {
                _facts[condition.Id].Truth = edges[0].TargetIndex == 0 ? Truth.Yes : Truth.No;
            }
        }

        _scopes.Push(new Scope(block, _known.Count, _line, condition));
    }

    private void UpdateUses(MirInst inst)
    {
        var operands = inst.Operands;
        for (var i = 0; i < operands.Length; i++)
        {
            if (TryUpdate(operands[i], inst.Pc, out var now))
            {
                inst.SetOperand(i, now);
            }
        }

        var targets = inst.Targets;
        for (var i = 0; i < targets.Length; i++)
        {
            var arguments = targets[i].Arguments;
            for (var j = 0; j < arguments.Length; j++)
            {
                if (TryUpdate(arguments[j], inst.Pc, out var now))
                {
                    targets.SetArgument(i, j, now);
                }
            }
        }
    }

    private bool TryUpdate(Value value, int pc, out Value now)
    {
        ref readonly var facts = ref _facts[value.Id];
        now = facts.IsReplaced ? facts.Leader : value;
        if (_facts[now.Id].Truth is not Truth.Unknown and var truth)
        {
            now = ConstantOf(truth == Truth.Yes, pc);
            _changed = true;
        }

        return now != value;
    }

    /// <summary>A truth value as a constant: one that dominates this place, or a new one.</summary>
    private Value ConstantOf(bool isTrue, int pc)
    {
        var constant = new MirInst(_function, MirOp.Const, MirType.I1) { Constant = isTrue ? U256.One : U256.Zero, Pc = pc };
        var hash = Computation.Hash(constant, default);
        if (TryFind(constant, hash, default, out var leader))
        {
            return leader.Result;
        }

        constant.Result = _function.NewValue(MirType.I1);
        if (_facts.Length < _function.ValueCount)
        {
            Array.Resize(ref _facts, _facts.Length * 2);
        }

        _facts[constant.Result.Id] = new ValueFacts { Line = _line };
        _known.Add(hash, constant.Index);
        _output.Add(constant);
        return constant.Result;
    }

    /// <summary>Whether an instruction goes, because what it computes is known.</summary>
    private bool TryReplace(MirInst inst)
    {
        if (inst.Op == MirOp.StackStore)
        {
            _slots.Store(inst.Slot);
        }

        if (inst.Op == MirOp.StackLoad ? !_slots.IsSteady(inst.Slot) : !Computation.IsNumbered(inst))
        {
            return false;
        }

        var sum = SumOf(inst);
        ref var facts = ref _facts[inst.Result.Id];
        facts.Line = _line;
        facts.Sum = sum;
        var hash = Computation.Hash(inst, sum);
        if (TryFind(inst, hash, sum, out var leader) && IsWorthKeeping(leader))
        {
            facts.Leader = leader.Result;
            _changed = true;
            return true;
        }

        _known.Add(hash, inst.Index);
        return false;
    }

    private bool TryFind(MirInst inst, uint hash, in Sum sum, out MirInst leader)
    {
        var chain = _known.Find(hash);
        for (var number = chain.Next(); number >= 0; number = chain.Next())
        {
            leader = _function.InstructionAt(number);
            ref readonly var known = ref _facts[leader.Result.Id].Sum;
            if (sum.IsValid
                ? known == sum && leader.Type == inst.Type
                : !known.IsValid && Computation.AreSame(leader, inst))
            {
                return true;
            }
        }

        leader = default;
        return false;
    }

    /// <summary>Whether a result had better be kept for a use here than computed again: one of another block takes memory, four stores and
    /// as many loads of a word. A limb is kept as cheaply as it is computed.</summary>
    private bool IsWorthKeeping(MirInst leader) =>
        _facts[leader.Result.Id].Line == _line
        || leader.Type != MirType.I256
        || leader.Op is MirOp.Const or MirOp.Zext or MirOp.StackLoad
        || leader.Has(MirTraits.Costly | MirTraits.Repeatable);

    /// <summary>What an instruction is a sum of.</summary>
    private Sum SumOf(MirInst inst)
    {
        if (inst.Op is not (MirOp.Add or MirOp.Sub))
        {
            return default;
        }

        var (x, y) = (inst.Operands[0], inst.Operands[1]);
        if (!_function.IsConstant(y, out var constant))
        {
            if (inst.Op == MirOp.Sub || !_function.IsConstant(x, out constant))
            {
                return default;
            }

            x = y;
        }

        var inner = _facts[x.Id].Sum;
        var offset = inst.Op == MirOp.Add ? inner.Offset + constant : inner.Offset - constant;
        return new Sum(inner.IsValid ? inner.Base : x, ConstantEvaluator.Truncate(offset, inst.Type));
    }

    /// <summary>What is known behind a branch of its condition.</summary>
    private enum Truth : byte
    {
        /// <summary>Nothing.</summary>
        Unknown,

        /// <summary>It is true.</summary>
        Yes,

        /// <summary>It is false.</summary>
        No,
    }

    /// <summary>A block on the way down the tree.</summary>
    /// <param name="Block">The block.</param>
    /// <param name="Known">How many computations were known above it.</param>
    /// <param name="Line">The straight line of code that it is part of: blocks that jumps join.</param>
    /// <param name="Condition">The condition that is known from here on, if any.</param>
    private readonly record struct Scope(MirBlock Block, int Known, int Line, Value Condition);

    /// <summary>What is known of a value.</summary>
    private struct ValueFacts
    {
        private int _leader;    // plus one

        /// <summary>The sum that it is.</summary>
        public Sum Sum;

        /// <summary>The straight line of code that defines it, if it is numbered.</summary>
        public int Line;

        /// <summary>Its truth in the block that is visited.</summary>
        public Truth Truth;

        /// <summary>Whether another value stands for it.</summary>
        public readonly bool IsReplaced => _leader > 0;

        /// <summary>The value that stands for it.</summary>
        public Value Leader
        {
            readonly get => new(_leader - 1);
            set => _leader = value.Id + 1;
        }
    }
}
