// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>A table of rules, by the operation that the pattern begins with. Never changes once it is made.</summary>
public sealed class RuleTable
{
    private readonly Rule[] _rules;
    private readonly RuleEntry[][] _byOp = new RuleEntry[MirOpTable.All.Length][];
    private readonly RuleEntry[][] _byCall = new RuleEntry[RuntimeCallTable.All.Length][];
    private readonly RuleEntry[][] _decidingByOp = new RuleEntry[MirOpTable.All.Length][];
    private readonly RuleEntry[][] _decidingByCall = new RuleEntry[RuntimeCallTable.All.Length][];

    private RuleTable(Rule[] rules)
    {
        _rules = rules;
        Array.Fill(_byOp, []);
        Array.Fill(_byCall, []);
        Array.Fill(_decidingByOp, []);
        Array.Fill(_decidingByCall, []);
        foreach (var rule in rules)
        {
            var pattern = rule.Pattern;
            var isCall = pattern.Op == MirOp.RuntimeCall;
            var index = pattern.Kind == TermKind.Constant ? (int)MirOp.Const : isCall ? (int)pattern.Call : (int)pattern.Op;
            Add(ref (isCall ? _byCall : _byOp)[index], rule);
            if (rule.DecidesAlone)
            {
                Add(ref (isCall ? _decidingByCall : _decidingByOp)[index], rule);
            }
        }
    }

    /// <summary>All rules in the order of the table.</summary>
    public ReadOnlySpan<Rule> Rules => _rules;

    /// <summary>The rules for an instruction's operation, in the order in which they are tried.</summary>
    /// <param name="inst">The instruction.</param>
    public ReadOnlySpan<RuleEntry> For(MirInst inst)
    {
        var op = inst.Op;
        return op == MirOp.RuntimeCall ? _byCall[(int)inst.Call] : _byOp[(int)op];
    }

    /// <summary>Those of them by which some operands alone decide the result (<see cref="Rule.DecidesAlone"/>).</summary>
    /// <param name="inst">The instruction.</param>
    public ReadOnlySpan<RuleEntry> DecidingFor(MirInst inst)
    {
        var op = inst.Op;
        return op == MirOp.RuntimeCall ? _decidingByCall[(int)inst.Call] : _decidingByOp[(int)op];
    }

    /// <summary>Reads a table: a rule begins with its name and a colon, <c>#</c> a comment; any other line goes on with the rule before
    /// it.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no table; the message names rule and place.</exception>
    public static RuleTable Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var texts = new List<string>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var words = line.Trim();
            if (words.IsEmpty || words[0] == '#')
            {
                continue;
            }

            if (texts.Count > 0 && words.IndexOf(": ") < 0)
            {
                texts[^1] = $"{texts[^1]} {words}";
            }
            else
            {
                texts.Add(words.ToString());
            }
        }

        var rules = new Rule[texts.Count];
        for (var i = 0; i < rules.Length; i++)
        {
            rules[i] = ParseRule(texts[i]);
        }

        return new RuleTable(rules);
    }

    /// <summary>Reads a rule, with a name or without.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="FormatException">The text is no rule; the message names rule and place.</exception>
    public static Rule ParseRule(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var end = text.IndexOf(": ", StringComparison.Ordinal);
        var name = end < 0 ? "given" : text[..end].Trim();
        return name.Contains(' ', StringComparison.Ordinal) || name.Contains('(', StringComparison.Ordinal)
            ? RuleParser.Parse("given", text.Trim())
            : RuleParser.Parse(name, text[(end < 0 ? 0 : end + 1)..].Trim());
    }

    private static void Add(ref RuleEntry[] rules, Rule rule)
    {
        Array.Resize(ref rules, rules.Length + 1);
        rules[^1] = new RuleEntry(rule);
    }
}
