// SPDX-License-Identifier: Apache-2.0

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
/// </remarks>
internal sealed class RegionFormation
{
    private const int MaxRounds = 48;

    private readonly EvmFrontendContext _context;
    private readonly EvmCfg _cfg;
    private readonly bool[] _isHead;
    private readonly bool[] _isStale;   // by head: its region came to a block that is a head now
    private readonly Queue<int> _heads = new();
    private readonly Stack<int> _worklist = new();
    private readonly AbstractStack _stack = new();
    private readonly BlockPlan[] _plans;
    private bool _mustRestart;
    private int _headCount;
    private int _regionWeight;

    private RegionFormation(EvmFrontendContext context, EvmCfg cfg)
    {
        _context = context;
        _cfg = cfg;
        _isHead = new bool[cfg.Blocks.Length];
        _isStale = new bool[cfg.Blocks.Length];
        _plans = new BlockPlan[cfg.Blocks.Length];
        Array.Fill(_plans, new BlockPlan());
    }

    /// <summary>Forms the regions of a code.</summary>
    /// <param name="context">The code and its jump destinations.</param>
    /// <param name="cfg">Its basic blocks.</param>
    /// <param name="mode">How to cut.</param>
    public static RegionPlan Form(EvmFrontendContext context, EvmCfg cfg, RegionMode mode)
    {
        var formation = new RegionFormation(context, cfg);
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

    private void AddHead(int block)
    {
        _headCount += _isHead[block] ? 0 : 1;
        _isHead[block] = true;
    }

    private void AddEveryHead()
    {
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
                WalkBlock(head, _cfg.Blocks[block], isAtCodeStart);
            }
        }
    }

    private bool IsAtCodeStart(int head, RegionMode mode) =>
        head == 0 && mode == RegionMode.Optimistic && !_context.IsJumpDestination(0);

    private void Visit(int block)
    {
        _regionWeight += _cfg.Blocks[block].Weight;
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

        var instructions = _cfg.Instructions;
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
            FollowJump(head, ref plan, target);
        }

        if (block.End is BlockEnd.FallThrough or BlockEnd.JumpIf && block.Index + 1 < _cfg.Blocks.Length)
        {
            Follow(head, block.Index + 1);
        }
    }

    private void FollowJump(int head, ref BlockPlan plan, AbstractValue target)
    {
        plan.SetTargets(target.Constants);
        if (!target.HasConstants)
        {
            Escape();
            if (target.IsComputed)
            {
                MakeEveryDestinationHead();
            }

            return;
        }

        foreach (var pc in target.Constants)
        {
            if (_cfg.DestinationAt(pc) is >= 0 and var block)
            {
                Follow(head, block);
            }
        }
    }

    private void Follow(int head, int successor)
    {
        ref var plan = ref _plans[successor];
        if (successor == head && _stack.Height == 0)
        {
            return;
        }

        if (_isHead[successor])
        {
            Escape();
        }
        else if (plan.Region == -1)
        {
            if (_regionWeight + _cfg.Blocks[successor].Weight > _context.Limits.RegionWeight
                || _stack.Height > _context.Limits.RegionHeight
                || _stack.Height < -_context.Limits.RegionDepth)
            {
                MakeHead(successor);
                Escape();
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
        if (_cfg.DestinationAt(pc) is >= 0 and var block)
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
        foreach (var block in _cfg.Blocks)
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

        return new RegionPlan(regions, _plans);
    }
}
