// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Mir.Tests.Support;

/// <summary>Runs a function of MIR and writes down everything it does that must not change: calls, stores, exits, and how much gas was
/// taken and how large memory was at each point where somebody could look.</summary>
/// <remarks>A run that ends for want of gas, by touching memory out of reach, has done nothing but what somebody outside has seen until
/// then.</remarks>
/// <param name="slots">What stack slots hold at entry.</param>
internal sealed class MirMachine(Func<long, U256> slots)
{
    /// <summary>Functions may loop forever. Passes change the number of blocks of a loop, so a run that ends by this bound says only what
    /// it has
    /// done until then.</summary>
    private const int MaxBlocks = 400;

    private const int MaxEvents = 40;

    /// <summary>Words at which operations change their behaviour.</summary>
    public static readonly U256[] InterestingWords =
    [
        0, 1, 2, 3, 31, 32, 33, 63, 64, 255, 256, ulong.MaxValue, new U256(0, 1, 0, 0), U256.One << 160,
        U256.One << 255, (U256.One << 255) - U256.One, (U256.One << 255) + U256.One, U256.MaxValue, U256.MaxValue - U256.One,
        U256.MaxValue << 64, 0x1234567890abcdef, new U256(5, 6, 7, 0x8000000000000008),
    ];

    private readonly Dictionary<int, U256> _values = [];
    private readonly StringBuilder _trace = new();
    private long _gas;
    private ulong _memorySize;
    private int _events;
    private int _observed; // length of the trace up to the last point where somebody could look
    private bool _isOutOfGas;
    private bool _isFetched; // whether the environment was asked for: once, whatever is read of it

    /// <summary>Runs a function.</summary>
    /// <returns>What it did, and whether the run came to an end.</returns>
    public (string Trace, bool IsWhole) Run(MirFunction function)
    {
        _trace.Clear();
        _values.Clear();
        _gas = 0;
        _memorySize = 0;
        _events = 0;
        _observed = 0;
        _isOutOfGas = false;
        _isFetched = false;
        var block = function.Entry;
        for (var i = 0; i < MaxBlocks && _events < MaxEvents && !_isOutOfGas; i++)
        {
            if (RunBlock(function, ref block))
            {
                return (_trace.ToString(), true);
            }
        }

        _trace.Length = _observed;
        return (_trace.Append(_isOutOfGas ? "out of gas" : "").ToString(), _isOutOfGas);
    }

    /// <summary>Whether two runs of one function before and after passes can be of equal functions.</summary>
    public static bool Agree((string Trace, bool IsWhole) left, (string Trace, bool IsWhole) right) => (left.IsWhole, right.IsWhole) switch
    {
        (true, true) => left.Trace == right.Trace,
        (true, false) => left.Trace.StartsWith(right.Trace, StringComparison.Ordinal),
        (false, true) => right.Trace.StartsWith(left.Trace, StringComparison.Ordinal),
        _ => left.Trace.StartsWith(right.Trace, StringComparison.Ordinal) || right.Trace.StartsWith(left.Trace, StringComparison.Ordinal),
    };

    /// <summary>Runs a block and goes on to the next.</summary>
    /// <returns>Whether the function was left.</returns>
    private bool RunBlock(MirFunction function, ref MirBlock block)
    {
        for (var i = 0; i + 1 < block.Instructions.Count; i++)
        {
            Execute(function, block.Instructions[i]);
            if (_events >= MaxEvents || _isOutOfGas)
            {
                return false;
            }
        }

        var terminator = block.Terminator!.Value;
        if (terminator.Targets.Length == 0)
        {
            if (TryGrow(terminator))
            {
                Log(terminator);
            }

            return !_isOutOfGas;
        }

        var target = Choose(terminator);
        var arguments = target.Arguments.ToArray().Select(argument => _values[argument.Id]).ToArray();
        block = target.Block;
        for (var i = 0; i < arguments.Length; i++)
        {
            _values[block.Parameters[i].Id] = arguments[i];
        }

        return false;
    }

    private BlockTarget Choose(MirInst terminator)
    {
        switch (terminator.Op)
        {
            case MirOp.Br:
                return terminator.Targets[0];
            case MirOp.BrIf:
                return terminator.Targets[_values[terminator.Operands[0].Id].IsZero ? 1 : 0];
            default:
                var index = terminator.Cases.IndexOf(_values[terminator.Operands[0].Id]);
                return index < 0 ? terminator.Targets[^1] : terminator.Targets[index];
        }
    }

    private void Execute(MirFunction function, MirInst inst)
    {
        switch (inst.Op)
        {
            case MirOp.GasChunk or MirOp.GasCharge:
                _gas += inst.Immediate;
                return;
            case MirOp.StackLoad:
                _values[inst.Result.Id] = slots(inst.Immediate);
                return;
            case MirOp.GasLeft:
                _values[inst.Result.Id] = ulong.MaxValue - (ulong)_gas - _memorySize;
                return;
            case MirOp.MemorySize:
                _values[inst.Result.Id] = _memorySize;
                return;
            case MirOp.MemTouch:
                Touch(inst.Operands[0], (ulong)inst.TouchSize);
                _values[inst.Result.Id] = _values[inst.Operands[0].Id].Low64;
                return;
            case MirOp.MemRange:
                Touch(inst.Operands[0], _values[inst.Operands[1].Id]);
                _values[inst.Result.Id] = _values[inst.Operands[0].Id].Low64;
                return;
        }

        if (!TryGrow(inst))
        {
            return;
        }

        if (inst.Has(MirTraits.Foldable))
        {
            var operands = inst.Operands.ToArray().Select(operand => _values[operand.Id]).ToArray();
            var type = inst.Operands.Length > 0 ? function.TypeOf(inst.Operands[^1]) : inst.Type;
            _values[inst.Result.Id] = ConstantEvaluator.Evaluate(inst, type, operands);
            return;
        }

        // Reads and calls give what depends on the operation and its operands only.
        if (inst.Result.IsValid)
        {
            var hash = (ulong)inst.Op * 31 + (ulong)inst.Call;
            foreach (var operand in inst.Operands)
            {
                hash = hash * 1_000_003 + _values[operand.Id].Low64;
            }

            var result = InterestingWords[hash % (ulong)InterestingWords.Length];
            var isAddress = inst.Op is MirOp.Address or MirOp.Caller
                || (inst.Op == MirOp.RuntimeCall && inst.Call is RuntimeCall.Origin or RuntimeCall.Coinbase);
            _values[inst.Result.Id] = isAddress ? result & ((U256.One << 160) - U256.One) : ConstantEvaluator.Truncate(result, inst.Type);
        }

        const MirEffects Reads =
            MirEffects.ReadsMemory | MirEffects.ReadsMemorySize | MirEffects.ReadsGas | MirEffects.ReadsStack | MirEffects.ReadsReturnData;
        var isReadAgain = inst.Has(MirTraits.Repeatable) && _isFetched;
        _isFetched |= inst.Has(MirTraits.Repeatable);
        if ((inst.Effects & ~Reads) != 0 && !isReadAgain)
        {
            Log(inst);
        }
    }

    /// <summary>Makes the ranges valid of an instruction that does so itself.</summary>
    private bool TryGrow(MirInst inst)
    {
        if (inst.MakesRangesValid)
        {
            foreach (var range in new[] { inst.WrittenRange, inst.ReadRange })
            {
                if (range.IsValid)
                {
                    Touch(inst.Operands[range.Offset], _values[inst.Operands[range.Size].Id]);
                }
            }
        }

        return !_isOutOfGas;
    }

    private void Touch(Value address, U256 size)
    {
        var offset = _values[address.Id];
        if (!size.IsZero)
        {
            if (offset > 1UL << 32 || size > 1UL << 32)
            {
                _isOutOfGas = true;
                return;
            }

            var words = (offset.Low64 + size.Low64 + 31) / 32;
            _memorySize = Math.Max(_memorySize, words * 32);
        }
    }

    private void Log(MirInst inst)
    {
        _events++;
        _trace.Append(inst.Info.Name).Append(' ').Append(inst.Call).Append(' ').Append(inst.Immediate).Append(' ').Append(inst.Immediate2);
        for (var i = 0; i < inst.Operands.Length; i++)
        {
            // Of a range of size 0 the address may be anything, so that high bits of it say nothing.
            var value = _values[inst.Operands[i].Id];
            value = inst.ReadRange.Has(i) || inst.WrittenRange.Has(i) ? value.Low64 : value;
            _trace.Append(' ').Append(value.ToString());
        }

        // What lies behind in the chunk is not taken yet when the call is made.
        var isObserved = inst.IsTerminator || inst.Has(MirTraits.GasBarrier);
        if (isObserved)
        {
            _trace.Append(" gas ").Append(_gas - inst.ChunkRest).Append(" memory ").Append(_memorySize);
        }

        _trace.Append('\n');
        _observed = isObserved ? _trace.Length : _observed;
    }
}
