// SPDX-License-Identifier: Apache-2.0

using System.Collections;

namespace Dtvm.Mir;

/// <summary>The parameters of a block in order. Most blocks have none, and need no memory for them.</summary>
public readonly struct ParameterList : IReadOnlyList<Value>
{
    private readonly MirBlock _block;

    internal ParameterList(MirBlock block) => _block = block;

    /// <summary>Number of parameters.</summary>
    public int Count => _block.ParameterCount;

    /// <summary>A parameter.</summary>
    /// <param name="index">Its place, from 0.</param>
    public Value this[int index] => AsSpan()[index];

    /// <summary>The parameters; those that are added later are not in it.</summary>
    public ReadOnlySpan<Value> AsSpan() => _block.ParameterValues.AsSpan(0, _block.ParameterCount);

    /// <summary>Makes another value a parameter.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="value">A value without definition.</param>
    public void Set(int index, Value value) => _block.ParameterValues.AsSpan(0, _block.ParameterCount)[index] = value;

    /// <summary>Appends a parameter; <see cref="MirFunction.AddParameter"/> makes one.</summary>
    /// <param name="value">A value of the function that nothing defines yet.</param>
    public void Add(Value value)
    {
        if (Count == _block.ParameterValues.Length)
        {
            var values = _block.ParameterValues;
            Array.Resize(ref values, Math.Max(2, Count * 2));
            _block.ParameterValues = values;
        }

        _block.ParameterValues[_block.ParameterCount++] = value;
    }

    /// <summary>Appends parameters.</summary>
    /// <param name="values">Values of the function that nothing defines yet.</param>
    public void AddRange(ReadOnlySpan<Value> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    /// <summary>Takes out the parameters that a predicate holds for.</summary>
    /// <param name="match">The predicate.</param>
    /// <returns>How many there were.</returns>
    public int RemoveAll(Predicate<Value> match)
    {
        ArgumentNullException.ThrowIfNull(match);
        var kept = 0;
        foreach (var value in AsSpan())
        {
            if (!match(value))
            {
                _block.ParameterValues[kept++] = value;
            }
        }

        var removed = Count - kept;
        _block.ParameterCount = kept;
        return removed;
    }

    /// <summary>Takes all out.</summary>
    public void Clear() => _block.ParameterCount = 0;

    /// <summary>Enumerates the parameters.</summary>
    public ReadOnlySpan<Value>.Enumerator GetEnumerator() => AsSpan().GetEnumerator();

    IEnumerator<Value> IEnumerable<Value>.GetEnumerator() => ((IEnumerable<Value>)AsSpan().ToArray()).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => AsSpan().ToArray().GetEnumerator();
}
