using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>
/// Reads code from text: hex, assembly as <see cref="Dtvm.Evm.Assembly.EvmAssembler"/> has it, or the one contract that solc wrote.
/// </summary>
internal static class CodeText
{
    /// <summary>Reads code.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="text">The text, without byte-order mark or with it.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It is no code; the message says what it looks like, and what makes code of that.</exception>
    public static byte[] Read(string name, string text)
    {
        text = text.TrimStart('\uFEFF');
        var body = text.Trim();
        if (body.Length == 0)
        {
            throw new CliException($"{name}: holds nothing but blanks; code of no bytes is written 0x");
        }

        if (HexText.IsDump(body))
        {
            throw new CliException($"{name}: is a hex dump with addresses, and no code: xxd -r turns it back, xxd -p makes hex alone");
        }

        // ADD is made of hex digits too.
        if (HexText.IsMadeOfDigits(body) && !AssemblyText.IsOfInstructionsAlone(text))
        {
            return HexText.Read(name, text);
        }

        if (SolcOutput.IsOne(body))
        {
            return SolcOutput.Read(name, body);
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
}
