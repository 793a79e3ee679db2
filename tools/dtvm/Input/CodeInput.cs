// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host;
using Dtvm.Tool.Dumps;
using Dtvm.Tool.Shell;

namespace Dtvm.Tool.Input;

/// <summary>
/// Reads contract code from where it is: an argument, a file, standard input (<c>-</c>), or a dump directory. All verbs that take CODE read
/// it here.
/// </summary>
internal static class CodeInput
{
    /// <summary>What CODE may be, for the help.</summary>
    public const string Description =
        "Hex or assembly, a file of hex, assembly or raw bytes, a compiler's output, a dump directory, or - for standard input.";

    /// <summary>How errors name code that is an argument.</summary>
    private const string ArgumentName = "CODE";

    private const string NoSuchFile = ", and there is no such file";

    /// <summary>Reads code.</summary>
    /// <param name="argument">What the user gave.</param>
    /// <param name="selection">Which code of a compiler's output.</param>
    /// <returns>The code, and what a dump directory says of how it was compiled.</returns>
    /// <exception cref="CliException">It is no code; the message names the input and says what it looks like.</exception>
    public static LoadedCode Load(string argument, CodeSelection selection = default)
    {
        if (!IsMarkedHex(argument) && argument != "-" && Directory.Exists(argument))
        {
            if (!DumpFolder.IsDump(argument))
            {
                throw new CliException(
                    $"{argument}: is a directory, and no dump: {DumpFolder.CodeFile} and {DumpMeta.FileName} are not there");
            }

            CodeText.RequireNoContract(argument, selection);
            var meta = DumpMeta.Read(Path.Combine(argument, DumpMeta.FileName));
            return new LoadedCode(Files.ReadAllBytes(Path.Combine(argument, DumpFolder.CodeFile)), meta, argument);
        }

        return new LoadedCode(ReadBytes(argument, selection), null, null);
    }

    private static byte[] ReadBytes(string argument, CodeSelection selection)
    {
        if (argument == "-")
        {
            return CodeContent.Read(StandardStreams.InputName, StandardStreams.ReadInput(), selection);
        }

        if (argument.Length == 0)
        {
            return [];
        }

        // A file may be called 0x..., but what can be hex is hex.
        var isFile = File.Exists(argument) && !(IsMarkedHex(argument) && Hex.TryDecode(argument, out _, out _));
        if (isFile)
        {
            return CodeContent.Read(argument, Files.ReadAllBytes(argument), selection);
        }

        return IsMarkedHex(argument) ? CodeText.Read(ArgumentName, argument, selection) : ReadArgument(argument, selection);
    }

    /// <summary>Reads an argument that names no file: several words are text as a file may hold it, one word is hex or a path.</summary>
    private static byte[] ReadArgument(string argument, CodeSelection selection)
    {
        if (argument.AsSpan().IndexOfAny(" \t\r\n") >= 0 || ForeignText.IsMarked(argument))
        {
            try
            {
                return CodeText.Read(ArgumentName, argument, selection);
            }
            catch (CliException exception)
            {
                throw new CliException(exception.Message + NoSuchFile);
            }
        }

        if (LibraryPlaceholders.Find(argument) is { } placeholders)
        {
            throw new CliException($"{ArgumentName}: {placeholders}");
        }

        if (LooksLikePath(argument))
        {
            throw new CliException($"{argument}: no such file");
        }

        CodeText.RequireNoContract(ArgumentName, selection);
        if (Hex.TryDecode(argument, out var bytes, out var error))
        {
            return bytes;
        }

        if (AssemblyText.IsInstruction(argument))
        {
            error = "is an instruction: alone it is read from a file or from standard input";
        }

        throw new CliException($"{ArgumentName} {ShownText.Quote(argument)}: {error}{NoSuchFile}");
    }

    private static bool IsMarkedHex(string argument) => argument.StartsWith("0x", StringComparison.OrdinalIgnoreCase);

    private static bool LooksLikePath(string text) => text.AsSpan().IndexOfAny('/', '\\', '.') >= 0;
}

/// <summary>A code, and how it was compiled when it comes from a dump.</summary>
/// <param name="Code">The code.</param>
/// <param name="Meta">The dump's options, the defaults of the command line; null without a dump.</param>
/// <param name="Directory">The dump; null without one.</param>
internal sealed record LoadedCode(byte[] Code, DumpMeta? Meta, string? Directory);
