// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Dtvm.Backend.Llvm;

/// <summary>A section of an ELF object.</summary>
/// <param name="Index">Its index.</param>
/// <param name="Name">Its name.</param>
/// <param name="Header">Where its header lies in the file.</param>
/// <param name="Offset">Where its content lies.</param>
/// <param name="Size">Bytes of content.</param>
internal readonly record struct ElfSection(int Index, string Name, int Header, int Offset, int Size);

/// <summary>Finds the sections of an ELF object (System V gABI, chapter 4: 64 bits, least significant byte first).</summary>
internal static class ElfSections
{
    private const int TableAt = 0x28, EntrySizeAt = 0x3a, CountAt = 0x3c, NamesAt = 0x3e;
    private const int OffsetAt = 0x18, SizeAt = 0x20;

    /// <summary>Where in its header a section has its type.</summary>
    internal const int TypeAt = 0x04;

    /// <summary>The sections by name; of several with one name the first.</summary>
    /// <param name="elf">The object.</param>
    internal static Dictionary<string, ElfSection> Read(ReadOnlySpan<byte> elf)
    {
        var table = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[TableAt..]);
        var size = BinaryPrimitives.ReadUInt16LittleEndian(elf[EntrySizeAt..]);
        var count = BinaryPrimitives.ReadUInt16LittleEndian(elf[CountAt..]);
        var names = OffsetOf(elf, table + (BinaryPrimitives.ReadUInt16LittleEndian(elf[NamesAt..]) * size));
        var sections = new Dictionary<string, ElfSection>();
        for (var i = 0; i < count; i++)
        {
            var header = table + (i * size);
            var name = elf[(names + (int)BinaryPrimitives.ReadUInt32LittleEndian(elf[header..]))..];
            var text = Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)]);
            var bytes = (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(header + SizeAt)..]);
            sections.TryAdd(text, new ElfSection(i, text, header, OffsetOf(elf, header), bytes));
        }

        return sections;
    }

    private static int OffsetOf(ReadOnlySpan<byte> elf, int header) =>
        (int)BinaryPrimitives.ReadUInt64LittleEndian(elf[(header + OffsetAt)..]);
}
