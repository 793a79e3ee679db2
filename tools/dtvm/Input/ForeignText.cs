// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Tool.Input;

/// <summary>Says what text is that was given as code and is neither hex nor assembly, by its first line.</summary>
internal static class ForeignText
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly (Regex Line, string Kind, string WayOut)[] Kinds =
    [
        Of(@"^mir [0-9]+$|^func @", "MIR", "dtvm exec FILE.mir runs it"),
        Of(@"^source_filename = |^target (datalayout|triple) = |^define .*\) .*\{$", "LLVM IR"),
        Of(@"^\.(text|file|globl|section|intel_syntax|p2align)\b", "assembly of a processor"),
        Of("^digraph ", "a graph for Graphviz"),
        Of("^0x[0-9a-f]+ +0x[0-9a-f]+ +[0-9]+ +[0-9]+ +0x", "a list of gas chunks"),
        Of(@"^(~ )?[0-9a-f]{5,8}  [0-9a-f.]+ +[A-Z]", "a listing of dtvm disasm", "give the code that was listed"),
        Of(
            @"^(\[(0x)?[0-9a-fA-F]+\]:?|(0x)?[0-9][0-9a-fA-F]*:|[0-9][0-9a-f]*) +[A-Z]+[0-9]*( |$)",
            "a listing with program counters",
            "give the code that was listed"),
        Of(@"^:[0-9a-fA-F]{10,}$|^S[0-9][0-9a-fA-F]{8,}$", "Intel HEX or S-records"),
        Of(@"^[""']?\\x[0-9a-fA-F]{2}", "escaped bytes", @"take every \x out"),
        Of(@"^[{\[(]? *0x[0-9a-fA-F]{1,2} *,", "a list of bytes", "take 0x and commas out"),
        Of("^[0-9a-fA-F]{2}[:,_-][0-9a-fA-F]{2}([:,_-]|$)", "hex with separators", "take them out"),
        Of(@"^hex[""']", "a literal of Solidity", "give what stands between the quotes"),
        Of(@"^pragma (solidity|experimental|abicoder)\b", "Solidity", "solc --bin-runtime compiles it"),
        Of(@"^(abstract )?(contract|library|interface) \w+.*\{", "Solidity", "solc --bin-runtime compiles it"),
        Of(@"^# ?(@version|pragma version)|^@(external|internal|deploy)\b", "Vyper", "vyper -f bytecode_runtime compiles it"),
        Of(@"^object ""|^\{ *(let|function|mstore|sstore)\b", "Yul", "solc --strict-assembly --bin compiles it"),
        Of(@"^#define (macro|function|constant)\b", "Huff", "huffc --bin-runtime compiles it"),
        Of(@"^/\* "".*"":[0-9]", "solc's own assembly", "solc --bin-runtime makes code"),
        Of("^#!", "a script"),
        Of("^<[!?a-zA-Z]", "HTML or XML"),
        Of("^https?://", "a web address", "fetch what it names"),
        Of(@"^(curl|bash|sh|zsh|cat|panic): |^([Ee]rror|Warning)\b|^Traceback |^Compiler run ", "the message of another program"),
        Of("^status +(success|revert|failure|[a-z]+_[a-z_]+)$", "a report of dtvm run"),
        Of("^-----BEGIN ", "PEM"),
        Of(@"^(# |#{2,6} |\[!\[)", "Markdown, or text with # before comments"),
        Of("^[0-9A-Za-z+/]*[G-Zg-z+/][0-9A-Za-z+/]*={1,2}$", "base64", "base64 -d FILE makes bytes of it"),
    ];

    /// <summary>Whether an argument is text although it has no blanks: it begins as JSON, XML or a quotation does.</summary>
    public static bool IsMarked(string argument) => argument[0] is '{' or '[' or '"' or '<' or '\'';

    /// <summary>Describes a text.</summary>
    /// <param name="body">The text.</param>
    /// <returns>The complaint; null when it looks like nothing that is known.</returns>
    public static string? Find(string body)
    {
        var line = FirstLine(body);
        foreach ((var pattern, var kind, var wayOut) in Kinds)
        {
            if (pattern.IsMatch(line))
            {
                return $"looks like {kind}, and is no code{(wayOut.Length == 0 ? "" : ": " + wayOut)}";
            }
        }

        return null;
    }

    /// <summary>The first line that is neither a comment of assembly, MIR or LLVM IR nor names a licence, as sources of all languages
    /// do.</summary>
    private static string FirstLine(string body)
    {
        foreach (var part in body.AsSpan().EnumerateLines())
        {
            var line = part.Trim();
            if (!line.IsEmpty && line[0] != ';' && !line.Contains("SPDX-License-Identifier", StringComparison.Ordinal))
            {
                return line.ToString();
            }
        }

        return "";
    }

    private static (Regex Line, string Kind, string WayOut) Of(string pattern, string kind, string wayOut = "") =>
        (new Regex(pattern, Options), kind, wayOut);
}
