using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>Reads contract code in each of its forms: hex text, <c>0x</c> hex, a file of hex, a raw binary file, <c>-</c> for standard input.</summary>
internal static class CodeInput
{
    /// <summary>Reads code.</summary>
    /// <param name="argument">What the user gave.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It is no code; the message names the input and the offset.</exception>
    public static byte[] Read(string argument)
    {
        if (argument == "-")
        {
            using Stream input = Console.OpenStandardInput();
            using var memory = new MemoryStream();
            input.CopyTo(memory);
            return FromContent("standard input", memory.ToArray());
        }

        if (argument.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || argument.Length == 0) return FromText("CODE", argument);
        if (File.Exists(argument)) return FromContent(argument, Files.ReadAllBytes(argument));
        if (Directory.Exists(argument)) throw new CliException($"{argument}: is a directory, not a code file");
        if (LooksLikePath(argument)) throw new CliException($"{argument}: no such file");
        if (Hex.TryDecode(argument, out byte[] bytes, out string error)) return bytes;
        throw new CliException($"CODE '{Shorten(argument)}': {error}, and there is no such file");
    }

    private static byte[] FromContent(string name, byte[] content) =>
        LooksLikeHex(content) ? FromText(name, System.Text.Encoding.ASCII.GetString(content)) : content;

    /// <summary>
    /// Whether content is meant as hex text: it is all printable ASCII and white space, and most of it is hex digits, so that a slip in a file of hex
    /// is an error and not taken for raw code.
    /// </summary>
    private static bool LooksLikeHex(byte[] content)
    {
        int digits = 0;
        int others = 0;
        foreach (byte value in content)
        {
            if (char.IsAsciiHexDigit((char)value)) digits++;
            else if (value is >= 0x21 and < 0x7F) others++;
            else if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return false;
        }

        return digits >= others;
    }

    private static byte[] FromText(string name, string text) =>
        Hex.TryDecode(text, out byte[] bytes, out string error) ? bytes : throw new CliException($"{name}: {error}");

    private static bool LooksLikePath(string text) => text.AsSpan().IndexOfAny('/', '\\', '.') >= 0;

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "...";
}
