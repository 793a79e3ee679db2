// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Backend;

namespace Dtvm.Profiling;

/// <summary>Makes an <c>.eh_frame</c> section (LSB 5.0, 10.6) of what an artifact says of unwinding.</summary>
internal static class UnwindTable
{
    /// <summary>def_cfa rsp + 8, offset of the return address -8: what <see cref="CodeUnwind"/> begins with.</summary>
    private static ReadOnlySpan<byte> Entry => [0x0c, 7, 8, 0x80 | ReturnAddress, 1];

    private const int Relative = 0x1b, ReturnAddress = 16, Advance4 = 0x04, Nop = 0;

    /// <summary>Writes the section for a piece of code.</summary>
    /// <param name="writer">Where to; its length must be a multiple of 8.</param>
    /// <param name="artifact">The code.</param>
    /// <param name="offset">Where the piece begins.</param>
    /// <param name="size">Its bytes.</param>
    /// <param name="distance">How far behind the beginning of the piece the writer's place will lie in memory.</param>
    /// <param name="first">The first description that may reach behind the piece, which is where the search for those of the next piece
    /// begins; 0 for the first piece.</param>
    /// <returns>Of each description where its code begins in the piece, and where it lies in the section.</returns>
    public static List<(int Code, int Entry)> Write(
        ByteWriter writer, CodeArtifact artifact, int offset, int size, long distance, ref int first)
    {
        var section = writer.Length;
        var entries = new List<(int Code, int Entry)>();
        BeginEntry(writer, out var common);
        writer.U32(0);
        writer.U8(1);
        writer.Text("zR");
        writer.Leb(1);
        writer.SignedLeb(-8);
        writer.Leb(ReturnAddress);
        writer.Leb(1);
        writer.U8(Relative);
        writer.Bytes(Entry);
        EndEntry(writer, common);
        while (first < artifact.Unwind.Length && artifact.Unwind[first].Offset + artifact.Unwind[first].Size <= offset)
        {
            first++;
        }

        for (var i = first; i < artifact.Unwind.Length && artifact.Unwind[i].Offset < offset + size; i++)
        {
            var piece = artifact.Unwind[i];
            var begin = Math.Max(piece.Offset, offset);
            var end = Math.Min(piece.Offset + piece.Size, offset + size);
            if (begin >= end)
            {
                continue;
            }

            BeginEntry(writer, out var entry);
            entries.Add((begin - offset, entry - section));
            writer.U32(writer.Length - common);
            writer.U32(begin - offset - (distance + writer.Length - section));
            writer.U32(end - begin);
            writer.Leb(0);
            WriteRows(writer, piece, begin, end);
            EndEntry(writer, entry);
        }

        writer.U32(0);
        return entries;
    }

    /// <summary>Writes a section <c>.debug_frame</c> (DWARF 4, 6.4.1) of all of the code where it lies.</summary>
    /// <param name="writer">Where to; empty.</param>
    /// <param name="artifact">The code.</param>
    /// <param name="address">Its first byte.</param>
    public static void WriteAbsolute(ByteWriter writer, CodeArtifact artifact, nint address)
    {
        BeginEntry(writer, out var common);
        writer.U32(-1);
        writer.U8(1);
        writer.U8(0);
        writer.Leb(1);
        writer.SignedLeb(-8);
        writer.U8(ReturnAddress);
        writer.Bytes(Entry);
        EndEntry(writer, common);
        foreach (var piece in artifact.Unwind)
        {
            BeginEntry(writer, out var entry);
            writer.U32(common);
            writer.U64(address + piece.Offset);
            writer.U64(piece.Size);
            WriteRows(writer, piece, piece.Offset, piece.Offset + piece.Size);
            EndEntry(writer, entry);
        }
    }

    /// <summary>What holds at the beginning, which is all that changed before it, and what changes inside.</summary>
    private static void WriteRows(ByteWriter writer, CodeUnwind piece, int begin, int end)
    {
        var at = begin;
        foreach (var row in piece.Rows)
        {
            if (row.Offset >= end)
            {
                break;
            }

            if (row.Offset > at)
            {
                writer.U8(Advance4);
                writer.U32(row.Offset - at);
                at = row.Offset;
            }

            writer.Bytes(row.Instructions.Span);
        }
    }

    private static void BeginEntry(ByteWriter writer, out int at)
    {
        at = writer.Length;
        writer.U32(0);
    }

    private static void EndEntry(ByteWriter writer, int at)
    {
        writer.Align(8, Nop);
        writer.Patch32(at, writer.Length - at - sizeof(uint));
    }
}
