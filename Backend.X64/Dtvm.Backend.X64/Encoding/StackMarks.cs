// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>Notes where the native stack pointer moves, for who unwinds the stack.</summary>
internal sealed class StackMarks
{
    /// <summary>The depth in a region whose frame's size is not known yet.</summary>
    internal const int Frame = -1;

    // DWARF 4, 7.23, and System V ABI, 3.6.2: DW_CFA_def_cfa_offset, DW_CFA_offset; the numbers of the registers in our order.
    private const byte DefineOffset = 0x0e, SavedAt = 0x80;
    private static readonly byte[] DwarfNumbers = [0, 2, 1, 3, 7, 6, 4, 5, 8, 9, 10, 11, 12, 13, 14, 15];

    // Kinds of notes, in the low bits of their first number; above them, how far behind the note before the code lies.
    private const uint Moved = 0, Saved = 1, Settled = 2, KindBits = 2, KindMask = 3;

    private readonly NoteBytes _notes = new();
    private int _offset;

    /// <summary>Bytes by which the stack pointer is below that of the piece's entry, as of the last mark.</summary>
    internal int Depth { get; private set; }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _notes.Clear();
        _offset = 0;
        Depth = 0;
    }

    /// <summary>From an offset on the stack pointer is elsewhere.</summary>
    /// <param name="offset">The offset.</param>
    /// <param name="depth">Bytes below where it was at the entry; <see cref="Frame"/> for the frame of a region.</param>
    /// <param name="saved">The register that was saved at this depth; -1 for none.</param>
    internal void Add(int offset, int depth, int saved = -1)
    {
        if (depth != Depth || saved >= 0)
        {
            _notes.Reserve(3);
            _notes.Put(((uint)(offset - _offset) << (int)KindBits) | (saved >= 0 ? Saved : Moved));
            _notes.PutSigned(depth);
            if (saved >= 0)
            {
                _notes.Put((uint)saved);
            }

            _offset = offset;
            Depth = depth;
        }
    }

    /// <summary>Says how large the frame of the last region is.</summary>
    /// <param name="frameBytes">Bytes.</param>
    internal void Settle(int frameBytes)
    {
        _notes.Reserve(2);
        _notes.Put(Settled);
        _notes.PutSigned(frameBytes);
    }

    /// <summary>The pieces of the code, at the beginning of each of which the stack pointer is where it was at the entry.</summary>
    /// <param name="bounds">Where they begin, in order, and where the last one ends.</param>
    internal ImmutableArray<CodeUnwind> Pieces(ReadOnlySpan<int> bounds)
    {
        var marks = Marks();
        var pieces = ImmutableArray.CreateBuilder<CodeUnwind>(bounds.Length - 1);
        var rows = ImmutableArray.CreateBuilder<CodeUnwindRow>();
        var next = 0;
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            rows.Clear();
            var known = (Depth: 0, Saved: -1);
            for (; next < marks.Count && marks[next].Offset < bounds[i + 1]; next++)
            {
                var (offset, depth, saved) = marks[next];
                if (offset >= bounds[i] && (depth, saved) != known)
                {
                    rows.Add(new CodeUnwindRow(offset, Instructions(depth, saved)));
                    known = (depth, saved);
                }
            }

            pieces.Add(new CodeUnwind(bounds[i], bounds[i + 1] - bounds[i], rows.ToImmutable()));
        }

        return pieces.MoveToImmutable();
    }

    private List<(int Offset, int Depth, int Saved)> Marks()
    {
        var marks = new List<(int Offset, int Depth, int Saved)>();
        var settled = 0;
        var offset = 0;
        for (var at = 0; at < _notes.Length;)
        {
            var first = _notes.Get(ref at);
            var depth = _notes.GetSigned(ref at);
            offset += (int)(first >> (int)KindBits);
            if ((first & KindMask) != Settled)
            {
                marks.Add((offset, depth, (first & KindMask) == Saved ? (int)_notes.Get(ref at) : -1));
                continue;
            }

            // What was noted since the frame before is of this one.
            for (; settled < marks.Count; settled++)
            {
                if (marks[settled].Depth == Frame)
                {
                    marks[settled] = marks[settled] with { Depth = depth };
                }
            }
        }

        return marks;
    }

    private static byte[] Instructions(int depth, int saved)
    {
        var address = depth + sizeof(long);
        Span<byte> bytes = stackalloc byte[8];
        bytes[0] = DefineOffset;
        var length = 1;
        for (var rest = (uint)address; ; rest >>= 7)
        {
            bytes[length++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
            {
                break;
            }
        }

        if (saved >= 0)
        {
            bytes[length++] = (byte)(SavedAt | DwarfNumbers[saved]);
            bytes[length++] = (byte)(address / sizeof(long));
        }

        return bytes[..length].ToArray();
    }
}
