// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.RegularExpressions;
using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>Reads hex text: with or without <c>0x</c>, on one line or wrapped over several, with blanks between whole bytes.</summary>
internal static partial class HexText
{
    /// <summary>Whether a text holds nothing but hex digits and white space, behind <c>0x</c> or not.</summary>
    public static bool IsMadeOfDigits(ReadOnlySpan<char> text)
    {
        foreach (var character in WithoutMark(text))
        {
            if (!char.IsAsciiHexDigit(character) && !char.IsWhiteSpace(character))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a text is a dump that begins with the address 0, which is made of digits and no code.</summary>
    public static bool IsDump(string body) => DumpLine().IsMatch(body);

    /// <summary>Whether a text is meant as hex, so that a slip in it is an error with a place: most of it is hex digits.</summary>
    public static bool LooksLikeIt(string body) => IsMostlyDigits(body) && IsMostlyDigits(body.Split('\n', 2)[0]);

    /// <summary>Reads hex.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="text">The text.</param>
    /// <returns>The bytes.</returns>
    /// <exception cref="CliException">It is not hex; the message names the place.</exception>
    public static byte[] Read(string name, string text)
    {
        var words = Split(text);
        if (words.Count == 1)
        {
            return Hex.TryDecode(text, out var bytes, out var error) ? bytes : throw new CliException($"{name}: {error}");
        }

        words[0] = words[0].WithoutMark();
        if (words[0].Digits.Length == 0)
        {
            words.RemoveAt(0);
        }

        foreach (var word in words)
        {
            CheckDigits(name, word);
        }

        var digits = string.Concat(words.Select(word => word.Digits));

        // A tool that wraps cuts anywhere, and all its lines but the last have one length; what people set between blanks are bytes.
        if (!IsWrapped(words))
        {
            foreach (var word in words)
            {
                if (word.Digits.Length % 2 != 0)
                {
                    throw new CliException($"{name}: {word.Place}: {Odd(word.Digits.Length)}");
                }
            }
        }

        return digits.Length % 2 == 0 ? Convert.FromHexString(digits) : throw new CliException($"{name}: {Odd(digits.Length)}");
    }

    private static bool IsMostlyDigits(string text)
    {
        var digits = 0;
        var others = 0;
        foreach (var character in text)
        {
            if (char.IsAsciiHexDigit(character))
            {
                digits++;
            }
            else if (!char.IsWhiteSpace(character))
            {
                others++;
            }
        }

        return digits >= others;
    }

    private static string Odd(int count) => string.Create(CultureInfo.InvariantCulture, $"odd number of hex digits ({count})");

    private static ReadOnlySpan<char> WithoutMark(ReadOnlySpan<char> text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? text[2..] : text;

    private static bool IsWrapped(List<Word> words)
    {
        for (var i = 1; i < words.Count; i++)
        {
            if (words[i].Line == words[i - 1].Line)
            {
                return false;
            }

            if (i < words.Count - 1 ? words[i].Length != words[0].Length : words[i].Length > words[0].Length)
            {
                return false;
            }
        }

        return true;
    }

    private static void CheckDigits(string name, Word word)
    {
        for (var i = 0; i < word.Digits.Length; i++)
        {
            if (char.IsAsciiHexDigit(word.Digits[i]))
            {
                continue;
            }

            var rest = word with { Column = word.Column + i };
            throw new CliException($"{name}: {rest.Place}: {ShownText.Quote(word.Digits.AsSpan(i, 1))} is not a hex digit");
        }
    }

    private static List<Word> Split(string text)
    {
        var words = new List<Word>();
        var line = 1;
        var lineStart = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                line++;
                lineStart = i + 1;
            }

            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            var start = i;
            while (i + 1 < text.Length && !char.IsWhiteSpace(text[i + 1]))
            {
                i++;
            }

            var digits = text[start..(i + 1)];
            words.Add(new Word(line, start - lineStart + 1, digits, digits.Length));
        }

        return words;
    }

    [GeneratedRegex(@"^(0x)?0{6,16}:?[ \t]+([0-9a-fA-F]{2}){1,8}([ \t\r\n]|$)")]
    private static partial Regex DumpLine();

    /// <summary>A word of a text.</summary>
    /// <param name="Line">Its line, from 1.</param>
    /// <param name="Column">Its column, from 1.</param>
    /// <param name="Digits">The word.</param>
    /// <param name="Length">Its length on the line.</param>
    private readonly record struct Word(int Line, int Column, string Digits, int Length)
    {
        public string Place => string.Create(CultureInfo.InvariantCulture, $"line {Line}, column {Column}");

        /// <summary>The word behind <c>0x</c>.</summary>
        public Word WithoutMark()
        {
            var digits = HexText.WithoutMark(Digits).ToString();
            return this with { Digits = digits, Column = Column + Digits.Length - digits.Length };
        }
    }
}
