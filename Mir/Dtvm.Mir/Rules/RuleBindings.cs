// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;

namespace Dtvm.Mir.Rules;

/// <summary>What the variables and types of a rule are in one place where it matches.</summary>
public struct RuleBindings
{
    /// <summary>Variables that a rule may have.</summary>
    public const int MaxVariables = 6;

    internal RuleValues Values;
    internal RuleTypes Types;
    private int _bound;

    /// <summary>Bindings outside of any function, for whoever computes terms of values of its own.</summary>
    /// <param name="types">The type of each of the rule's types.</param>
    /// <returns>Bindings in which the value of variable i is <c>new Value(i)</c>.</returns>
    public static RuleBindings Make(ReadOnlySpan<MirType> types)
    {
        var bindings = default(RuleBindings);
        for (var i = 0; i < types.Length; i++)
        {
            bindings.Types[i] = types[i];
        }

        for (var i = 0; i < MaxVariables; i++)
        {
            bindings.Bind(i, new Value(i));
        }

        return bindings;
    }

    /// <summary>The value of a variable.</summary>
    /// <param name="variable">Its number.</param>
    public readonly Value ValueOf(int variable) => Values[variable];

    /// <summary>The type of a term.</summary>
    /// <param name="term">A term of the rule.</param>
    public readonly MirType TypeOf(RuleTerm term) => Types[term.TypeClass];

    internal void Begin(in RuleTypes types)
    {
        _bound = 0;
        Types = types;
    }

    /// <summary>Makes a variable a value.</summary>
    /// <returns>Whether it was none, or this one.</returns>
    internal bool Bind(int variable, Value value)
    {
        var bit = 1 << variable;
        if ((_bound & bit) != 0)
        {
            return Values[variable] == value;
        }

        _bound |= bit;
        Values[variable] = value;
        return true;
    }

    /// <summary>Makes a type of the rule a type.</summary>
    /// <returns>Whether it was open, or this one.</returns>
    internal bool BindType(int typeClass, MirType type)
    {
        ref var bound = ref Types[typeClass];
        if (bound == MirType.Void)
        {
            bound = type;
        }

        return bound == type;
    }
}

/// <summary>The values of a rule's variables.</summary>
[InlineArray(RuleBindings.MaxVariables)]
internal struct RuleValues
{
    private Value _first;
}

/// <summary>The types of a rule's terms.</summary>
[InlineArray(Length)]
internal struct RuleTypes
{
    public const int Length = 4;

    private MirType _first;
}
