// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Rules;

/// <summary>A rule with what tells soonest that an instruction does not fit it: the shape of the operands, and a 0 or 1 among
/// them.</summary>
public readonly struct RuleEntry
{
    private const int None = -1;
    private readonly int _plainOperand;
    private readonly bool _isOne;

    internal RuleEntry(Rule rule)
    {
        Rule = rule;
        (Mask, Shape) = (rule.Mask, rule.Shape);
        _plainOperand = None;
        var arguments = rule.Pattern.Arguments;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].IsPlain)
            {
                _plainOperand = i;
                _isOne = arguments[i].Number.IsOne;
            }
        }
    }

    /// <summary>The rule.</summary>
    public Rule Rule { get; }

    /// <summary>The bits of the shape that it looks at.</summary>
    internal uint Mask { get; }

    /// <summary>What they must be.</summary>
    internal uint Shape { get; }

    /// <summary>Whether operands of a shape that fits may be those of the pattern.</summary>
    internal bool MayFit<TFacts>(ReadOnlySpan<Value> operands, TFacts facts)
        where TFacts : IRuleFacts, allows ref struct
    {
        if (_plainOperand == None)
        {
            return true;
        }

        facts.IsConstant(operands[_plainOperand], out var constant);
        return _isOne ? constant.IsOne : constant.IsZero;
    }
}
