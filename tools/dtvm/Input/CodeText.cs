// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>
/// Reads code from text: hex, assembly as <see cref="Dtvm.Evm.Assembly.EvmAssembler"/> has it, or a contract that a compiler wrote.
/// </summary>
internal static class CodeText
{
    /// <summary>Reads code.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="text">The text, without byte-order mark or with it.</param>
    /// <param name="selection">Which code of a compiler's output.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It is no code; the message says what it looks like, and what makes code of that.</exception>
    public static byte[] Read(string name, string text, CodeSelection selection)
    {
        text = text.TrimStart('\uFEFF');
        var body = text.Trim();
        if (body.Length == 0)
        {
            throw new CliException($"{name}: holds nothing but blanks; code of no bytes is written 0x");
        }

        if (CompilerOutput.Find(name, body) is { } output)
        {
            return output.Read(selection);
        }

        RequireNoContract(name, selection);
        if (HexText.IsDump(body))
        {
            throw new CliException($"{name}: is a hex dump with addresses, and no code: xxd -r turns it back, xxd -p makes hex alone");
        }

        // ADD is made of hex digits too.
        if (HexText.IsMadeOfDigits(body) && !AssemblyText.IsOfInstructionsAlone(text))
        {
            return HexText.Read(name, text);
        }

        if (LibraryPlaceholders.Find(body) is { } placeholders)
        {
            throw new CliException($"{name}: {placeholders}");
        }

        if (AssemblyText.IsNamedSo(name))
        {
            return AssemblyText.Read(name, text);
        }

        if (ForeignJson.Find(name, body) is { } json)
        {
            throw new CliException($"{name}: {json}");
        }

        if (ForeignText.Find(body) is { } kind)
        {
            throw new CliException($"{name}: {kind}");
        }

        if (AssemblyText.LooksLikeIt(text))
        {
            return AssemblyText.Read(name, text);
        }

        if (HexText.LooksLikeIt(body))
        {
            return HexText.Read(name, text);
        }

        var line = body.Split('\n', 2)[0].TrimEnd();
        throw new CliException(
            $"{name}: is text, and neither hex nor assembly; it begins {ShownText.Quote(line)} (printable raw code is given as hex)");
    }

    /// <summary>Refuses the name of a contract where the input is code alone.</summary>
    /// <param name="name">How errors name the input.</param>
    /// <param name="selection">What was asked for.</param>
    /// <exception cref="CliException">A contract is named.</exception>
    public static void RequireNoContract(string name, CodeSelection selection)
    {
        if (selection.Contract is not null)
        {
            throw new CliException($"--contract: {name} is no compiler's output, and has no names of contracts");
        }
    }
}
