// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Tool.Input;

/// <summary>Reads what <c>solc --bin</c> and <c>solc --bin-runtime</c> write.</summary>
internal static partial class SolcOutput
{
    /// <summary>Whether a text is solc's: it begins with the heading of a contract.</summary>
    public static bool IsOne(string body) => Heading().IsMatch(body.Split('\n', 2)[0].TrimEnd());

    /// <summary>The contracts of an output, in its order.</summary>
    /// <param name="body">The text.</param>
    public static IReadOnlyList<CompiledContract> Read(string body)
    {
        var contracts = new List<CompiledContract>();
        string? title = null;
        foreach (var line in body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                contracts.Add(new CompiledContract(heading.Groups["name"].Value, null, null));
                title = null;
            }
            else if (line is "Binary:" or "Binary of the runtime part:")
            {
                title = line;
            }
            else if (title is not null)
            {
                // Behind the code of an interface stands the next title, and behind unlinked code what its placeholders mean.
                if (!line.EndsWith(':') && !line.StartsWith("//", StringComparison.Ordinal))
                {
                    contracts[^1] = title == "Binary:" ? contracts[^1] with { Creation = line } : contracts[^1] with { Runtime = line };
                }

                title = null;
            }
        }

        return contracts;
    }

    [GeneratedRegex("^=======+ (?<name>.+) =======+$")]
    private static partial Regex Heading();
}
