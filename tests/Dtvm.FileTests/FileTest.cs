// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.FileTests;

/// <summary>A file that says what it tests: its text cut into directives, input and expectation.</summary>
/// <remarks>
/// <c>; test: KIND OPTION=VALUE...</c> is the first line. <c>; run: OPTION=VALUE...</c> lines ask for executions. Everything from the line
/// <c>; expect</c> on is the expectation, behind <c>; </c>.
/// </remarks>
internal sealed class FileTest
{
    private const string TestDirective = "; test:";
    private const string RunDirective = "; run:";
    private const string ExpectLine = "; expect";
    private const string ErrorMark = "; error: ";

    private FileTest(string path, string text)
    {
        Path = path;
        Text = text;
        var lines = text.Split('\n');
        if (!lines[0].StartsWith(TestDirective, StringComparison.Ordinal))
        {
            throw new FormatException($"{path}: the first line is not '{TestDirective} KIND'");
        }

        var words = lines[0][TestDirective.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            throw new FormatException($"{path}: '{TestDirective}' names no kind");
        }

        (Kind, Argument) = SplitOption(words[0]);
        Options = ReadOptions(words.AsSpan(1));
        Runs = [.. lines.Where(line => line.StartsWith(RunDirective, StringComparison.Ordinal))
            .Select(line => ReadOptions(line[RunDirective.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)))];
        var expectation = Array.IndexOf(lines, ExpectLine);
        Input = expectation < 0 ? text : string.Join('\n', lines[..expectation]) + "\n";
    }

    /// <summary>Path of the file.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The text up to the expectation.</summary>
    public string Input { get; }

    /// <summary>What is tested: <c>parser</c>, <c>verifier</c>, <c>lift</c>, <c>pass</c>, <c>run</c> or <c>llvm</c>.</summary>
    public string Kind { get; }

    /// <summary>What stands behind the kind: the passes.</summary>
    public string Argument { get; }

    /// <summary>The options of the first line.</summary>
    public IReadOnlyDictionary<string, string> Options { get; }

    /// <summary>The options of each execution.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, string>> Runs { get; }

    /// <summary>Whether the input is MIR and not EVM assembly.</summary>
    public bool IsMir => Path.EndsWith(".mir", StringComparison.Ordinal);

    public static FileTest Read(string path) => Parse(path, File.ReadAllText(path));

    public static FileTest Parse(string path, string text) => new(path, text.ReplaceLineEndings("\n"));

    /// <summary>The file as it is with another expectation.</summary>
    public string WithExpectation(string expectation)
    {
        var lines = expectation.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        return $"{Input.TrimEnd('\n')}\n\n{ExpectLine}\n{string.Concat(lines.Select(line => line.Length > 0 ? $"; {line}\n" : ";\n"))}";
    }

    /// <summary>The file as it is with these errors beside its lines.</summary>
    /// <param name="errors">Lines, from 1, with what is wrong there; behind the last line means the last.</param>
    public string WithErrors(IEnumerable<(int Line, string Message)> errors)
    {
        var lines = Input.TrimEnd('\n').Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            var mark = lines[i].IndexOf(ErrorMark, StringComparison.Ordinal);
            lines[i] = mark < 0 ? lines[i] : lines[i][..mark].TrimEnd();
        }

        foreach (var (line, message) in errors)
        {
            var index = Math.Min(line, lines.Length) - 1;
            lines[index] += $" {ErrorMark}{message}";
        }

        return string.Join('\n', lines) + "\n";
    }

    private static Dictionary<string, string> ReadOptions(ReadOnlySpan<string> words)
    {
        var options = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words)
        {
            var (name, value) = SplitOption(word);
            options.Add(name, value);
        }

        return options;
    }

    private static (string Name, string Value) SplitOption(string word)
    {
        var index = word.IndexOf('=', StringComparison.Ordinal);
        return index < 0 ? (word, "") : (word[..index], word[(index + 1)..]);
    }
}
