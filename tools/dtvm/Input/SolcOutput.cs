using System.Text.RegularExpressions;
using Dtvm.Host;

namespace Dtvm.Tool.Input;

/// <summary>Reads what <c>solc --bin</c> and <c>solc --bin-runtime</c> write, when that is the code of one contract.</summary>
internal static partial class SolcOutput
{
    private const int ContractsShown = 20;

    /// <summary>Whether a text is solc's: it begins with the heading of a contract.</summary>
    public static bool IsOne(string body) => Heading().IsMatch(body.Split('\n', 2)[0].TrimEnd());

    /// <summary>Reads the only code there is.</summary>
    /// <param name="name">How errors name the text.</param>
    /// <param name="body">The text.</param>
    /// <returns>The code.</returns>
    /// <exception cref="CliException">There is none, or several, whose names the message gives; or it is not linked.</exception>
    public static byte[] Read(string name, string body)
    {
        var codes = Split(body);
        if (codes.Count == 0)
        {
            throw new CliException($"{name}: is solc's output without code: call solc with --bin or --bin-runtime");
        }

        if (codes.Count == 1)
        {
            var of = $"{name}: {codes[0].Contract}";
            if (LibraryPlaceholders.Find(codes[0].Hex) is { } placeholders)
            {
                throw new CliException($"{of}: {placeholders}");
            }

            return HexText.Read(of, codes[0].Hex);
        }

        string[] contracts = [.. codes.Select(code => code.Contract).Distinct()];
        if (contracts.Length == 1)
        {
            throw new CliException($"{name}: is solc's output with creation code and runtime code of {contracts[0]}: give one of them");
        }

        var names = string.Join(", ", contracts.Take(ContractsShown)) + (contracts.Length > ContractsShown ? ", ..." : "");
        throw new CliException($"{name}: is solc's output with several contracts: {names}: give the hex of one of them");
    }

    private static List<Code> Split(string body)
    {
        var codes = new List<Code>();
        var contract = "";
        var isCode = false;
        foreach (var line in body.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                contract = ShownText.Escape(heading.Groups["name"].ValueSpan, 100);
                isCode = false;
            }
            else if (line is "Binary:" or "Binary of the runtime part:")
            {
                isCode = true;
            }
            else if (isCode)
            {
                // Behind the code of an interface stands the next title, and behind unlinked code what its placeholders mean.
                if (!line.EndsWith(':') && !line.StartsWith("//", StringComparison.Ordinal))
                {
                    codes.Add(new Code(contract, line));
                }

                isCode = false;
            }
        }

        return codes;
    }

    [GeneratedRegex("^=======+ (?<name>.+) =======+$")]
    private static partial Regex Heading();

    /// <summary>A code of the output.</summary>
    /// <param name="Contract">File and name of its contract.</param>
    /// <param name="Hex">The code.</param>
    private readonly record struct Code(string Contract, string Hex);
}
