// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>Reads from an ELF object that LLVM made with marks where its code comes from (<c>.debug_line</c>, DWARF 4, 6.2) and how its
/// frames are unwound (<c>.eh_frame</c>, LSB 5.0, 10.6).</summary>
/// <remarks>All machine code is in one section, so an address is its offset in that section: relocations are symbols of it with
/// addends.</remarks>
/// <param name="elf">The object.</param>
internal sealed class ObjectDebug(byte[] elf)
{
    private const int RelocationBytes = 24, AddendAt = 16;

    private readonly Dictionary<string, ElfSection> _sections = ElfSections.Read(elf);

    /// <summary>Changes the object so that a linker finds no relocations of its unwind tables: it leaves the tables away then, instead of
    /// telling them to the process's unwinder, which would have to be told again when the code goes. They can still be read here.</summary>
    internal void HideUnwinding()
    {
        if (_sections.TryGetValue(".rela.eh_frame", out var relocations))
        {
            elf.AsSpan(relocations.Header + ElfSections.TypeAt, sizeof(uint)).Clear();
        }
    }

    /// <summary>Where the code of each instruction lies; what is no region comes from none.</summary>
    /// <param name="symbols">The module's symbols.</param>
    /// <exception cref="LlvmException">The table is malformed.</exception>
    internal ImmutableArray<CodePcMark> PcMap(ImmutableArray<CodeSymbol> symbols)
    {
        var rows = _sections.TryGetValue(".debug_line", out var section)
            ? new LineProgram(elf.AsMemory(section.Offset, section.Size), Addends(".rela.debug_line")).Run()
            : [];
        var marks = ImmutableArray.CreateBuilder<CodePcMark>();
        var next = 0;
        foreach (var region in symbols.Where(symbol => symbol.Kind == CodeSymbolKind.Region).OrderBy(symbol => symbol.Offset))
        {
            var end = region.Offset + region.Size;
            while (next < rows.Count && rows[next].Address < region.Offset)
            {
                next++;
            }

            for (; next < rows.Count && rows[next].Address < end; next++)
            {
                var mark = new CodePcMark(rows[next].Address, rows[next].Line - 1);
                if (marks.Count > 0 && marks[^1].Offset == mark.Offset)
                {
                    marks[^1] = mark;
                }
                else if (marks.Count == 0 || marks[^1].Pc != mark.Pc)
                {
                    marks.Add(mark);
                }
            }

            marks.Add(new CodePcMark(end, -1));
        }

        return marks.ToImmutable();
    }

    /// <summary>How frames are unwound.</summary>
    /// <exception cref="LlvmException">The table has a form that LLVM does not make.</exception>
    internal ImmutableArray<CodeUnwind> Unwind()
    {
        var pieces = ImmutableArray.CreateBuilder<CodeUnwind>();
        if (_sections.TryGetValue(".eh_frame", out var section))
        {
            var frame = elf.AsMemory(section.Offset, section.Size);
            var addends = Addends(".rela.eh_frame");
            for (var at = 0; at + 8 <= frame.Length;)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(frame.Span[at..]);
                if (length <= 0)
                {
                    break;
                }

                // A CIE has 0 for an identity: every one of LLVM's says for x86-64 what CodeUnwind takes for granted. Of a description:
                // where it begins (relocated), its size, no augmentation data.
                if (BinaryPrimitives.ReadInt32LittleEndian(frame.Span[(at + 4)..]) != 0)
                {
                    var begin = addends.GetValueOrDefault(at + 8, -1);
                    var size = BinaryPrimitives.ReadInt32LittleEndian(frame.Span[(at + 12)..]);
                    if (begin < 0 || frame.Span[at + 16] != 0)
                    {
                        throw new LlvmException("the object's unwind table has an unknown form");
                    }

                    pieces.Add(new CodeUnwind(begin, size, CallFrameProgram.Rows(frame.Slice(at + 17, length - 13), begin)));
                }

                at += length + 4;
            }
        }

        pieces.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return pieces.ToImmutable();
    }

    /// <summary>The addends of a section's relocations by where they apply.</summary>
    private Dictionary<int, int> Addends(string name)
    {
        var addends = new Dictionary<int, int>();
        if (_sections.TryGetValue(name, out var section))
        {
            for (var at = section.Offset; at < section.Offset + section.Size; at += RelocationBytes)
            {
                addends[(int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(at))] =
                    (int)BinaryPrimitives.ReadInt64LittleEndian(elf.AsSpan(at + AddendAt));
            }
        }

        return addends;
    }
}
