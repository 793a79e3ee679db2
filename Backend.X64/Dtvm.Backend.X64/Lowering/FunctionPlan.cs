// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>What is known of a block before code is made.</summary>
internal struct BlockPlan
{
    /// <summary>Index in the order, -1 when it cannot be reached.</summary>
    internal int Position;

    /// <summary>Edges into it.</summary>
    internal int Edges;

    /// <summary>The trace that it belongs to: the position of its first block.</summary>
    internal int Trace;

    /// <summary>The position of the last block of the outermost loop around it, or -1.</summary>
    internal int LoopEnd;

    /// <summary>How many times it checks memory at an address that is no constant.</summary>
    internal int Checks;

    /// <summary>The code of the block.</summary>
    internal Encoding.Label Label;
}

/// <summary>The order of a function's blocks, its traces and loops, and how often each value is used. Found in time linear in the
/// function.</summary>
/// <remarks>
/// The order is a reverse postorder, so a definition comes before its uses. A trace is a run of blocks in that order each of which is
/// entered
/// only from the one before it: what is in a register stays there from one to the next. One object serves one function after the other.
/// </remarks>
internal sealed class FunctionPlan
{
    private readonly Stack<(MirBlock Block, int Next)> _pending = new();
    private BlockPlan[] _blocks = [];
    private ValueState[] _values = [];
    private MirFunction _function = null!;

    /// <summary>The blocks that can be reached, in the order of their code.</summary>
    internal List<MirBlock> Order { get; } = [];

    /// <summary>The lowest and the highest slot of the EVM stack that the function loads.</summary>
    internal (int Lowest, int Highest) LoadedSlots { get; private set; }

    /// <summary>Whether memory of the EVM is read or written inline.</summary>
    internal bool UsesMemory { get; private set; }

    /// <summary>Whether a slot of the EVM stack is stored to where the function is not left.</summary>
    internal bool HasEarlyStores { get; private set; }

    /// <summary>The values by number.</summary>
    internal ValueState[] Values => _values;

    /// <summary>What is known of a block.</summary>
    internal ref BlockPlan this[MirBlock block] => ref _blocks[block.Id];

    /// <summary>Makes the plan of a function.</summary>
    /// <exception cref="X64Exception">A block has no terminator.</exception>
    internal void Make(MirFunction function)
    {
        _function = function;
        Order.Clear();
        UsesMemory = false;
        HasEarlyStores = false;
        LoadedSlots = (0, -1);
        Grow(ref _blocks, function.BlockIdCount);
        Grow(ref _values, function.ValueCount);
        for (var i = 0; i < function.BlockIdCount; i++)
        {
            _blocks[i] = new BlockPlan { Position = -1, LoopEnd = -1 };
        }

        for (var i = 0; i < function.ValueCount; i++)
        {
            _values[i] = ValueState.New(function.TypeOf(new Value(i)));
        }

        FindOrder();
        FindTracesAndLoops();
        for (var i = 0; i < Order.Count; i++)
        {
            CountUses(Order[i]);
        }
    }

    /// <summary>The value that another one is a name of.</summary>
    internal int Resolve(Value value)
    {
        var id = value.Id;
        while (_values[id].Alias >= 0)
        {
            id = _values[id].Alias;
        }

        return id;
    }

    private static void Grow<T>(ref T[] array, int count)
    {
        if (array.Length < count)
        {
            array = new T[Math.Max(count, array.Length * 2)];
        }
    }

    private void FindOrder()
    {
        _pending.Push((_function.Entry, 0));
        _blocks[_function.Entry.Id].Position = 0;
        while (_pending.TryPop(out var top))
        {
            var terminator = top.Block.Terminator ?? throw new X64Exception($"{_function.Name}: {top.Block} has no terminator");
            var targets = terminator.Targets;
            if (top.Next == targets.Length)
            {
                Order.Add(top.Block);
                continue;
            }

            _pending.Push((top.Block, top.Next + 1));

            // What is visited last comes right behind the block: the second way of a branch, unless that ends the execution.
            var isSwapped = targets.Length == 2 && Halts(targets[1].Block) && !Halts(targets[0].Block);
            var target = targets[isSwapped ? 1 - top.Next : top.Next].Block;
            ref var plan = ref _blocks[target.Id];
            plan.Edges++;
            if (plan.Position < 0)
            {
                plan.Position = 0;
                _pending.Push((target, 0));
            }
        }

        Order.Reverse();
        for (var i = 0; i < Order.Count; i++)
        {
            _blocks[Order[i].Id].Position = i;
        }
    }

    private static bool Halts(MirBlock block) => block.Terminator is { Op: MirOp.Trap or MirOp.Revert or MirOp.Stop or MirOp.Return };

    private void FindTracesAndLoops()
    {
        for (var i = 0; i < Order.Count; i++)
        {
            foreach (var target in Order[i].Terminator!.Value.Targets)
            {
                ref var plan = ref _blocks[target.Block.Id];
                if (plan.Position <= i)
                {
                    plan.LoopEnd = i;
                }
            }
        }

        var trace = 0;
        var end = -1;
        MirBlock? before = null;
        for (var i = 0; i < Order.Count; i++)
        {
            ref var plan = ref _blocks[Order[i].Id];
            if (before is null || plan.Edges != 1 || !LeadsTo(before, Order[i]))
            {
                trace = i;
            }

            plan.Trace = trace;
            end = Math.Max(end, plan.LoopEnd);
            plan.LoopEnd = end >= i ? end : -1;
            before = Order[i];
        }

        // An interval that begins later may reach further: the end of the outermost one is known behind it.
        for (var i = Order.Count - 2; i >= 0; i--)
        {
            ref var plan = ref _blocks[Order[i].Id];
            if (plan.LoopEnd > i)
            {
                plan.LoopEnd = Math.Max(plan.LoopEnd, _blocks[Order[i + 1].Id].LoopEnd);
            }
        }
    }

    private static bool LeadsTo(MirBlock from, MirBlock to)
    {
        var targets = from.Terminator!.Value.Targets;
        return targets.Length is 1 or 2 && (targets[0].Block == to || targets[^1].Block == to);
    }

    private void CountUses(MirBlock block)
    {
        ref var plan = ref _blocks[block.Id];
        var trace = plan.Trace;
        if (plan.Edges != 1)
        {
            for (var i = 0; i < block.Parameters.Count; i++)
            {
                ref var state = ref _values[block.Parameters[i].Id];
                state.Link = i;
                state.Trace = trace;
                state.IsGlobal = true;
                state.ParameterOf = block.Id;
                state.Place = Place.Computed;
                state.InHome = 15;
            }
        }

        var instructions = block.Instructions;
        var hasSuccessors = block.Terminator!.Value.Targets.Length > 0;
        for (var i = 0; i < instructions.Count; i++)
        {
            var inst = instructions[i];
            foreach (var operand in inst.Operands)
            {
                Use(operand, trace);
            }

            if (inst.Result.IsValid)
            {
                _values[inst.Result.Id].Trace = trace;
            }

            switch (inst.Op)
            {
                case MirOp.MemTouch:
                    plan.Checks += _function.IsConstant(inst.Operands[0], out _) ? 0 : 1;
                    break;
                case MirOp.StackLoad:
                    var slot = (int)inst.Immediate;
                    LoadedSlots = LoadedSlots.Highest < LoadedSlots.Lowest
                        ? (slot, slot)
                        : (Math.Min(LoadedSlots.Lowest, slot), Math.Max(LoadedSlots.Highest, slot));
                    break;
                case MirOp.StackStore:
                    HasEarlyStores |= hasSuccessors;
                    break;
                case MirOp.MemLoad or MirOp.MemStore or MirOp.MemStore8:
                    UsesMemory = true;
                    break;
            }
        }

        foreach (var target in block.Terminator!.Value.Targets)
        {
            var isOnlyWay = _blocks[target.Block.Id].Edges == 1;
            var arguments = target.Arguments;
            for (var i = 0; i < arguments.Length; i++)
            {
                if (isOnlyWay)
                {
                    _values[target.Block.Parameters[i].Id].Alias = Resolve(arguments[i]);
                }
                else
                {
                    Use(arguments[i], trace);
                }
            }
        }
    }

    private void Use(Value value, int trace)
    {
        ref var state = ref _values[Resolve(value)];
        state.Uses++;
        state.IsUsed = true;
        state.IsGlobal |= state.Trace != trace;
    }
}
