// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The stack as region formation sees it: its height relative to the region's entry and what is known of the items near the
/// top. The memory of the items is lent.</summary>
internal sealed class AbstractStack : IDisposable
{
    /// <summary>How many items below the top are tracked.</summary>
    private const int TrackedItems = 64;

    private AbstractValue[] _items = [];
    private int _count;
    private List<int>? _lost;

    /// <summary>Items above the region's entry; negative when items present at the entry were popped.</summary>
    public int Height { get; private set; }

    /// <summary>The tracked items, the top last.</summary>
    public ReadOnlySpan<AbstractValue> Tracked => _items.AsSpan(0, _count);

    /// <summary>Constants that were on the stack and are no longer known to be: whoever uses the stack must take them as escaped. Null for
    /// none.</summary>
    public List<int>? Lost => _lost;

    /// <summary>Gives the memory back.</summary>
    public void Dispose()
    {
        GiveBack();
        _items = [];
        _count = 0;
    }

    /// <summary>Makes it a stack of which only the height is known.</summary>
    public void Clear(int height)
    {
        Height = height;
        _count = 0;
    }

    /// <summary>Makes it a stack of height zero on which each item carries a mark that says where it was.</summary>
    /// <param name="count">How many items are marked; at most as many as are tracked.</param>
    public void BeginMarked(int count)
    {
        Height = 0;
        _count = 0;
        EnsureCapacity(count);
        while (_count < count)
        {
            _items[_count] = AbstractValue.Constant(_count - count);
            _count++;
        }
    }

    /// <summary>Whether a constant of a stack is a mark: program counters are not negative.</summary>
    public static bool IsMark(int constant) => constant < 0;

    /// <summary>How many items lay above the one that a mark was put on.</summary>
    public static int DepthOfMark(int mark) => -1 - mark;

    /// <summary>Copies another stack into this one.</summary>
    public void CopyFrom(AbstractStack other)
    {
        Height = other.Height;
        _count = 0;
        EnsureCapacity(other._count);
        other.Tracked.CopyTo(_items);
        _count = other._count;
    }

    /// <summary>Covers another stack of the same height too.</summary>
    /// <returns>Whether this one changed.</returns>
    public bool Join(AbstractStack other)
    {
        var changed = false;
        for (var i = 0; i < other._count - _count; i++)
        {
            Lose(other._items[i]);
        }

        var excess = _count - other._count;
        if (excess > 0)
        {
            for (var i = 0; i < excess; i++)
            {
                Lose(_items[i]);
            }

            RemoveLowest(excess);
            changed = true;
        }

        for (var i = 0; i < _count; i++)
        {
            ref var own = ref _items[i];
            ref readonly var incoming = ref other._items[other._count - _count + i];
            if (own.Equals(incoming))
            {
                continue;
            }

            var joined = AbstractValue.Join(own, incoming);
            if (!joined.HasConstants)
            {
                Lose(incoming);
            }

            if (!joined.Equals(own))
            {
                if (!joined.HasConstants)
                {
                    Lose(own);
                }

                own = joined;
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
        return _count == 0 ? AbstractValue.Any : _items[--_count];
    }

    /// <summary>What is known of the item below so many others.</summary>
    public AbstractValue Peek(int depth) => depth < _count ? _items[_count - 1 - depth] : AbstractValue.Any;

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

    private static AbstractValue PushedConstant(ReadOnlySpan<byte> code, EvmInstruction instruction) =>
        instruction.TryGetSmallPush(code, out var value) ? AbstractValue.Constant(value) : AbstractValue.Computed;

    private void Drop(int count)
    {
        Height -= count;
        _count = Math.Max(0, _count - count);
    }

    private void Push(AbstractValue value)
    {
        Height++;
        if (_count == TrackedItems)
        {
            Lose(_items[0]);
            RemoveLowest(1);
        }

        EnsureCapacity(_count + 1);
        _items[_count++] = value;
    }

    private void Swap(int depth)
    {
        if (depth < TrackedItems)
        {
            Exchange(0, depth);
        }
        else if (_count > 0)
        {
            // What lies so deep is not tracked (EIP-8024).
            Lose(_items[_count - 1]);
            _items[_count - 1] = AbstractValue.Any;
        }
    }

    /// <summary>Exchanges two items by their depth below the top.</summary>
    private void Exchange(int upper, int lower)
    {
        if (_count <= lower)
        {
            var missing = lower + 1 - _count;
            EnsureCapacity(lower + 1);
            Tracked.CopyTo(_items.AsSpan(missing));
            _items.AsSpan(0, missing).Fill(AbstractValue.Any);
            _count = lower + 1;
        }

        var last = _count - 1;
        (_items[last - upper], _items[last - lower]) = (_items[last - lower], _items[last - upper]);
    }

    private void RemoveLowest(int count)
    {
        _items.AsSpan(count, _count - count).CopyTo(_items);
        _count -= count;
    }

    private void GiveBack()
    {
        if (_items.Length > 0)
        {
            ArrayPool<AbstractValue>.Shared.Return(_items);
        }
    }

    private void EnsureCapacity(int count)
    {
        if (_items.Length < count)
        {
            var larger = ArrayPool<AbstractValue>.Shared.Rent(Math.Max(count, _items.Length * 2));
            Tracked.CopyTo(larger);
            GiveBack();
            _items = larger;
        }
    }
}
