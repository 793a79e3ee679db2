// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Tool.Shell;

/// <summary>Colours listings of MIR, EVM instructions and machine code, and differences between them, for who reads them in a
/// terminal.</summary>
internal static partial class CodeColours
{
    private const string Escape = "\u001b[";
    private const string Reset = "\u001b[0m";

    /// <summary>Whether standard output is a terminal that is to be written in colour: not where NO_COLOR is set to anything
    /// (https://no-color.org), nor where TERM says that it can do nothing.</summary>
    public static bool AreOnOutput => !Console.IsOutputRedirected && AreWanted;

    /// <summary>The same of standard error.</summary>
    public static bool AreOnError => !Console.IsErrorRedirected && AreWanted;

    private static bool AreWanted =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
        && Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb");

    /// <summary>Colours text.</summary>
    /// <param name="text">Lines of a listing, or of a unified difference of two.</param>
    /// <returns>The same characters with control sequences (ECMA-48, SGR) between them.</returns>
    public static string Paint(string text) => Part().Replace(text, match => Escape + ColourOf(match) + match.Value + Reset);

    private static string ColourOf(Match match) => match switch
    {
        _ when match.Groups["comment"].Success => "90m",
        _ when match.Groups["added"].Success => "32m",
        _ when match.Groups["removed"].Success => "31m",
        _ when match.Groups["place"].Success => "36m",
        _ when match.Groups["name"].Success => "33m",
        _ when match.Groups["operation"].Success => "1m",
        _ => "36m",
    };

    // A comment to the end of its line; lines of a difference; functions and blocks; the first word of a line, behind "v1 = " or behind
    // the place and bytes of machine code; names of EVM instructions; numbers.
    [GeneratedRegex(
        @"(?<comment>(?:;|(?<=[ ])\#[ ]).*$)|(?<place>^@@.*$)|(?<added>^\+.*$)|(?<removed>^-.*$)|(?<name>@\w+|\bblock\d+\b)"
        + @"|(?<=^[ ]+[0-9a-f]+:[ ][0-9a-f]+[ ]+)(?<operation>[a-z]\w*)"
        + @"|(?<=^[ ]+(?:v\d+(?:,[ ]v\d+)*[ ]=[ ])?)(?<operation>(?!v\d+\b)[A-Za-z][\w.]*)|(?<operation>\b[A-Z][A-Z0-9]{2,}\b)"
        + @"|\b(?:0x[0-9a-fA-F]+|\d+)\b",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex Part();
}
