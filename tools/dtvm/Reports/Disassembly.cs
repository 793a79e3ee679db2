// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using Dtvm.Evm;
using Dtvm.Host;

namespace Dtvm.Tool.Reports;

/// <summary>A listing of code: one line an instruction, in the order of the bytes.</summary>
/// <param name="code">The code.</param>
/// <param name="revision">The revision that says which opcodes are defined.</param>
internal sealed class Disassembly(byte[] code, Revision revision)
{
    private readonly HashSet<int> _jumpDestinations = FindJumpDestinations(code);

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("revision", Revisions.Name(revision));
        writer.WriteNumber("code_size", code.Length);
        writer.WriteStartArray("instructions");
        foreach (var line in Lines())
        {
            writer.WriteStartObject();
            writer.WriteNumber("pc", line.Pc);
            writer.WriteString("bytes", Hex.Encode(line.Bytes.Span));
            writer.WriteString("mnemonic", line.Mnemonic);
            writer.WriteStringOrNull("immediate", line.Immediate);
            writer.WriteBoolean("defined", line.IsDefined);
            writer.WriteBoolean("jumpdest", line.IsJumpDestination);
            writer.WriteBoolean("reachable", line.IsReachable);
            writer.WriteStringOrNull("note", line.Note.Length == 0 ? null : line.Note);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    /// <summary>Writes lines for people: pc, bytes, mnemonic with immediate, notes. A leading <c>~</c> marks code that no control flow can
    /// reach.</summary>
    public void WriteText(TextWriter output)
    {
        var text = new StringBuilder();
        foreach ((_, var line) in FormatLines())
        {
            text.Append(line).Append('\n');
        }

        output.Write(text);
    }

    /// <summary>The lines of <see cref="WriteText"/>, each with the program counter of its instruction.</summary>
    public IReadOnlyList<(int Pc, string Text)> FormatLines()
    {
        var lines = new List<(int Pc, string Text)>();
        var text = new StringBuilder();
        foreach (var line in Lines())
        {
            text.Clear();
            text.Append(line.IsReachable ? "  " : "~ ").Append(line.Pc.ToString("x5", CultureInfo.InvariantCulture)).Append("  ");
            text.Append(Shorten(Convert.ToHexStringLower(line.Bytes.Span)).PadRight(14)).Append("  ");
            var mnemonicStart = text.Length;
            text.Append(line.Mnemonic);
            if (line.Immediate is not null)
            {
                text.Append(' ').Append(line.Immediate);
            }

            if (line.Note.Length > 0)
            {
                var width = text.Length - mnemonicStart;
                text.Append(' ', Math.Max(1, 24 - width)).Append("; ").Append(line.Note);
            }

            lines.Add((line.Pc, text.ToString()));
        }

        return lines;
    }

    private static string Shorten(string hex) => hex.Length <= 14 ? hex : hex[..12] + "..";

    private static HashSet<int> FindJumpDestinations(byte[] code)
    {
        var found = new HashSet<int>();
        for (var pc = 0; pc < code.Length; pc += OpcodeTable.SizeAt(code, pc))
        {
            if (code[pc] == (byte)Opcode.JUMPDEST)
            {
                found.Add(pc);
            }
        }

        return found;
    }

    private IEnumerable<Line> Lines()
    {
        var reachable = true;
        for (var pc = 0; pc < code.Length;)
        {
            var opcode = code[pc];
            OpcodeTable.TryDecode(code, pc, out var info);
            var isJumpDestination = opcode == (byte)Opcode.JUMPDEST;
            if (isJumpDestination)
            {
                reachable = true;
            }

            var present = Math.Min(info.ImmediateSize, code.Length - pc - 1);
            ReadOnlyMemory<byte> bytes = code.AsMemory(pc, 1 + present);
            var isDefined = info.IsDefinedIn(revision);
            yield return new Line(
                pc,
                bytes,
                info.IsAssigned ? info.Name : $"UNDEFINED_{opcode:x2}",
                info.ImmediateSize == 0 ? null : Hex.Encode(bytes.Span[1..]),
                isDefined,
                isJumpDestination,
                reachable,
                Note(pc, info, present, isDefined));

            if (!isDefined || info.IsTerminator || opcode == (byte)Opcode.JUMP)
            {
                reachable = false;
            }

            pc += 1 + info.ImmediateSize;
        }
    }

    private string Note(int pc, in OpcodeInfo info, int present, bool isDefined)
    {
        if (!info.IsAssigned)
        {
            return "undefined instruction";
        }

        if (!isDefined)
        {
            var since = info.Since == Revision.AmsterdamWithoutStateGas ? Revision.Amsterdam : info.Since;
            return $"undefined before {Revisions.Name(since)}";
        }

        if (code[pc] == (byte)Opcode.JUMPDEST)
        {
            return "jump destination";
        }

        if (info.ImmediateSize == 0)
        {
            return "";
        }

        if (StackImmediate.IsTakenBy(code[pc]))
        {
            var immediate = StackImmediate.Read(code, pc);
            return code[pc] == (byte)Opcode.EXCHANGE
                ? $"items {StackImmediate.DecodePair(immediate).N + 1} and {StackImmediate.DecodePair(immediate).M + 1}"
                : $"item {StackImmediate.DecodeSingle(immediate) + (code[pc] == (byte)Opcode.SWAPN ? 1 : 0)}";
        }

        var notes = new List<string>();
        if (present < info.ImmediateSize)
        {
            notes.Add($"cut off by the end of the code, {info.ImmediateSize - present} zero bytes follow");
        }

        if (JumpTarget(pc, info.ImmediateSize, present) is { } target)
        {
            notes.Add(target);
        }

        var hidden = code.AsSpan(pc + 1, present).Count((byte)Opcode.JUMPDEST);
        if (hidden > 0 && notes.Count == 0)
        {
            notes.Add("5b in push data is no jump destination");
        }

        return string.Join("; ", notes);
    }

    /// <summary>Where a push goes whose value the next instruction jumps to.</summary>
    private string? JumpTarget(int pc, int size, int present)
    {
        var next = pc + 1 + size;
        if (present < size || next >= code.Length || code[next] is not ((byte)Opcode.JUMP or (byte)Opcode.JUMPI))
        {
            return null;
        }

        ReadOnlySpan<byte> digits = code.AsSpan(pc + 1, size).TrimStart((byte)0);
        var target = 0;
        foreach (var digit in digits)
        {
            target = target > int.MaxValue >> 8 ? int.MaxValue : (target << 8) | digit;
        }

        return _jumpDestinations.Contains(target) ? $"to {target:x5}" : "not a jump destination";
    }

    private readonly record struct Line(
        int Pc, ReadOnlyMemory<byte> Bytes, string Mnemonic, string? Immediate, bool IsDefined, bool IsJumpDestination, bool IsReachable,
        string Note);
}
