// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>Reads the text of a rule.</summary>
/// <remarks>
/// <code>
/// rule   := side "=>" result ["if" term {"&amp;&amp;" term}]
/// side   := term | "possible" "(" term ")" | "range" "(" term ")"
/// result := term | "[" term "," term "]"
/// term   := "{" term "}" | name "@" term | name [":" type] | number [":" type] | op ["." type] "(" term {"," term} ")"
/// </code>
/// A name that begins with k is a constant. docs/proofs.md says what each means.
/// </remarks>
internal sealed class RuleParser
{
    private readonly TypeInference _types = new();
    private readonly List<(string Name, bool IsConstant, int Type, bool IsBound)> _variables = [];
    private readonly string _name;
    private readonly string _text;
    private readonly RuleLexer _lexer;
    private int _unknown;
    private bool _isInBraces;
    private bool _isPattern;
    private bool _needsBraces;

    private RuleParser(string name, string text) => (_name, _text, _lexer) = (name, text, new RuleLexer(text, name));

    /// <summary>Reads a rule.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">Its text in one line.</param>
    /// <exception cref="FormatException">The text is no rule; the message names rule and place.</exception>
    public static Rule Parse(string name, string text) => new RuleParser(name, text).Parse();

    private Rule Parse()
    {
        var kind = _lexer.Take("possible(") ? RuleKind.Bits : _lexer.Take("range(") ? RuleKind.Range : RuleKind.Rewrite;
        _isPattern = true;
        var pattern = ParseTerm();
        _isPattern = false;
        if (kind != RuleKind.Rewrite)
        {
            _lexer.Expect(")");
        }

        _lexer.Expect("=>");
        _needsBraces = kind == RuleKind.Rewrite;
        var results = kind == RuleKind.Range ? ParseRange() : [ParseTerm()];
        foreach (var result in results)
        {
            if (kind != RuleKind.Rewrite && !result.IsConstant)
            {
                throw _lexer.Fault("what is said of a value does not follow from what is known of others");
            }

            Unify(pattern, result);
        }

        _needsBraces = false;
        var conditions = ParseConditions();
        if (!_lexer.IsAtEnd)
        {
            throw _lexer.Fault("more than a rule");
        }

        return Build(kind, pattern, results, conditions);
    }

    private Rule Build(RuleKind kind, RuleTerm pattern, RuleTerm[] results, RuleTerm[] conditions)
    {
        if (pattern.Kind != TermKind.Operation && (pattern.Kind != TermKind.Constant || kind == RuleKind.Rewrite))
        {
            throw _lexer.Fault("a pattern is an operation");
        }

        var (types, orders) = _types.Number([pattern, .. results, .. conditions]);
        if (types.Length > RuleTypes.Length || _variables.Count > RuleBindings.MaxVariables)
        {
            throw _lexer.Fault($"more than {RuleTypes.Length} types or {RuleBindings.MaxVariables} variables");
        }

        var inPattern = new bool[types.Length];
        MarkTypes(pattern, inPattern);
        for (var i = 0; i < types.Length; i++)
        {
            if (!inPattern[i] && types[i] == MirType.Void)
            {
                throw _lexer.Fault("a type that the pattern does not decide");
            }
        }

        var variables = new RuleVariable[_variables.Count];
        DescribeVariables(pattern, variables);
        return new Rule(_name, kind, _text, pattern, conditions, results, variables, types, orders, _unknown);
    }

    private RuleTerm[] ParseRange()
    {
        _lexer.Expect("[");
        var least = ParseTerm();
        _lexer.Expect(",");
        var greatest = ParseTerm();
        _lexer.Expect("]");
        return [least, greatest];
    }

    private RuleTerm[] ParseConditions()
    {
        var conditions = new List<RuleTerm>();
        if (!_lexer.Take("if "))
        {
            return [];
        }

        do
        {
            if (_lexer.Take("unknown("))
            {
                _unknown |= 1 << Find(_lexer.TakeName());
                _lexer.Expect(")");
                continue;
            }

            var condition = ParseTerm();
            if (!condition.IsConstant)
            {
                throw _lexer.Fault("a condition on the value of a variable");
            }

            Unify(condition, _types.New(MirType.I1));
            conditions.Add(condition);
        }
        while (_lexer.Take("&&"));
        return [.. conditions];
    }

    private RuleTerm ParseTerm()
    {
        if (_lexer.Take("{"))
        {
            _isInBraces = true;
            var term = ParseTerm();
            _lexer.Expect("}");
            _isInBraces = false;
            return term.IsConstant ? Computed(term) : throw _lexer.Fault("a variable in braces, where there are constants only");
        }

        if (_lexer.Take("-1"))
        {
            return Literal(U256.MaxValue);
        }

        if (_lexer.TakeNumber(out var number))
        {
            return Literal(number);
        }

        var name = _lexer.TakeName();
        return _lexer.Take("(") ? ParseCall(name.ToString()) : _lexer.Take("@") ? ParseNamed(name) : ParseLeaf(name);
    }

    private static RuleTerm Computed(RuleTerm term) => new(term.Kind, term.TypeClass, [.. term.Arguments])
    {
        Op = term.Op,
        Call = term.Call,
        Variable = term.Variable,
        Number = term.Number,
        IsComputed = true,
    };

    private RuleTerm Literal(in U256 number) => new(TermKind.Literal, TypeSuffix()) { Number = number };

    private RuleTerm ParseLeaf(ReadOnlySpan<char> name)
    {
        if (name is "width" or "bytes")
        {
            return new RuleTerm(name is "width" ? TermKind.Width : TermKind.Bytes, TypeSuffix());
        }

        var variable = _isPattern ? FindOrAdd(name, name[0] == 'k', false) : Find(name);
        var (_, isConstant, type, _) = _variables[variable];
        if (_lexer.Take(":"))
        {
            Unify(type, ParseType());
        }

        return new RuleTerm(isConstant ? TermKind.Constant : TermKind.Variable, type) { Variable = variable };
    }

    private RuleTerm ParseNamed(ReadOnlySpan<char> name)
    {
        var variable = FindOrAdd(name, name[0] == 'k', true);
        var term = ParseTerm();
        Unify(term.TypeClass, _variables[variable].Type);
        if (!_isPattern || term.Kind is not (TermKind.Operation or TermKind.Literal))
        {
            throw _lexer.Fault("only a part of a pattern is named");
        }

        return new RuleTerm(term.Kind, term.TypeClass, [.. term.Arguments])
        {
            Op = term.Op,
            Call = term.Call,
            Number = term.Number,
            Variable = variable,
        };
    }

    private RuleTerm ParseCall(string name)
    {
        var kind = name switch
        {
            "possible" => TermKind.Possible,
            "least" => TermKind.Least,
            "greatest" => TermKind.Greatest,
            "log2" => TermKind.Log2,
            "power2" => TermKind.PowerOfTwo,
            "ones" => TermKind.Ones,
            _ => TermKind.Operation,
        };
        if (kind is TermKind.Possible or TermKind.Least or TermKind.Greatest)
        {
            var variable = Find(_lexer.TakeName());
            _lexer.Expect(")");
            return new RuleTerm(kind, _variables[variable].Type) { Variable = variable };
        }

        var arguments = new List<RuleTerm> { ParseTerm() };
        while (_lexer.Take(","))
        {
            arguments.Add(ParseTerm());
        }

        _lexer.Expect(")");
        if (kind == TermKind.Operation)
        {
            return Operation(name, [.. arguments]);
        }

        return arguments is [{ IsConstant: true }]
            ? new RuleTerm(kind, kind == TermKind.PowerOfTwo ? _types.New(MirType.I1) : arguments[0].TypeClass, [.. arguments])
            : throw _lexer.Fault($"{name} takes a constant");
    }

    private RuleTerm Operation(string name, RuleTerm[] arguments)
    {
        var call = default(RuntimeCall);
        if (name.StartsWith("rt.", StringComparison.Ordinal))
        {
            if (!RuntimeCalls.TryFind(name.AsSpan(3), out call) || (RuntimeCallTable.Get(call).Traits & MirTraits.Foldable) == 0)
            {
                throw _lexer.Fault($"'{name}' is no pure call");
            }

            return Make(MirOp.RuntimeCall, call, name, arguments, RuntimeCallTable.Get(call).Arguments, _types.New(MirType.I256));
        }

        var dot = name.IndexOf('.', StringComparison.Ordinal);
        if (!MirOpTable.TryFind(dot < 0 ? name : name.AsSpan(0, dot), out var info) || (info.Traits & MirTraits.Foldable) == 0
            || info.Op == MirOp.Const)
        {
            throw _lexer.Fault($"'{name}' is no pure operation");
        }

        var shared = _types.New();
        if (dot >= 0)
        {
            var named = _types.Named(name.AsSpan(dot + 1));
            Unify(shared, named >= 0 ? named : throw _lexer.Fault($"'{name}' ends in no type"));
        }

        return Make(info.Op, call, name, arguments, info.Operands.Length, shared);
    }

    private RuleTerm Make(MirOp op, RuntimeCall call, string name, RuleTerm[] arguments, int count, int shared)
    {
        if (arguments.Length != count)
        {
            throw _lexer.Fault($"{name} has {count} operands");
        }

        var info = MirOpTable.Get(op);
        for (var i = 0; i < count; i++)
        {
            var type = op == MirOp.RuntimeCall ? TypeRule.I256 : info.Operands[i];
            if (type != TypeRule.Any)
            {
                Unify(arguments[i].TypeClass, TypeOf(type, shared));
            }
            else if (op == MirOp.Zext)
            {
                _types.Order(arguments[i].TypeClass, shared);
            }
            else
            {
                _types.Order(shared, arguments[i].TypeClass);
            }
        }

        var term = new RuleTerm(TermKind.Operation, TypeOf(op == MirOp.RuntimeCall ? TypeRule.I256 : info.Result, shared), arguments)
        {
            Op = op,
            Call = call,
        };
        return _isPattern || _isInBraces || !term.IsConstant || !_needsBraces
            ? term
            : throw _lexer.Fault("an operation on constants only, which stands in braces");
    }

    private int TypeOf(TypeRule rule, int shared) => rule switch
    {
        TypeRule.I1 => _types.New(MirType.I1),
        TypeRule.I64 => _types.New(MirType.I64),
        TypeRule.I256 => _types.New(MirType.I256),
        _ => shared,
    };

    private int TypeSuffix() => _lexer.Take(":") ? ParseType() : _types.New();

    private int ParseType() => _types.Named(_lexer.TakeName()) is >= 0 and var type ? type : throw _lexer.Fault("no type");

    private void Unify(RuleTerm left, RuleTerm right) => Unify(left.TypeClass, right.TypeClass);

    private void Unify(RuleTerm term, int type) => Unify(term.TypeClass, type);

    private void Unify(int left, int right)
    {
        if (!_types.Unify(left, right))
        {
            throw _lexer.Fault("types that do not fit");
        }
    }

    private int FindOrAdd(ReadOnlySpan<char> name, bool isConstant, bool isBound)
    {
        var variable = IndexOf(name);
        if (variable >= 0 && !isBound)
        {
            return variable;
        }

        if (variable >= 0)
        {
            throw _lexer.Fault($"a second '{name}'");
        }

        _variables.Add((name.ToString(), isConstant, _types.New(), isBound));
        return _variables.Count - 1;
    }

    private int Find(ReadOnlySpan<char> name) =>
        IndexOf(name) is >= 0 and var variable ? variable : throw _lexer.Fault($"'{name}' is not in the pattern");

    private int IndexOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < _variables.Count; i++)
        {
            if (name.SequenceEqual(_variables[i].Name))
            {
                return i;
            }
        }

        return -1;
    }

    private static void MarkTypes(RuleTerm term, bool[] types)
    {
        types[term.TypeClass] = true;
        foreach (var argument in term.Arguments)
        {
            MarkTypes(argument, types);
        }
    }

    private void DescribeVariables(RuleTerm term, RuleVariable[] variables)
    {
        if (term.Variable >= 0)
        {
            var (name, isConstant, _, isBound) = _variables[term.Variable];
            variables[term.Variable] = new RuleVariable(name, isConstant, term.TypeClass, isBound);
        }

        foreach (var argument in term.Arguments)
        {
            DescribeVariables(argument, variables);
        }
    }
}
