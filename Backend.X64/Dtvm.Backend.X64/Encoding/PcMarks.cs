// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.X64.Encoding;

/// <summary>Notes where the code of each EVM instruction begins: each mark as its differences from the one before, two bytes mostly: memory
/// that is new costs more than arithmetic.</summary>
/// <param name="keepsValues">Whether <see cref="X64PcMark.Value"/> is kept, for a listing.</param>
internal sealed class PcMarks(bool keepsValues)
{
    private const int MaxMarkBytes = 15, MaxKeptBytes = 1 << 18;

    private byte[] _bytes = new byte[1 << 12];
    private int _length;
    private X64PcMark _last;

    /// <summary>Whether there is little enough memory to keep it for the next module.</summary>
    internal bool IsSmall => _bytes.Length <= MaxKeptBytes;

    /// <summary>Forgets everything.</summary>
    internal void Clear()
    {
        _length = 0;
        _last = default;
    }

    /// <summary>Adds a mark, whose offset is not before that of the last one.</summary>
    internal void Add(int offset, int pc, int value)
    {
        if (_bytes.Length - _length < MaxMarkBytes)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        Put((uint)(offset - _last.Offset));
        Put(Folded(pc - _last.Pc));
        if (keepsValues)
        {
            Put(Folded(value - _last.Value));
        }

        _last = new X64PcMark(offset, pc, value);
    }

    /// <summary>The marks in order; without values, each is -1.</summary>
    internal IEnumerable<X64PcMark> All()
    {
        var mark = default(X64PcMark);
        for (var at = 0; at < _length;)
        {
            mark = new X64PcMark(
                mark.Offset + (int)Get(ref at), mark.Pc + Unfolded(Get(ref at)), keepsValues ? mark.Value + Unfolded(Get(ref at)) : -1);
            yield return mark;
        }
    }

    private static uint Folded(int difference) => (uint)((difference << 1) ^ (difference >> 31));

    private static int Unfolded(uint folded) => (int)(folded >> 1) ^ -(int)(folded & 1);

    private void Put(uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes[_length++] = (byte)(number | 0x80);
        }

        _bytes[_length++] = (byte)number;
    }

    private uint Get(ref int at)
    {
        uint number = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = _bytes[at++];
            number |= (uint)(part & 0x7f) << shift;
            if (part < 0x80)
            {
                return number;
            }
        }
    }
}
