// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;

namespace Dtvm.Profiling;

/// <summary>Makes an ELF object of loaded code for GDB: symbols, line numbers (DWARF 4), unwinding. The code itself is not in it: it lies
/// where the object says.</summary>
internal static class GdbImage
{
    private const int HeaderBytes = 64, SectionBytes = 64, SymbolBytes = 24, PointerBytes = 8;
    private const int Relocatable = 1, MachineX64 = 62;
    private const int Progbits = 1, SymbolTable = 2, StringTable = 3, NoBits = 8;
    private const int Allocated = 2, Executable = 4, Function = 2, Global = 1 << 4;

    /// <summary>A section that is being made.</summary>
    private sealed record Section(string Name, int Type, long Flags, long Address, byte[] Content, long Size)
    {
        public int Link { get; init; }

        public int Info { get; init; }

        public int EntryBytes { get; init; }
    }

    /// <summary>Makes the object.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <param name="listing">The file that its program counters are lines of; null for code without.</param>
    public static byte[] Make(LoadedCode code, List<CodeRange> ranges, string? listing)
    {
        var names = new ByteWriter();
        names.U8(0);
        var symbols = new ByteWriter();
        symbols.Bytes(new byte[SymbolBytes]);
        foreach (var range in ranges)
        {
            symbols.U32(names.Length);
            names.Text(range.Name);
            symbols.U8(Global | Function);
            symbols.U8(0);
            symbols.U16(1);
            symbols.U64(range.Offset);
            symbols.U64(range.Size);
        }

        var frame = new ByteWriter();
        UnwindTable.WriteAbsolute(frame, code.Artifact, code.Base);
        List<Section> sections =
        [
            new("", 0, 0, 0, [], 0),
            new(".text", NoBits, Allocated | Executable, code.Base, [], code.Artifact.CodeBytes),
            Data(".symtab", SymbolTable, symbols) with { Link = 3, Info = 1, EntryBytes = SymbolBytes },
            Data(".strtab", StringTable, names),
            Data(".debug_frame", Progbits, frame),
        ];
        if (listing is not null)
        {
            var lines = DwarfLines.Lines(code, ranges, listing);
            sections.Add(Data(".debug_abbrev", Progbits, DwarfLines.Abbreviations()));
            sections.Add(Data(".debug_info", Progbits, DwarfLines.Units(code, ranges, listing)));
            sections.Add(Data(".debug_line", Progbits, lines));
        }

        return Assemble(sections);
    }

    private static Section Data(string name, int type, ByteWriter content) =>
        new(name, type, 0, 0, content.Written.ToArray(), content.Length);

    private static byte[] Assemble(List<Section> sections)
    {
        var names = new ByteWriter();
        var nameOffsets = new List<int>();
        foreach (var section in sections.Append(new Section(".shstrtab", StringTable, 0, 0, [], 0)))
        {
            nameOffsets.Add(names.Length);
            names.Text(section.Name);
        }

        sections.Add(Data(".shstrtab", StringTable, names));
        var image = new ByteWriter();
        image.Bytes([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        image.U16(Relocatable);
        image.U16(MachineX64);
        image.U32(1);
        image.U64(0);
        image.U64(0);
        image.U64(HeaderBytes);
        image.U32(0);
        image.U16(HeaderBytes);
        image.U16(0);
        image.U16(0);
        image.U16(SectionBytes);
        image.U16(sections.Count);
        image.U16(sections.Count - 1);
        var offset = HeaderBytes + (SectionBytes * sections.Count);
        for (var i = 0; i < sections.Count; i++)
        {
            var section = sections[i];
            image.U32(nameOffsets[i]);
            image.U32(section.Type);
            image.U64(section.Flags);
            image.U64(section.Address);
            image.U64(section.Type == 0 ? 0 : offset);
            image.U64(section.Size);
            image.U32(section.Link);
            image.U32(section.Info);
            image.U64(section.Type == 0 ? 0 : PointerBytes);
            image.U64(section.EntryBytes);
            offset += (section.Content.Length + PointerBytes - 1) & -PointerBytes;
        }

        foreach (var section in sections)
        {
            image.Bytes(section.Content);
            image.Align(PointerBytes);
        }

        return image.Written.ToArray();
    }
}
