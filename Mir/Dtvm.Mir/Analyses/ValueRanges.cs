// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Mir.Analyses;

/// <summary>The least and the greatest unsigned number that a value can be.</summary>
/// <param name="Least">The lower bound, itself possible.</param>
/// <param name="Greatest">The upper bound, itself possible.</param>
public readonly record struct ValueRange(U256 Least, U256 Greatest)
{
    /// <summary>Whether there is only one number.</summary>
    public bool IsConstant => Least == Greatest;

    /// <summary>Everything that a type can hold.</summary>
    /// <param name="type">I1, I64 or I256.</param>
    public static ValueRange Of(MirType type) => new(U256.Zero, ConstantEvaluator.Truncate(U256.MaxValue, type));

    /// <summary>The numbers from the least to the greatest of two ranges.</summary>
    /// <param name="other">The other range.</param>
    public ValueRange Join(in ValueRange other) => new(
        Least < other.Least ? Least : other.Least, Greatest > other.Greatest ? Greatest : other.Greatest);
}

/// <summary>A range for each value of a function, wherever it is used.</summary>
/// <remarks>One sweep in reverse postorder: a block parameter joins what its edges carry, and can be anything when an edge comes from a
/// block that has not been reached yet, as around a loop. A snapshot, linear in the size of the function. What an operation does is in
/// <see cref="TransferRules.Ranges"/>; the ranges of what the machine gives are its word.</remarks>
public sealed class ValueRanges
{
    private static readonly U256 GreatestAddress = (U256.One << 160) - U256.One;

    private ValueRange[] _ranges = [];  // by value
    private bool[] _isKnown = [];       // by value: whether the sweep has come to it
    private MirFunction _function = null!;
    private int _count;

    /// <summary>Analyses a function.</summary>
    /// <param name="function">A function in SSA form.</param>
    /// <param name="graph">Its graph.</param>
    public ValueRanges(MirFunction function, ControlFlowGraph graph) => Compute(function, graph);

    /// <summary>The range of a value; everything for one that is defined in a block that cannot be reached.</summary>
    /// <param name="value">A value that existed when the function was analysed.</param>
    public ValueRange this[Value value] => _isKnown[value.Id] ? _ranges[value.Id] : ValueRange.Of(_function.TypeOf(value));

    /// <summary>Analyses a function in the tables of the last one.</summary>
    internal void Compute(MirFunction function, ControlFlowGraph graph)
    {
        _function = function;
        _count = function.ValueCount;
        Table.Ensure(ref _ranges, _count);
        Table.Ensure(ref _isKnown, _count);
        Array.Clear(_isKnown, 0, _count);
        foreach (var block in graph.ReversePostorder)
        {
            var edges = graph.Incoming(block);
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                Set(block.Parameters[i], OfParameter(block.Parameters[i], i, edges));
            }

            foreach (var inst in block.Instructions)
            {
                if (inst.Result.IsValid)
                {
                    Set(inst.Result, Of(inst, new RangeFacts(this)));
                }
            }
        }
    }

    /// <summary>Whether another analysis has the same ranges; values that came later have none in either.</summary>
    internal bool Equals(ValueRanges other)
    {
        for (var i = 0; i < Math.Min(_count, other._count); i++)
        {
            if (this[new Value(i)] != other[new Value(i)])
            {
                return false;
            }
        }

        return true;
    }

    private void Set(Value value, in ValueRange range)
    {
        _ranges[value.Id] = range;
        _isKnown[value.Id] = true;
    }

    private ValueRange OfParameter(Value parameter, int index, ReadOnlySpan<BlockEdge> edges)
    {
        ValueRange? joined = null;
        foreach (var edge in edges)
        {
            var argument = edge.Target.Arguments[index];
            if (!_isKnown[argument.Id])
            {
                return ValueRange.Of(_function.TypeOf(parameter));
            }

            joined = joined is { } range ? range.Join(_ranges[argument.Id]) : _ranges[argument.Id];
        }

        return joined ?? ValueRange.Of(_function.TypeOf(parameter));
    }

    /// <summary>The range of an instruction's result, from what is known of its operands.</summary>
    /// <typeparam name="TFacts">What is known of values.</typeparam>
    /// <param name="inst">An instruction with a result.</param>
    /// <param name="facts">What is known of values.</param>
    public static ValueRange Of<TFacts>(MirInst inst, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        switch (inst.Op)
        {
            case MirOp.Address or MirOp.Caller:
                return new ValueRange(U256.Zero, GreatestAddress);
            case MirOp.MemTouch:
                return new ValueRange(U256.Zero, ExecutionLimits.MaxMemoryOffset);
            case MirOp.RuntimeCall when inst.Call is RuntimeCall.Origin or RuntimeCall.Coinbase:
                return new ValueRange(U256.Zero, GreatestAddress);
        }

        var bindings = default(RuleBindings);
        return RuleMatcher.Find(TransferRules.Ranges.For(inst), inst, facts, ref bindings) is { } rule
            ? new ValueRange(
                TermEvaluator.Evaluate(rule.Results[0], in bindings, facts), TermEvaluator.Evaluate(rule.Results[1], in bindings, facts))
            : ValueRange.Of(inst.Type);
    }

    /// <summary>What is known of a value: its range, and nothing else.</summary>
    private readonly struct RangeFacts(ValueRanges ranges) : IRuleFacts
    {
        public bool IsConstant(Value value, out U256 constant) => ranges._function.IsConstant(value, out constant);

        public int DefiningOp(Value value) => 0;

        public U256 PossibleBits(Value value) => ConstantEvaluator.Truncate(U256.MaxValue, ranges._function.TypeOf(value));

        public ValueRange Range(Value value) => ranges[value];
    }
}
