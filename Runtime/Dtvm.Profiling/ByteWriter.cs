// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Dtvm.Profiling;

/// <summary>Writes numbers, least significant byte first, and texts into a growing buffer.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[4096];

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    /// <summary>What was written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>Writes a byte.</summary>
    public void U8(int value) => Room(1)[0] = (byte)value;

    /// <summary>Writes 16 bits.</summary>
    public void U16(int value) => BinaryPrimitives.WriteUInt16LittleEndian(Room(sizeof(ushort)), (ushort)value);

    /// <summary>Writes 32 bits.</summary>
    public void U32(long value) => BinaryPrimitives.WriteUInt32LittleEndian(Room(sizeof(uint)), unchecked((uint)value));

    /// <summary>Writes 64 bits.</summary>
    public void U64(long value) => BinaryPrimitives.WriteInt64LittleEndian(Room(sizeof(long)), value);

    /// <summary>Writes bytes.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>Writes an ASCII text with a zero behind it.</summary>
    public void Text(string text)
    {
        Ascii(text);
        U8(0);
    }

    /// <summary>Writes an ASCII text.</summary>
    public void Ascii(string text) => Encoding.ASCII.GetBytes(text, Room(text.Length));

    /// <summary>Writes a number with hexadecimal digits in lower case, at least so many.</summary>
    public void Hex(ulong value, int digits = 1)
    {
        var room = Room(Math.Max(digits, (BitOperations.Log2(value | 1) / 4) + 1));
        for (var i = room.Length - 1; i >= 0; i--, value >>= 4)
        {
            room[i] = "0123456789abcdef"u8[(int)value & 15];
        }
    }

    /// <summary>Writes a byte several times.</summary>
    public void Fill(int value, int count) => Room(count).Fill((byte)value);

    /// <summary>Writes a number in DWARF's variable form without sign.</summary>
    public void Leb(uint value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            U8((int)(value | 0x80));
        }

        U8((int)value);
    }

    /// <summary>Writes a number in DWARF's variable form with sign.</summary>
    public void SignedLeb(int value)
    {
        while (true)
        {
            var part = value & 0x7f;
            value >>= 7;
            if ((value == 0 && (part & 0x40) == 0) || (value == -1 && (part & 0x40) != 0))
            {
                U8(part);
                return;
            }

            U8(part | 0x80);
        }
    }

    /// <summary>Writes a byte until the length is a multiple of a number.</summary>
    public void Align(int alignment, int filler = 0)
    {
        while (Length % alignment != 0)
        {
            U8(filler);
        }
    }

    /// <summary>Changes 32 bits that were written.</summary>
    public void Patch32(int at, long value) => BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(at), unchecked((uint)value));

    /// <summary>Begins anew with the same memory.</summary>
    public void Clear() => Length = 0;

    /// <summary>Takes room behind what was written, which the caller fills.</summary>
    /// <param name="count">Bytes.</param>
    public Span<byte> Room(int count)
    {
        if (Length + count > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        }

        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
