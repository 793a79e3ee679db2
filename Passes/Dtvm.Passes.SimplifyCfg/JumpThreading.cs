// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Makes edges to a block that does nothing but jump on edges to where it jumps.</summary>
internal sealed class JumpThreading
{
    /// <summary>How many arguments more than before an edge may carry. A block with many incoming edges may pass on many more values than
    /// it is
    /// given; threading all its edges would multiply them.</summary>
    private const int MaxExtraArguments = 4;

    /// <summary>Blocks are threaded against the direction of the edges, so one step is the rule; back edges may take a few more.</summary>
    private const int MaxSteps = 8;

    private readonly BlockFlags _isTransparent = new();
    private int[] _parameterIndex = []; // by value, for parameters of blocks that can be threaded

    /// <summary>Threads the edges of a function.</summary>
    /// <returns>Whether any edge changed; blocks may then be unreachable.</returns>
    public static bool Run(MirFunction function, PassContext context)
    {
        if (!HasEmptyBlock(function))
        {
            return false;
        }

        var threading = context.Workspace(static () => new JumpThreading());
        return threading.FindTransparentBlocks(function, context.Uses(function)) && threading.Thread(context.Graph(function));
    }

    private static bool HasEmptyBlock(MirFunction function)
    {
        foreach (var block in function.Blocks)
        {
            if (block.Instructions.Count == 1 && block.Instructions[0].Op == MirOp.Br && block != function.Entry)
            {
                return true;
            }
        }

        return false;
    }

    private bool Thread(ControlFlowGraph graph)
    {
        var changed = false;
        var order = graph.ReversePostorder;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var targets = order[i].Instructions[^1].Targets;
            var count = targets.Length;
            for (var k = 0; k < count; k++)
            {
                changed |= Thread(targets, k);
            }
        }

        return changed;
    }

    /// <summary>A block is transparent when it is only a jump and its parameters are used by that jump alone.</summary>
    private bool FindTransparentBlocks(MirFunction function, UseCounts uses)
    {
        _isTransparent.Begin(function);
        if (_parameterIndex.Length < function.ValueCount)
        {
            _parameterIndex = new int[Math.Max(function.ValueCount, _parameterIndex.Length * 2)];
        }

        Array.Fill(_parameterIndex, -1, 0, function.ValueCount);
        var any = false;
        foreach (var block in function.Blocks)
        {
            if (block == function.Entry || block.Instructions.Count != 1 || block.Instructions[0].Op != MirOp.Br)
            {
                continue;
            }

            var unseen = 0;
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                unseen += uses[block.Parameters[i]];
                _parameterIndex[block.Parameters[i].Id] = i;
            }

            foreach (var argument in block.Instructions[0].Targets[0].Arguments)
            {
                unseen -= IsParameterOf(block, argument) ? 1 : 0;
            }

            _isTransparent[block] = unseen == 0;
            any |= unseen == 0;
        }

        return any;
    }

    private bool Thread(TargetList targets, int index)
    {
        var changed = false;
        var target = targets[index];
        for (var step = 0; step < MaxSteps && _isTransparent[target.Block]; step++)
        {
            var through = target.Block;
            var onward = through.Instructions[0].Targets[0];
            if (onward.Block == through || onward.Arguments.Length > target.Arguments.Length + MaxExtraArguments)
            {
                break;
            }

            var arguments = new Value[onward.Arguments.Length];
            for (var i = 0; i < arguments.Length; i++)
            {
                var argument = onward.Arguments[i];
                arguments[i] = IsParameterOf(through, argument) ? target.Arguments[_parameterIndex[argument.Id]] : argument;
            }

            // Written at once: the block itself may be the next one on the way.
            targets.Set(index, onward.Block, arguments);
            target = targets[index];
            changed = true;
        }

        return changed;
    }

    private bool IsParameterOf(MirBlock block, Value value)
    {
        var index = _parameterIndex[value.Id];
        return index >= 0 && index < block.Parameters.Count && block.Parameters[index] == value;
    }
}
