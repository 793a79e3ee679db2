// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm;

/// <summary>Reads from an ELF object where its functions lie (System V gABI, chapter 4: 64 bits, least significant byte first).</summary>
/// <remarks>LLVM's C interface has an object reader too, but it tells no section-relative offset of a symbol.</remarks>
internal static class ObjectSymbols
{
    private const int SectionTableAt = 0x28, SectionSizeAt = 0x3a, SectionCountAt = 0x3c;
    private const int TypeAt = 0x04, FlagsAt = 0x08, OffsetAt = 0x18, SizeAt = 0x20, LinkAt = 0x28;
    private const uint SymbolTable = 2;
    private const ulong Executable = 4;
    private const int SymbolBytes = 24, FunctionType = 2;

    /// <summary>The functions of an object by name.</summary>
    /// <param name="elf">The object.</param>
    /// <param name="codeBytes">Bytes of its machine code.</param>
    /// <returns>Offset and size of each in the machine code.</returns>
    /// <exception cref="LlvmException">The machine code is not in one section.</exception>
    public static Dictionary<string, (int Offset, int Size)> Read(ReadOnlySpan<byte> elf, out int codeBytes)
    {
        var functions = new Dictionary<string, (int Offset, int Size)>();
        var sections = (int)U64(elf, SectionTableAt);
        var sectionSize = U16(elf, SectionSizeAt);
        var count = U16(elf, SectionCountAt);
        var code = -1;
        codeBytes = 0;
        for (var i = 0; i < count; i++)
        {
            var header = elf.Slice(sections + (i * sectionSize), sectionSize);
            if ((U64(header, FlagsAt) & Executable) == 0 || U64(header, SizeAt) == 0)
            {
                continue;
            }

            if (code >= 0)
            {
                throw new LlvmException("the object has machine code in two sections");
            }

            code = i;
            codeBytes = (int)U64(header, SizeAt);
        }

        for (var i = 0; i < count; i++)
        {
            var header = elf.Slice(sections + (i * sectionSize), sectionSize);
            if (U32(header, TypeAt) == SymbolTable)
            {
                var names = elf.Slice(sections + ((int)U32(header, LinkAt) * sectionSize), sectionSize);
                var table = elf.Slice((int)U64(header, OffsetAt), (int)U64(header, SizeAt));
                ReadTable(table, elf[(int)U64(names, OffsetAt)..], code, functions);
            }
        }

        return functions;
    }

    /// <summary>The symbols of a module's artifact.</summary>
    /// <param name="functions">The object's functions.</param>
    /// <param name="names">Their names in the order of the symbols: those that are no region first.</param>
    /// <exception cref="LlvmException">One is not there.</exception>
    public static ImmutableArray<CodeSymbol> Order(
        Dictionary<string, (int Offset, int Size)> functions, IReadOnlyList<(CodeSymbolKind Kind, int Index, string Name)> names)
    {
        var symbols = ImmutableArray.CreateBuilder<CodeSymbol>(names.Count);
        foreach (var (kind, index, name) in names)
        {
            if (!functions.TryGetValue(name, out var place))
            {
                throw new LlvmException(string.Create(CultureInfo.InvariantCulture, $"the object has no function '{name}'"));
            }

            symbols.Add(new CodeSymbol(kind, index, place.Offset, place.Size));
        }

        return symbols.MoveToImmutable();
    }

    /// <summary>The functions of an object that are no symbols of the artifact.</summary>
    /// <param name="functions">The object's functions.</param>
    /// <param name="names">The names of the symbols.</param>
    public static ImmutableArray<SharedCode> Others(
        Dictionary<string, (int Offset, int Size)> functions, IReadOnlyList<(CodeSymbolKind Kind, int Index, string Name)> names)
    {
        var known = names.Select(name => name.Name).ToHashSet();
        return
        [
            .. functions
                .Where(function => !known.Contains(function.Key))
                .Select(function => new SharedCode(function.Value.Offset, function.Value.Size, function.Key))
                .OrderBy(shared => shared.Offset),
        ];
    }

    /// <summary>Where a module's regions come from: LLVM's code is mapped by region.</summary>
    /// <param name="symbols">The module's symbols.</param>
    /// <param name="source">Its MIR.</param>
    public static ImmutableArray<CodePcMark> PcMap(ImmutableArray<CodeSymbol> symbols, MirModule source)
    {
        var marks = new List<CodePcMark>();
        foreach (var symbol in symbols)
        {
            if (symbol.Kind == CodeSymbolKind.Region)
            {
                marks.Add(new CodePcMark(symbol.Offset, source.Functions[symbol.Index].EntryPc));
                marks.Add(new CodePcMark(symbol.Offset + symbol.Size, -1));
            }
        }

        marks.Sort((a, b) => a.Offset.CompareTo(b.Offset));
        return [.. marks];
    }

    private static void ReadTable(
        ReadOnlySpan<byte> table, ReadOnlySpan<byte> names, int code, Dictionary<string, (int Offset, int Size)> functions)
    {
        for (var at = 0; at + SymbolBytes <= table.Length; at += SymbolBytes)
        {
            var symbol = table.Slice(at, SymbolBytes);
            if ((symbol[4] & 15) == FunctionType && U16(symbol, 6) == code)
            {
                var name = names[(int)U32(symbol, 0)..];
                functions[Encoding.UTF8.GetString(name[..name.IndexOf((byte)0)])] = ((int)U64(symbol, 8), (int)U64(symbol, 16));
            }
        }
    }

    private static ushort U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong U64(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
