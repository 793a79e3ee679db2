// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>The constants of a module that do not fit into instructions, each once; they lie behind the code.</summary>
internal sealed class ConstantPool
{
    private const int WordBytes = 32, LimbBytes = 8;

    private readonly Dictionary<U256, int> _wordEntries = [];
    private readonly Dictionary<ulong, int> _limbEntries = [];
    private readonly List<U256> _words = [];
    private readonly List<ulong> _limbs = [];

    /// <summary>Bytes of all entries.</summary>
    internal int Size => (_words.Count * WordBytes) + (_limbs.Count * LimbBytes);

    /// <summary>The entry of 32 bytes.</summary>
    internal int Word(in U256 value)
    {
        ref var entry = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_wordEntries, value, out var isKnown);
        if (!isKnown)
        {
            entry = _words.Count * 2;
            _words.Add(value);
        }

        return entry;
    }

    /// <summary>The entry of 8 bytes.</summary>
    internal int Limb(ulong value)
    {
        ref var entry = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_limbEntries, value, out var isKnown);
        if (!isKnown)
        {
            entry = (_limbs.Count * 2) + 1;
            _limbs.Add(value);
        }

        return entry;
    }

    /// <summary>Where an entry lies in what <see cref="Write"/> writes, when no entry is added any more.</summary>
    internal int OffsetOf(int entry) =>
        (entry & 1) == 0 ? (entry / 2) * WordBytes : (_words.Count * WordBytes) + ((entry / 2) * LimbBytes);

    /// <summary>Writes all entries.</summary>
    /// <param name="target">Of <see cref="Size"/> bytes.</param>
    internal void Write(Span<byte> target)
    {
        foreach (var word in _words)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, word.U0);
            BinaryPrimitives.WriteUInt64LittleEndian(target[8..], word.U1);
            BinaryPrimitives.WriteUInt64LittleEndian(target[16..], word.U2);
            BinaryPrimitives.WriteUInt64LittleEndian(target[24..], word.U3);
            target = target[WordBytes..];
        }

        foreach (var limb in _limbs)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(target, limb);
            target = target[LimbBytes..];
        }
    }

    /// <summary>Forgets all entries and keeps the memory.</summary>
    internal void Clear()
    {
        _wordEntries.Clear();
        _limbEntries.Clear();
        _words.Clear();
        _limbs.Clear();
    }
}
