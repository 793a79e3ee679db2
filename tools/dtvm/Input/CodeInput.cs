using Dtvm.Host;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Input;

/// <summary>Reads contract code in each of its forms: hex text, <c>0x</c> hex, a file of hex, a raw binary file, a dump directory,
/// <c>-</c> for standard input.</summary>
internal static class CodeInput
{
    /// <summary>What CODE may be, for the help.</summary>
    public const string Description = "Hex, 0x hex, a file of hex, a raw binary file, a dump directory, or - for standard input.";

    /// <summary>Reads code.</summary>
    /// <param name="argument">What the user gave.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It is no code; the message names the input and the offset.</exception>
    public static byte[] Read(string argument) => Load(argument).Code;

    /// <summary>Reads code with what a dump directory says of how it was compiled.</summary>
    /// <param name="argument">What the user gave.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It is no code; the message names the input and the offset.</exception>
    public static LoadedCode Load(string argument)
    {
        if (!argument.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && argument != "-" && Directory.Exists(argument))
        {
            if (!DumpFolder.IsDump(argument))
                throw new CliException($"{argument}: is a directory, and no dump: {DumpFolder.CodeFile} and {DumpMeta.FileName} are not there");
            DumpMeta meta = DumpMeta.Read(Path.Combine(argument, DumpMeta.FileName));
            return new LoadedCode(Files.ReadAllBytes(Path.Combine(argument, DumpFolder.CodeFile)), meta, argument);
        }

        return new LoadedCode(ReadBytes(argument), null, null);
    }

    private static byte[] ReadBytes(string argument)
    {
        if (argument == "-") return FromContent(StandardStreams.InputName, StandardStreams.ReadInput());
        if (argument.StartsWith("0x", StringComparison.OrdinalIgnoreCase) || argument.Length == 0) return FromText("CODE", argument);
        if (File.Exists(argument)) return FromContent(argument, Files.ReadAllBytes(argument));
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

/// <summary>A code, and how it was compiled when it comes from a dump.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meta">The dump's options, the defaults of the command line; null without a dump.</param>
/// <param name="Directory">The dump; null without one.</param>
internal sealed record LoadedCode(byte[] Code, DumpMeta? Meta, string? Directory);
