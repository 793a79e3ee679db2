using System.Globalization;
using System.Text;
using Dtvm.Backend.X64;
using Dtvm.Mir;
using Dtvm.Tool.Compilation;
using Iced.Intel;
using Decoder = Iced.Intel.Decoder;

namespace Dtvm.Tool.Reports;

/// <summary>The baseline compiler's code as text: offset, bytes, instruction, and the EVM instruction that a line comes from.</summary>
internal static class BaselineListing
{
    private const int BytesColumn = 24, CommentColumn = 76;

    /// <summary>Whether the assembly asked for is that of the baseline compiler.</summary>
    /// <param name="backend">The name of a backend, or null.</param>
    /// <param name="kind">What is shown.</param>
    /// <exception cref="CliException">There is no such backend, or it does not make this.</exception>
    public static bool IsAsked(string? backend, EmitKind kind)
    {
        switch (backend)
        {
            case null or "llvm":
                return false;
            case "x64" when kind == EmitKind.Asm:
                return true;
            case "x64":
                throw new CliException($"--backend x64 goes with --emit asm, not with --emit {EmitKinds.NameOf(kind)}");
            default:
                throw new CliException($"--backend '{backend}': must be llvm or x64");
        }
    }

    /// <summary>Makes the listing.</summary>
    /// <param name="module">The module after the passes.</param>
    /// <param name="names">Names of EVM instructions.</param>
    /// <exception cref="CliException">The backend refused the module.</exception>
    public static string Format(MirModule module, InstructionNames names)
    {
        var listing = X64Backend.List(module, out var error) ?? throw new CliException($"--emit asm: {error}");
        var symbols = new Dictionary<ulong, string>();
        foreach (var symbol in listing.Symbols)
        {
            symbols.TryAdd((ulong)symbol.Offset, symbol.Name);
        }

        var formatter = new IntelFormatter(new Resolver(symbols))
        {
            Options =
            {
                SpaceAfterOperandSeparator = true, RipRelativeAddresses = true, BranchLeadingZeros = false,
                HexPrefix = "0x", HexSuffix = "", UppercaseHex = false,
            },
        };
        var text = new StringBuilder();
        var output = new StringOutput();
        var decoder = Decoder.Create(64, new ByteArrayCodeReader(listing.Code, 0, listing.CodeBytes));
        var mark = 0;
        var pc = -1;
        while (decoder.IP < (ulong)listing.CodeBytes)
        {
            var inst = decoder.Decode();
            var offset = (int)inst.IP;
            if (symbols.TryGetValue(inst.IP, out var name))
            {
                text.Append('\n').Append(name).Append(":\n");
            }

            var before = pc;
            while (mark < listing.PcMarks.Count && listing.PcMarks[mark].Offset <= offset)
            {
                pc = listing.PcMarks[mark++].Pc;
            }

            formatter.Format(inst, output);
            var bytes = Convert.ToHexStringLower(listing.Code.AsSpan(offset, inst.Length)).PadRight(BytesColumn);
            var line = string.Create(CultureInfo.InvariantCulture, $"{offset,7:x}: {bytes} {output.ToStringAndReset()}");
            text.Append(pc != before && pc >= 0 ? $"{line.PadRight(CommentColumn)} # {names.Describe(pc)}" : line).Append('\n');
        }

        var constants = listing.Code.Length - listing.CodeBytes;
        text.Append(CultureInfo.InvariantCulture, $"\n# {listing.CodeBytes} bytes of code, {constants} of constants\n");
        return text.ToString();
    }

    /// <summary>Names the places that jumps and calls lead to.</summary>
    private sealed class Resolver(Dictionary<ulong, string> symbols) : ISymbolResolver
    {
        public bool TryGetSymbol(
            in Instruction instruction, int operand, int instructionOperand, ulong address, int addressSize, out SymbolResult symbol)
        {
            symbol = default;
            if (!instruction.IsCallNear && !instruction.IsJmpShortOrNear && !instruction.IsJccShortOrNear)
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
