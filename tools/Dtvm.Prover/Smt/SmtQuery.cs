// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Dtvm.Mir;
using Dtvm.Mir.Rules;

namespace Dtvm.Prover.Smt;

/// <summary>Which functions are unknowns in a question, of which only what is always true of them is known: what is proved so is true of
/// the functions, what is not says nothing.</summary>
internal enum Abstraction
{
    /// <summary>None: the question itself.</summary>
    None,

    /// <summary>Those with <see cref="SmtFunction.Order"/>.</summary>
    Orders,

    /// <summary>Those with <see cref="SmtFunction.Lemma"/>.</summary>
    Lemmas,
}

/// <summary>The question, in SMT-LIB, whether a rule is wrong anywhere: satisfiable by a counterexample, unsatisfiable when there is
/// none.</summary>
internal sealed class SmtQuery
{
    private readonly Rule _rule;
    private readonly MirType[] _types;
    private readonly BitWidths _widths;
    private readonly SortedDictionary<string, string> _functions = new(StringComparer.Ordinal);
    private readonly StringBuilder _values = new();
    private readonly IReadOnlyCollection<(TermKind Kind, int Variable)> _asked;
    private readonly Abstraction _abstraction;
    private readonly StringBuilder _unknowns = new();
    private readonly Dictionary<string, string> _unknownOf = new(StringComparer.Ordinal);
    private readonly List<(string Function, string Arguments, string Unknown)> _ordered = [];

    /// <summary>Makes the query.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="types">What each of its types is.</param>
    /// <param name="widths">How wide they are.</param>
    /// <param name="abstraction">Which functions are unknowns.</param>
    public SmtQuery(Rule rule, MirType[] types, BitWidths widths, Abstraction abstraction = Abstraction.None)
    {
        (_rule, _types, _widths, _asked, _abstraction) = (rule, types, widths, AskedFacts.Of(rule), abstraction);
        Declare();
    }

    /// <summary>The names of what a counterexample is made of, in the order in which <see cref="Text"/> asks for them: variables, facts,
    /// then the left side and the right one, or for a range its two ends.</summary>
    public List<string> Names { get; } = [];

    /// <summary>Which functions could be unknowns: those with lemmas before those with orders.</summary>
    public Abstraction Abstractable { get; private set; }

    /// <summary>The whole text.</summary>
    /// <param name="cases">Values that constants are fixed to, a query each; one empty case for all values at once.</param>
    /// <param name="asksForValues">Whether to ask for the counterexample; there must be one.</param>
    public string Text(IReadOnlyList<ProofCase> cases, bool asksForValues)
    {
        var body = new StringBuilder();
        foreach (var one in cases)
        {
            body.Append(cases.Count > 1 ? "(push 1)\n" : "");
            AppendCase(body, one);
            body.Append("(check-sat)\n");
            body.Append(asksForValues ? $"(get-value ({string.Join(' ', Names)}))\n" : "");
            body.Append(cases.Count > 1 ? "(pop 1)\n" : "");
        }

        var text = new StringBuilder();
        text.Append("; ").Append(_rule).Append('\n').Append("(set-option :produce-models true)\n(set-logic QF_BV)\n");
        foreach (var definition in _functions.Values)
        {
            text.Append(definition).Append('\n');
        }

        return text.Append(_values).Append(body).ToString();
    }

    private int BitsOf(RuleTerm term) => _widths.Of(_types[term.TypeClass]);

    private int BitsOf(RuleVariable variable) => _widths.Of(_types[variable.TypeClass]);

    private void Declare()
    {
        for (var i = 0; i < _rule.Variables.Count; i++)
        {
            var variable = _rule.Variables[i];
            Names.Add(variable.Name);
            if (!variable.IsBound && !variable.IsConstant)
            {
                _values.Append($"(declare-const {variable.Name} (_ BitVec {BitsOf(variable)}))\n");
            }
        }

        foreach (var (kind, index) in _asked)
        {
            var variable = _rule.Variables[index];
            var name = AskedFacts.NameOf(kind, variable);
            Names.Add(name);
            _values.Append($"(declare-const {name} (_ BitVec {BitsOf(variable)}))\n");
        }

        Names.Add("left_side");
        Names.AddRange(_rule.Kind == RuleKind.Range ? ["least_end", "greatest_end"] : ["right_side"]);

        // So that every function is known.
        AppendCase(new StringBuilder(), ProofCase.Whole);
    }

    /// <summary>Constants, facts, conditions, and that the rule is wrong.</summary>
    private void AppendCase(StringBuilder text, ProofCase one)
    {
        for (var i = 0; i < _rule.Variables.Count; i++)
        {
            var variable = _rule.Variables[i];
            if (variable.IsConstant && !variable.IsBound)
            {
                var bits = BitsOf(variable);
                text.Append(one.Find(i) is { } number
                    ? $"(define-fun {variable.Name} () (_ BitVec {bits}) {SmtFunctions.Number(number, bits)})\n"
                    : $"(declare-const {variable.Name} (_ BitVec {bits}))\n");
            }
        }

        foreach (var assertion in one.Assertions)
        {
            text.Append($"(assert {assertion})\n");
        }

        var start = text.Length;
        _unknowns.Clear();
        _unknownOf.Clear();
        _ordered.Clear();
        DefineNamed(text, _rule.Pattern);
        foreach (var (kind, index) in _asked)
        {
            var variable = _rule.Variables[index];
            var fact = AskedFacts.NameOf(kind, variable);
            text.Append(kind switch
            {
                TermKind.Possible => $"(assert (= (bvor {variable.Name} {fact}) {fact}))\n",
                TermKind.Least => $"(assert (bvule {fact} {variable.Name}))\n",
                _ => $"(assert (bvule {variable.Name} {fact}))\n",
            });
        }

        var word = BitsOf(_rule.Pattern);
        text.Append($"(define-fun left_side () (_ BitVec {word}) {Write(_rule.Pattern)})\n");
        if (_rule.Kind == RuleKind.Range)
        {
            text.Append($"(define-fun least_end () (_ BitVec {word}) {Write(_rule.Results[0])})\n");
            text.Append($"(define-fun greatest_end () (_ BitVec {word}) {Write(_rule.Results[1])})\n");
        }
        else
        {
            text.Append($"(define-fun right_side () (_ BitVec {word}) {Write(_rule.Results[0])})\n");
        }

        foreach (var condition in _rule.Conditions)
        {
            text.Append($"(assert (= {Write(condition)} #b1))\n");
        }

        text.Append(_rule.Kind switch
        {
            RuleKind.Bits => "(assert (not (= (bvor left_side right_side) right_side)))\n",
            RuleKind.Range => "(assert (not (and (bvule least_end left_side) (bvule left_side greatest_end))))\n",
            _ => "(assert (not (= left_side right_side)))\n",
        });
        text.Insert(start, _unknowns.ToString());
    }

    /// <summary>Defines the parts of the pattern that have names, inner ones first.</summary>
    private void DefineNamed(StringBuilder text, RuleTerm term)
    {
        foreach (var argument in term.Arguments)
        {
            DefineNamed(text, argument);
        }

        if (term.Variable >= 0 && term.Kind is TermKind.Operation or TermKind.Literal)
        {
            text.Append($"(define-fun {_rule.Variables[term.Variable].Name} () (_ BitVec {BitsOf(term)}) {WriteTerm(term)})\n");
        }
    }

    /// <summary>An unknown in the place of a function's value, with all that is true of it.</summary>
    private string Unknown(SmtFunction function, string arguments, int bits)
    {
        if (_unknownOf.TryGetValue(function.Name + arguments, out var unknown))
        {
            return unknown;
        }

        unknown = $"unknown_{_unknownOf.Count}";
        _unknownOf.Add(function.Name + arguments, unknown);
        _unknowns.Append($"(declare-const {unknown} (_ BitVec {bits}))\n");
        if (function.Lemma is not null)
        {
            _functions.TryAdd(function.LemmaName, function.LemmaDefinition);
            _unknowns.Append($"(assert ({function.LemmaName}{arguments} {unknown}))\n");
        }

        if (function.Order is not null)
        {
            _functions.TryAdd(function.OrderName, function.OrderDefinition);
            foreach (var other in _ordered.Where(other => other.Function == function.Name))
            {
                _unknowns.Append($"(assert ({function.OrderName}{arguments} {unknown}{other.Arguments} {other.Unknown}))\n");
                _unknowns.Append($"(assert ({function.OrderName}{other.Arguments} {other.Unknown}{arguments} {unknown}))\n");
            }

            _ordered.Add((function.Name, arguments, unknown));
        }

        return unknown;
    }

    private string Write(RuleTerm term) => term.Variable >= 0 && term.Kind is TermKind.Operation or TermKind.Literal
        ? _rule.Variables[term.Variable].Name
        : WriteTerm(term);

    private string WriteTerm(RuleTerm term)
    {
        var bits = BitsOf(term);
        switch (term.Kind)
        {
            case TermKind.Variable or TermKind.Constant:
                return _rule.Variables[term.Variable].Name;
            case TermKind.Literal:
                return SmtFunctions.Number(term.Number, bits);
            case TermKind.Width:
                return SmtFunctions.Number((ulong)bits, bits);
            case TermKind.Bytes:
                return SmtFunctions.Number((ulong)bits / 8, bits);
            case TermKind.Possible or TermKind.Least or TermKind.Greatest:
                return AskedFacts.NameOf(term.Kind, _rule.Variables[term.Variable]);
        }

        var operand = BitsOf(term.Arguments[^1]);
        var function = term.Kind == TermKind.Operation
            ? SmtFunctions.Of(term.Op, term.Call, bits, operand)
            : SmtFunctions.Of(term.Kind, operand);
        var arguments = new StringBuilder();
        foreach (var argument in term.Arguments)
        {
            arguments.Append(' ').Append(Write(argument));
        }

        var kind = function.Lemma is not null ? Abstraction.Lemmas
            : function.Order is not null ? Abstraction.Orders : Abstraction.None;
        Abstractable = kind > Abstractable ? kind : Abstractable;
        if (kind == _abstraction && kind != Abstraction.None)
        {
            return Unknown(function, arguments.ToString(), bits);
        }

        _functions.TryAdd(function.Name, function.Definition);
        return $"({function.Name}{arguments})";
    }
}
