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

    private readonly List<(int Offset, int Depth, int Saved)> _marks = [];
    private int _settled;

    /// <summary>Bytes by which the stack pointer is below that of the piece's entry, as of the last mark.</summary>
    internal int Depth { get; private set; }

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _marks.Clear();
        _settled = 0;
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
            _marks.Add((offset, depth, saved));
            Depth = depth;
        }
    }

    /// <summary>Says how large the frame of the last region is.</summary>
    /// <param name="frameBytes">Bytes.</param>
    internal void Settle(int frameBytes)
    {
        for (; _settled < _marks.Count; _settled++)
        {
            if (_marks[_settled].Depth == Frame)
            {
                _marks[_settled] = _marks[_settled] with { Depth = frameBytes };
            }
        }
    }

    /// <summary>The pieces of the code, at the beginning of each of which the stack pointer is where it was at the entry.</summary>
    /// <param name="bounds">Where they begin, in order, and where the last one ends.</param>
    internal ImmutableArray<CodeUnwind> Pieces(ReadOnlySpan<int> bounds)
    {
        var pieces = ImmutableArray.CreateBuilder<CodeUnwind>(bounds.Length - 1);
        var next = 0;
        for (var i = 0; i + 1 < bounds.Length; i++)
        {
            var rows = ImmutableArray.CreateBuilder<CodeUnwindRow>();
            var known = (Depth: 0, Saved: -1);
            for (; next < _marks.Count && _marks[next].Offset < bounds[i + 1]; next++)
            {
                var (offset, depth, saved) = _marks[next];
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
