// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;

namespace Dtvm.Evm.Assembly;

/// <summary>Makes text of EVM code that <see cref="EvmAssembler"/> makes the same code of.</summary>
public static class EvmDisassembler
{
    /// <summary>The column at which comments start.</summary>
    private const int CommentColumn = 40;

    /// <summary>Lists code, one line an instruction, with its program counter in a comment.</summary>
    /// <param name="code">Any bytes. Those that are no instruction, an instruction with an invalid immediate, and one that the end of
    /// the code cuts off are listed as bytes.</param>
    /// <returns>Lines that end with a line feed.</returns>
    public static string Disassemble(ReadOnlySpan<byte> code)
    {
        var text = new StringBuilder();
        for (var pc = 0; pc < code.Length;)
        {
            var start = text.Length;
            var isInstruction = OpcodeTable.TryDecode(code, pc, out var info);
            var size = Math.Min(1 + info.ImmediateSize, code.Length - pc);
            if (!isInstruction || size <= info.ImmediateSize)
            {
                text.Append("0x").Append(Convert.ToHexStringLower(code.Slice(pc, size)));
            }
            else
            {
                text.Append(info.Name);
                if (size > 1)
                {
                    text.Append(" 0x").Append(Convert.ToHexStringLower(code.Slice(pc + 1, size - 1)));
                }
            }

            text.Append(' ', Math.Max(1, CommentColumn - (text.Length - start)));
            text.Append("; 0x").Append(pc.ToString("x", CultureInfo.InvariantCulture)).Append('\n');
            pc += size;
        }

        return text.ToString();
    }
}
