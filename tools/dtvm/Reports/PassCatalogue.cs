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
        foreach (IMirPass pass in _passes)
        {
            writer.WriteStartObject();
            writer.WriteString("name", pass.Info.Name);
            writer.WriteString("description", pass.Info.Description);
            writer.WriteBoolean("required_by_backend", pass.Info.IsRequiredByBackend);
            writer.WriteStringOrNull("source", pass.Info.Source.Length > 0 ? pass.Info.Source : null);
            writer.WriteStartArray("requirements");
            foreach (PassRequirement requirement in pass.Info.Requirements)
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
        for (int level = 0; level <= Pipelines.MaxLevel; level++)
        {
            writer.WriteStartArray(Number(level));
            foreach (PassStep step in Pipelines.ForLevel(level)) writer.WriteStringValue(step.Label);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Lines for people.</summary>
    public string FormatText()
    {
        var text = new StringBuilder();
        int width = _passes.Max(pass => pass.Info.Name.Length);
        string indent = new(' ', width + 2);
        foreach (IMirPass pass in _passes)
        {
            text.Append(pass.Info.Name.PadRight(width + 2)).Append(pass.Info.Description).Append('\n');
            foreach (PassRequirement requirement in pass.Info.Requirements) text.Append(indent).Append(requirement).Append('\n');
            if (pass.Info.IsRequiredByBackend) text.Append(indent).Append("required by the backend: bisecting never skips it\n");
        }

        text.Append('\n');
        for (int level = 0; level <= Pipelines.MaxLevel; level++)
            text.Append("-O").Append(Number(level)).Append("  ").Append(List(level, ", ")).Append('\n');
        return text.ToString();
    }

    /// <summary>The page <c>docs/passes.md</c>.</summary>
    /// <param name="examples">The folder with a folder of filetests a pass, one of which is its example; null for a page without examples.</param>
    /// <exception cref="CliException">A pass has no example, several, or one that it does not change.</exception>
    public string FormatMarkdown(string? examples)
    {
        var text = new StringBuilder();
        text.Append("# Passes\n\nWritten by `./dtvm passes --markdown --examples tests/filetests/passes` from what the passes say of themselves and do to their examples; a\n")
            .Append("test compares it, and `DTVM_ACCEPT=1` rewrites it. Each pass has a README in its own project with more of the reasons.\n\n")
            .Append("| pass | what it does | stands in |\n|---|---|---|\n");
        foreach (IMirPass pass in _passes)
        {
            string name = pass.Info.Name;
            text.Append("| [").Append(name).Append("](#").Append(name).Append(") | ").Append(pass.Info.Description).Append(" | ")
                .Append(LevelsOf(pass)).Append(" |\n");
        }

        text.Append("\n## Levels\n\nA pass may stand in a list more than once; its places have labels: `sccp.early`.\n\n");
        for (int level = 0; level <= Pipelines.MaxLevel; level++)
            text.Append("- `-O").Append(Number(level)).Append("`: ").Append(List(level, ", ")).Append('\n');
        foreach (IMirPass pass in _passes)
        {
            AppendSection(text, pass.Info);
            if (examples is not null) AppendExample(text, PassExample.Find(Path.Combine(examples, pass.Info.Name), pass));
        }

        return text.ToString();
    }

    private static void AppendSection(StringBuilder text, PassInfo info)
    {
        text.Append("\n## ").Append(info.Name).Append("\n\n").Append(Sentence(info.Description)).Append('\n');
        if (info.Requirements.Length > 0 || info.IsRequiredByBackend || info.Source.Length > 0) text.Append('\n');
        foreach (PassRequirement requirement in info.Requirements) text.Append("- ").Append(Sentence(requirement.ToString())).Append('\n');
        if (info.IsRequiredByBackend) text.Append("- A backend accepts only what has gone through it, so bisecting never skips it.\n");
        if (info.Source.Length > 0) text.Append("- Source: ").Append(info.Source).Append(".\n");
    }

    private static void AppendExample(StringBuilder text, PassExample example) =>
        text.Append("\n`").Append(example.FileName).Append("`: ").Append(example.Point).Append("\n\n```\n; before\n").Append(example.Before).Append("\n; after\n").Append(example.After).Append("```\n");

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
        _ => "last",
    };

    private static string Sentence(string text) => char.ToUpperInvariant(text[0]) + text[1..] + ".";

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
