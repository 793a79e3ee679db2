// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evm;

namespace Dtvm.Tool.Compilation;

/// <summary>Names EVM instructions by their program counter, for comments.</summary>
/// <param name="code">The code; null when it is not known, as for MIR from a file.</param>
internal sealed class InstructionNames(byte[]? code)
{
    private const int MaxImmediateShown = 8;

    /// <summary>The program counter and mnemonic: <c>0x4 PUSH1 0x80</c>; the program counter alone when the code is not known.</summary>
    public string Describe(int pc)
    {
        var place = "0x" + pc.ToString("x", CultureInfo.InvariantCulture);
        if (code is null)
        {
            return place;
        }

        if (pc >= code.Length)
        {
            return place + " end of code";
        }

        if (!OpcodeTable.TryDecode(code, pc, out var info))
        {
            return $"{place} UNDEFINED_{code[pc]:x2}";
        }

        if (info.ImmediateSize == 0)
        {
            return $"{place} {info.Name}";
        }

        ReadOnlySpan<byte> immediate = code.AsSpan(pc + 1, Math.Min(info.ImmediateSize, code.Length - pc - 1));
        var digits = immediate.Length <= MaxImmediateShown
            ? Convert.ToHexStringLower(immediate)
            : Convert.ToHexStringLower(immediate[..MaxImmediateShown]) + "..";
        return $"{place} {info.Name} 0x{digits}";
    }
}
