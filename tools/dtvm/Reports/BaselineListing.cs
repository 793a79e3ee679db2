// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Backend.X64;
using Dtvm.Mir;
using Dtvm.Tool.Compilation;
using Iced.Intel;
using Decoder = Iced.Intel.Decoder;

namespace Dtvm.Tool.Reports;

/// <summary>The baseline compiler's code as text: offset, bytes, instruction, and what a line comes from: EVM instruction and MIR
/// value.</summary>
public static class BaselineListing
{
    private const int BytesColumn = 24, CommentColumn = 76, ShortCommentColumn = 48;

    /// <summary>Whether the assembly or object asked for is that of the baseline compiler.</summary>
    /// <param name="backend">The name of a backend, or null.</param>
    /// <param name="kind">What is shown.</param>
    /// <exception cref="CliException">There is no such backend, or it does not make this.</exception>
    internal static bool IsAsked(string? backend, EmitKind kind)
    {
        switch (backend)
        {
            case null or "llvm":
                return false;
            case "x64" when kind is EmitKind.Asm or EmitKind.Obj or EmitKind.Html:
                return true;
            case "x64":
                throw new CliException($"--backend x64 goes with --emit asm, obj or html, not with --emit {EmitKinds.NameOf(kind)}");
            default:
                throw new CliException($"--backend '{backend}': must be llvm or x64");
        }
    }

    /// <summary>Makes the listing.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <param name="names">Names of EVM instructions.</param>
    /// <exception cref="CliException">The backend refused the module.</exception>
    internal static string Format(MirModule module, InstructionNames names) =>
        TryFormat(module, names, out var error) ?? throw new CliException($"--backend x64: {error}");

    /// <summary>Makes the listing where the backend takes the module.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <param name="names">Names of EVM instructions.</param>
    /// <param name="error">Why there is none; null when there is one.</param>
    /// <returns>The listing, or null.</returns>
    internal static string? TryFormat(MirModule module, InstructionNames names, out string? error)
    {
        var listing = X64Backend.List(module, out error);
        if (listing is null)
        {
            return null;
        }

        var symbols = new Dictionary<ulong, string>();
        foreach (var symbol in listing.Symbols)
        {
            symbols.TryAdd((ulong)symbol.Offset, symbol.Name);
        }

        var formatter = CreateFormatter(symbols);
        var text = new StringBuilder();
        var output = new StringOutput();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(listing.Code, 0, listing.CodeBytes));
        var marks = new Marks(listing.PcMarks);
        while (decoder.IP < (ulong)listing.CodeBytes)
        {
            var inst = decoder.Decode();
            var offset = (int)inst.IP;
            if (symbols.TryGetValue(inst.IP, out var name))
            {
                text.Append('\n').Append(name).Append(":\n");
            }

            formatter.Format(inst, output);
            var bytes = Convert.ToHexStringLower(listing.Code.AsSpan(offset, inst.Length)).PadRight(BytesColumn);
            var line = string.Create(CultureInfo.InvariantCulture, $"{offset,7:x}: {bytes} {output.ToStringAndReset()}");
            text.Append(marks.IsNewAt(offset) ? $"{line.PadRight(CommentColumn)} # {marks.Describe(names.Describe)}" : line).Append('\n');
        }

        var constants = listing.Code.Length - listing.CodeBytes;
        text.Append(CultureInfo.InvariantCulture, $"\n# {listing.CodeBytes} bytes of code, {constants} of constants\n");
        return text.ToString();
    }

    /// <summary>The functions of a module alone, without offsets and bytes, with labels: to be compared with what was accepted.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <exception cref="ArgumentException">The backend refused the module.</exception>
    public static string FormatFunctions(MirModule module)
    {
        var listing = X64Backend.List(module, out var error) ?? throw new ArgumentException(error, nameof(module));
        var symbols = new Dictionary<ulong, string>();
        var end = listing.CodeBytes;
        foreach (var symbol in listing.Symbols)
        {
            symbols.TryAdd((ulong)symbol.Offset, symbol.Name);
            end = symbol.Kind == X64SymbolKind.Region ? end : Math.Min(end, symbol.Offset);
        }

        var instructions = new List<Instruction>();
        var targets = new SortedSet<ulong>();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(listing.Code, 0, end));
        while (decoder.IP < (ulong)end)
        {
            var inst = decoder.Decode();
            instructions.Add(inst);
            if ((inst.IsJmpShortOrNear || inst.IsJccShortOrNear) && !symbols.ContainsKey(inst.NearBranchTarget))
            {
                targets.Add(inst.NearBranchTarget);
            }
        }

        var labels = new HashSet<ulong>(targets);
        var number = 0;
        foreach (var target in targets)
        {
            symbols.Add(target, $".{++number}");
        }

        return Format(listing, instructions, symbols, labels);
    }

    private static string Format(
        X64Listing listing, List<Instruction> instructions, Dictionary<ulong, string> symbols, HashSet<ulong> labels)
    {
        var formatter = CreateFormatter(symbols);
        formatter.Options.RipRelativeAddresses = false;
        var text = new StringBuilder();
        var output = new StringOutput();
        var marks = new Marks(listing.PcMarks);
        foreach (var inst in instructions)
        {
            if (symbols.TryGetValue(inst.IP, out var name))
            {
                text.Append(text.Length > 0 && !labels.Contains(inst.IP) ? "\n" : "").Append(name).Append(":\n");
            }

            if (inst.IsIPRelativeMemoryOperand)
            {
                // By value: the address of a constant says nothing.
                var bytes = listing.Code.AsSpan((int)inst.IPRelativeMemoryAddress, inst.MemorySize.GetSize()).ToArray();
                Array.Reverse(bytes);
                symbols[inst.IPRelativeMemoryAddress] = $"0x{Convert.ToHexStringLower(bytes)}";
            }

            formatter.Format(inst, output);
            var line = "    " + output.ToStringAndReset();
            var isNew = marks.IsNewAt((int)inst.IP);
            text.Append(isNew ? $"{line.PadRight(ShortCommentColumn)} # {marks.Describe(pc => $"0x{pc:x}")}" : line).Append('\n');
        }

        return text.ToString();
    }

    private static IntelFormatter CreateFormatter(Dictionary<ulong, string> symbols) => new(new Resolver(symbols))
    {
        Options =
        {
            SpaceAfterOperandSeparator = true, RipRelativeAddresses = true, BranchLeadingZeros = false,
            HexPrefix = "0x", HexSuffix = "", UppercaseHex = false,
        },
    };

    /// <summary>Follows the marks of a listing.</summary>
    private sealed class Marks(IReadOnlyList<X64PcMark> marks)
    {
        private int _next;
        private X64PcMark _current = new(0, -1, -1);

        /// <summary>Whether the code at an offset comes from something else than that before it.</summary>
        public bool IsNewAt(int offset)
        {
            var before = _current;
            while (_next < marks.Count && marks[_next].Offset <= offset)
            {
                _current = marks[_next++];
            }

            return _current.Pc >= 0 && (_current.Pc, _current.Value) != (before.Pc, before.Value);
        }

        /// <summary>What the code comes from.</summary>
        public string Describe(Func<int, string> name) => name(_current.Pc) + (_current.Value >= 0 ? $" v{_current.Value}" : "");
    }

    /// <summary>Names the places that jumps and calls lead to.</summary>
    private sealed class Resolver(Dictionary<ulong, string> symbols) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            symbol = default;
            if (!instruction.IsCallNear && !instruction.IsJmpShortOrNear && !instruction.IsJccShortOrNear
                && !instruction.IsIPRelativeMemoryOperand)
            {
                return false;
            }

            if (!symbols.TryGetValue(address, out var name))
            {
                return false;
            }

            symbol = new SymbolResult(address, name);
            return true;
        }
    }
}
