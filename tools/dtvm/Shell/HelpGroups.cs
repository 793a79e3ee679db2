// SPDX-License-Identifier: Apache-2.0

using System.Text;

namespace Dtvm.Tool.Shell;

/// <summary>Puts the options of a verb that has many under headings.</summary>
internal static class HelpGroups
{
    /// <summary>From how many options on.</summary>
    public const int Least = 16;

    private const string Heading = "Options:\n";

    /// <summary>The headings in their order, with the options below each; what is below none stands under <c>Options</c>.</summary>
    private static readonly (string Name, string[] Options)[] Groups =
    [
        ("Code", ["--contract", "--create", "--code"]),
        ("Message", ["--calldata", "--gas", "--value", "--state", "--sender", "--to", "--case", "--label"]),
        (
            "Compilation and execution",
            ["--revision", "--mode", "--gas-metering", "--vm", "-O", "--passes", "--plugin", "--backend", "--cpu", "--engine"]),
        (
            "Passes one by one",
            [
                "--print-before", "--print-after", "--print-changed", "--verify-each", "--time-passes", "--stop-after", "--bisect-limit",
            ]),
        ("Runs between passes", ["--execute-each", "--inputs", "--seed", "--max-steps"]),
        (
            "Output",
            [
                "--emit", "-o", "--output", "--heat", "--compare", "--dump-dir", "--by", "--top", "--folded", "--trace",
                "--trace-blocks", "--stats", "--json",
            ]),
        ("perf", ["--perf-jitdump", "--perf-map", "--perf-directory"]),
    ];

    /// <summary>Groups the options of a help text.</summary>
    /// <param name="help">The text; its options end it.</param>
    /// <returns>The same lines in another order, with headings between them; unchanged when there are few options.</returns>
    public static string Apply(string help)
    {
        var start = help.IndexOf(Heading, StringComparison.Ordinal);
        if (start < 0)
        {
            return help;
        }

        var options = Split(help[(start + Heading.Length)..]);
        if (options.Count < Least)
        {
            return help;
        }

        var text = new StringBuilder(help[..start]);
        foreach (var (name, members) in Groups)
        {
            Append(text, name, options.Where(option => members.Contains(NameOf(option))));
        }

        Append(text, "Options", options.Where(option => !Groups.Any(group => group.Options.Contains(NameOf(option)))));
        return text.ToString();
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<string> options)
    {
        var lines = string.Concat(options);
        if (lines.Length > 0)
        {
            text.Append(heading).Append(":\n").Append(lines).Append('\n');
        }
    }

    /// <summary>The lines of each option: a name begins one, whatever stands farther to the right goes on.</summary>
    private static List<string> Split(string lines)
    {
        var options = new List<string>();
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line is [' ', ' ', '-', ..])
            {
                options.Add(line + "\n");
            }
            else
            {
                options[^1] += line + "\n";
            }
        }

        return options;
    }

    private static string NameOf(string option) => option.TrimStart().Split(' ', ',')[0];
}
