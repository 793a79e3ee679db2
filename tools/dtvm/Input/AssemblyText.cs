// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Evm;
using Dtvm.Evm.Assembly;

namespace Dtvm.Tool.Input;

/// <summary>Tells our own EVM assembly from other text, and reads it.</summary>
internal static class AssemblyText
{
    /// <summary>How files of assembly are called.</summary>
    private const string Extension = ".evm";

    /// <summary>So many words are looked at to tell assembly from other text.</summary>
    private const int WordsLookedAt = 200;

    /// <summary>Whether the name of a file says that it holds assembly.</summary>
    public static bool IsNamedSo(string name) => name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a word is an instruction.</summary>
    public static bool IsInstruction(string word) =>
        OpcodeTable.TryFind(word, out _) || word.Equals("PUSH", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a text is a sequence of names of instructions.</summary>
    public static bool IsOfInstructionsAlone(string text) => Words(text).All(IsInstruction);

    /// <summary>Whether a text is meant as assembly, so that a slip in it is an error with a place: half its words are of it.</summary>
    public static bool LooksLikeIt(string text)
    {
        List<string> words = [.. Words(text).Take(WordsLookedAt)];
        var beginsSo = words.Count > 0 && (IsInstruction(words[0]) || IsLabel(words[0]) || IsBytes(words[0]));
        var isMoreThanBytes = words.Exists(word => IsInstruction(word) || IsLabel(word));
        return beginsSo && words.Count(IsWord) * 2 >= words.Count && (isMoreThanBytes || words.TrueForAll(IsBytes));
    }

    /// <summary>Reads assembly.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="text">The text.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">It has faults; the message locates the first and counts the others.</exception>
    public static byte[] Read(string name, string text)
    {
        var result = EvmAssembler.Assemble(text, name);
        if (result.Code is { } code)
        {
            return code;
        }

        var others = result.Diagnostics.Count - 1;
        throw new CliException(
            result.Diagnostics[0] + (others == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" (and {others} more)")));
    }

    private static bool IsWord(string word) =>
        IsInstruction(word) || IsLabel(word) || IsBytes(word) || word[0] == '@' || word.All(char.IsAsciiDigit);

    private static bool IsLabel(string word) => word.Length > 1 && word[^1] == ':' && !char.IsAsciiDigit(word[0]);

    private static bool IsBytes(string word) =>
        word.Length > 2 && word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) && HexText.IsMadeOfDigits(word);

    private static IEnumerable<string> Words(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            foreach (var word in line.Split(';', 2)[0].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                yield return word;
            }
        }
    }
}
