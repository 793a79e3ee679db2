using Dtvm.ExecutionAbi;
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
/// block that has not been reached yet, as around a loop. A snapshot, linear in the size of the function.</remarks>
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
                    Set(inst.Result, Of(inst));
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

    private ValueRange Of(MirInst inst)
    {
        var all = ValueRange.Of(inst.Type);
        var operands = inst.Operands;
        var a = operands.Length > 0 ? this[operands[0]] : default;
        var b = operands.Length > 1 ? this[operands[1]] : default;
        return inst.Op switch
        {
            MirOp.Const => new(inst.Constant, inst.Constant),
            MirOp.Zext => a,
            MirOp.Trunc => a.Greatest <= all.Greatest ? a : all,
            MirOp.Add => OfSum(a, b, all),
            MirOp.Sub => a.Least >= b.Greatest ? new(a.Least - b.Greatest, a.Greatest - b.Least) : all,
            MirOp.And => new(U256.Zero, a.Greatest < b.Greatest ? a.Greatest : b.Greatest),
            MirOp.Or => new(a.Least > b.Least ? a.Least : b.Least, Ones(a.Greatest | b.Greatest)),
            MirOp.Xor => new(U256.Zero, Ones(a.Greatest | b.Greatest)),
            MirOp.Shr when b.IsConstant => new(U256.ShiftRight(b.Least, a.Least), U256.ShiftRight(b.Least, a.Greatest)),
            MirOp.Byte => new(U256.Zero, 0xff),
            MirOp.Clz => new(U256.Zero, 256),
            MirOp.Select => b.Join(this[operands[2]]),
            MirOp.Address or MirOp.Caller => new(U256.Zero, GreatestAddress),
            MirOp.MemTouch => new(U256.Zero, ExecutionLimits.MaxMemoryOffset),
            MirOp.RuntimeCall => OfCall(inst.Call, a, operands, all),
            _ => all,
        };
    }

    private static ValueRange OfSum(in ValueRange a, in ValueRange b, in ValueRange all)
    {
        var greatest = a.Greatest + b.Greatest;
        return greatest >= a.Greatest && greatest <= all.Greatest ? new(a.Least + b.Least, greatest) : all;
    }

    private ValueRange OfCall(RuntimeCall call, in ValueRange a, ReadOnlySpan<Value> operands, in ValueRange all) => call switch
    {
        RuntimeCall.Origin or RuntimeCall.Coinbase => new(U256.Zero, GreatestAddress),
        RuntimeCall.UDiv => new(U256.Zero, a.Greatest),
        RuntimeCall.UMod => OfRemainder(this[operands[1]]),
        RuntimeCall.AddMod or RuntimeCall.MulMod => OfRemainder(this[operands[2]]),
        _ => all,
    };

    private static ValueRange OfRemainder(in ValueRange divisor) =>
        new(U256.Zero, divisor.Greatest.IsZero ? U256.Zero : divisor.Greatest - U256.One);

    /// <summary>The number of as many ones as a number has bits.</summary>
    private static U256 Ones(in U256 value) => value.IsZero ? U256.Zero : U256.MaxValue >> (256 - value.BitLength);
}
