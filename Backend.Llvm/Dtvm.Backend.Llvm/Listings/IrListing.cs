// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dtvm.Backend.Llvm;

/// <summary>Turns the source locations in printed LLVM IR into comments.</summary>
/// <remarks>
/// <code>
/// %v3 = add i256 %v1, %v2, !dbg !12      =>      %v3 = add i256 %v1, %v2                            ; pc 0x4 ADD
/// !12 = !DILocation(line: 5, ...)
/// </code>
/// What is left is valid IR without debug info: locations, their metadata and the flag that announces them go, other metadata is numbered
/// anew in the order of its appearance, as LLVM numbers it.
/// </remarks>
internal static partial class IrListing
{
    private const int CommentColumn = 76;

    /// <summary>Rewrites a module's text.</summary>
    /// <param name="text">What LLVM printed.</param>
    /// <param name="describe">What to write for an EVM program counter.</param>
    internal static string Annotate(string text, Func<int, string> describe)
    {
        var lines = text.Split('\n');
        var locations = new Dictionary<string, int>();
        var definitions = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            if (Definition().Match(line) is { Success: true } definition)
            {
                definitions.Add(definition.Groups[1].Value, definition.Groups[2].Value);
                if (Location().Match(line) is { Success: true } location)
                {
                    locations.Add(definition.Groups[1].Value, int.Parse(location.Groups[1].ValueSpan, CultureInfo.InvariantCulture));
                }
            }
        }

        var result = new StringBuilder(text.Length);
        var numbers = new Dictionary<string, int>();
        foreach (var line in lines)
        {
            if (line.StartsWith('!'))
            {
                continue;
            }

            Append(result, line, locations, numbers, describe);
        }

        // Blank lines before the metadata, then what the code still refers to.
        while (result.Length > 1 && result[^1] == '\n' && result[^2] == '\n')
        {
            result.Length--;
        }

        var separator = "\n";
        foreach (var (name, number) in numbers.OrderBy(pair => pair.Value))
        {
            result.Append(separator).Append('!').Append(number).Append(" = ").Append(definitions[name]).Append('\n');
            separator = "";
        }

        return result.ToString();
    }

    private static void Append(
        StringBuilder result, string line, Dictionary<string, int> locations, Dictionary<string, int> numbers, Func<int, string> describe)
    {
        var start = result.Length;
        var pc = -1;
        if (line.Contains('!', StringComparison.Ordinal))
        {
            if (Attachment().Match(line) is { Success: true } attachment)
            {
                pc = locations.GetValueOrDefault(attachment.Groups[1].Value) - 1;
                line = line.Remove(attachment.Index, attachment.Length);
            }

            line = Reference().Replace(line, reference =>
            {
                var name = reference.Groups[1].Value;
                if (!numbers.TryGetValue(name, out var number))
                {
                    numbers.Add(name, number = numbers.Count);
                }

                return "!" + number.ToString(CultureInfo.InvariantCulture);
            });
        }

        result.Append(line);
        if (pc >= 0)
        {
            result.Append(' ', Math.Max(1, CommentColumn - (result.Length - start))).Append("; pc ").Append(describe(pc));
        }

        result.Append('\n');
    }

    [GeneratedRegex(@"^!(\d+) = (.*)$")]
    private static partial Regex Definition();

    [GeneratedRegex(@"!DILocation\(line: (\d+)")]
    private static partial Regex Location();

    [GeneratedRegex(@",? !dbg !(\d+)")]
    private static partial Regex Attachment();

    [GeneratedRegex(@"(?<=\s)!(\d+)\b")]
    private static partial Regex Reference();
}
