// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Runtime;

namespace Dtvm.Profiling;

/// <summary>A contract's code as a text whose lines are its program counters, for tools that show the source of machine code.</summary>
/// <remarks>The line of an instruction is its program counter; that at program counter 0, for which no file has a line, shares line 1.
/// Lines of data are empty.</remarks>
public static class EvmListing
{
    private const int FlushBytes = 1 << 14;

    /// <summary>The line of a program counter.</summary>
    /// <param name="pc">The program counter.</param>
    public static int LineOf(int pc) => Math.Max(pc, 1);

    /// <summary>The first bytes of Keccak-256 of a code, eight hexadecimal digits: what its files and symbols are named by.</summary>
    /// <param name="code">The code.</param>
    public static string NameOf(ReadOnlySpan<byte> code)
    {
        Span<byte> digest = stackalloc byte[Keccak256.DigestSize];
        Keccak256.Hash(code, digest);
        return Convert.ToHexStringLower(digest[..4]);
    }

    /// <summary>Writes the text.</summary>
    /// <param name="code">The code.</param>
    /// <param name="text">Where to; empty.</param>
    /// <param name="file">Where what has piled up goes now and then, so that the text takes the same few pages again and again; null when
    /// it is to stay.</param>
    internal static void Write(ReadOnlySpan<byte> code, ByteWriter text, Stream? file = null)
    {
        var line = 1;
        for (var pc = 0; pc < code.Length; pc = NextOf(code, pc))
        {
            if (file is not null && text.Length >= FlushBytes)
            {
                file.Write(text.Written);
                text.Clear();
            }

            text.Fill('\n', LineOf(pc) - line);
            line = LineOf(pc);
            if (pc == 1 && text.Length > 0)
            {
                text.Ascii(" | ");
            }

            text.Ascii("0x");
            text.Hex((ulong)pc, 4);
            var info = OpcodeTable.Get((Opcode)code[pc]);
            if (info.IsAssigned)
            {
                text.U8(' ');
                text.Ascii(info.Name);
            }
            else
            {
                text.Ascii(" 0x");
                text.Hex(code[pc], 2);
            }

            var end = Math.Min(NextOf(code, pc), code.Length);
            if (end > pc + 1)
            {
                text.Ascii(" 0x");
                foreach (var part in code[(pc + 1)..end])
                {
                    text.Hex(part, 2);
                }
            }
        }

        text.U8('\n');
        file?.Write(text.Written);
    }

    /// <summary>For each program counter the first one of its basic block; -1 for data.</summary>
    /// <param name="code">The code.</param>
    public static int[] BlocksOf(ReadOnlySpan<byte> code)
    {
        var blocks = new int[code.Length];
        Array.Fill(blocks, -1);
        var block = 0;
        var begins = true;
        for (var pc = 0; pc < code.Length; pc = NextOf(code, pc))
        {
            var opcode = (Opcode)code[pc];
            if (begins || opcode == Opcode.JUMPDEST)
            {
                block = pc;
            }

            blocks[pc] = block;
            begins = opcode is Opcode.JUMP or Opcode.JUMPI or Opcode.STOP or Opcode.RETURN or Opcode.REVERT or Opcode.INVALID
                or Opcode.SELFDESTRUCT;
        }

        return blocks;
    }

    private static int NextOf(ReadOnlySpan<byte> code, int pc) =>
        pc + 1 + (code[pc] is >= (byte)Opcode.PUSH1 and <= (byte)Opcode.PUSH32 ? code[pc] - (byte)Opcode.PUSH0 : 0);
}
