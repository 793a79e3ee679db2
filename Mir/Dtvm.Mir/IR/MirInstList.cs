// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Dtvm.Mir;

/// <summary>The instructions of a block in order: numbers of records of its function, in a table that the blocks of the function
/// share.</summary>
public readonly struct MirInstList : IReadOnlyList<MirInst>
{
    private readonly MirBlock _block;

    internal MirInstList(MirBlock block) => _block = block;

    /// <summary>Number of instructions.</summary>
    public int Count => _block.Numbers.Count;

    /// <summary>The function whose instructions they are.</summary>
    internal MirFunction Function => _block.Function;

    /// <summary>The numbers of the records.</summary>
    internal ReadOnlySpan<int> Numbers => Items;

    private Span<int> Items => Function.NumbersIn(_block.Numbers);

    /// <summary>An instruction.</summary>
    /// <param name="index">Its place, from 0.</param>
    public MirInst this[int index]
    {
        get
        {
            var numbers = _block.Numbers;
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)numbers.Count, nameof(index));
            return new MirInst(Function, Function.NumberAt(numbers.First + index));
        }
    }

    /// <summary>Puts an instruction in the place of another.</summary>
    /// <param name="index">The place.</param>
    /// <param name="inst">An instruction of the function that stands in no block.</param>
    public void Set(Index index, MirInst inst) => Items[index] = NumberOf(inst);

    /// <summary>Appends an instruction.</summary>
    /// <param name="inst">An instruction of the function that stands in no block.</param>
    public void Add(MirInst inst) => Extend(1)[0] = NumberOf(inst);

    /// <summary>Appends all instructions of another block of the function.</summary>
    /// <param name="other">Its instructions, which it must lose.</param>
    public void AddRange(MirInstList other)
    {
        var (own, others) = (_block.Numbers, other._block.Numbers);
        if (own.First + own.Capacity == others.First)
        {
            // The common case: one block stood behind the other in the code, so its place is room for this one.
            _block.Numbers = own with { Capacity = own.Capacity + others.Capacity };
        }

        var moved = other.Items;
        other._block.Numbers = default;
        moved.CopyTo(Extend(moved.Length));
    }

    /// <summary>Makes room.</summary>
    /// <param name="count">Number of instructions to come to without growing again.</param>
    public void EnsureCapacity(int count)
    {
        if (count > _block.Numbers.Capacity)
        {
            _block.Numbers = Function.GrowNumbers(_block.Numbers, count);
        }
    }

    /// <summary>Inserts an instruction; linear in what stands behind it. For many at once there is
    /// <see cref="Editing.MirRewriter"/>.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="inst">An instruction of the function that stands in no block.</param>
    public void Insert(int index, MirInst inst)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)Count);
        Extend(1);
        var items = Items;
        items[index..^1].CopyTo(items[(index + 1)..]);
        items[index] = NumberOf(inst);
    }

    /// <summary>Takes an instruction out.</summary>
    /// <param name="index">Its place.</param>
    public void RemoveAt(int index)
    {
        var items = Items;
        items[(index + 1)..].CopyTo(items[index..]);
        Truncate(Count - 1);
    }

    /// <summary>Takes out the instructions that a predicate holds for; linear.</summary>
    /// <param name="match">The predicate.</param>
    /// <returns>How many there were.</returns>
    public int RemoveAll(Predicate<MirInst> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        var kept = 0;
        var items = Items;
        foreach (var number in items)
        {
            if (!match(new MirInst(Function, number)))
            {
                items[kept++] = number;
            }
        }

        var removed = items.Length - kept;
        Truncate(kept);
        return removed;
    }

    /// <summary>Keeps the first instructions.</summary>
    /// <param name="count">How many.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count);
        _block.Numbers = _block.Numbers with { Count = count };
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Truncate(0);

    /// <summary>Whether a predicate holds for an instruction.</summary>
    /// <param name="match">The predicate.</param>
    public bool Exists(Predicate<MirInst> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        foreach (var inst in this)
        {
            if (match(inst))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Enumerates the instructions. Those that are added meanwhile come too.</summary>
    public Enumerator GetEnumerator() => new(_block);

    IEnumerator<MirInst> IEnumerable<MirInst>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Puts other instructions in the place of all.</summary>
    /// <param name="numbers">The numbers of their records.</param>
    internal void Assign(ReadOnlySpan<int> numbers)
    {
        Clear();
        numbers.CopyTo(Extend(numbers.Length));
    }

    /// <summary>Makes the list longer.</summary>
    /// <returns>The new part, to be written.</returns>
    private Span<int> Extend(int count)
    {
        var end = Count + count;
        EnsureCapacity(end);
        _block.Numbers = _block.Numbers with { Count = end };
        return Items[^count..];
    }

    private int NumberOf(MirInst inst) =>
        ReferenceEquals(inst.Function, Function)
            ? inst.Index
            : throw new ArgumentException("The instruction belongs to another function.", nameof(inst));

    /// <summary>A position among instructions.</summary>
    public struct Enumerator : IEnumerator<MirInst>
    {
        private readonly MirBlock _block;
        private int _index;

        internal Enumerator(MirBlock block)
        {
            _block = block;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly MirInst Current => new(_block.Function, _block.Function.NumberAt(_block.Numbers.First + _index));

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _block.Numbers.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
