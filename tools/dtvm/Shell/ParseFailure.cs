// SPDX-License-Identifier: Apache-2.0

using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Dtvm.Tool.Shell;

/// <summary>What is said of a command line that cannot be parsed, in one line.</summary>
internal static class ParseFailure
{
    /// <summary>What the parser writes before the names that it takes a word for.</summary>
    private const string Suggestion = "Did you mean one of the following?";

    /// <summary>Describes the failure.</summary>
    /// <param name="parsed">A result with errors.</param>
    /// <returns>The first error that names a word, and what may have been meant by it.</returns>
    public static string Describe(ParseResult parsed)
    {
        // The parser takes what looks like an option, and is none, for the argument, and complains of the word behind it.
        if (parsed.Tokens.FirstOrDefault(token => token.Type == TokenType.Argument && IsOption(token.Value)) is { } unknown)
        {
            return $"There is no option '{unknown.Value}'. See dtvm help {parsed.CommandResult.Command.Name}.";
        }

        // The parser says "required command was not provided" before it names the word that is no command.
        var error = parsed.Errors.FirstOrDefault(candidate => candidate.Message.Contains('\'', StringComparison.Ordinal))
            ?? parsed.Errors[0];
        var names = Suggestions(parsed);
        return names.Length == 0 ? $"{error.Message} See dtvm help." : $"{error.Message} Did you mean {string.Join(" or ", names)}?";
    }

    private static bool IsOption(string word) => word.Length > 2 && word.StartsWith("--", StringComparison.Ordinal);

    private static string[] Suggestions(ParseResult parsed)
    {
        if (parsed.Action is not ParseErrorAction action)
        {
            return [];
        }

        action.ShowHelp = false;
        action.ShowTypoCorrections = true;
        using var output = new StringWriter();
        parsed.Invoke(new InvocationConfiguration { Output = output, Error = output });
        var lines = output.ToString().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var start = Array.FindIndex(lines, line => line.Contains(Suggestion, StringComparison.Ordinal));
        return start < 0 ? [] : lines[(start + 1)..].TakeWhile(line => !line.Contains(' ', StringComparison.Ordinal)).Take(3).ToArray();
    }
}
