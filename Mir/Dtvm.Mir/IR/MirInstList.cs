using System.Collections;

namespace Dtvm.Mir;

/// <summary>The instructions of a block in order: numbers of records of its function.</summary>
public sealed class MirInstList : IReadOnlyList<MirInst>
{
    private readonly MirFunction _function;
    private int[] _items = [];

    internal MirInstList(MirFunction function) => _function = function;

    /// <summary>The function whose instructions they are.</summary>
    internal MirFunction Function => _function;

    /// <summary>Number of instructions.</summary>
    public int Count { get; private set; }

    /// <summary>An instruction.</summary>
    /// <param name="index">Its place, from 0.</param>
    public MirInst this[int index]
    {
        get => new(_function, Items[index]);
        set => Items[index] = NumberOf(value);
    }

    private Span<int> Items => _items.AsSpan(0, Count);

    /// <summary>Appends an instruction.</summary>
    /// <param name="inst">An instruction of the function that stands in no block.</param>
    public void Add(MirInst inst)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        _items[Count++] = NumberOf(inst);
    }

    /// <summary>Appends all instructions of another block of the function.</summary>
    /// <param name="other">Its instructions, which it must lose.</param>
    public void AddRange(MirInstList other)
    {
        ArgumentNullException.ThrowIfNull(other);
        EnsureCapacity(Count + other.Count);
        other.Items.CopyTo(_items.AsSpan(Count));
        Count += other.Count;
    }

    /// <summary>Makes room.</summary>
    /// <param name="count">Number of instructions to come to without growing again.</param>
    public void EnsureCapacity(int count)
    {
        if (_items.Length < count)
        {
            Array.Resize(ref _items, Math.Max(count, _items.Length * 2));
        }
    }

    /// <summary>Inserts an instruction; linear in what stands behind it. For many at once there is
    /// <see cref="Editing.MirRewriter"/>.</summary>
    /// <param name="index">Its place.</param>
    /// <param name="inst">An instruction of the function that stands in no block.</param>
    public void Insert(int index, MirInst inst)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)index, (uint)Count);
        EnsureCapacity(Count + 1);
        _items.AsSpan(index, Count - index).CopyTo(_items.AsSpan(index + 1));
        _items[index] = NumberOf(inst);
        Count++;
    }

    /// <summary>Takes an instruction out.</summary>
    /// <param name="index">Its place.</param>
    public void RemoveAt(int index)
    {
        Items[(index + 1)..].CopyTo(_items.AsSpan(index));
        Count--;
    }

    /// <summary>Takes out the instructions that a predicate holds for; linear.</summary>
    /// <param name="match">The predicate.</param>
    /// <returns>How many there were.</returns>
    public int RemoveAll(Predicate<MirInst> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        var kept = 0;
        for (var i = 0; i < Count; i++)
        {
            if (!match(new MirInst(_function, _items[i])))
            {
                _items[kept++] = _items[i];
            }
        }

        var removed = Count - kept;
        Count = kept;
        return removed;
    }

    /// <summary>Keeps the first instructions.</summary>
    /// <param name="count">How many.</param>
    public void Truncate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Count);
        Count = count;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => Count = 0;

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
    public Enumerator GetEnumerator() => new(this);

    IEnumerator<MirInst> IEnumerable<MirInst>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The numbers of the records.</summary>
    internal ReadOnlySpan<int> Numbers => Items;

    /// <summary>Puts other instructions in the place of all.</summary>
    /// <param name="numbers">The numbers of their records.</param>
    internal void Assign(ReadOnlySpan<int> numbers)
    {
        Count = 0;
        EnsureCapacity(numbers.Length);
        numbers.CopyTo(_items);
        Count = numbers.Length;
    }

    private int NumberOf(MirInst inst) =>
        ReferenceEquals(inst.Function, _function)
            ? inst.Index
            : throw new ArgumentException("The instruction belongs to another function.", nameof(inst));

    /// <summary>A position among instructions.</summary>
    public struct Enumerator : IEnumerator<MirInst>
    {
        private readonly MirInstList _list;
        private int _index;

        internal Enumerator(MirInstList list)
        {
            _list = list;
            _index = -1;
        }

        /// <inheritdoc/>
        public readonly MirInst Current => new(_list._function, _list._items[_index]);

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext() => ++_index < _list.Count;

        /// <inheritdoc/>
        public void Reset() => _index = -1;

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
