// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host.StateTests;

/// <summary>Root of a Merkle-Patricia trie (Yellow Paper, appendix D), computed in one pass over the sorted keys; no node is ever
/// kept.</summary>
/// <remarks>Reusable: <see cref="Clear"/> empties it and keeps its buffers. Not safe for concurrent use.</remarks>
public sealed class MerklePatriciaTrie
{
    private const int LeafFlag = 0x20;
    private const int OddFlag = 0x10;
    private const int LongestStackPath = 64;

    private readonly RlpWriter _writer = new();
    private readonly List<Entry> _entries = [];
    private byte[] _bytes = new byte[4096];
    private int _byteCount;

    /// <summary>Root of the trie without entries: the hash of the empty string's encoding.</summary>
    public static Bytes32 EmptyRoot { get; } = HashOf([0x80]);

    /// <summary>Number of entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Removes all entries.</summary>
    public void Clear()
    {
        _entries.Clear();
        _byteCount = 0;
    }

    /// <summary>Adds an entry.</summary>
    /// <param name="key">The key; each key may be added once. A secure trie takes the hash of the key proper.</param>
    /// <param name="value">The value, not empty: an empty value means absence.</param>
    public void Add(ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty)
        {
            throw new ArgumentException("a trie holds no empty value", nameof(value));
        }

        var needed = _byteCount + key.Length + value.Length;
        if (needed > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, needed));
        }

        key.CopyTo(_bytes.AsSpan(_byteCount));
        value.CopyTo(_bytes.AsSpan(_byteCount + key.Length));
        _entries.Add(new Entry(_byteCount, key.Length, value.Length));
        _byteCount = needed;
    }

    /// <summary>Computes the root.</summary>
    /// <returns>The root hash.</returns>
    /// <exception cref="InvalidOperationException">A key was added twice.</exception>
    public Bytes32 ComputeRoot()
    {
        if (_entries.Count == 0)
        {
            return EmptyRoot;
        }

        var sorted = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_entries);
        sorted.Sort(new KeyOrder(_bytes));
        for (var i = 1; i < sorted.Length; i++)
        {
            if (Key(sorted[i - 1]).SequenceEqual(Key(sorted[i])))
            {
                throw new InvalidOperationException($"the key {Hex.Encode(Key(sorted[i]))} is there twice");
            }
        }

        _writer.Truncate(0);
        AppendNode(sorted, 0);
        return HashOf(_writer.From(0));
    }

    private static Bytes32 HashOf(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(bytes, hash);
        return new Bytes32(hash);
    }

    private static int NibbleAt(ReadOnlySpan<byte> key, int index) => (index & 1) == 0 ? key[index >> 1] >> 4 : key[index >> 1] & 0xF;

    private static int CommonNibbles(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        var bytes = left.CommonPrefixLength(right);
        var half = bytes < left.Length && bytes < right.Length && (left[bytes] ^ right[bytes]) < 0x10;
        return (2 * bytes) + (half ? 1 : 0);
    }

    private ReadOnlySpan<byte> Key(in Entry entry) => _bytes.AsSpan(entry.Offset, entry.KeyLength);

    private ReadOnlySpan<byte> Value(in Entry entry) => _bytes.AsSpan(entry.Offset + entry.KeyLength, entry.ValueLength);

    /// <summary>Writes a node as its parent holds it: the node itself when it is shorter than a hash, its hash otherwise.</summary>
    private void AppendReference(ReadOnlySpan<Entry> entries, int depth)
    {
        var start = _writer.Length;
        AppendNode(entries, depth);
        if (_writer.Length - start < EvmcBytes32.Size)
        {
            return;
        }

        var hash = HashOf(_writer.From(start));
        _writer.Truncate(start);
        _writer.AppendString(hash.AsSpan());
    }

    /// <summary>Writes the node of all entries, whose keys agree in their first <paramref name="depth"/> nibbles.</summary>
    private void AppendNode(ReadOnlySpan<Entry> entries, int depth)
    {
        var start = _writer.BeginList();
        var first = Key(entries[0]);
        if (entries.Length == 1)
        {
            AppendPath(first, depth, 2 * first.Length, LeafFlag);
            _writer.AppendString(Value(entries[0]));
        }
        else
        {
            // The keys are sorted, so that what the first and the last have in common all have.
            var common = CommonNibbles(first, Key(entries[^1]));
            if (common > depth)
            {
                AppendPath(first, depth, common, 0);
                AppendReference(entries, common);
            }
            else
            {
                AppendBranch(entries, depth);
            }
        }

        _writer.EndList(start);
    }

    private void AppendBranch(ReadOnlySpan<Entry> entries, int depth)
    {
        // A key that ends here sorts before all others; its value is the branch's own.
        var next = 2 * entries[0].KeyLength == depth ? 1 : 0;
        var own = next == 1 ? Value(entries[0]) : default;
        for (var nibble = 0; nibble < 16; nibble++)
        {
            var from = next;
            while (next < entries.Length && NibbleAt(Key(entries[next]), depth) == nibble)
            {
                next++;
            }

            if (next == from)
            {
                _writer.AppendString(default);
            }
            else
            {
                AppendReference(entries[from..next], depth + 1);
            }
        }

        _writer.AppendString(own);
    }

    /// <summary>Writes the nibbles of a key from one index to another in hex-prefix encoding (Yellow Paper, appendix C).</summary>
    private void AppendPath(ReadOnlySpan<byte> key, int from, int to, int flags)
    {
        var count = to - from;
        var size = 1 + (count / 2);
        var path = size <= LongestStackPath ? stackalloc byte[size] : new byte[size];
        var next = from;
        path[0] = (byte)((count & 1) == 0 ? flags : flags | OddFlag | NibbleAt(key, next++));
        for (var i = 1; i < size; i++, next += 2)
        {
            path[i] = (byte)((NibbleAt(key, next) << 4) | NibbleAt(key, next + 1));
        }

        _writer.AppendString(path);
    }

    private readonly record struct Entry(int Offset, int KeyLength, int ValueLength);

    private readonly struct KeyOrder(byte[] bytes) : IComparer<Entry>
    {
        public int Compare(Entry x, Entry y) => bytes.AsSpan(x.Offset, x.KeyLength).SequenceCompareTo(bytes.AsSpan(y.Offset, y.KeyLength));
    }
}
