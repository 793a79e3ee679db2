// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>Finds the internal functions of a code that are small enough to be copied to their calls.</summary>
/// <remarks>A function is found by walking all ways from its entry, on a stack whose items carry marks: a jump to a marked item is the
/// return. A walk ends after a bounded number of blocks, so that all walks together are linear in the size of the code.</remarks>
/// <param name="context">The code.</param>
/// <param name="cfg">Its blocks, without copies.</param>
/// <param name="graph">The same blocks, asked for which of them end the execution.</param>
internal sealed class InternalFunctions(EvmFrontendContext context, EvmCfg cfg, BlockGraph graph) : IDisposable
{
    /// <summary>How much machine code a function that is copied may become, and in how many blocks.</summary>
    private const int MaxWeight = 64, MaxBlocks = 12;

    /// <summary>How far below the top of the stack a return address is looked for.</summary>
    private const int MarkedItems = 24;

    private readonly Dictionary<int, InternalFunction?> _known = [];
    private readonly List<InternalFunction.Block> _blocks = [];
    private readonly List<AbstractStack> _stacks = [];
    private byte[]? _references; // by program counter: how often the code pushes it; 2 stands for more
    private int _returnSlot;
    private int _weight;
    private int _lowest;
    private int _highest;

    /// <summary>The function that begins with a block, when it is small and more than one place in the code names it; null
    /// otherwise.</summary>
    /// <param name="entry">A block that can be jumped to.</param>
    public InternalFunction? Find(int entry)
    {
        if (!_known.TryGetValue(entry, out var function))
        {
            function = IsShared(cfg.Blocks[entry].Start) ? Walk(entry) : null;
            _known.Add(entry, function);
        }

        return function;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var stack in _stacks)
        {
            stack.Dispose();
        }

        if (_references is not null)
        {
            ArrayPool<byte>.Shared.Return(_references);
        }
    }

    private bool IsShared(int pc)
    {
        if (_references is null)
        {
            _references = ArrayPool<byte>.Shared.Rent(context.Bytecode.Length);
            Array.Clear(_references);
            foreach (ref readonly var instruction in cfg.Instructions)
            {
                if (instruction.Opcode is >= (byte)Opcode.PUSH1 and <= (byte)Opcode.PUSH4
                    && instruction.TryGetSmallPush(context.Bytecode.Span, out var pushed) && context.IsJumpDestination(pushed))
                {
                    _references[pushed] = (byte)Math.Min(_references[pushed] + 1, 2);
                }
            }
        }

        return _references[pc] > 1;
    }

    private InternalFunction? Walk(int entry)
    {
        _blocks.Clear();
        _returnSlot = -1;
        _weight = 0;
        _lowest = 0;
        _highest = 0;
        StackAt(0).BeginMarked(MarkedItems);
        return Walk(entry, 0) >= 0 && _returnSlot >= 0
            ? new InternalFunction([.. _blocks], _returnSlot, _weight, _lowest, _highest)
            : null;
    }

    /// <summary>Walks on from a block.</summary>
    /// <param name="block">A block of the code.</param>
    /// <param name="depth">How many blocks lie between it and the entry; the stack at its entry is the one of this number.</param>
    /// <returns>Its place in the function; -1 when this is none that is wanted.</returns>
    private int Walk(int block, int depth)
    {
        ref readonly var shape = ref cfg.Blocks[block];
        _weight += shape.Weight;
        if (_blocks.Count == MaxBlocks || _weight > MaxWeight)
        {
            return -1;
        }

        var place = _blocks.Count;
        _blocks.Add(new InternalFunction.Block(block, -1, -1));
        var stack = StackAt(depth);
        _lowest = Math.Min(_lowest, stack.Height);
        _highest = Math.Max(_highest, stack.Height);
        var jumps = shape.End is BlockEnd.Jump or BlockEnd.JumpIf ? 1 : 0;
        foreach (ref readonly var instruction in cfg.Instructions.Slice(shape.FirstInstruction, shape.InstructionCount - jumps))
        {
            stack.Apply(context.Bytecode.Span, instruction);
        }

        stack.Lost?.Clear();
        var taken = -1;
        if (jumps > 0)
        {
            var target = stack.Pop().Constants;
            if (target.Length != 1)
            {
                return -1;
            }

            var pc = target[0];
            if (shape.End == BlockEnd.JumpIf)
            {
                stack.Pop();
            }

            if (AbstractStack.IsMark(pc))
            {
                return shape.End == BlockEnd.Jump && IsReturn(AbstractStack.DepthOfMark(pc)) ? place : -1;
            }

            if (!TryFollow(cfg.DestinationAt(pc), depth, out taken))
            {
                return -1;
            }
        }

        var next = -1;
        if (shape.End is BlockEnd.FallThrough or BlockEnd.JumpIf && !TryFollow(graph.Next(block), depth, out next))
        {
            return -1;
        }

        _blocks[place] = new InternalFunction.Block(block, taken, next);
        return place;
    }

    private bool IsReturn(int slot)
    {
        var isFirst = _returnSlot < 0;
        _returnSlot = isFirst ? slot : _returnSlot;
        return _returnSlot == slot;
    }

    /// <summary>Follows an edge, unless the execution ends there.</summary>
    private bool TryFollow(int successor, int depth, out int place)
    {
        place = -1;
        if (successor is < 0 or BlockGraph.EndOfCode || graph.Halts(successor))
        {
            return true;
        }

        StackAt(depth + 1).CopyFrom(StackAt(depth));
        place = Walk(successor, depth + 1);
        return place >= 0;
    }

    private AbstractStack StackAt(int depth)
    {
        while (_stacks.Count <= depth)
        {
            _stacks.Add(new AbstractStack());
        }

        return _stacks[depth];
    }
}
