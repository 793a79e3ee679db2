// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Mir.Backend;

namespace Dtvm.Profiling;

/// <summary>Makes DWARF 4 of loaded code: one unit with a function for each piece, and a line number program whose lines are program
/// counters (<see cref="EvmListing.LineOf"/>).</summary>
internal static class DwarfLines
{
    private const int Version = 4, PointerBytes = 8, Unit = 1, Function = 2;
    private const int CompileUnit = 0x11, Subprogram = 0x2e;
    private const int Name = 0x03, StatementList = 0x10, LowPc = 0x11, HighPc = 0x12, Language = 0x13, Directory = 0x1b, External = 0x3f;
    private const int Address = 0x01, Data2 = 0x05, Data8 = 0x07, Text = 0x08, SectionOffset = 0x17, Flag = 0x19;
    private const int LanguageC = 0x000c;
    private const int OpcodeBase = 13, Copy = 1, AdvancePc = 2, AdvanceLine = 3, SetAddress = 2, EndSequence = 1;

    /// <summary>The section <c>.debug_abbrev</c>.</summary>
    public static ByteWriter Abbreviations()
    {
        var writer = new ByteWriter();
        Define(writer, Unit, CompileUnit, true, [
            (Name, Text), (Directory, Text), (Language, Data2), (LowPc, Address), (HighPc, Data8), (StatementList, SectionOffset)]);
        Define(writer, Function, Subprogram, false, [(Name, Text), (External, Flag), (LowPc, Address), (HighPc, Data8)]);
        writer.U8(0);
        return writer;
    }

    /// <summary>The section <c>.debug_info</c>.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <param name="listing">The file.</param>
    public static ByteWriter Units(LoadedCode code, List<CodeRange> ranges, string listing)
    {
        var writer = new ByteWriter();
        writer.U32(0);
        writer.U16(Version);
        writer.U32(0);
        writer.U8(PointerBytes);
        writer.Leb(Unit);
        writer.Text(Path.GetFileName(listing));
        writer.Text(Path.GetDirectoryName(listing)!);
        writer.U16(LanguageC);
        writer.U64(code.Base);
        writer.U64(code.Artifact.CodeBytes);
        writer.U32(0);
        foreach (var range in ranges)
        {
            writer.Leb(Function);
            writer.Text(range.Name);
            writer.U64(code.Base + range.Offset);
            writer.U64(range.Size);
        }

        writer.U8(0);
        writer.Patch32(0, writer.Length - sizeof(uint));
        return writer;
    }

    /// <summary>The section <c>.debug_line</c>: a sequence for each piece that comes from a contract.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <param name="listing">The file.</param>
    public static ByteWriter Lines(LoadedCode code, List<CodeRange> ranges, string listing)
    {
        var writer = new ByteWriter();
        writer.U32(0);
        writer.U16(Version);
        writer.U32(0);
        var header = writer.Length;
        writer.Bytes([1, 1, 1, 0, 1, OpcodeBase, 0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1]);
        writer.U8(0);
        writer.Text(Path.GetFileName(listing));
        writer.Bytes([0, 0, 0]);
        writer.U8(0);
        writer.Patch32(header - sizeof(uint), writer.Length - header);
        var marks = new List<CodePcMark>();
        foreach (var range in ranges)
        {
            CodeRanges.MarksOf(code.Artifact, range, marks);
            if (marks.Count > 0)
            {
                WriteSequence(writer, code.Base + range.Offset, range.Size, marks);
            }
        }

        writer.Patch32(0, writer.Length - sizeof(uint));
        return writer;
    }

    private static void WriteSequence(ByteWriter writer, nint begin, int size, List<CodePcMark> marks)
    {
        writer.U8(0);
        writer.Leb(1 + PointerBytes);
        writer.U8(SetAddress);
        writer.U64(begin + marks[0].Offset);
        var (at, line) = (marks[0].Offset, 1);
        foreach (var mark in marks)
        {
            writer.U8(AdvancePc);
            writer.Leb((uint)(mark.Offset - at));
            writer.U8(AdvanceLine);
            writer.SignedLeb(EvmListing.LineOf(mark.Pc) - line);
            writer.U8(Copy);
            (at, line) = (mark.Offset, EvmListing.LineOf(mark.Pc));
        }

        writer.U8(AdvancePc);
        writer.Leb((uint)(size - at));
        writer.U8(0);
        writer.Leb(1);
        writer.U8(EndSequence);
    }

    private static void Define(ByteWriter writer, int code, int tag, bool hasChildren, ReadOnlySpan<(int Attribute, int Form)> attributes)
    {
        writer.Leb((uint)code);
        writer.Leb((uint)tag);
        writer.U8(hasChildren ? 1 : 0);
        foreach (var (attribute, form) in attributes)
        {
            writer.Leb((uint)attribute);
            writer.Leb((uint)form);
        }

        writer.U16(0);
    }
}
