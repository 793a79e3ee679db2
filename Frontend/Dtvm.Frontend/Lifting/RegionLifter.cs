// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Frontend;

/// <summary>Emits the MIR function of one region.</summary>
internal sealed class RegionLifter
{
    /// <summary>More than any instruction that computes pops.</summary>
    private const int MaxArguments = 16;

    private readonly EvmFrontendContext _context;
    private readonly BlockGraph _graph;
    private readonly RegionPlan _plan;
    private readonly MirModule _module;
    private readonly RegionShape _shape;
    private readonly SlotValues _values;
    private readonly GasSchedule _schedule;
    private MirFunction _function = null!;
    private MirBuilder _builder = null!;
    private InstructionLifter _instructions = null!;
    private MirBlock[] _blocks = [];
    private int _position;
    private int _block;
    private int _height;
    private long _chunkRest;
    private int _chunk; // index of the next gas chunk

    /// <summary>Makes a lifter for the regions of a code, one behind the other.</summary>
    public RegionLifter(EvmFrontendContext context, RegionPlan plan, MirModule module)
    {
        _context = context;
        _graph = plan.Graph;
        _plan = plan;
        _module = module;
        _shape = new RegionShape(plan);
        _values = new SlotValues(_shape);
        _schedule = GasSchedule.For(context.Revision);
    }

    /// <summary>Emits a region into its function, which the module has already.</summary>
    public void Lift(Region region)
    {
        _shape.Begin(region);
        _function = _module.FindByEntry(_graph[region.Head].Start)!;
        MakeRoom();
        _builder = new MirBuilder(_function);
        _instructions = new InstructionLifter(_builder, _context.Bytecode.Length);
        var entry = _function.AddBlock(_function.EntryPc);
        var count = _shape.Order.Count;
        if (_blocks.Length < count)
        {
            _blocks = new MirBlock[Math.Max(count, _blocks.Length * 2)];
        }

        for (var i = 0; i < count; i++)
        {
            _blocks[i] = _function.AddBlock(_graph[_shape.Order[i]].Start);
        }

        _values.Begin(_function, entry, _blocks);
        EmitEntry(entry, region);
        for (var i = 0; i < count; i++)
        {
            LiftBlock(i);
        }

        _values.Complete();
    }

    /// <summary>Makes room for about what the region becomes: loads and stores of its slots, a chunk and a terminator for each block, and
    /// what <see cref="InstructionLifter"/> makes of the instructions.</summary>
    private void MakeRoom()
    {
        var blocks = 1 + _shape.Order.Count;
        var instructions = 2 + _shape.SlotCount;
        var values = _shape.Need;
        foreach (var block in _shape.Order)
        {
            instructions += 2;
            foreach (ref readonly var instruction in _shape.InstructionsOf(block))
            {
                switch ((Opcode)instruction.Opcode)
                {
                    case Opcode.JUMPDEST or Opcode.POP or (>= Opcode.DUP1 and <= Opcode.SWAP16):
                        break;
                    case Opcode.JUMP:
                        blocks++;
                        break;
                    case Opcode.JUMPI:
                        // A comparison with a zero, and an edge more, which often leaves the region.
                        blocks += 2;
                        instructions += 4;
                        values += 2;
                        break;
                    case Opcode.ISZERO:
                        instructions += 3;
                        values += 3;
                        break;
                    case (>= Opcode.LT and <= Opcode.EQ) or Opcode.CALLDATASIZE or Opcode.RETURNDATASIZE or Opcode.MSIZE or Opcode.GAS
                        or Opcode.MLOAD:
                        instructions += 2;
                        values += 2;
                        break;
                    case Opcode.MSTORE or Opcode.MSTORE8:
                        instructions += 2;
                        values++;
                        break;
                    default:
                        instructions++;
                        values += instruction.Pushes;
                        break;
                }
            }
        }

        _function.EnsureCapacity(blocks, instructions, values);
    }

    private void EmitEntry(MirBlock entry, Region region)
    {
        _builder.Block = entry;
        _builder.Pc = _function.EntryPc;
        if (!region.IsAtCodeStart && (_shape.Need > 0 || _shape.Growth > 0))
        {
            _builder.EmitImmediates(MirOp.StackCheck, MirType.Void, _shape.Need, _shape.Growth);
        }

        _builder.Br(_blocks[0]);
        _values.AddEdge(entry.Terminator!.Value, 0, -1, 0);
    }

    private void LiftBlock(int position)
    {
        ref readonly var block = ref _graph[_shape.Order[position]];
        ref readonly var plan = ref _plan.Blocks[block.Index];
        _position = position;
        _block = block.Index;
        _height = plan.Height;
        _builder.Block = _blocks[position];
        _builder.Pc = block.Start;
        _chunk = GasChunks.FindFrom(_context.GasChunks, block.Start);
        var target = Value.None;
        foreach (ref readonly var instruction in _shape.InstructionsOf(block.Index))
        {
            StartChunk(instruction.Pc, in plan);
            _builder.Pc = instruction.Pc;
            _chunkRest -= Math.Max(0, (long)_schedule.StaticCost(instruction.Opcode));
            switch ((Opcode)instruction.Opcode)
            {
                case Opcode.JUMP:
                    EndWithJump(in plan, Pop());
                    return;
                case Opcode.JUMPI:
                    target = Pop();
                    EndWithBranch(in plan, target, Pop());
                    return;
                default:
                    LiftInstruction(instruction);
                    break;
            }
        }

        EndWithoutJump(in block, in plan);
    }

    private void LiftInstruction(in EvmInstruction instruction)
    {
        var op = instruction.Opcode;
        switch (op)
        {
            case (byte)Opcode.JUMPDEST:
                break;
            case (byte)Opcode.POP:
                _height--;
                break;
            case >= (byte)Opcode.PUSH0 and <= (byte)Opcode.PUSH32:
                Push(_builder.Const(MirType.I256, instruction.PushedValue(_context.Bytecode.Span)));
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
                _instructions.EmitOutput(MirOp.Return, Pop(), Pop());
                break;
            case (byte)Opcode.REVERT:
                _instructions.EmitOutput(MirOp.Revert, Pop(), Pop());
                break;
            case (byte)Opcode.SELFDESTRUCT:
                _builder.Emit(MirOp.SelfDestruct, MirType.Void, Pop());
                break;
            case (byte)Opcode.INVALID:
                Trap(EvmcStatus.InvalidInstruction);
                break;
            default:
                Span<Value> popped = stackalloc Value[MaxArguments];
                var arguments = popped[..instruction.Pops];
                for (var i = 0; i < arguments.Length; i++)
                {
                    arguments[i] = Pop();
                }

                var result = _instructions.Emit(instruction, arguments, _chunkRest);
                if (instruction.Pushes > 0)
                {
                    Push(result);
                }

                break;
        }
    }

    /// <summary>Annotates a chunk start. A chunk that a certain stack fault cuts short costs what lies before the fault.</summary>
    private void StartChunk(int pc, in BlockPlan plan)
    {
        var chunks = _context.GasChunks;
        if (_chunk == chunks.Length || chunks[_chunk].Start != pc)
        {
            return;
        }

        var (_, end, cost) = chunks[_chunk++];
        if (plan.Fault >= 0 && _graph.Instructions[plan.Fault].Pc < end)
        {
            cost = 0;
            for (var i = plan.Fault - 1; i >= 0 && _graph.Instructions[i].Pc >= pc; i--)
            {
                cost += Math.Max(0, (long)_schedule.StaticCost(_graph.Instructions[i].Opcode));
            }
        }

        _builder.Pc = pc;
        _builder.EmitImmediates(MirOp.GasChunk, MirType.Void, cost, end);
        _chunkRest = cost;
    }

    private void EndWithoutJump(in EvmBlock block, in BlockPlan plan)
    {
        if (plan.Fault >= 0)
        {
            _builder.Pc = _graph.Instructions[plan.Fault].Pc;
            Trap(plan.FaultIsOverflow ? EvmcStatus.StackOverflow : EvmcStatus.StackUnderflow);
            return;
        }

        switch (block.End)
        {
            case BlockEnd.FallThrough:
                EndWithEdge(_graph.Next(_block));
                break;
            case BlockEnd.Undefined:
                var undefined = _graph.Instructions[block.FirstInstruction + block.InstructionCount - 1];
                StartChunk(undefined.Pc, in plan);
                _builder.Pc = undefined.Pc;
                Trap(EvmcStatus.UndefinedInstruction);
                break;
            case BlockEnd.EndOfCode:
                _builder.Emit(MirOp.Stop, MirType.Void);
                break;
        }
    }

    private void EndWithJump(in BlockPlan plan, Value target)
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

    private void EndWithBranch(in BlockPlan plan, Value target, Value condition)
    {
        var isTaken = _builder.Emit(MirOp.Ne, MirType.I1, condition, _builder.Const(MirType.I256, U256.Zero));

        // What leaves the region comes into blocks of its own before this one has its end.
        var instructions = _builder.Block.Instructions;
        instructions.EnsureCapacity(instructions.Count + 1);
        var next = _graph.Next(_block);
        var otherwise = Target(next);
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
            EndWithJump(in plan, target);
            _builder.Block = from;
        }

        RecordEdge(1, next);
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
            _values.AddEdge(_builder.Block.Terminator!.Value, target, _position, _shape.PositionOf(successor));
        }
    }

    private void EmitExit(int successor)
    {
        if (successor < 0)
        {
            Trap(EvmcStatus.BadJumpDestination);
        }
        else if (successor == BlockGraph.EndOfCode)
        {
            _builder.Emit(MirOp.Stop, MirType.Void);
        }
        else
        {
            // Where the execution ends, the stack below what is worked on has no reader.
            Flush(_graph.NeedOf(successor) is >= 0 and var need ? _height - need : int.MinValue);
            _builder.JumpRegion(_module.FindByEntry(_graph[successor].Start)!, _height);
        }
    }

    private void FlushAndJump(Value target)
    {
        Flush(int.MinValue);
        _builder.JumpDynamic(target, _height);
    }

    /// <summary>Stores every slot, from one on, whose value may differ from the stack in memory.</summary>
    private void Flush(int first)
    {
        var limit = Math.Min(_height, _shape.LowestSlot + _shape.SlotCount);
        for (var slot = Math.Max(first, _shape.LowestSlot); slot < limit; slot++)
        {
            if (!_shape.IsDirtyAtEnd(_position, slot))
            {
                continue;
            }

            var value = _values.Read(_position, slot);
            if (!_values.IsUnchanged(slot, value))
            {
                _builder.EmitImmediate(MirOp.StackStore, MirType.Void, slot, value);
            }
        }
    }

    private bool IsInternal(int successor) => successor is >= 0 and not BlockGraph.EndOfCode && _shape.IsInternal(successor, _height);

    private int DestinationBlock(int pc) => _graph.Destination(_block, pc);

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
}
