using System.Runtime.InteropServices;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The stack as region formation sees it: its height relative to the region's entry and what is known of the items near the
/// top.</summary>
internal sealed class AbstractStack
{
    /// <summary>How many items below the top are tracked.</summary>
    private const int TrackedItems = 64;

    private readonly List<AbstractValue> _top = [];
    private List<int>? _lost;

    /// <summary>Items above the region's entry; negative when items present at the entry were popped.</summary>
    public int Height { get; private set; }

    /// <summary>The tracked items, the top last.</summary>
    public ReadOnlySpan<AbstractValue> Tracked => CollectionsMarshal.AsSpan(_top);

    /// <summary>Constants that were on the stack and are no longer known to be: whoever uses the stack must take them as escaped. Null for
    /// none.</summary>
    public List<int>? Lost => _lost;

    /// <summary>Makes it the empty stack at a region's entry.</summary>
    public void Clear()
    {
        Height = 0;
        _top.Clear();
        _lost?.Clear();
    }

    /// <summary>Copies another stack into this one.</summary>
    public void CopyFrom(AbstractStack other)
    {
        Height = other.Height;
        _top.Clear();
        _top.EnsureCapacity(other._top.Count);
        _top.AddRange(other._top);
    }

    /// <summary>Covers another stack of the same height too.</summary>
    /// <returns>Whether this one changed.</returns>
    public bool Join(AbstractStack other)
    {
        var changed = false;
        for (var i = 0; i < other._top.Count - _top.Count; i++)
        {
            Lose(other._top[i]);
        }

        var excess = _top.Count - other._top.Count;
        if (excess > 0)
        {
            for (var i = 0; i < excess; i++)
            {
                Lose(_top[i]);
            }

            _top.RemoveRange(0, excess);
            changed = true;
        }

        for (var i = 0; i < _top.Count; i++)
        {
            var incoming = other._top[other._top.Count - _top.Count + i];
            var joined = AbstractValue.Join(_top[i], incoming);
            if (!joined.HasConstants)
            {
                Lose(incoming);
            }

            if (!joined.Equals(_top[i]))
            {
                if (!joined.HasConstants)
                {
                    Lose(_top[i]);
                }

                _top[i] = joined;
                changed = true;
            }
        }

        return changed;
    }

    private void Lose(AbstractValue value)
    {
        if (!value.HasConstants)
        {
            return;
        }

        _lost ??= [];
        foreach (var constant in value.Constants)
        {
            _lost.Add(constant);
        }
    }

    /// <summary>Removes the top item.</summary>
    public AbstractValue Pop()
    {
        Height--;
        if (_top.Count == 0)
        {
            return AbstractValue.Any;
        }

        var value = _top[^1];
        _top.RemoveAt(_top.Count - 1);
        return value;
    }

    /// <summary>Applies one instruction.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="instruction">A defined instruction.</param>
    public void Apply(ReadOnlySpan<byte> code, EvmInstruction instruction)
    {
        var op = instruction.Opcode;
        if (op is >= (byte)Opcode.DUP1 and <= (byte)Opcode.DUP16)
        {
            Push(Peek(op - (byte)Opcode.DUP1));
        }
        else if (op is >= (byte)Opcode.SWAP1 and <= (byte)Opcode.SWAP16)
        {
            Swap(op - (byte)Opcode.SWAP1 + 1);
        }
        else if (op == (byte)Opcode.DUPN)
        {
            Push(Peek(StackImmediate.DecodeSingle(instruction.Immediate) - 1));
        }
        else if (op == (byte)Opcode.SWAPN)
        {
            Swap(StackImmediate.DecodeSingle(instruction.Immediate));
        }
        else if (op == (byte)Opcode.EXCHANGE)
        {
            var (n, m) = StackImmediate.DecodePair(instruction.Immediate);
            Exchange(n, m);
        }
        else if (op is >= (byte)Opcode.PUSH0 and <= (byte)Opcode.PUSH32)
        {
            Push(PushedConstant(code, instruction));
        }
        else
        {
            Drop(instruction.Pops);
            for (var i = instruction.Pushes; i > 0; i--)
            {
                Push(AbstractValue.Computed);
            }
        }
    }

    private static AbstractValue PushedConstant(ReadOnlySpan<byte> code, EvmInstruction instruction)
    {
        // Nearly all that are small are program counters.
        var value = instruction.PushedValue(code);
        return value.FitsUlong && value.Low64 <= int.MaxValue ? AbstractValue.Constant((int)value.Low64) : AbstractValue.Computed;
    }

    private void Drop(int count)
    {
        Height -= count;
        _top.RemoveRange(Math.Max(0, _top.Count - count), Math.Min(count, _top.Count));
    }

    private AbstractValue Peek(int depth) => depth < _top.Count ? _top[_top.Count - 1 - depth] : AbstractValue.Any;

    private void Push(AbstractValue value)
    {
        Height++;
        if (_top.Count == TrackedItems)
        {
            Lose(_top[0]);
            _top.RemoveAt(0);
        }

        _top.Add(value);
    }

    private void Swap(int depth)
    {
        if (depth < TrackedItems)
        {
            Exchange(0, depth);
        }
        else if (_top.Count > 0)
        {
            // What lies so deep is not tracked (EIP-8024).
            Lose(_top[^1]);
            _top[^1] = AbstractValue.Any;
        }
    }

    /// <summary>Exchanges two items by their depth below the top.</summary>
    private void Exchange(int upper, int lower)
    {
        while (_top.Count <= lower)
        {
            _top.Insert(0, AbstractValue.Any);
        }

        var last = _top.Count - 1;
        (_top[last - upper], _top[last - lower]) = (_top[last - lower], _top[last - upper]);
    }
}
