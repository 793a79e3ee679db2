// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Engine;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Profiling;

/// <summary>A piece of machine code with a name.</summary>
/// <param name="Offset">Bytes from the beginning of the code.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Name">The name: letters, digits and underscores.</param>
public readonly record struct CodeRange(int Offset, int Size, string Name);

/// <summary>Cuts loaded code into named pieces that cover all of it without overlap.</summary>
/// <remarks>
/// A region is <c>evm_HASH_pc_0xPC</c>, with the beginning of Keccak-256 of the code, and <c>evm_HASHc_...</c> in conservative code; a
/// block of it <c>evm_HASH_pc_0xPC_block_0xPC</c>. What regions share has a name of its own in that place (<c>rt_mulmod</c>,
/// <c>grow_32</c>), as have <c>enter</c>, <c>bad_jump</c> and <c>jump_miss</c>; constants and what lies between are <c>padding</c>;
/// helpers are <c>evm_rt_NAME</c>.
/// </remarks>
public static class CodeRanges
{
    /// <summary>In place of the beginning of a block: code of a region that comes from no instruction, and such code at its end.</summary>
    private const int NoBlock = -1, Cold = -2;

    /// <summary>The pieces in the order of their offsets.</summary>
    /// <param name="code">The code.</param>
    /// <param name="byBlock">Whether a region is cut into its EVM basic blocks.</param>
    public static List<CodeRange> Of(LoadedCode code, bool byBlock) => Of(code, NameOf(code), byBlock);

    /// <summary>As <see cref="Of(LoadedCode, bool)"/>, with what <see cref="NameOf(LoadedCode)"/> gives.</summary>
    internal static List<CodeRange> Of(LoadedCode code, string? contract, bool byBlock)
    {
        var prefix = PrefixOf(code, contract);
        var blocks = byBlock && code.Unit is { } unit ? EvmListing.BlocksOf(unit.Code.Span) : null;
        var ranges = new List<CodeRange>();
        var end = 0;
        foreach (var symbol in code.Artifact.Symbols.OrderBy(symbol => symbol.Offset))
        {
            Shared(symbol.Offset);
            var name = prefix + NameOf(code, symbol);
            if (symbol.Kind == CodeSymbolKind.Region && blocks is not null)
            {
                AddBlocks(ranges, code.Artifact, symbol, name, blocks);
            }
            else if (symbol.Size > 0)
            {
                ranges.Add(new CodeRange(symbol.Offset, symbol.Size, name));
            }

            end = symbol.Offset + symbol.Size;
        }

        Shared(code.Artifact.CodeBytes);
        return ranges;

        void Shared(int next)
        {
            foreach (var shared in code.Artifact.Shared)
            {
                if (shared.Offset >= end && shared.Offset + shared.Size <= next && shared.Size > 0)
                {
                    Gap(shared.Offset);
                    ranges.Add(new CodeRange(shared.Offset, shared.Size, prefix + Plain(shared.Name)));
                    end = shared.Offset + shared.Size;
                }
            }

            Gap(next);
        }

        void Gap(int next)
        {
            if (next > end)
            {
                ranges.Add(new CodeRange(end, next - end, prefix + "padding"));
            }
        }
    }

    /// <summary>What the contract is called (<see cref="EvmListing.NameOf"/>), which takes a hash; null for code of helpers.</summary>
    internal static string? NameOf(LoadedCode code)
    {
        ArgumentNullException.ThrowIfNull(code);
        return code.Unit is { } unit ? EvmListing.NameOf(unit.Code.Span) : null;
    }

    /// <summary>The marks of a piece that name a program counter: from each offset on, relative to the piece.</summary>
    /// <param name="artifact">The code.</param>
    /// <param name="range">The piece.</param>
    /// <param name="marks">Where they are put, in place of what was there.</param>
    internal static void MarksOf(CodeArtifact artifact, CodeRange range, List<CodePcMark> marks)
    {
        marks.Clear();
        var map = artifact.PcMap.AsSpan();
        for (var i = FirstMark(map, range.Offset); i < map.Length && map[i].Offset < range.Offset + range.Size; i++)
        {
            var mark = new CodePcMark(Math.Max(map[i].Offset - range.Offset, 0), map[i].Pc);
            if (marks.Count > 0 && marks[^1].Offset == mark.Offset)
            {
                marks[^1] = mark;
            }
            else if (marks.Count == 0 || marks[^1].Pc != mark.Pc)
            {
                marks.Add(mark);
            }
        }

        marks.RemoveAll(static mark => mark.Pc < 0);
    }

    private static string Plain(string name) => string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string PrefixOf(LoadedCode code, string? contract) =>
        code.Unit is { } unit ? $"evm_{contract}{(unit.Mode == RegionMode.Conservative ? "c" : "")}_" : "evm_rt_";

    private static string NameOf(LoadedCode code, CodeSymbol symbol) => symbol.Kind switch
    {
        CodeSymbolKind.Enter => "enter",
        CodeSymbolKind.BadJump => "bad_jump",
        CodeSymbolKind.JumpMiss => "jump_miss",
        CodeSymbolKind.KeccakPermutation => "keccak_f1600",
        CodeSymbolKind.Helper => Plain(RuntimeCallTable.All[symbol.Index].Name),
        _ => code.Module!.Functions[symbol.Index].Name,
    };

    private static void AddBlocks(List<CodeRange> ranges, CodeArtifact artifact, CodeSymbol symbol, string name, int[] blocks)
    {
        var end = symbol.Offset + symbol.Size;
        var map = artifact.PcMap.AsSpan();
        var begin = symbol.Offset;
        int? open = null;
        for (var i = FirstMark(map, symbol.Offset); i < map.Length && map[i].Offset < end; i++)
        {
            var isLast = i + 1 == map.Length || map[i + 1].Offset >= end;
            var pc = map[i].Pc;
            var block = pc >= 0 && pc < blocks.Length && blocks[pc] >= 0 ? blocks[pc]
                : open is not null && isLast ? Cold
                : open ?? NoBlock;
            if (open is { } before && block != before && map[i].Offset > begin)
            {
                ranges.Add(new CodeRange(begin, map[i].Offset - begin, NameOfBlock(name, before)));
                begin = map[i].Offset;
            }

            open = block;
        }

        if (end > begin)
        {
            ranges.Add(new CodeRange(begin, end - begin, NameOfBlock(name, open ?? NoBlock)));
        }
    }

    private static string NameOfBlock(string region, int block) => block switch
    {
        NoBlock => region,
        Cold => region + "_cold",
        _ => string.Create(CultureInfo.InvariantCulture, $"{region}_block_0x{block:x}"),
    };

    /// <summary>The index of the mark that holds at an offset, or of the first one behind it.</summary>
    private static int FirstMark(ReadOnlySpan<CodePcMark> map, int offset)
    {
        var (low, high) = (0, map.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (map[middle].Offset <= offset)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        // Of several marks at one offset the last holds.
        return Math.Max(low - 1, 0);
    }
}
