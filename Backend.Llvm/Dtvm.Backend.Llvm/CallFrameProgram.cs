// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>Cuts a program of call frame instructions (DWARF 4, 6.4.2) where it advances.</summary>
internal static class CallFrameProgram
{
    private const byte Advance = 0x40, AdvanceByte = 0x02, AdvanceWord = 0x03, AdvanceDword = 0x04, Nop = 0x00;

    /// <summary>The rows of a program.</summary>
    /// <param name="program">The program.</param>
    /// <param name="begin">Where its code begins.</param>
    internal static ImmutableArray<CodeUnwindRow> Rows(ReadOnlyMemory<byte> program, int begin)
    {
        var rows = ImmutableArray.CreateBuilder<CodeUnwindRow>();
        var bytes = program.Span;
        var from = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var next = at;
            var advance = 0;
            switch (bytes[at])
            {
                case Nop:
                    next += 1;
                    break;
                case AdvanceByte:
                    advance = bytes[at + 1];
                    next += 2;
                    break;
                case AdvanceWord:
                    advance = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 1)..]);
                    next += 3;
                    break;
                case AdvanceDword:
                    advance = BinaryPrimitives.ReadInt32LittleEndian(bytes[(at + 1)..]);
                    next += 5;
                    break;
                case >= Advance and < 0x80:
                    advance = bytes[at] & 0x3f;
                    next += 1;
                    break;
                default:
                    at += SizeOf(bytes[at..]);
                    continue;
            }

            Add(rows, begin, program[from..at]);
            begin += advance;
            from = at = next;
        }

        Add(rows, begin, program[from..]);
        return rows.ToImmutable();
    }

    private static void Add(ImmutableArray<CodeUnwindRow>.Builder rows, int offset, ReadOnlyMemory<byte> instructions)
    {
        if (!instructions.IsEmpty)
        {
            rows.Add(new CodeUnwindRow(offset, instructions));
        }
    }

    /// <summary>Bytes of an instruction that does not advance.</summary>
    private static int SizeOf(ReadOnlySpan<byte> bytes)
    {
        switch (bytes[0])
        {
            case >= 0xc0: // restore
            case 0x0a: // remember_state
            case 0x0b: // restore_state
                return 1;
            case >= 0x80: // offset
            case 0x0d: // def_cfa_register
            case 0x0e: // def_cfa_offset
            case 0x13: // def_cfa_offset_sf
            case 0x07: // undefined
            case 0x08: // same_value
            case 0x2e: // GNU_args_size
                return 1 + Leb(bytes, 1);
            case 0x0c: // def_cfa
            case 0x05: // offset_extended
            case 0x09: // register
            case 0x12: // def_cfa_sf
                var first = Leb(bytes, 1);
                return 1 + first + Leb(bytes, 1 + first);
            case 0x0f: // def_cfa_expression
                return 1 + Block(bytes, 1);
            case 0x10: // expression
            case 0x16: // val_expression
                var register = Leb(bytes, 1);
                return 1 + register + Block(bytes, 1 + register);
            default:
                throw new LlvmException($"the object's unwind table has an unknown instruction 0x{bytes[0]:x2}");
        }
    }

    private static int Leb(ReadOnlySpan<byte> bytes, int at)
    {
        var size = 1;
        while ((bytes[at + size - 1] & 0x80) != 0)
        {
            size++;
        }

        return size;
    }

    private static int Block(ReadOnlySpan<byte> bytes, int at)
    {
        var length = 0;
        var size = Leb(bytes, at);
        for (var i = size - 1; i >= 0; i--)
        {
            length = (length << 7) | (bytes[at + i] & 0x7f);
        }

        return size + length;
    }
}
