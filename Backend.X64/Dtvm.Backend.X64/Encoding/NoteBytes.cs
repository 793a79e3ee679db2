// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Backend.X64.Encoding;

/// <summary>Numbers one behind the other, seven bits a byte: memory that is new costs more than arithmetic.</summary>
internal sealed class NoteBytes
{
    private const int FirstBytes = 1 << 10, MaxNumberBytes = 5;

    private byte[] _bytes = [];

    /// <summary>Bytes written.</summary>
    internal int Length { get; private set; }

    /// <summary>Bytes of memory.</summary>
    internal int Capacity => _bytes.Length;

    /// <summary>Forgets everything.</summary>
    internal void Clear() => Length = 0;

    /// <summary>Makes sure that some numbers fit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void Reserve(int numbers)
    {
        if (_bytes.Length - Length < numbers * MaxNumberBytes)
        {
            Grow();
        }
    }

    /// <summary>Adds a number, for which there must be room.</summary>
    internal void Put(uint number)
    {
        for (; number >= 0x80; number >>= 7)
        {
            _bytes[Length++] = (byte)(number | 0x80);
        }

        _bytes[Length++] = (byte)number;
    }

    /// <summary>Adds a number with a sign, for which there must be room.</summary>
    internal void PutSigned(int number) => Put((uint)((number << 1) ^ (number >> 31)));

    /// <summary>The number at a place, which moves behind it.</summary>
    internal uint Get(ref int at)
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

    /// <summary>The number with a sign at a place, which moves behind it.</summary>
    internal int GetSigned(ref int at)
    {
        var folded = Get(ref at);
        return (int)(folded >> 1) ^ -(int)(folded & 1);
    }

    private void Grow() => Array.Resize(ref _bytes, Math.Max(FirstBytes, _bytes.Length * 2));
}
