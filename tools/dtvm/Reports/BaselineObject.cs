// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Backend.X64;
using Dtvm.Mir;

namespace Dtvm.Tool.Reports;

/// <summary>The baseline compiler's code as an ELF64 relocatable object (System V ABI, gABI chapters 4 and 5): a section with code and
/// constants, which refers to nothing outside of itself, and a symbol for each function and stub.</summary>
internal static class BaselineObject
{
    private const int HeaderBytes = 64, SectionHeaderBytes = 64, SymbolBytes = 24, CodeAlignment = 64, TableAlignment = 8;
    private const ushort Relocatable = 1, X86_64 = 62, TextSection = 1;
    private const uint ProgramBits = 1, SymbolTable = 2, StringTable = 3;
    private const ulong AllocatedAndExecutable = 6;
    private const byte GlobalFunction = 0x12, GlobalObject = 0x11;

    /// <summary>Makes the object.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <exception cref="CliException">The backend refused the module.</exception>
    public static byte[] Make(MirModule module)
    {
        var listing = X64Backend.List(module, out var error) ?? throw new CliException($"--emit obj: {error}");
        using var strings = new MemoryStream();
        strings.WriteByte(0);
        var symbols = Symbols(listing, strings);
        var sectionNames = Encoding.ASCII.GetBytes("\0.text\0.symtab\0.strtab\0.shstrtab\0.note.GNU-stack\0");

        using var file = new MemoryStream();
        file.SetLength(HeaderBytes);
        file.Position = HeaderBytes;
        var text = Append(file, listing.Code, CodeAlignment);
        var symbolTable = Append(file, symbols, TableAlignment);
        var stringTable = Append(file, strings.ToArray(), 1);
        var sectionNameTable = Append(file, sectionNames, 1);
        Align(file, TableAlignment);
        var headers = (ulong)file.Position;
        using var writer = new BinaryWriter(file);
        WriteSection(writer, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        WriteSection(writer, 1, ProgramBits, AllocatedAndExecutable, text, listing.Code.Length, 0, 0, CodeAlignment, 0);
        WriteSection(writer, 7, SymbolTable, 0, symbolTable, symbols.Length, 3, 1, TableAlignment, SymbolBytes);
        WriteSection(writer, 15, StringTable, 0, stringTable, (int)strings.Length, 0, 0, 1, 0);
        WriteSection(writer, 23, StringTable, 0, sectionNameTable, sectionNames.Length, 0, 0, 1, 0);
        WriteSection(writer, 33, ProgramBits, 0, sectionNameTable, 0, 0, 0, 1, 0);
        WriteHeader(writer, headers, sections: 6, sectionNames: 4);
        writer.Flush();
        return file.ToArray();
    }

    private static byte[] Symbols(X64Listing listing, MemoryStream strings)
    {
        using var table = new MemoryStream();
        using var writer = new BinaryWriter(table);
        writer.Write(new byte[SymbolBytes]);
        for (var i = 0; i < listing.Symbols.Count; i++)
        {
            var end = i + 1 < listing.Symbols.Count ? listing.Symbols[i + 1].Offset : listing.CodeBytes;
            WriteSymbol(writer, strings, listing.Symbols[i].Name, GlobalFunction, listing.Symbols[i].Offset, end);
        }

        if (listing.Code.Length > listing.CodeBytes)
        {
            WriteSymbol(writer, strings, "constants", GlobalObject, listing.CodeBytes, listing.Code.Length);
        }

        writer.Flush();
        return table.ToArray();
    }

    private static void WriteSymbol(BinaryWriter writer, MemoryStream strings, string name, byte info, int start, int end)
    {
        writer.Write((uint)strings.Length);
        strings.Position = strings.Length;
        strings.Write(Encoding.ASCII.GetBytes(name));
        strings.WriteByte(0);
        writer.Write(info);
        writer.Write((byte)0);
        writer.Write(TextSection);
        writer.Write((ulong)start);
        writer.Write((ulong)(end - start));
    }

    private static void WriteSection(
        BinaryWriter writer, uint name, uint type, ulong flags, ulong offset, int size, uint link, uint info, ulong alignment, ulong entry)
    {
        writer.Write(name);
        writer.Write(type);
        writer.Write(flags);
        writer.Write(0UL);
        writer.Write(offset);
        writer.Write((ulong)size);
        writer.Write(link);
        writer.Write(info);
        writer.Write(alignment);
        writer.Write(entry);
    }

    private static void WriteHeader(BinaryWriter writer, ulong sectionHeaders, ushort sections, ushort sectionNames)
    {
        writer.Flush();
        writer.BaseStream.Position = 0;
        writer.Write([0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        writer.Write(Relocatable);
        writer.Write(X86_64);
        writer.Write(1u);
        writer.Write(0UL);
        writer.Write(0UL);
        writer.Write(sectionHeaders);
        writer.Write(0u);
        writer.Write((ushort)HeaderBytes);
        writer.Write((ushort)0);
        writer.Write((ushort)0);
        writer.Write((ushort)SectionHeaderBytes);
        writer.Write(sections);
        writer.Write(sectionNames);
    }

    private static ulong Append(MemoryStream file, byte[] content, int alignment)
    {
        Align(file, alignment);
        var offset = (ulong)file.Position;
        file.Write(content);
        return offset;
    }

    private static void Align(MemoryStream file, int alignment)
    {
        while (file.Position % alignment != 0)
        {
            file.WriteByte(0);
        }
    }
}
