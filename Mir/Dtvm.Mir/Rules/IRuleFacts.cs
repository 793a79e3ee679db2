// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Mir.Rules;

/// <summary>What is known of the values that a rule is matched with.</summary>
public interface IRuleFacts
{
    /// <summary>Whether a value is a constant.</summary>
    /// <param name="value">The value.</param>
    /// <param name="constant">The constant.</param>
    bool IsConstant(Value value, out U256 constant);

    /// <summary>The operation that defines a value plus one; 0 when it is not known, or not to be looked at.</summary>
    /// <param name="value">The value.</param>
    int DefiningOp(Value value);

    /// <summary>A mask that covers every bit that a value can have.</summary>
    /// <param name="value">The value.</param>
    U256 PossibleBits(Value value);

    /// <summary>The least and the greatest number that a value can be.</summary>
    /// <param name="value">The value.</param>
    ValueRange Range(Value value);
}

/// <summary>What is known of the values of a function from the instructions that define them.</summary>
/// <param name="function">The function.</param>
public readonly struct DefinitionFacts(MirFunction function) : IRuleFacts
{
    /// <inheritdoc/>
    public bool IsConstant(Value value, out U256 constant) => function.IsConstant(value, out constant);

    /// <inheritdoc/>
    public int DefiningOp(Value value) => function.DefiningOpOf(value);

    /// <inheritdoc/>
    public U256 PossibleBits(Value value) => KnownBits.PossibleOf(function, value);

    /// <inheritdoc/>
    public ValueRange Range(Value value) => ValueRange.Of(function.TypeOf(value));
}
