// SPDX-License-Identifier: Apache-2.0

using System.Buffers;

namespace Dtvm.Frontend;

/// <summary>Collects the entries of a table whose length is not known before; the memory is lent.</summary>
internal sealed class TableBuilder<T> : IDisposable
{
    private T[] _entries;

    /// <summary>Begins a table.</summary>
    /// <param name="capacity">How many entries there may be without growing.</param>
    public TableBuilder(int capacity) => _entries = ArrayPool<T>.Shared.Rent(capacity);

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an entry.</summary>
    public void Add(in T entry)
    {
        if (Count == _entries.Length)
        {
            var larger = ArrayPool<T>.Shared.Rent(Count * 2);
            _entries.CopyTo(larger, 0);
            Dispose();
            _entries = larger;
        }

        _entries[Count++] = entry;
    }

    /// <summary>The entries; valid until the next is added.</summary>
    public ReadOnlySpan<T> Entries => _entries.AsSpan(0, Count);

    /// <summary>The entries in an array of their own.</summary>
    public T[] ToArray() => _entries.AsSpan(0, Count).ToArray();

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => ArrayPool<T>.Shared.Return(_entries);
}
