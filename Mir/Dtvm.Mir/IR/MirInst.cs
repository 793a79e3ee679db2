// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir;

/// <summary>One instruction: a handle of a record in its function's tables, cheap to copy; two handles of one record are equal. Which
/// members mean something is said by the operation's row in <see cref="MirOpTable"/>; the others read as zero.</summary>
/// <remarks>What is set through one handle is seen through all. The default handle stands for no instruction.</remarks>
public readonly record struct MirInst
{
    private readonly MirFunction _function;
    private readonly int _index;

    /// <summary>Makes an instruction that stands in no block yet; <see cref="MirBuilder"/> is the usual way.</summary>
    /// <param name="function">The function it is for.</param>
    /// <param name="op">The operation.</param>
    /// <param name="type">The type of the result; for comparisons (result I1) the type of the operands is that of the operands
    /// themselves.</param>
    /// <param name="operands">The operands, which are copied.</param>
    public MirInst(MirFunction function, MirOp op, MirType type, params ReadOnlySpan<Value> operands)
    {
        ArgumentNullException.ThrowIfNull(function);
        _function = function;
        _index = function.NewRecord(op, type);
        if (operands.Length > 0)
        {
            function.SetOperands(ref function.Record(_index), operands);
        }
    }

    internal MirInst(MirFunction function, int index)
    {
        _function = function;
        _index = index;
    }

    /// <summary>The function it belongs to.</summary>
    public MirFunction Function => _function;

    /// <summary>Its number in the function, below <see cref="MirFunction.InstructionIdCount"/>; never given out twice.</summary>
    public int Index => _index;

    /// <summary>The operation. A new one keeps operands and result; of the immediates, constant, targets and chunk rest it keeps
    /// none that it stores in another way.</summary>
    public MirOp Op
    {
        get => Record.Op;
        set => _function.SetOp(ref Record, value);
    }

    /// <summary>The type of the result; <see cref="MirType.Void"/> without one.</summary>
    public MirType Type
    {
        get => Record.Type;
        set => Record.Type = value;
    }

    /// <summary>The result, or <see cref="Value.None"/>. Setting it makes this the definition of the value.</summary>
    public Value Result
    {
        get => new(Record.Result);
        set
        {
            Record.Result = value.Id;
            _function.SetDefinition(value, _index);
        }
    }

    /// <summary>The operands. What is read keeps the values of this moment; what is set is copied.</summary>
    public ReadOnlySpan<Value> Operands
    {
        get => _function.OperandsOf(ref Record);
        set => _function.SetOperands(ref Record, value);
    }

    /// <summary>The value of a <see cref="MirOp.Const"/>; fits its type.</summary>
    public U256 Constant
    {
        get => _function.ConstantOf(in Record);
        set => _function.SetConstant(ref Record, value);
    }

    /// <summary>The first immediate, whatever it means; the accessors that name it say more.</summary>
    public long Immediate
    {
        get => InstLayout.HasFirst(Record.Op) ? Record.Payload : 0;
        set => MirFunction.SetImmediate(ref Record, value);
    }

    /// <summary>The second immediate, whatever it means; the accessors that name it say more.</summary>
    public long Immediate2
    {
        get => InstLayout.HasSecond(Record.Op) ? Record.Second : 0;
        set => MirFunction.SetSecondImmediate(ref Record, value);
    }

    /// <summary>Bytes that a <see cref="MirOp.MemTouch"/> makes valid.</summary>
    public long TouchSize
    {
        get => Immediate;
        set => Immediate = value;
    }

    /// <summary>Gas of a <see cref="MirOp.GasChunk"/> or <see cref="MirOp.GasCharge"/>.</summary>
    public long Cost
    {
        get => Immediate;
        set => Immediate = value;
    }

    /// <summary>The exclusive end of a <see cref="MirOp.GasChunk"/>.</summary>
    public long ChunkEnd => Immediate2;

    /// <summary>Items that a <see cref="MirOp.StackCheck"/> wants on the stack.</summary>
    public long Need => Immediate;

    /// <summary>Items that a <see cref="MirOp.StackCheck"/> wants room for.</summary>
    public long Growth => Immediate2;

    /// <summary>The slot of a <see cref="MirOp.StackLoad"/> or <see cref="MirOp.StackStore"/>.</summary>
    public long Slot => Immediate;

    /// <summary>Index of the function that a <see cref="MirOp.JumpRegion"/> goes to.</summary>
    public int Callee => (int)Immediate;

    /// <summary>How much higher the stack is behind a <see cref="MirOp.JumpRegion"/> or <see cref="MirOp.JumpDynamic"/> than at the
    /// function's entry.</summary>
    public long Height => Immediate2;

    /// <summary>The EVMC status code of a <see cref="MirOp.Trap"/>.</summary>
    public long Status => Immediate;

    /// <summary>The callee of a <see cref="MirOp.RuntimeCall"/>.</summary>
    public RuntimeCall Call
    {
        get => Record.Op == MirOp.RuntimeCall ? (RuntimeCall)Record.Small : default;
        set => MirFunction.SetCall(ref Record, value);
    }

    /// <summary>Static gas of the gas chunk that lies behind this <see cref="MirOp.RuntimeCall"/> or <see cref="MirOp.StaticCheck"/>: set
    /// by the frontend on observable ones (<see cref="MirTraits.GasBarrier"/>), so that the gas-metering pass can split the chunk's charge
    /// there.</summary>
    public long ChunkRest
    {
        get => InstLayout.HasRest(Record.Op) ? Record.Payload : 0;
        set => MirFunction.SetChunkRest(ref Record, value);
    }

    /// <summary>The target blocks of a terminator.</summary>
    public TargetList Targets => new(_function, _index);

    /// <summary>The case values of a <see cref="MirOp.Switch"/>, one fewer than targets. What is set is copied.</summary>
    public ReadOnlySpan<U256> Cases
    {
        get => _function.CasesOf(in Record);
        set => _function.SetCases(ref Record, value);
    }

    /// <summary>The EVM program counter this comes from; -1 when from none.</summary>
    public int Pc
    {
        get => Record.Pc;
        set => Record.Pc = value;
    }

    /// <summary>The operation's row.</summary>
    public MirOpInfo Info => MirOpTable.Get(Op);

    /// <summary>Whether it ends a block.</summary>
    public bool IsTerminator => (Info.Effects & MirEffects.Terminates) != 0;

    /// <summary>What it does besides computing its result.</summary>
    public MirEffects Effects
    {
        get
        {
            var effects = Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(Call).Effects : Info.Effects;
            return (effects & (MirEffects.ReadsMemory | MirEffects.WritesMemory)) != 0 && MakesRangesValid
                ? effects | MirOpTable.Growth
                : effects;
        }
    }

    /// <summary>What passes may do with it.</summary>
    public MirTraits Traits => Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(Call).Traits : Info.Traits;

    /// <summary>Which operands are the range of memory that it reads.</summary>
    public MemoryRange ReadRange => Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(Call).Reads : Info.Reads;

    /// <summary>Which operands are the range of memory that it writes.</summary>
    public MemoryRange WrittenRange => Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(Call).Writes : MemoryRange.None;

    /// <summary>Whether it makes its ranges of memory valid itself, charging growth: they are I256.</summary>
    public bool MakesRangesValid
    {
        get
        {
            var range = ReadRange;
            range = range.IsValid ? range : WrittenRange;
            return range.IsValid && range.Offset < Operands.Length && _function.TypeOf(Operands[range.Offset]) == MirType.I256;
        }
    }

    private ref InstRecord Record => ref _function.Record(_index);

    /// <summary>Whether it has one of some traits.</summary>
    /// <param name="traits">The traits.</param>
    public bool Has(MirTraits traits) => (Traits & traits) != 0;

    /// <summary>Makes another value an operand.</summary>
    /// <param name="index">Which operand.</param>
    /// <param name="value">The value.</param>
    public void SetOperand(int index, Value value) => _function.SetOperand(ref Record, index, value);

    /// <summary>Gives a terminator target blocks; blocks and arguments are copied.</summary>
    /// <param name="targets">The targets in order.</param>
    public void SetTargets(params ReadOnlySpan<BlockTarget> targets) => _function.SetTargets(ref Record, targets);

    /// <inheritdoc/>
    public override string ToString() => _function is null ? "no instruction" : $"@{_function.Name} #{_index}";
}
