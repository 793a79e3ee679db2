// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dtvm.Backend.Llvm;

/// <summary>Turns the source locations in printed assembly into comments.</summary>
/// <remarks>
/// A <c>.loc</c> directive becomes a comment line before the instructions it stands for. What else debug info brings into the text
/// (<c>.file</c>, call frame directives, temporary labels) goes, so that without the comments the text is that of a module without it.
/// </remarks>
internal static partial class AssemblyListing
{
    /// <summary>Rewrites assembly.</summary>
    /// <param name="text">What LLVM printed.</param>
    /// <param name="describe">What to write for an EVM program counter.</param>
    internal static string Annotate(string text, Func<int, string> describe)
    {
        var result = new StringBuilder(text.Length);
        var pending = -1;
        var written = -1;
        foreach (var line in text.AsSpan().TrimEnd('\n').EnumerateLines())
        {
            var trimmed = line.TrimStart();
            if (Location().Match(line.ToString()) is { Success: true } location)
            {
                pending = int.Parse(location.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1;
                continue;
            }

            if (IsOfDebugInfo(trimmed))
            {
                continue;
            }

            var isInstruction = line.StartsWith('\t') && trimmed.Length > 0 && trimmed[0] is not ('.' or '#');
            if (!isInstruction)
            {
                // A label ends what is known of the place: code behind it says it again.
                written = trimmed.EndsWith(':') ? -1 : written;
            }
            else if (pending != written)
            {
                written = pending;
                if (pending >= 0)
                {
                    result.Append("\t# pc ").Append(describe(pending)).Append('\n');
                }
            }

            if (trimmed.StartsWith(".cfi_endproc") || trimmed.StartsWith(".size"))
            {
                pending = written = -1;
            }

            result.Append(line).Append('\n');
        }

        return result.ToString();
    }

    private static bool IsOfDebugInfo(ReadOnlySpan<char> line) =>
        line.StartsWith(".cfi_")
        || line.StartsWith(".file\t0 ")
        || line.StartsWith(".file\t1 ")
        || (line.StartsWith(".Ltmp") && line.EndsWith(":"))
        || (line.StartsWith(".Lfunc_begin") && line.EndsWith(":"))
        || line.StartsWith(".section\t.debug")
        || line.StartsWith(".Lline_table_start");

    [GeneratedRegex(@"^\s*\.loc\s+\d+\s+(\d+)\s")]
    private static partial Regex Location();
}
