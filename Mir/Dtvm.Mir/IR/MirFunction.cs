// SPDX-License-Identifier: Apache-2.0

using Dtvm.Numerics;

namespace Dtvm.Mir;

/// <summary>A function of MIR: one region of a contract, entered at one EVM program counter with the EVM stack in memory.</summary>
/// <remarks>
/// It takes no SSA parameters: the frame, the stack pointer and the gas left are implicit state. The first block is the entry
/// and has no parameters and no predecessors. It is left by a terminator without targets.
/// </remarks>
public sealed partial class MirFunction
{
    private ValueRecord[] _values = [];
    private int _nextBlockId;

    internal MirFunction(int index, int entryPc)
    {
        Index = index;
        EntryPc = entryPc;
    }

    /// <summary>The index in the module. Function 0 is the contract's entry point.</summary>
    public int Index { get; }

    /// <summary>The program counter at which it is entered: 0 or a JUMPDEST or the start of a basic block.</summary>
    public int EntryPc { get; }

    /// <summary>The name in text: <c>@pc_0x12</c> without the sign.</summary>
    public string Name => $"pc_0x{EntryPc:x}";

    /// <summary>The blocks in layout order; the first is the entry.</summary>
    public List<MirBlock> Blocks { get; } = [];

    /// <summary>The entry block.</summary>
    public MirBlock Entry => Blocks[0];

    /// <summary>Number of value ids given out.</summary>
    public int ValueCount { get; private set; }

    /// <summary>Number of block ids given out.</summary>
    public int BlockIdCount => _nextBlockId;

    /// <summary>Makes a block at the end of the layout.</summary>
    /// <param name="pc">Where it starts in the EVM code, or -1.</param>
    public MirBlock AddBlock(int pc = -1)
    {
        var block = new MirBlock(this, _nextBlockId++) { Pc = pc };
        Blocks.Add(block);
        return block;
    }

    /// <summary>Gives out a value id.</summary>
    /// <param name="type">Its type, not <see cref="MirType.Void"/>.</param>
    public Value NewValue(MirType type)
    {
        Grow(ref _values, ValueCount);
        _values[ValueCount] = new ValueRecord(-1, type);
        return new Value(ValueCount++);
    }

    /// <summary>Adds a parameter to a block.</summary>
    /// <param name="block">A block of this function, not the entry.</param>
    /// <param name="type">The type of the parameter.</param>
    public Value AddParameter(MirBlock block, MirType type)
    {
        var value = NewValue(type);
        block.Parameters.Add(value);
        return value;
    }

    /// <summary>The type of a value.</summary>
    /// <param name="value">A value of this function.</param>
    public MirType TypeOf(Value value) => Values[value.Id].Type;

    /// <summary>The instruction whose result a value is, also when no block holds it any more; null for a block parameter.</summary>
    /// <param name="value">A value of this function.</param>
    public MirInst? DefinitionOf(Value value) =>
        Values[value.Id].Definition is >= 0 and var inst ? new MirInst(this, inst) : null;

    /// <summary>Whether a value is the result of a constant.</summary>
    /// <param name="value">A value of this function.</param>
    /// <param name="constant">The constant, or 0.</param>
    public bool IsConstant(Value value, out U256 constant)
    {
        var inst = Values[value.Id].Definition;
        var isConstant = inst >= 0 && _records[inst].Op == MirOp.Const;
        constant = isConstant ? ConstantOf(in _records[inst]) : default;
        return isConstant;
    }

    /// <summary>The operation of the instruction whose result a value is plus one; 0 for a block parameter.</summary>
    internal int DefiningOpOf(Value value) => Values[value.Id].Definition is >= 0 and var inst ? (int)_records[inst].Op + 1 : 0;

    /// <summary>An instruction by its number (<see cref="MirInst.Index"/>).</summary>
    /// <param name="index">Below <see cref="InstructionIdCount"/>.</param>
    public MirInst InstructionAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)_recordCount, nameof(index));
        return new MirInst(this, index);
    }

    /// <summary>Takes over blocks and values that were numbered elsewhere: by a text, or by the function they are a copy of.</summary>
    /// <param name="blocks">The blocks in layout order.</param>
    /// <param name="valueTypes">The type of each value id.</param>
    internal void Adopt(IReadOnlyList<MirBlock> blocks, ReadOnlySpan<MirType> valueTypes)
    {
        Blocks.AddRange(blocks);
        foreach (var type in valueTypes)
        {
            NewValue(type);
        }

        foreach (var block in blocks)
        {
            _nextBlockId = Math.Max(_nextBlockId, block.Id + 1);
            foreach (var inst in block.Instructions)
            {
                SetDefinition(inst.Result, inst.Index);
            }
        }
    }

    /// <summary>Makes an instruction the definition of a value. A value that the function does not have is a fault for the verifier to
    /// find.</summary>
    internal void SetDefinition(Value value, int inst)
    {
        if ((uint)value.Id < (uint)ValueCount)
        {
            _values[value.Id] = _values[value.Id] with { Definition = inst };
        }
    }

    private ReadOnlySpan<ValueRecord> Values => _values.AsSpan(0, ValueCount);

    /// <summary>What is known of a value.</summary>
    /// <param name="Definition">The record of the instruction whose result it is; -1 for none.</param>
    /// <param name="Type">Its type.</param>
    private readonly record struct ValueRecord(int Definition, MirType Type);
}
