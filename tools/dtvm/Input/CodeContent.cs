// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.RegularExpressions;
using System.Text.Unicode;

namespace Dtvm.Tool.Input;

/// <summary>
/// Reads code from the bytes of a file or of standard input: raw code, or text. Printable text is never raw code, so code that happens to
/// be printable must be given as hex.
/// </summary>
internal static partial class CodeContent
{
    /// <summary>From so many characters on bytes are taken for text in another encoding than UTF-8: fewer may be code by chance.</summary>
    private const int LeastForeignText = 16;

    /// <summary>Beginnings of files that are neither text nor code.</summary>
    private static readonly (byte[] Beginning, string Kind)[] KnownFiles =
    [
        ([0x7F, (byte)'E', (byte)'L', (byte)'F'], "a program or library (ELF)"),
        ([(byte)'M', (byte)'Z', 0x90, 0], "a program or library (PE)"),
        ([0xCF, 0xFA, 0xED, 0xFE], "a program or library (Mach-O)"),
        ([0xCA, 0xFE, 0xBA, 0xBE], "a Java class or a universal program (Mach-O)"),
        ([0x1F, 0x8B, 8], "packed with gzip"),
        ([(byte)'B', (byte)'Z', (byte)'h', (byte)'9', 0x31, 0x41, 0x59], "packed with bzip2"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7z archive"),
        ([0x04, 0x22, 0x4D, 0x18], "packed with lz4"),
        ([(byte)'P', (byte)'K', 3, 4], "a ZIP archive"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "packed with xz"),
        ([0x28, 0xB5, 0x2F, 0xFD], "packed with zstd"),
        ([0x89, (byte)'P', (byte)'N', (byte)'G'], "a picture (PNG)"),
        ([0xFF, 0xD8, 0xFF], "a picture (JPEG)"),
        ([(byte)'R', (byte)'I', (byte)'F', (byte)'F'], "a picture or sound (RIFF)"),
        ([.. "SQLite format 3\0"u8], "a database (SQLite)"),
        ([0xFF, 0xFE, 0, 0], "text in UTF-32"),
        ([(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-'], "a PDF document"),
        ([0, (byte)'a', (byte)'s', (byte)'m'], "WebAssembly"),
        ([(byte)'B', (byte)'C', 0xC0, 0xDE], "LLVM bitcode"),
    ];

    /// <summary>Reads code.</summary>
    /// <param name="name">How errors name the input: a path, or standard input.</param>
    /// <param name="content">The bytes.</param>
    /// <param name="selection">Which code of a compiler's output.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">They are no code; the message says what they look like.</exception>
    public static byte[] Read(string name, byte[] content, CodeSelection selection)
    {
        if (content.Length == 0)
        {
            throw new CliException($"{name}: is empty; code of no bytes is written 0x");
        }

        if (DecodeText(name, content) is { } text)
        {
            return CodeText.Read(name, text, selection);
        }

        foreach ((var beginning, var kind) in KnownFiles)
        {
            if (content.AsSpan().StartsWith(beginning))
            {
                throw new CliException($"{name}: is {kind}, and no code");
            }
        }

        CodeText.RequireNoContract(name, selection);
        return content;
    }

    /// <summary>The text that the bytes are; null when they are none.</summary>
    private static string? DecodeText(string name, byte[] content)
    {
        ReadOnlySpan<byte> bytes = content;
        if (bytes.StartsWith(Encoding.UTF8.Preamble))
        {
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
            if (!Utf8.IsValid(bytes))
            {
                throw new CliException($"{name}: has the byte-order mark of UTF-8, and is not UTF-8");
            }

            return Encoding.UTF8.GetString(bytes);
        }

        foreach (var encoding in (Encoding[])[Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (!bytes.StartsWith(encoding.Preamble) || bytes.Length < 2 * sizeof(char) || bytes.Length % sizeof(char) != 0)
            {
                continue;
            }

            var wide = encoding.GetString(bytes[encoding.Preamble.Length..]);
            if (IsPrintable(wide))
            {
                return wide;
            }
        }

        if (Utf8.IsValid(bytes))
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (IsPrintable(text))
            {
                return text;
            }

            if (TerminalColour().IsMatch(text) && IsPrintable(TerminalColour().Replace(text, "")))
            {
                throw new CliException($"{name}: is text with the colours of a terminal: write it without them");
            }
        }

        if (LooksLikeWideText(bytes))
        {
            throw new CliException($"{name}: looks like UTF-16 text: save it as UTF-8");
        }

        if (IsEndedHex(bytes))
        {
            throw new CliException($"{name}: is hex with zero bytes behind it: cut them off");
        }

        if (LooksLikeForeignText(bytes))
        {
            throw new CliException($"{name}: looks like text that is not UTF-8");
        }

        return null;
    }

    private static bool IsPrintable(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\t' or '\n' or '\v' or '\f' or '\r'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether every second byte is zero and the others are letters, digits and blanks.</summary>
    private static bool LooksLikeWideText(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < LeastForeignText * sizeof(char) || bytes.Length % sizeof(char) != 0)
        {
            return false;
        }

        var zero = bytes[0] == 0 ? 0 : 1;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (i % sizeof(char) == zero ? bytes[i] != 0 : !IsWordCharacter(bytes[i]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether it is hex as a C program writes it, with the end of the string.</summary>
    private static bool IsEndedHex(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimEnd((byte)0);
        if (text.Length < LeastForeignText || text.Length == bytes.Length)
        {
            return false;
        }

        foreach (var value in text)
        {
            if (!char.IsAsciiHexDigit((char)value) && value is not ((byte)'\n' or (byte)'\r' or (byte)'x'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether nine of ten bytes are letters, digits and blanks, some of them blanks, and none is a control character.</summary>
    private static bool LooksLikeForeignText(ReadOnlySpan<byte> bytes)
    {
        var words = 0;
        var blanks = 0;
        foreach (var value in bytes)
        {
            if (value is < (byte)' ' and not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                return false;
            }

            if (IsWordCharacter(value))
            {
                words++;
            }

            if (value is (byte)' ' or (byte)'\n')
            {
                blanks++;
            }
        }

        return bytes.Length >= LeastForeignText && blanks * LeastForeignText >= bytes.Length && words * 10L >= bytes.Length * 9L;
    }

    private static bool IsWordCharacter(byte value) =>
        char.IsAsciiLetterOrDigit((char)value) || value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    [GeneratedRegex(@"\x1b\[[0-9;]*[mK]")]
    private static partial Regex TerminalColour();
}
