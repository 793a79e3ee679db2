using Dtvm.Evm;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Frontend;

/// <summary>Emits the MIR function of one region.</summary>
internal sealed class RegionLifter
{
    private const int StatusUndefinedInstruction = 5;
    private const int StatusInvalidInstruction = 4;
    private const int StatusStackOverflow = 6;
    private const int StatusStackUnderflow = 7;
    private const int StatusBadJumpDestination = 8;

    private readonly EvmFrontendContext _context;
    private readonly EvmCfg _cfg;
    private readonly RegionPlan _plan;
    private readonly MirModule _module;
    private readonly MirFunction _function;
    private readonly MirBuilder _builder;
    private readonly RegionShape _shape;
    private readonly SlotValues _values;
    private readonly MirBlock[] _blocks;
    private readonly GasSchedule _schedule;
    private readonly InstructionLifter _instructions;
    private int _position;
    private int _height;
    private long _chunkRest;

    private RegionLifter(EvmFrontendContext context, EvmCfg cfg, RegionPlan plan, Region region, MirModule module)
    {
        _context = context;
        _cfg = cfg;
        _plan = plan;
        _module = module;
        _function = module.FindByEntry(cfg.Blocks[region.Head].Start)!;
        _shape = new RegionShape(context, cfg, plan, region);
        _builder = new MirBuilder(_function);
        _schedule = GasSchedule.For(context.Revision);
        _instructions = new InstructionLifter(_builder, context.Bytecode.Length);
        var entry = _function.AddBlock(_function.EntryPc);
        _blocks = new MirBlock[_shape.Order.Count];
        for (var i = 0; i < _blocks.Length; i++)
        {
            _blocks[i] = _function.AddBlock(cfg.Blocks[_shape.Order[i]].Start);
        }

        _values = new SlotValues(_function, _shape, entry, _blocks);
        EmitEntry(entry, region);
    }

    /// <summary>Emits a region into its function, which the module has already.</summary>
    public static void Lift(EvmFrontendContext context, EvmCfg cfg, RegionPlan plan, Region region, MirModule module)
    {
        var lifter = new RegionLifter(context, cfg, plan, region, module);
        for (var i = 0; i < lifter._blocks.Length; i++)
        {
            lifter.LiftBlock(i);
        }

        lifter._values.Complete();
    }

    private void EmitEntry(MirBlock entry, Region region)
    {
        _builder.Block = entry;
        _builder.Pc = _function.EntryPc;
        if (!region.IsAtCodeStart && (_shape.Need > 0 || _shape.Growth > 0))
        {
            _builder.Append(new MirInst(MirOp.StackCheck, MirType.Void) { Immediate = _shape.Need, Immediate2 = _shape.Growth });
        }

        _builder.Br(_blocks[0]);
        _values.AddEdge(entry.Terminator!, 0, -1, 0);
    }

    private void LiftBlock(int position)
    {
        var block = _cfg.Blocks[_shape.Order[position]];
        var plan = _plan.Blocks[block.Index];
        _position = position;
        _height = plan.Entry.Height;
        _builder.Block = _blocks[position];
        _builder.Pc = block.Start;
        var target = Value.None;
        foreach (var instruction in _shape.InstructionsOf(block.Index))
        {
            StartChunk(instruction.Pc, plan);
            _builder.Pc = instruction.Pc;
            _chunkRest -= Math.Max(0, (long)_schedule.StaticCost(instruction.Opcode));
            switch ((Opcode)instruction.Opcode)
            {
                case Opcode.JUMP:
                    EndWithJump(plan, Pop());
                    return;
                case Opcode.JUMPI:
                    target = Pop();
                    EndWithBranch(block, plan, target, Pop());
                    return;
                default:
                    LiftInstruction(instruction);
                    break;
            }
        }

        EndWithoutJump(block, plan);
    }

    private void LiftInstruction(EvmInstruction instruction)
    {
        var op = instruction.Opcode;
        var info = instruction.Info;
        switch (op)
        {
            case (byte)Opcode.JUMPDEST:
                break;
            case (byte)Opcode.POP:
                _height--;
                break;
            case >= (byte)Opcode.PUSH0 and <= (byte)Opcode.PUSH32:
                Push(_builder.Const(MirType.I256, PushedValue(instruction)));
                break;
            case >= (byte)Opcode.DUP1 and <= (byte)Opcode.DUP16:
                Push(_values.Read(_position, _height - 1 - (op - (byte)Opcode.DUP1)));
                break;
            case >= (byte)Opcode.SWAP1 and <= (byte)Opcode.SWAP16:
                Swap(op - (byte)Opcode.SWAP1 + 1);
                break;
            case (byte)Opcode.DUPN:
                Push(_values.Read(_position, _height - StackImmediate.DecodeSingle(instruction.Immediate)));
                break;
            case (byte)Opcode.SWAPN:
                Swap(StackImmediate.DecodeSingle(instruction.Immediate));
                break;
            case (byte)Opcode.EXCHANGE:
                var (n, m) = StackImmediate.DecodePair(instruction.Immediate);
                Exchange(_height - 1 - n, _height - 1 - m);
                break;
            case (byte)Opcode.STOP:
                _builder.Emit(MirOp.Stop, MirType.Void);
                break;
            case (byte)Opcode.RETURN:
                _builder.Emit(MirOp.Return, MirType.Void, Pop(), Pop());
                break;
            case (byte)Opcode.REVERT:
                _builder.Emit(MirOp.Revert, MirType.Void, Pop(), Pop());
                break;
            case (byte)Opcode.SELFDESTRUCT:
                _builder.Emit(MirOp.SelfDestruct, MirType.Void, Pop());
                break;
            case (byte)Opcode.INVALID:
                Trap(StatusInvalidInstruction);
                break;
            default:
                var arguments = new Value[info.Pops];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = Pop();
                }

                var result = _instructions.Emit(instruction, arguments, _chunkRest);
                if (info.Pushes > 0)
                {
                    Push(result);
                }

                break;
        }
    }

    /// <summary>Annotates a chunk start. A chunk that a certain stack fault cuts short costs what lies before the fault.</summary>
    private void StartChunk(int pc, BlockPlan plan)
    {
        var end = _context.GasChunkEnd[pc];
        if (end == 0)
        {
            return;
        }

        var cost = _context.GasChunkCost[pc];
        if (plan.Fault >= 0 && _cfg.Instructions[plan.Fault].Pc < end)
        {
            cost = 0;
            for (var i = plan.Fault - 1; i >= 0 && _cfg.Instructions[i].Pc >= pc; i--)
            {
                cost += Math.Max(0, (long)_schedule.StaticCost(_cfg.Instructions[i].Opcode));
            }
        }

        _builder.Pc = pc;
        _builder.Append(new MirInst(MirOp.GasChunk, MirType.Void) { Immediate = cost, Immediate2 = end });
        _chunkRest = cost;
    }

    private void EndWithoutJump(EvmBlock block, BlockPlan plan)
    {
        if (plan.Fault >= 0)
        {
            _builder.Pc = _cfg.Instructions[plan.Fault].Pc;
            Trap(plan.FaultIsOverflow ? StatusStackOverflow : StatusStackUnderflow);
            return;
        }

        switch (block.End)
        {
            case BlockEnd.FallThrough:
                EndWithEdge(block.Index + 1);
                break;
            case BlockEnd.Undefined:
                var undefined = _cfg.Instructions[block.FirstInstruction + block.InstructionCount - 1];
                StartChunk(undefined.Pc, plan);
                _builder.Pc = undefined.Pc;
                Trap(StatusUndefinedInstruction);
                break;
            case BlockEnd.EndOfCode:
                _builder.Emit(MirOp.Stop, MirType.Void);
                break;
        }
    }

    private void EndWithJump(BlockPlan plan, Value target)
    {
        if (plan.Targets is not { } targets)
        {
            FlushAndJump(target);
        }
        else if (targets.Length == 1)
        {
            EndWithEdge(DestinationBlock(targets[0]));
        }
        else
        {
            var cases = new U256[targets.Length - 1];
            var blocks = new BlockTarget[targets.Length];
            for (var i = 0; i < targets.Length; i++)
            {
                blocks[i] = Target(DestinationBlock(targets[i]));
                if (i < cases.Length)
                {
                    cases[i] = (ulong)targets[i];
                }
            }

            _builder.Switch(target, cases, blocks);
            for (var i = 0; i < targets.Length; i++)
            {
                RecordEdge(i, DestinationBlock(targets[i]));
            }
        }
    }

    private void EndWithBranch(EvmBlock block, BlockPlan plan, Value target, Value condition)
    {
        var isTaken = _builder.Emit(MirOp.Ne, MirType.I1, condition, _builder.Const(MirType.I256, U256.Zero));
        var otherwise = Target(block.Index + 1);
        if (plan.Targets is { Length: 1 } targets)
        {
            _builder.BrIf(isTaken, Target(DestinationBlock(targets[0])), otherwise);
            RecordEdge(0, DestinationBlock(targets[0]));
        }
        else
        {
            var taken = AddBlock();
            _builder.BrIf(isTaken, new BlockTarget(taken, []), otherwise);
            var from = _builder.Block;
            _builder.Block = taken;
            EndWithJump(plan, target);
            _builder.Block = from;
        }

        RecordEdge(1, block.Index + 1);
    }

    /// <summary>Ends the current MIR block by going to a basic block; -1 is an invalid jump destination.</summary>
    private void EndWithEdge(int successor)
    {
        if (IsInternal(successor))
        {
            _builder.Br(_blocks[_shape.PositionOf(successor)]);
            RecordEdge(0, successor);
        }
        else
        {
            EmitExit(successor);
        }
    }

    /// <summary>The target of a branch: a block of the region, or a new block that leaves the region.</summary>
    private BlockTarget Target(int successor)
    {
        if (IsInternal(successor))
        {
            return new BlockTarget(_blocks[_shape.PositionOf(successor)], []);
        }

        var from = _builder.Block;
        var exit = AddBlock();
        _builder.Block = exit;
        EmitExit(successor);
        _builder.Block = from;
        return new BlockTarget(exit, []);
    }

    private void RecordEdge(int target, int successor)
    {
        if (IsInternal(successor))
        {
            _values.AddEdge(_builder.Block.Terminator!, target, _position, _shape.PositionOf(successor));
        }
    }

    private void EmitExit(int successor)
    {
        if (successor < 0)
        {
            Trap(StatusBadJumpDestination);
        }
        else if (successor >= _cfg.Blocks.Count)
        {
            _builder.Emit(MirOp.Stop, MirType.Void);
        }
        else
        {
            Flush();
            _builder.JumpRegion(_module.FindByEntry(_cfg.Blocks[successor].Start)!, _height);
        }
    }

    private void FlushAndJump(Value target)
    {
        Flush();
        _builder.JumpDynamic(target, _height);
    }

    /// <summary>Stores every slot whose value may differ from the stack in memory.</summary>
    private void Flush()
    {
        foreach (var slot in SlotSet.UnionBelow(_shape.DirtyAtEntry[_position], _shape.Defined[_position], _height))
        {
            var value = _values.Read(_position, slot);
            if (!_values.IsUnchanged(slot, value))
            {
                _builder.EmitImmediate(MirOp.StackStore, MirType.Void, slot, value);
            }
        }
    }

    private bool IsInternal(int successor) => successor >= 0 && successor < _cfg.Blocks.Count && _shape.IsInternal(successor, _height);

    private int DestinationBlock(int pc) => _context.IsJumpDestination(pc) ? _cfg.BlockAt(pc) : -1;

    private MirBlock AddBlock() => _function.AddBlock(_builder.Pc);

    private void Trap(int status) => _builder.EmitImmediate(MirOp.Trap, MirType.Void, status);

    private Value Pop() => _values.Read(_position, --_height);

    private void Push(Value value) => _values.Write(_position, _height++, value);

    private void Swap(int depth) => Exchange(_height - 1, _height - 1 - depth);

    private void Exchange(int upper, int lower)
    {
        var top = _values.Read(_position, upper);
        var other = _values.Read(_position, lower);
        _values.Write(_position, upper, other);
        _values.Write(_position, lower, top);
    }

    private U256 PushedValue(EvmInstruction instruction)
    {
        var size = instruction.Info.ImmediateSize;
        Span<byte> bytes = stackalloc byte[32];
        bytes.Clear();
        var available = Math.Min(size, _context.Bytecode.Length - instruction.Pc - 1);
        _context.Bytecode.Span.Slice(instruction.Pc + 1, available).CopyTo(bytes[(32 - size)..]);
        return U256.ReadBigEndian(bytes);
    }
}
