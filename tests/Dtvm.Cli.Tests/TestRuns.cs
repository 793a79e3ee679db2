// SPDX-License-Identifier: Apache-2.0

using System.Text.RegularExpressions;

namespace Dtvm.Cli.Tests;

/// <summary>Lines <c>dotnet test</c> of pages, which are not run again: they must find tests.</summary>
internal static partial class TestRuns
{
    private static readonly Dictionary<string, string[]> Names = [];

    /// <summary>Without those in which names stand as examples.</summary>
    private static readonly Lazy<string[]> AllSources = new(() =>
    [
        .. new[] { "tests", "tools/Dtvm.Testing" }.SelectMany(Sources)
            .Where(file => Path.GetFileName(file) is not ("CommandCoverageTests.cs" or "TestRuns.cs" or "SmallCommands.cs"))
            .Select(File.ReadAllText),
    ]);

    /// <summary>Why a line would find no tests; null if it does.</summary>
    /// <param name="command">The line, with the variables before it.</param>
    /// <param name="written">Files that commands beside it write.</param>
    public static string? Fault(string command, string[] written)
    {
        var line = Line().Match(command);
        if (!line.Success)
        {
            return "no line 'dotnet test PROJECT [OPTIONS]'";
        }

        var project = line.Groups[2].Value;
        if (!Directory.Exists(SourceTree.Path(project)) || Directory.GetFiles(SourceTree.Path(project), "*.csproj").Length != 1)
        {
            return $"there is no project {project}";
        }

        foreach (Match variable in Variable().Matches(line.Groups[1].Value))
        {
            if (!AnySourceHas($"\"{variable.Groups[1].Value}\""))
            {
                return $"no test reads {variable.Groups[1].Value}";
            }
        }

        var filter = Filter().Match(line.Groups[3].Value).Groups[1].Value.Trim('"');
        return filter.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(term => FaultOfTerm(project, term, written))
            .FirstOrDefault(fault => fault is not null);
    }

    /// <summary>Whether a text stands in a source of a test, or of what snapshots are made with.</summary>
    /// <param name="text">The text.</param>
    public static bool AnySourceHas(string text) => AllSources.Value.Any(source => source.Contains(text, StringComparison.Ordinal));

    [GeneratedRegex(@"^((?:\w+=\S+ )*)dotnet test (\S+)((?: .*)?)$")]
    private static partial Regex Line();

    [GeneratedRegex(@"(\w+)=")]
    private static partial Regex Variable();

    [GeneratedRegex("--filter (\"[^\"]*\"|\\S+)")]
    private static partial Regex Filter();

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^public (?:sealed |static |abstract |partial )*class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"\[(?:Fact|Theory)(?:\(.*\))?\]\s*(?:\[.*\]\s*)*public (?:async )?(?:void|Task) (\w+)\(")]
    private static partial Regex Method();

    private static string? FaultOfTerm(string project, string term, string[] written)
    {
        if (term.StartsWith("DisplayName~", StringComparison.Ordinal))
        {
            // Of a file test: its path.
            var part = term["DisplayName~".Length..];
            var files = new[] { "tests/filetests", "tests/snapshots" }
                .SelectMany(folder => Directory.EnumerateFiles(SourceTree.Path(folder), "*", SearchOption.AllDirectories))
                .Select(file => Path.GetRelativePath(SourceTree.Root, file));
            return files.Concat(written).Any(file => file.Contains(part, StringComparison.Ordinal)) ? null : $"no file is named {part}";
        }

        var name = term.StartsWith("FullyQualifiedName~", StringComparison.Ordinal) ? term["FullyQualifiedName~".Length..] : term;
        return NamesOf(project).Any(test => test.Contains(name, StringComparison.Ordinal)) ? null : $"no test is named {name}";
    }

    private static string[] NamesOf(string project)
    {
        if (!Names.TryGetValue(project, out var names))
        {
            names = [.. Sources(project).SelectMany(file =>
            {
                var text = File.ReadAllText(file);
                var type = $"{Namespace().Match(text).Groups[1].Value}.{Class().Match(text).Groups[1].Value}";
                return Method().Matches(text).Select(match => $"{type}.{match.Groups[1].Value}");
            })];
            Names.Add(project, names);
        }

        return names;
    }

    private static IEnumerable<string> Sources(string folder) =>
        Directory.EnumerateFiles(SourceTree.Path(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));
}
