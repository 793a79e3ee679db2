// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Dtvm.Evm;
using Dtvm.Mir.Backend;

namespace Dtvm.Frontend;

/// <summary>Cuts a contract into single-entry regions and resolves jumps whose targets are constants on the stack.</summary>
/// <remarks>
/// Heads are: the start of the code; every constant that is on the stack where a region is left and that is a jump destination (a
/// return address in flight); every block that two regions reach, or that one region reaches with different stack heights, or where
/// the region would grow past <see cref="RegionLimits.RegionWeight"/>. So the regions are the subtrees of the dominator tree under a
/// virtual root with an edge to each head. A computed jump target makes every JUMPDEST a head. A head that lies inside a region already
/// starts a new round, in which the regions are walked again that had come to it. After <see cref="MaxRounds"/> rounds every block becomes
/// a head, which bounds the work to a constant number of walks over the code.
/// A call of a small internal function, with a return address that is known, gets a copy of its blocks (<see cref="BlockGraph"/>), which
/// belong to the caller's region and so lead back into it.
/// </remarks>
internal sealed class RegionFormation : IDisposable
{
    private const int MaxRounds = 48;

    private readonly EvmFrontendContext _context;
    private readonly BlockGraph _graph;
    private InternalFunctions? _functions; // null: none is copied
    private readonly bool[] _isHead;
    private readonly bool[] _isStale;   // by head: its region came to a block that is a head now
    private readonly Queue<int> _heads = new();
    private readonly Stack<int> _worklist = new();
    private readonly AbstractStack _stack = new();
    private BlockPlan[] _plans;
    private bool _mustRestart;
    private int _headCount;
    private int _regionWeight;
    private int _copyableWeight;

    private RegionFormation(EvmFrontendContext context, EvmCfg cfg, RegionMode mode)
    {
        _context = context;
        _graph = new BlockGraph(context, cfg);
        _functions = mode == RegionMode.Optimistic ? new InternalFunctions(context, cfg, _graph) : null;
        _isHead = new bool[cfg.Blocks.Length];
        _isStale = new bool[cfg.Blocks.Length];
        _plans = LendPlans(cfg.Blocks.Length, []);
        foreach (ref readonly var block in _graph.OfCode)
        {
            _copyableWeight += block.Weight;
        }
    }

    /// <summary>Forms the regions of a code.</summary>
    /// <param name="context">The code and its jump destinations.</param>
    /// <param name="cfg">Its basic blocks.</param>
    /// <param name="mode">How to cut.</param>
    public static RegionPlan Form(EvmFrontendContext context, EvmCfg cfg, RegionMode mode)
    {
        using var formation = new RegionFormation(context, cfg, mode);
        formation.AddHead(0);
        if (mode == RegionMode.Conservative)
        {
            formation.AddEveryHead();
        }

        for (var round = 0; ; round++)
        {
            if (round == MaxRounds)
            {
                formation.AddEveryHead();
            }

            formation.Walk(mode);
            if (!formation._mustRestart)
            {
                return formation.Finish(mode);
            }
        }
    }

    /// <summary>Gives back what only forming regions needs: what is known of stacks.</summary>
    public void Dispose()
    {
        _stack.Dispose();
        _functions?.Dispose();
        foreach (ref readonly var plan in _plans.AsSpan(0, _graph.Count))
        {
            plan.Entry?.Dispose();
        }
    }

    /// <summary>Makes room for the plans of at least so many blocks, in memory that goes back with the <see cref="RegionPlan"/>.</summary>
    private static BlockPlan[] LendPlans(int blocks, BlockPlan[] known)
    {
        var plans = ArrayPool<BlockPlan>.Shared.Rent(blocks + (blocks / 4));
        known.CopyTo(plans, 0);
        Array.Fill(plans, new BlockPlan(), known.Length, plans.Length - known.Length);
        if (known.Length > 0)
        {
            ArrayPool<BlockPlan>.Shared.Return(known, clearArray: true);
        }

        return plans;
    }

    private void AddHead(int block)
    {
        _headCount += _isHead[block] ? 0 : 1;
        _isHead[block] = true;
    }

    private void AddEveryHead()
    {
        _functions?.Dispose();
        _functions = null;
        _graph.ReturnAll();
        for (var i = 0; i < _isHead.Length; i++)
        {
            AddHead(i);
            _isStale[i] = true;
        }
    }

    private void Walk(RegionMode mode)
    {
        _mustRestart = false;
        foreach (ref var plan in _plans.AsSpan())
        {
            if (plan.Region >= 0 && _isStale[plan.Region])
            {
                plan.Reset();
            }
        }

        Array.Clear(_isStale);
        for (var i = 0; i < _isHead.Length; i++)
        {
            if (_isHead[i] && _plans[i].Region == -1)
            {
                _heads.Enqueue(i);
            }
        }

        while (_heads.TryDequeue(out var head))
        {
            _plans[head].Region = head;
            _regionWeight = 0;
            var isAtCodeStart = IsAtCodeStart(head, mode);
            Visit(head);
            while (_worklist.TryPop(out var block))
            {
                WalkBlock(head, _graph[block], isAtCodeStart);
            }
        }
    }

    private bool IsAtCodeStart(int head, RegionMode mode) =>
        head == 0 && mode == RegionMode.Optimistic && !_context.IsJumpDestination(0);

    private void Visit(int block)
    {
        _regionWeight += _graph[block].Weight;
        _worklist.Push(block);
    }

    private void WalkBlock(int head, EvmBlock block, bool isAtCodeStart)
    {
        ref var plan = ref _plans[block.Index];
        var code = _context.Bytecode.Span;
        if (plan.Entry is { } entry)
        {
            _stack.CopyFrom(entry);
        }
        else
        {
            _stack.Clear(plan.Height);
        }

        var instructions = _graph.Instructions;
        var end = block.FirstInstruction + block.InstructionCount;
        var target = AbstractValue.Any;
        for (var i = block.FirstInstruction; i < end; i++)
        {
            var instruction = instructions[i];
            if (i == end - 1 && block.End is BlockEnd.Undefined or BlockEnd.StackOverflow or BlockEnd.StackUnderflow)
            {
                plan.Fault = block.End == BlockEnd.Undefined ? -1 : i;
                plan.FaultIsOverflow = block.End == BlockEnd.StackOverflow;
                return;
            }

            if (isAtCodeStart)
            {
                var isOverflow = _stack.Height - instruction.Pops + instruction.Pushes > EvmLimits.StackLimit;
                if (isOverflow || _stack.Height < instruction.Pops)
                {
                    plan.Fault = i;
                    plan.FaultIsOverflow = isOverflow;
                    return;
                }
            }

            if (i == end - 1 && block.End is BlockEnd.Jump or BlockEnd.JumpIf)
            {
                target = _stack.Pop();
                if (block.End == BlockEnd.JumpIf)
                {
                    _stack.Pop();
                }
            }
            else
            {
                _stack.Apply(code, instruction);
            }
        }

        Escape(_stack.Lost);
        if (block.End is BlockEnd.Jump or BlockEnd.JumpIf)
        {
            FollowJump(head, block, target);
        }

        if (block.End is BlockEnd.FallThrough or BlockEnd.JumpIf && _graph.Next(block.Index) is not BlockGraph.EndOfCode and var next)
        {
            Follow(head, next);
        }
    }

    private void FollowJump(int head, EvmBlock block, AbstractValue target)
    {
        _plans[block.Index].SetTargets(target.Constants);
        if (!target.HasConstants)
        {
            Escape();
            if (target.IsComputed)
            {
                MakeEveryDestinationHead();
            }

            return;
        }

        if (target.Constants is [var only] && block.End == BlockEnd.Jump && !_graph.IsCopy(block.Index))
        {
            ChooseCallee(head, block.Index, only);
        }

        foreach (var pc in target.Constants)
        {
            if (_graph.Destination(block.Index, pc) is >= 0 and var successor)
            {
                Follow(head, successor);
            }
        }
    }

    /// <summary>Gives the JUMP at the end of a block of the code a copy of the function that it calls, when it pays.</summary>
    private void ChooseCallee(int head, int block, int pc)
    {
        var callee = _graph.Callee(block);
        if (_functions is null || _graph.DestinationAt(pc) is not (>= 0 and var entry) || (callee >= 0 && _plans[callee].Region == head))
        {
            return;
        }

        var function = _functions.Find(entry);
        if (function is not null && _stack.Peek(function.ReturnSlot).HasConstants && FitsInto(_context.Limits, function))
        {
            if (callee < 0 && function.Weight <= _copyableWeight)
            {
                _copyableWeight -= function.Weight;
                _graph.Call(block, function);
                if (_plans.Length < _graph.Count)
                {
                    _plans = LendPlans(_graph.Count, _plans);
                }
            }
        }
        else if (callee >= 0)
        {
            _graph.Return(block);
        }
    }

    private bool FitsInto(RegionLimits limits, InternalFunction function) =>
        _regionWeight + function.Weight <= limits.RegionWeight
        && _stack.Height + function.Highest <= limits.RegionHeight
        && _stack.Height + function.Lowest >= -limits.RegionDepth;

    private void Follow(int head, int successor)
    {
        ref var plan = ref _plans[successor];
        if (successor == head && _stack.Height == 0)
        {
            return;
        }

        var isCopy = _graph.IsCopy(successor);
        if (!isCopy && _isHead[successor])
        {
            Leave(successor);
        }
        else if (plan.Region == -1)
        {
            if (!isCopy
                && (_regionWeight + _graph[successor].Weight > _context.Limits.RegionWeight
                    || _stack.Height > _context.Limits.RegionHeight
                    || _stack.Height < -_context.Limits.RegionDepth))
            {
                MakeHead(successor);
                Leave(successor);
                return;
            }

            plan.Region = head;
            plan.Height = _stack.Height;
            if (plan.Entry is not null || !_stack.Tracked.IsEmpty)
            {
                plan.Entry ??= new AbstractStack();
                plan.Entry.CopyFrom(_stack);
            }

            Visit(successor);
        }
        else if (plan.Region != head || plan.Height != _stack.Height)
        {
            _isStale[head] = true;
            MakeHead(successor);
        }
        else
        {
            if (plan.Entry is null)
            {
                plan.Entry = new AbstractStack();
                plan.Entry.Clear(plan.Height);
            }

            if (plan.Entry.Join(_stack))
            {
                _worklist.Push(successor);
            }

            Escape(plan.Entry.Lost);
        }
    }

    /// <summary>The region is left for a head with the current stack.</summary>
    private void Leave(int head)
    {
        if (!_graph.Halts(head))
        {
            Escape();
        }
    }

    /// <summary>The region is left with the current stack: the destinations on it can be jumped to from anywhere.</summary>
    private void Escape()
    {
        foreach (var value in _stack.Tracked)
        {
            foreach (var pc in value.Constants)
            {
                MakeDestinationHead(pc);
            }
        }
    }

    private void Escape(List<int>? lost)
    {
        if (lost is null)
        {
            return;
        }

        foreach (var pc in lost)
        {
            MakeDestinationHead(pc);
        }

        lost.Clear();
    }

    private void MakeDestinationHead(int pc)
    {
        if (_graph.DestinationAt(pc) is >= 0 and var block)
        {
            MakeHead(block);
        }
    }

    private void MakeHead(int block)
    {
        if (_isHead[block])
        {
            return;
        }

        AddHead(block);
        if (_plans[block].Region == -1)
        {
            _heads.Enqueue(block);
        }
        else
        {
            _isStale[_plans[block].Region] = true;
            _mustRestart = true;
        }
    }

    private void MakeEveryDestinationHead()
    {
        foreach (ref readonly var block in _graph.OfCode)
        {
            if (_context.IsJumpDestination(block.Start))
            {
                MakeHead(block.Index);
            }
        }
    }

    private RegionPlan Finish(RegionMode mode)
    {
        var regions = new Region[_headCount];
        var count = 0;
        for (var i = 0; i < _isHead.Length; i++)
        {
            if (_isHead[i])
            {
                regions[count++] = new Region(i, IsAtCodeStart(i, mode));
            }
        }

        return new RegionPlan(_graph, regions, _plans);
    }
}
