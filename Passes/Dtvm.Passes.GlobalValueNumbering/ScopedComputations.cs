// SPDX-License-Identifier: Apache-2.0

using System.Numerics;

namespace Dtvm.Passes;

/// <summary>A hash table of instructions by what they compute, which forgets in the reverse order of learning.</summary>
/// <remarks>
/// Chains run from the newest entry to the oldest, so leaving a scope is taking entries off the end. A look-up goes along a chain for
/// <see cref="MaxSteps"/> entries: code that is written to collide finds less, and costs no more.
/// </remarks>
internal sealed class ScopedComputations
{
    private const int MaxSteps = 16;
    private const int LeastBuckets = 64;

    private int[] _buckets = [];    // by hash: the newest entry, plus one
    private Entry[] _entries = [];
    private int _mask;

    /// <summary>Number of entries, to which <see cref="Forget"/> goes back.</summary>
    public int Count { get; private set; }

    /// <summary>Forgets everything and makes room.</summary>
    /// <param name="count">How many entries are to be expected.</param>
    public void Reset(int count)
    {
        var buckets = Math.Max(LeastBuckets, (int)BitOperations.RoundUpToPowerOf2((uint)count));
        if (_buckets.Length < buckets)
        {
            _buckets = new int[buckets];
            _entries = new Entry[buckets];
        }
        else
        {
            Array.Clear(_buckets, 0, buckets);
        }

        _mask = buckets - 1;
        Count = 0;
    }

    /// <summary>The entries of a hash, the newest first.</summary>
    /// <param name="hash">The hash.</param>
    public Chain Find(uint hash) => new(this, hash);

    /// <summary>Adds an entry.</summary>
    /// <param name="hash">The hash of what the instruction computes.</param>
    /// <param name="inst">Number of the instruction.</param>
    public void Add(uint hash, int inst)
    {
        if (Count == _entries.Length)
        {
            Array.Resize(ref _entries, Count * 2);
        }

        ref var bucket = ref _buckets[hash & _mask];
        _entries[Count] = new Entry(hash, inst, bucket);
        bucket = ++Count;
    }

    /// <summary>Takes the newest entries out.</summary>
    /// <param name="count">How many stay.</param>
    public void Forget(int count)
    {
        while (Count > count)
        {
            ref readonly var entry = ref _entries[--Count];
            _buckets[entry.Hash & _mask] = entry.Next;
        }
    }

    private readonly record struct Entry(uint Hash, int Inst, int Next);

    /// <summary>A position in a chain.</summary>
    /// <param name="table">The table.</param>
    /// <param name="hash">The hash that entries must have.</param>
    public ref struct Chain(ScopedComputations table, uint hash)
    {
        private int _next = table._buckets[hash & table._mask];
        private int _steps;

        /// <summary>Goes on to the next instruction of the hash.</summary>
        /// <returns>Its number; -1 at the end.</returns>
        public int Next()
        {
            while (_next > 0 && _steps++ < MaxSteps)
            {
                ref readonly var entry = ref table._entries[_next - 1];
                _next = entry.Next;
                if (entry.Hash == hash)
                {
                    return entry.Inst;
                }
            }

            return -1;
        }
    }
}
