// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Prover;

/// <summary>Tries a rule with numbers, by the evaluator that the compiler folds constants with.</summary>
/// <param name="rule">The rule.</param>
internal sealed class RuleTester(Rule rule)
{
    private readonly MirType[][] _types = [.. TypeChoices.Of(rule)];
    private readonly Random _random = new(1);

    /// <summary>Tries random and remarkable inputs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="counterexample">One for which the rule is wrong.</param>
    /// <returns>How many met the rule's condition.</returns>
    public int Run(int count, out Counterexample? counterexample)
    {
        var met = 0;
        for (var i = 0; i < count && _types.Length > 0; i++)
        {
            var types = _types[i % _types.Length];
            var facts = Guess(types);
            if (Check(rule, types, facts, out var sides) is { } holds)
            {
                met++;
                if (!holds)
                {
                    counterexample = Describe(types, facts, sides);
                    return met;
                }
            }
        }

        counterexample = null;
        return met;
    }

    /// <summary>Holds a solver's counterexample against the evaluator.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="counterexample">At 256 bits.</param>
    /// <exception cref="InvalidOperationException">The evaluator does not see that the rule is wrong there: one of the two meanings of an
    /// operation is wrong.</exception>
    public static void Confirm(Rule rule, Counterexample counterexample)
    {
        var facts = new NumberFacts(rule.Variables.Count);
        for (var i = 0; i < rule.Variables.Count; i++)
        {
            var name = rule.Variables[i].Name;
            facts.Values[i] = counterexample[name];
            facts.Possible[i] = Known($"possible_{name}", facts.Values[i]);
            facts.Ranges[i] = new ValueRange(Known($"least_{name}", facts.Values[i]), Known($"greatest_{name}", facts.Values[i]));
        }

        if (Check(rule, [.. counterexample.Types], facts, out var sides) is not false || sides[0] != counterexample["left_side"])
        {
            throw new InvalidOperationException(
                $"the solver refutes {rule.Name} with inputs for which the evaluator does not: a fault of the translation to SMT-LIB");
        }

        U256 Known(string name, in U256 otherwise)
        {
            foreach (var (known, value) in counterexample.Values)
            {
                if (known == name)
                {
                    return value;
                }
            }

            return otherwise;
        }
    }

    /// <summary>Whether a rule holds for an input; null when its condition is not met.</summary>
    private static bool? Check(Rule rule, MirType[] types, NumberFacts facts, out U256[] sides)
    {
        var bindings = RuleBindings.Make(types);
        sides = [];
        NameParts(rule.Pattern, in bindings, facts);
        foreach (var condition in rule.Conditions)
        {
            if (TermEvaluator.Evaluate(condition, in bindings, facts).IsZero)
            {
                return null;
            }
        }

        sides = new U256[1 + rule.Results.Length];
        sides[0] = TermEvaluator.Evaluate(rule.Pattern, in bindings, facts);
        for (var i = 0; i < rule.Results.Length; i++)
        {
            sides[i + 1] = TermEvaluator.Evaluate(rule.Results[i], in bindings, facts);
        }

        return rule.Kind switch
        {
            RuleKind.Bits => (sides[0] & ~sides[1]).IsZero,
            RuleKind.Range => sides[0] >= sides[1] && sides[0] <= sides[2],
            _ => sides[0] == sides[1],
        };
    }

    /// <summary>Gives the named parts of a pattern their values.</summary>
    private static void NameParts(RuleTerm term, in RuleBindings bindings, NumberFacts facts)
    {
        foreach (var argument in term.Arguments)
        {
            NameParts(argument, in bindings, facts);
        }

        if (term.Variable >= 0 && term.Kind is TermKind.Operation or TermKind.Literal)
        {
            var value = TermEvaluator.Evaluate(term, in bindings, facts);
            var range = new ValueRange(value, value);
            facts.Values[term.Variable] = value;
            facts.Possible[term.Variable] |= value;
            facts.Ranges[term.Variable] = facts.Ranges[term.Variable].Join(range);
        }
    }

    private NumberFacts Guess(MirType[] types)
    {
        var facts = new NumberFacts(rule.Variables.Count);
        for (var i = 0; i < rule.Variables.Count; i++)
        {
            var type = types[rule.Variables[i].TypeClass];
            var value = ConstantEvaluator.Truncate(Word(), type);
            var all = ConstantEvaluator.Truncate(U256.MaxValue, type);
            facts.Values[i] = value;
            facts.Possible[i] = value | (Word() & all);
            var (one, other) = (ConstantEvaluator.Truncate(Word(), type), ConstantEvaluator.Truncate(Word(), type));
            facts.Ranges[i] = new ValueRange(one < value ? one : value, other > value ? other : value);
        }

        return facts;
    }

    /// <summary>A word of the kind at which operations change their behaviour, or any.</summary>
    private U256 Word()
    {
        var power = U256.One << _random.Next(256);
        return _random.Next(9) switch
        {
            0 => U256.Zero,
            1 => power,
            2 => power - U256.One,
            3 => U256.Zero - power,
            4 => (ulong)_random.Next(300),
            5 => U256.MaxValue - (ulong)_random.Next(300),
            6 => Any() >> _random.Next(256),
            7 => U256.SignedMinValue,
            _ => Any(),
        };
    }

    private U256 Any() => new(Limb(), Limb(), Limb(), Limb());

    private ulong Limb() => (ulong)_random.NextInt64(long.MinValue, long.MaxValue);

    private Counterexample Describe(MirType[] types, NumberFacts facts, U256[] sides)
    {
        var values = new List<(string, U256)>();
        for (var i = 0; i < rule.Variables.Count; i++)
        {
            values.Add((rule.Variables[i].Name, facts.Values[i]));
        }

        foreach (var (kind, variable) in AskedFacts.Of(rule))
        {
            values.Add((AskedFacts.NameOf(kind, rule.Variables[variable]), kind switch
            {
                TermKind.Possible => facts.Possible[variable],
                TermKind.Least => facts.Ranges[variable].Least,
                _ => facts.Ranges[variable].Greatest,
            }));
        }

        values.Add(("left_side", sides[0]));
        values.AddRange(rule.Kind == RuleKind.Range
            ? [("least_end", sides[1]), ("greatest_end", sides[2])]
            : [("right_side", sides[1])]);
        return new Counterexample(BitWidths.Full.Word, types, values);
    }

    /// <summary>Numbers for the variables of a rule, by their index.</summary>
    private sealed class NumberFacts(int count) : IRuleFacts
    {
        public U256[] Values { get; } = new U256[count];

        public U256[] Possible { get; } = new U256[count];

        public ValueRange[] Ranges { get; } = new ValueRange[count];

        public bool IsConstant(Value value, out U256 constant)
        {
            constant = Values[value.Id];
            return true;
        }

        public int DefiningOp(Value value) => 0;

        public U256 PossibleBits(Value value) => Possible[value.Id];

        public ValueRange Range(Value value) => Ranges[value.Id];
    }
}
