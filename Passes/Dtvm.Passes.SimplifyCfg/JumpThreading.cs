using Dtvm.Mir;
using Dtvm.Mir.Analyses;

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

    private readonly int[] _parameterIndex; // by value, for parameters of blocks that can be threaded
    private readonly bool[] _isTransparent; // by block id

    private JumpThreading(MirFunction function)
    {
        _parameterIndex = new int[function.ValueCount];
        _isTransparent = new bool[function.BlockIdCount];
        Array.Fill(_parameterIndex, -1);
    }

    /// <summary>Threads the edges of a function.</summary>
    /// <returns>Whether any edge changed; blocks may then be unreachable.</returns>
    public static bool Run(MirFunction function, ControlFlowGraph graph)
    {
        var threading = new JumpThreading(function);
        if (!threading.FindTransparentBlocks(function))
        {
            return false;
        }

        var changed = false;
        var order = graph.ReversePostorder;
        for (var i = order.Length - 1; i >= 0; i--)
        {
            var targets = order[i].Instructions[^1].Targets;
            for (var k = 0; k < targets.Length; k++)
            {
                changed |= threading.Thread(ref targets[k]);
            }
        }

        return changed;
    }

    /// <summary>A block is transparent when it is only a jump and its parameters are used by that jump alone.</summary>
    private bool FindTransparentBlocks(MirFunction function)
    {
        UseCounts? uses = null;
        var any = false;
        foreach (var block in function.Blocks)
        {
            if (block == function.Entry || block.Instructions.Count != 1 || block.Instructions[0].Op != MirOp.Br)
            {
                continue;
            }

            uses ??= new UseCounts(function);
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

            _isTransparent[block.Id] = unseen == 0;
            any |= unseen == 0;
        }

        return any;
    }

    private bool Thread(ref BlockTarget target)
    {
        var changed = false;
        for (var step = 0; step < MaxSteps && _isTransparent[target.Block.Id]; step++)
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

            target = new BlockTarget(onward.Block, arguments);
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
