// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>What a rule says.</summary>
public enum RuleKind : byte
{
    /// <summary><c>pattern => result</c>: both have the same value.</summary>
    Rewrite,

    /// <summary><c>possible(pattern) => mask</c>: no bit outside the mask is set.</summary>
    Bits,

    /// <summary><c>range(pattern) => [least, greatest]</c>: the value is not outside.</summary>
    Range,
}

/// <summary>A variable of a rule.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsConstant">Whether it stands for constants only.</param>
/// <param name="TypeClass">Its type: index into <see cref="Rule.Types"/>.</param>
/// <param name="IsBound">Whether it names a part of the pattern (<c>y@not(x)</c>), so that its value follows from the others.</param>
public readonly record struct RuleVariable(string Name, bool IsConstant, int TypeClass, bool IsBound);

/// <summary>A conversion of one type to another that a rule needs: <paramref name="Narrow"/> has fewer bits.</summary>
/// <param name="Narrow">Index into <see cref="Rule.Types"/>.</param>
/// <param name="Wide">Index into <see cref="Rule.Types"/>.</param>
public readonly record struct TypeOrder(int Narrow, int Wide);

/// <summary>A row of a table of rules: pattern, condition and result (docs/proofs.md has the notation).</summary>
public sealed class Rule
{
    internal readonly RuleTypes InitialTypes;
    private readonly RuleTerm[] _conditions;
    private readonly RuleTerm[] _results;
    private readonly TypeOrder[] _orders;

    internal Rule(
        string name, RuleKind kind, string text, RuleTerm pattern, RuleTerm[] conditions, RuleTerm[] results, RuleVariable[] variables,
        MirType[] types, TypeOrder[] orders, int unknownVariables)
    {
        (Name, Kind, Text, Pattern) = (name, kind, text, pattern);
        (_conditions, _results, _orders) = (conditions, results, orders);
        (Variables, Types, UnknownVariables) = (variables, types, unknownVariables);
        DecidesAlone = kind == RuleKind.Rewrite && results[0].Kind == TermKind.Literal && DecidesByOperands();
        for (var i = 0; i < types.Length; i++)
        {
            InitialTypes[i] = types[i];
        }

        (Mask, Shape) = RuleShape.Of(this);
        IsFlat = pattern.Kind == TermKind.Operation && CountOfNumbers(pattern, isPlain: false) == 0
            && CountOfNumbers(pattern, isPlain: true) <= 1;
    }

    /// <summary>Its name in the table.</summary>
    public string Name { get; }

    /// <summary>What it says.</summary>
    public RuleKind Kind { get; }

    /// <summary>Its text, in one line without the name.</summary>
    public string Text { get; }

    /// <summary>What it is about.</summary>
    public RuleTerm Pattern { get; }

    /// <summary>What must be true, each a term of I1.</summary>
    public ReadOnlySpan<RuleTerm> Conditions => _conditions;

    /// <summary>The result; for a range two terms, the least and the greatest number.</summary>
    public ReadOnlySpan<RuleTerm> Results => _results;

    /// <summary>The variables.</summary>
    public IReadOnlyList<RuleVariable> Variables { get; }

    /// <summary>The types of its terms by their number; <see cref="MirType.Void"/> stands for any that fits.</summary>
    public IReadOnlyList<MirType> Types { get; }

    /// <summary>What the conversions of pattern, condition and result want of the types.</summary>
    public ReadOnlySpan<TypeOrder> Orders => _orders;

    /// <summary>Whether a constant follows from some operands alone, whatever defines the others: the pattern is one operation on
    /// variables, constants and numbers, the result a number, and nothing is asked of variables.</summary>
    public bool DecidesAlone { get; }

    /// <summary>The variables that must not be constants, a bit each: what a rule needs that would else be applied to its own
    /// result.</summary>
    internal int UnknownVariables { get; }

    /// <summary>Whether the pattern is one operation on variables, constants and at most one number, 0 or 1: then shape and number
    /// (<see cref="RuleEntry"/>) say all.</summary>
    internal bool IsFlat { get; }

    /// <summary>The bits of <see cref="RuleShape"/> that the pattern looks at.</summary>
    internal uint Mask { get; }

    /// <summary>What these bits must be.</summary>
    internal uint Shape { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}: {Text}";

    /// <summary>Arguments that are the number 0 or 1, or else neither that nor a variable or constant.</summary>
    private static int CountOfNumbers(RuleTerm pattern, bool isPlain)
    {
        var count = 0;
        foreach (var argument in pattern.Arguments)
        {
            var isVariable = argument.Kind is TermKind.Variable or TermKind.Constant;
            count += argument.IsPlain == isPlain && !isVariable ? 1 : 0;
        }

        return count;
    }

    private bool DecidesByOperands()
    {
        foreach (var argument in Pattern.Arguments)
        {
            if (argument.Kind == TermKind.Operation)
            {
                return false;
            }
        }

        foreach (var condition in _conditions)
        {
            if (AsksOfVariables(condition))
            {
                return false;
            }
        }

        return UnknownVariables == 0;
    }

    private static bool AsksOfVariables(RuleTerm term)
    {
        if (term.Kind is TermKind.Possible or TermKind.Least or TermKind.Greatest)
        {
            return true;
        }

        foreach (var argument in term.Arguments)
        {
            if (AsksOfVariables(argument))
            {
                return true;
            }
        }

        return false;
    }
}
