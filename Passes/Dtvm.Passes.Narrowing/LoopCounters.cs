// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;

namespace Dtvm.Passes;

/// <summary>Finds counters of loops that fit into 64 bits, and makes them parameters of 64 bits.</summary>
/// <remarks>
/// <code>
/// block1(v1: i256):                   =>      block1(v9: i64):
///     v3 = ult i256 v1, v2                        v1 = zext i256 v9
///     brif v3, block2, block3                     v3 = ult i256 v1, v2
/// block2:                                         brif v3, block2, block3
///     v5 = add i256 v1, v4                    block2:
///     br block1(v5)                               v5 = add i256 v1, v4
///                                                 v11 = add i64 v9, v10
///                                                 br block1(v11)
/// </code>
/// A counter enters a loop as a number of 64 bits, is compared with a bound of 64 bits in the block that it is a parameter of, and comes
/// back from blocks behind the side of the comparison where it is below the bound: as it was, or more by a constant. So it never passes
/// the bound by more than that constant.
/// </remarks>
internal sealed class LoopCounters
{
    /// <summary>Bounds and steps up to here cannot overflow when they are added.</summary>
    private const ulong MaxConstant = 1UL << 62;

    private readonly List<(Value Counter, ValueRange Range)> _found = [];
    private MirFunction _function = null!;
    private ControlFlowGraph _graph = null!;
    private DominatorTree _dominators = null!;

    /// <summary>The parameters that were made, and what they can be.</summary>
    public IReadOnlyList<(Value Counter, ValueRange Range)> Found => _found;

    /// <summary>Narrows the counters of a function.</summary>
    /// <param name="function">The function, without unreachable blocks.</param>
    /// <param name="graph">Its graph.</param>
    /// <param name="dominators">Its dominators.</param>
    /// <returns>Whether there were any.</returns>
    public bool Run(MirFunction function, ControlFlowGraph graph, DominatorTree dominators)
    {
        _function = function;
        _graph = graph;
        _dominators = dominators;
        _found.Clear();
        foreach (var block in graph.ReversePostorder)
        {
            if (block.Parameters.Count > 0 && TryFind(block, out var index, out var range))
            {
                Narrow(block, index, range);
            }
        }

        return _found.Count > 0;
    }

    /// <summary>Whether a block is the head of a loop with a counter.</summary>
    private bool TryFind(MirBlock block, out int index, out ValueRange range)
    {
        index = -1;
        range = default;
        if (block.Terminator is not { Op: MirOp.BrIf } branch
            || _function.DefinitionOf(branch.Operands[0]) is not { Op: MirOp.Ult or MirOp.Ugt } comparison)
        {
            return false;
        }

        var isLess = comparison.Op == MirOp.Ult;
        index = block.Parameters.AsSpan().IndexOf(comparison.Operands[isLess ? 0 : 1]);
        var body = branch.Targets[0].Block;
        return index >= 0
            && _function.TypeOf(block.Parameters[index]) == MirType.I256
            && body != block
            && _graph.Incoming(body).Length == 1
            && TryBound(comparison.Operands[isLess ? 1 : 0], out var bound)
            && TryRange(block, index, body, bound, out range);
    }

    /// <summary>The greatest number that a bound can be.</summary>
    private bool TryBound(Value value, out ulong greatest)
    {
        var fits = TryEntry(value, out var range);
        greatest = range.Greatest.Low64;
        return fits && greatest != 0;
    }

    /// <summary>The range of a value that has 64 bits.</summary>
    private bool TryEntry(Value value, out ValueRange range)
    {
        range = ValueRange.Of(MirType.I64);
        if (_function.IsConstant(value, out var constant))
        {
            range = new ValueRange(constant, constant);
            return constant <= MaxConstant;
        }

        return Extended(_function, value).IsValid;
    }

    /// <summary>The I64 that a value is the extension of, with zeros; none for any other value.</summary>
    internal static Value Extended(MirFunction function, Value value) =>
        function.DefinitionOf(value) is { Op: MirOp.Zext } extension && function.TypeOf(extension.Operands[0]) == MirType.I64
            ? extension.Operands[0]
            : Value.None;

    private bool TryRange(MirBlock block, int index, MirBlock body, ulong bound, out ValueRange range)
    {
        range = default;
        ValueRange? entered = null;
        var step = 0UL;
        foreach (var edge in _graph.Incoming(block))
        {
            var argument = edge.Target.Arguments[index];
            if (_dominators.Dominates(body, edge.From))
            {
                if (!TryStep(block.Parameters[index], argument, out var constant))
                {
                    return false;
                }

                step = Math.Max(step, constant);
            }
            else if (TryEntry(argument, out var entry))
            {
                entered = entered is { } before ? before.Join(entry) : entry;
            }
            else
            {
                return false;
            }
        }

        if (step == 0 || entered is not { } start || bound - 1 > ulong.MaxValue - step)
        {
            return false;
        }

        range = start.Join(new ValueRange(start.Least, bound - 1 + step));
        return true;
    }

    /// <summary>What is added to a counter in one round.</summary>
    private bool TryStep(Value counter, Value next, out ulong step)
    {
        step = 0;
        if (next == counter)
        {
            return true;
        }

        if (_function.DefinitionOf(next) is not { Op: MirOp.Add } sum)
        {
            return false;
        }

        var other = sum.Operands[0] == counter ? sum.Operands[1] : sum.Operands[1] == counter ? sum.Operands[0] : Value.None;
        if (!other.IsValid || !_function.IsConstant(other, out var constant) || constant > MaxConstant)
        {
            return false;
        }

        step = constant.Low64;
        return step != 0;
    }

    private void Narrow(MirBlock block, int index, in ValueRange range)
    {
        var wide = block.Parameters[index];
        var counter = _function.NewValue(MirType.I64);
        foreach (var edge in _graph.Incoming(block))
        {
            edge.From.Terminator!.Value.Targets.SetArgument(
                edge.TargetIndex, index, Argument(edge.From, edge.Target.Arguments[index], wide, counter));
        }

        block.Parameters.Set(index, counter);
        block.Instructions.Insert(
            0, new MirInst(_function, MirOp.Zext, MirType.I256, counter) { Result = wide, Pc = block.Instructions[0].Pc });
        _found.Add((counter, range));
    }

    /// <summary>An argument in 64 bits.</summary>
    private Value Argument(MirBlock from, Value argument, Value wide, Value counter)
    {
        if (argument == wide)
        {
            return counter;
        }

        if (_function.IsConstant(argument, out var constant))
        {
            return Append(from, new MirInst(_function, MirOp.Const, MirType.I64) { Constant = constant });
        }

        if (Extended(_function, argument) is { IsValid: true } inner)
        {
            return inner;
        }

        _ = TryStep(wide, argument, out var step);
        var distance = Append(from, new MirInst(_function, MirOp.Const, MirType.I64) { Constant = step });
        return Append(from, new MirInst(_function, MirOp.Add, MirType.I64, counter, distance));
    }

    /// <summary>Puts an instruction before the end of a block.</summary>
    private Value Append(MirBlock block, MirInst inst)
    {
        var last = block.Instructions.Count - 1;
        inst.Pc = block.Instructions[last].Pc;
        inst.Result = _function.NewValue(inst.Type);
        block.Instructions.Insert(last, inst);
        return inst.Result;
    }
}
