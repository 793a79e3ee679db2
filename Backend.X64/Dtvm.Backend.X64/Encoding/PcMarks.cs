// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>Notes where the code of each EVM instruction begins: each mark as its differences from the one before, two bytes
/// mostly.</summary>
/// <param name="keepsValues">Whether <see cref="X64PcMark.Value"/> is kept, for a listing. Otherwise there is one mark for what lies side
/// by side and comes from one instruction.</param>
internal sealed class PcMarks(bool keepsValues)
{
    private const int MaxKeptBytes = 1 << 18;

    private readonly NoteBytes _notes = new();
    private X64PcMark _last;
    private int _count;

    /// <summary>Whether there is little enough memory to keep it for the next module.</summary>
    internal bool IsSmall => _notes.Capacity <= MaxKeptBytes;

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _notes.Clear();
        _last = default;
        _count = 0;
    }

    /// <summary>Adds a mark, whose offset is not before that of the last one.</summary>
    internal void Add(int offset, int pc, int value)
    {
        if (keepsValues || pc != _last.Pc)
        {
            AddAlways(offset, pc, value);
        }
    }

    /// <summary>As <see cref="Add"/>, also when the mark before is of the same instruction.</summary>
    internal void AddAlways(int offset, int pc, int value)
    {
        _notes.Reserve(3);
        _notes.Put((uint)(offset - _last.Offset));
        _notes.PutSigned(pc - _last.Pc);
        if (keepsValues)
        {
            _notes.PutSigned(value - _last.Value);
        }

        _last = new X64PcMark(offset, pc, value);
        _count++;
    }

    /// <summary>The marks in order; without values, each is -1.</summary>
    internal IEnumerable<X64PcMark> All()
    {
        var mark = default(X64PcMark);
        for (var at = 0; at < _notes.Length;)
        {
            mark = Next(mark, ref at);
            yield return mark;
        }
    }

    /// <summary>The marks without values, in order.</summary>
    internal ImmutableArray<CodePcMark> Map()
    {
        var map = ImmutableArray.CreateBuilder<CodePcMark>(_count);
        var mark = default(X64PcMark);
        for (var at = 0; at < _notes.Length;)
        {
            mark = Next(mark, ref at);
            map.Add(new CodePcMark(mark.Offset, mark.Pc));
        }

        return map.MoveToImmutable();
    }

    private X64PcMark Next(X64PcMark before, ref int at) => new(
        before.Offset + (int)_notes.Get(ref at), before.Pc + _notes.GetSigned(ref at),
        keepsValues ? before.Value + _notes.GetSigned(ref at) : -1);
}
