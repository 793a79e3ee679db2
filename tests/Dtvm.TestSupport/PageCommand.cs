// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.TestSupport;

/// <summary>A command that a page of the repository shows.</summary>
/// <param name="Page">Path of the page, from the root of the repository.</param>
/// <param name="Text">The command on one line, without comment; with its lines, where they are a text that it reads.</param>
/// <param name="Language">What stands behind the fence of its block; null for a command within a sentence.</param>
public sealed partial record PageCommand(string Page, string Text, string? Language)
{
    // "dtvm code write" is the name of a thread.
    private const string Programs =
        @"(?:(?:\./)?dtvm(?! code write)|make|dotnet|gcc|(?:DTVM_\w+=\S+)|scripts/[\w-]+|\S*native-tests/\S+|\$plain/\w+)";

    /// <summary>Whether it starts a program of <c>tests/native</c>, which that folder's tests build and run.</summary>
    public bool StartsNativeProgram => NativeProgram().IsMatch(Text);

    /// <summary>The commands of all pages, in the order of each.</summary>
    public static IReadOnlyList<PageCommand> All { get; } =
        [.. MarkdownFiles().Order(StringComparer.Ordinal).SelectMany(page => Of(page, File.ReadAllText(SourceTree.Path(page))))];

    /// <summary>The commands of a page, in its order: each line of a block <c>sh</c>, or of one in a language that is not known to have no
    /// commands; a block <c>bash</c> as one; in other text what begins with a program of ours, or with one that runs ours, and goes
    /// on.</summary>
    /// <param name="page">Its path.</param>
    /// <param name="text">What it says.</param>
    public static IEnumerable<PageCommand> Of(string page, string text)
    {
        text = text.ReplaceLineEndings("\n");
        var at = 0;
        foreach (Match block in Block().Matches(text))
        {
            foreach (var command in Within(page, text[at..block.Index]))
            {
                yield return command;
            }

            at = block.Index + block.Length;
            var language = block.Groups[1].Value;
            var content = block.Groups[2].Value;
            foreach (var command in language switch
            {
                "bash" => [content],
                "" or "text" => Commands(content).Where(line => OurProgram().IsMatch(line)),
                "c" or "cmake" or "csharp" or "diff" or "ebnf" or "json" or "markdown" or "mermaid" or "mir" or "xml" => [],
                _ => Commands(content),
            })
            {
                yield return new PageCommand(page, command, language);
            }
        }

        foreach (var command in Within(page, text[at..]))
        {
            yield return command;
        }
    }

    /// <summary>Page and command.</summary>
    public override string ToString() => $"{Page}: {Text}";

    [GeneratedRegex("^ *```(.*)\n((?:(?! *```).*\n)*) *```$", RegexOptions.Multiline)]
    private static partial Regex Block();

    [GeneratedRegex($@"^(?:\$ )?{Programs}(?: |$)")]
    private static partial Regex OurProgram();

    [GeneratedRegex(@"^(?:artifacts/native-tests/plain|\$plain)/\w+ ")]
    private static partial Regex NativeProgram();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();

    // A line goes on behind a backslash and, in a synopsis, where the next is indented; what a command reads from its own lines ends at
    // its word.
    [GeneratedRegex(@"^\S.*<<'(\w+)'.*\n(?:.*\n)*?\1$|^\S.*(?:(?<=\\)\n.*|\n +.*)*$", RegexOptions.Multiline)]
    private static partial Regex Command();

    [GeneratedRegex(@"(?:^| )#.*$", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"(?:\s|\\\n)+")]
    private static partial Regex Space();

    private static IEnumerable<PageCommand> Within(string page, string text) => Code().Matches(text)
        .Select(match => Space().Replace(match.Groups[1].Value, " "))
        .Where(code => code.Contains(' ', StringComparison.Ordinal) && OurProgram().IsMatch(code))
        .Select(code => new PageCommand(page, code, null));

    private static IEnumerable<string> Commands(string block) => Command().Matches(block)
        .Select(match => match.Groups[1].Success ? match.Value : Space().Replace(Comment().Replace(match.Value, ""), " ").Trim())
        .Where(command => command.Length > 0);

    /// <summary>All of the repository but what is built, received or no page of this version.</summary>
    private static IEnumerable<string> MarkdownFiles()
    {
        var inFolders = Directory.GetDirectories(SourceTree.Root)
            .Where(folder => Path.GetFileName(folder) is not (".git" or "artifacts"))
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories));
        return Directory.EnumerateFiles(SourceTree.Root, "*.md").Concat(inFolders)
            .Select(path => Path.GetRelativePath(SourceTree.Root, path).Replace('\\', '/'))
            .Where(path => path != "CHANGELOG.md" && !Built().IsMatch(path));
    }

    [GeneratedRegex("(?:^|/)(?:bin|obj|target|node_modules|received)/")]
    private static partial Regex Built();
}
