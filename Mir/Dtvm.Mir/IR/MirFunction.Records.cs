// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir;

/// <content>The tables that hold the instructions: records, values, and pools of what does not fit into a record.</content>
/// <remarks>Nothing that was taken from a pool is given back: a function lives as long as its compilation, and passes take
/// little.</remarks>
public sealed partial class MirFunction
{
    private InstRecord[] _records = [];
    private int _recordCount;
    private Value[] _pool = [];
    private int _poolCount;
    private TargetRecord[] _targets = [];
    private int _targetCount;
    private U256[] _constants = [];
    private int _constantCount;
    private int[] _numbers = [];
    private int _numberCount;

    /// <summary>Number of instructions made so far, in blocks or not.</summary>
    public int InstructionIdCount => _recordCount;

    /// <summary>Makes room; more than is made room for is no fault.</summary>
    /// <param name="blocks">How many blocks are to come to without growing again, and how many targets.</param>
    /// <param name="instructions">How many instructions.</param>
    /// <param name="values">How many values.</param>
    public void EnsureCapacity(int blocks, int instructions, int values)
    {
        Blocks.EnsureCapacity(blocks);
        Widen(ref _targets, blocks);
        Widen(ref _records, instructions);
        Widen(ref _numbers, instructions);
        Widen(ref _values, values);
    }

    internal ref InstRecord Record(int index) => ref _records[index];

    internal int NewRecord(MirOp op, MirType type)
    {
        Grow(ref _records, _recordCount);
        ref var record = ref _records[_recordCount];
        record = default;
        record.Op = op;
        record.Type = type;
        record.Result = -1;
        record.Pc = -1;
        return _recordCount++;
    }

    internal void SetOp(ref InstRecord record, MirOp op)
    {
        var old = record.Op;
        if (!InstLayout.SharePayload(old, op))
        {
            record.Payload = 0;
            record.Small = 0;
        }

        if (InstLayout.InlineOperands(old) == InstLayout.InlineOperands(op))
        {
            record.Op = op;
            return;
        }

        Span<Value> kept = stackalloc Value[InlineSlots.Length];
        var count = record.OperandCount;
        if (count != InstRecord.InPool)
        {
            OperandsOf(ref record).CopyTo(kept);
        }

        record.Op = op;
        record.Second = 0;
        if (count != InstRecord.InPool)
        {
            SetOperands(ref record, kept[..count]);
        }
    }

    internal ReadOnlySpan<Value> OperandsOf(ref InstRecord record)
    {
        if (record.OperandCount != InstRecord.InPool)
        {
            ReadOnlySpan<Value> slots = record.Slots;
            return slots[..record.OperandCount];
        }

        var first = record.Slots[0].Id;
        return _pool.AsSpan(first + 1, _pool[first].Id);
    }

    internal void SetOperands(ref InstRecord record, ReadOnlySpan<Value> operands)
    {
        if (operands.Length <= InstLayout.InlineOperands(record.Op))
        {
            record.OperandCount = (byte)operands.Length;
            for (var i = 0; i < operands.Length; i++)
            {
                record.Slots[i] = operands[i];
            }

            return;
        }

        // Operands may be a part of the pool, which growing replaces: the old one stays readable.
        var first = TakeFromPool(operands.Length + 1);
        _pool[first] = new Value(operands.Length);
        operands.CopyTo(_pool.AsSpan(first + 1));
        record.OperandCount = InstRecord.InPool;
        record.Slots[0] = new Value(first);
    }

    internal void SetOperand(ref InstRecord record, int index, Value value)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)OperandsOf(ref record).Length, nameof(index));
        if (record.OperandCount != InstRecord.InPool)
        {
            record.Slots[index] = value;
        }
        else
        {
            _pool[record.Slots[0].Id + 1 + index] = value;
        }
    }

    internal U256 ConstantOf(in InstRecord record)
    {
        if (!InstLayout.HasConstant(record.Op))
        {
            return default;
        }

        return record.Small != 0 ? _constants[(int)record.Payload] : (ulong)record.Payload;
    }

    internal void SetConstant(ref InstRecord record, in U256 value)
    {
        Want(InstLayout.HasConstant(record.Op), "a constant");
        if (value.FitsUlong)
        {
            record.Small = 0;
            record.Payload = (long)value.Low64;
            return;
        }

        record.Small = 1;
        record.Payload = TakeConstants(1);
        _constants[(int)record.Payload] = value;
    }

    internal static void SetImmediate(ref InstRecord record, long value)
    {
        Want(value == 0 || InstLayout.HasFirst(record.Op), "an immediate");
        if (InstLayout.HasFirst(record.Op))
        {
            record.Payload = value;
        }
    }

    internal static void SetSecondImmediate(ref InstRecord record, long value)
    {
        Want(value == 0 || InstLayout.HasSecond(record.Op), "a second immediate");
        if (InstLayout.HasSecond(record.Op))
        {
            record.Second = value;
        }
    }

    internal static void SetCall(ref InstRecord record, RuntimeCall call)
    {
        Want(record.Op == MirOp.RuntimeCall || call == default, "a callee");
        if (record.Op == MirOp.RuntimeCall)
        {
            record.Small = (byte)call;
        }
    }

    internal static void SetChunkRest(ref InstRecord record, long rest)
    {
        Want(InstLayout.HasRest(record.Op) || rest == 0, "a chunk rest");
        if (InstLayout.HasRest(record.Op))
        {
            record.Payload = rest;
        }
    }

    internal ReadOnlySpan<U256> CasesOf(in InstRecord record) =>
        record.Op == MirOp.Switch ? _constants.AsSpan((int)record.Second, (int)(record.Second >> 32)) : [];

    internal void SetCases(ref InstRecord record, ReadOnlySpan<U256> cases)
    {
        Want(record.Op == MirOp.Switch || cases.IsEmpty, "cases");
        if (record.Op == MirOp.Switch)
        {
            var first = TakeConstants(cases.Length);
            cases.CopyTo(_constants.AsSpan(first));
            record.Second = ((long)cases.Length << 32) | (uint)first;
        }
    }

    internal int TargetCount(int inst) => InstLayout.HasTargets(_records[inst].Op) ? _records[inst].TargetCount : 0;

    internal BlockTarget TargetAt(int inst, int index)
    {
        ref var target = ref TargetRecordAt(inst, index);
        return new BlockTarget(target.Block, _pool, target.FirstArgument, target.ArgumentCount);
    }

    internal void SetTargets(ref InstRecord record, ReadOnlySpan<BlockTarget> targets)
    {
        Want(InstLayout.HasTargets(record.Op) || targets.IsEmpty, "targets");
        if (!InstLayout.HasTargets(record.Op))
        {
            return;
        }

        var first = _targetCount;
        foreach (ref readonly var target in targets)
        {
            Grow(ref _targets, _targetCount);
            _targets[_targetCount++] = MakeTarget(target.Block, target.Arguments);
        }

        record.SetTargets(first, targets.Length);
    }

    internal void SetTarget(int inst, int index, MirBlock block, ReadOnlySpan<Value> arguments) =>
        TargetRecordAt(inst, index) = MakeTarget(block, arguments);

    internal void SetArgument(int inst, int index, int argument, Value value)
    {
        ref var target = ref TargetRecordAt(inst, index);
        _pool.AsSpan(target.FirstArgument, target.ArgumentCount)[argument] = value;
    }

    /// <summary>Values that a caller may write: the operands of an instruction.</summary>
    internal Span<Value> WritableOperands(int inst)
    {
        ref var record = ref _records[inst];
        if (record.OperandCount != InstRecord.InPool)
        {
            Span<Value> slots = record.Slots;
            return slots[..record.OperandCount];
        }

        var first = record.Slots[0].Id;
        return _pool.AsSpan(first + 1, _pool[first].Id);
    }

    /// <summary>Values that a caller may write: the arguments of a target.</summary>
    internal Span<Value> WritableArguments(int inst, int index)
    {
        ref var target = ref TargetRecordAt(inst, index);
        return _pool.AsSpan(target.FirstArgument, target.ArgumentCount);
    }

    /// <summary>Keeps the first arguments of a target.</summary>
    internal void TruncateArguments(int inst, int index, int count) => TargetRecordAt(inst, index).ArgumentCount = count;

    private static void Want(bool isRight, string what)
    {
        if (!isRight)
        {
            throw new InvalidOperationException($"The operation has no place for {what}.");
        }
    }

    /// <summary>Most functions are small, and passes add little to what the frontend made room for.</summary>
    private static void Grow<T>(ref T[] table, int count)
    {
        if (count == table.Length)
        {
            Array.Resize(ref table, Math.Max(4, count + (count / 2)));
        }
    }

    private static void Widen<T>(ref T[] table, int length)
    {
        if (table.Length < length)
        {
            Array.Resize(ref table, length);
        }
    }

    private ref TargetRecord TargetRecordAt(int inst, int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)TargetCount(inst), nameof(index));
        return ref _targets[_records[inst].FirstTarget + index];
    }

    private TargetRecord MakeTarget(MirBlock block, ReadOnlySpan<Value> arguments)
    {
        var first = arguments.IsEmpty ? 0 : TakeFromPool(arguments.Length);
        arguments.CopyTo(_pool.AsSpan(first));
        return new TargetRecord { Block = block, FirstArgument = first, ArgumentCount = arguments.Length };
    }

    /// <summary>The numbers of a block's instructions, which may be written. They stay readable when the table grows.</summary>
    internal Span<int> NumbersIn(Segment segment) => _numbers.AsSpan(segment.First, segment.Count);

    /// <summary>One of the numbers of the blocks' instructions.</summary>
    internal int NumberAt(int index) => _numbers[index];

    /// <summary>Makes room for the numbers of a block's instructions: where they are if nothing stands behind them, else behind all
    /// others.</summary>
    /// <param name="segment">Where they are.</param>
    /// <param name="count">How many there are to be room for: more than there is.</param>
    /// <returns>Where they are then.</returns>
    internal Segment GrowNumbers(Segment segment, int count)
    {
        if (segment.First + segment.Capacity == _numberCount)
        {
            _numberCount = segment.First;
        }
        else if (segment.Capacity > 0)
        {
            // Whoever grows a second time will do so again.
            count = Math.Max(count, segment.Capacity + (segment.Capacity / 2));
        }

        var first = _numberCount;
        if (_numbers.Length < first + count)
        {
            Array.Resize(ref _numbers, Math.Max(first + count, Math.Max(8, _numbers.Length * 3 / 2)));
        }

        if (first != segment.First)
        {
            _numbers.AsSpan(segment.First, segment.Count).CopyTo(_numbers.AsSpan(first));
        }

        _numberCount = first + count;
        return new Segment(first, segment.Count, count);
    }

    private int TakeFromPool(int count)
    {
        if (_pool.Length < _poolCount + count)
        {
            Array.Resize(ref _pool, Math.Max(_poolCount + count, Math.Max(8, _pool.Length * 2)));
        }

        _poolCount += count;
        return _poolCount - count;
    }

    private int TakeConstants(int count)
    {
        if (_constants.Length < _constantCount + count)
        {
            Array.Resize(ref _constants, Math.Max(_constantCount + count, Math.Max(2, _constants.Length * 2)));
        }

        _constantCount += count;
        return _constantCount - count;
    }
}
