// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Tool.Reports;

/// <summary>The passes with what they say of themselves.</summary>
/// <param name="passes">The passes.</param>
internal sealed class PassCatalogue(ImmutableArray<IMirPass> passes)
{
    private readonly ImmutableArray<IMirPass> _passes = [.. passes.OrderBy(pass => pass.Info.Name, StringComparer.Ordinal)];

    /// <summary>Writes the JSON document.</summary>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("passes");
        foreach (var pass in _passes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", pass.Info.Name);
            writer.WriteString("description", pass.Info.Description);
            writer.WriteBoolean("required_by_backend", pass.Info.IsRequiredByBackend);
            writer.WriteStringOrNull("source", pass.Info.Source.Length > 0 ? pass.Info.Source : null);
            writer.WriteStartArray("requirements");
            foreach (var requirement in pass.Info.Requirements)
            {
                writer.WriteStartObject();
                writer.WriteString("rule", RuleName(requirement.Rule));
                writer.WriteStringOrNull("pass", requirement.Other.Length > 0 ? requirement.Other : null);
                writer.WriteString("reason", requirement.Reason);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("levels");
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            writer.WriteStartArray(Number(level));
            foreach (var step in Pipelines.ForLevel(level))
            {
                writer.WriteStringValue(step.Label);
            }

            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Lines for people.</summary>
    public string FormatText()
    {
        var text = new StringBuilder();
        var width = _passes.Max(pass => pass.Info.Name.Length);
        string indent = new(' ', width + 2);
        foreach (var pass in _passes)
        {
            text.Append(pass.Info.Name.PadRight(width + 2)).Append(pass.Info.Description).Append('\n');
            foreach (var requirement in pass.Info.Requirements)
            {
                text.Append(indent).Append(requirement).Append('\n');
            }

            if (pass.Info.IsRequiredByBackend)
            {
                text.Append(indent).Append("required by the backend: bisecting never skips it\n");
            }
        }

        text.Append('\n');
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            text.Append("-O").Append(Number(level)).Append("  ").Append(Pipelines.PurposeOf(level)).Append('\n');
            text.Append("     ").Append(List(level, ", ")).Append('\n');
        }

        return text.ToString();
    }

    private const string Introduction =
        "Written by `./dtvm passes --markdown --examples tests/filetests/passes` from what the passes say of themselves and do to their "
        + "examples; a test compares it, and `DTVM_ACCEPT=1` rewrites it. Each pass has a README in its own project with more of the "
        + "reasons.";

    /// <summary>The page <c>docs/passes.md</c>.</summary>
    /// <param name="examples">The folder with a folder of filetests a pass, one of which is its example; null for a page without
    /// examples.</param>
    /// <exception cref="CliException">A pass has no example, several, or one that it does not change.</exception>
    public string FormatMarkdown(string? examples)
    {
        var text = new StringBuilder();
        text.Append("# Passes\n\n").Append(WrappedText.Wrap(Introduction)).Append('\n');
        foreach (var pass in _passes)
        {
            var name = pass.Info.Name;
            text.Append(WrappedText.Wrap($"- [{name}](#{name}): {pass.Info.Description} ({LevelsOf(pass)})", "  "));
        }

        text.Append("\n## Levels\n\n| level | what for |\n|---|---|\n");
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            text.Append($"| `-O{Number(level)}` | {Pipelines.PurposeOf(level)} |\n");
        }

        text.Append("\nA pass may stand in a list more than once; its places have labels: `sccp.early`.\n\n");
        for (var level = 0; level <= Pipelines.MaxLevel; level++)
        {
            text.Append(WrappedText.Wrap($"- `-O{Number(level)}`: {List(level, ", ")}", "  "));
        }

        foreach (var pass in _passes)
        {
            AppendSection(text, pass.Info);
            if (examples is not null)
            {
                AppendExample(text, PassExample.Find(Path.Combine(examples, pass.Info.Name), pass));
            }
        }

        return text.ToString();
    }

    private static void AppendSection(StringBuilder text, PassInfo info)
    {
        text.Append("\n## ").Append(info.Name).Append("\n\n").Append(WrappedText.Wrap(Sentence(info.Description)));
        if (info.Requirements.Length > 0 || info.IsRequiredByBackend || info.Source.Length > 0)
        {
            text.Append('\n');
        }

        foreach (var requirement in info.Requirements)
        {
            text.Append(WrappedText.Wrap("- " + Sentence(requirement.ToString()), "  "));
        }

        if (info.IsRequiredByBackend)
        {
            text.Append("- A backend accepts only what has gone through it, so bisecting never skips it.\n");
        }

        if (info.Source.Length > 0)
        {
            text.Append(WrappedText.Wrap($"- Source: {info.Source}.", "  "));
        }
    }

    private static void AppendExample(StringBuilder text, PassExample example) =>
        text.Append("\n`")
            .Append(example.FileName)
            .Append("`: ")
            .Append(example.Point)
            .Append("\n\n```\n; before\n")
            .Append(example.Before)
            .Append("\n; after\n")
            .Append(example.After)
            .Append("```\n");

    private static string LevelsOf(IMirPass pass)
    {
        var levels = Enumerable.Range(0, Pipelines.MaxLevel + 1)
            .Where(level => Pipelines.ForLevel(level).Any(step => step.Pass.Info.Name == pass.Info.Name))
            .Select(level => $"`-O{Number(level)}`")
            .ToList();
        return levels.Count > 0 ? string.Join(", ", levels) : "no level";
    }

    private static string List(int level, string separator) => string.Join(separator, Pipelines.ForLevel(level).Select(step => step.Label));

    private static string RuleName(PassRule rule) => rule switch
    {
        PassRule.FollowedBy => "followed_by",
        PassRule.PrecededBy => "preceded_by",
        PassRule.NotBehind => "not_behind",
        _ => "once",
    };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
