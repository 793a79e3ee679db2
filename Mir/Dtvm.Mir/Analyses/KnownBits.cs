// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Mir.Analyses;

/// <summary>Which bits of a value can be set.</summary>
/// <remarks>Looks at the definition of the value and at constants among its operands, no further: the function's table of definitions is
/// all it needs, so there is nothing to keep. What an operation does is in <see cref="TransferRules.Bits"/>; that addresses have 160 bits
/// is the machine's word.</remarks>
public static class KnownBits
{
    private static U256 AddressBits => (U256.One << 160) - U256.One;

    /// <summary>A mask that covers every bit that a value can have.</summary>
    /// <param name="function">The function.</param>
    /// <param name="value">A value of it.</param>
    public static U256 PossibleOf(MirFunction function, Value value)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.DefinitionOf(value) is { } definition)
        {
            if (definition.Op is MirOp.Address or MirOp.Caller
                || (definition.Op == MirOp.RuntimeCall && definition.Call is RuntimeCall.Origin or RuntimeCall.Coinbase))
            {
                return AddressBits;
            }

            var facts = new DefinitionFacts(function);
            var bindings = default(RuleBindings);
            if (RuleMatcher.Find(TransferRules.Bits.For(definition), definition, facts, ref bindings) is { } rule)
            {
                return TermEvaluator.Evaluate(rule.Results[0], in bindings, facts);
            }
        }

        return ConstantEvaluator.Truncate(U256.MaxValue, function.TypeOf(value));
    }
}
