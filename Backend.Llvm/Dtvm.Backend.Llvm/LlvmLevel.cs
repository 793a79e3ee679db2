// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Backend.Llvm;

/// <summary>What LLVM does for an optimisation level.</summary>
/// <param name="CodeGenLevel">Its code generation level: 0 none, 1 less, 2 default, 3 aggressive.</param>
/// <param name="Passes">Its middle-end passes in the syntax of <c>opt -passes</c>; empty for none.</param>
public readonly record struct LlvmLevel(int CodeGenLevel, string Passes)
{
    /// <summary>The passes that pay for themselves on EVM code. What a branch says of a value ends chains of comparisons
    /// (<c>correlated-propagation</c>): of a quotient by a constant, for one.</summary>
    public const string ShortPasses =
        "function(early-cse,instcombine<no-verify-fixpoint>,simplifycfg,correlated-propagation,simplifycfg,early-cse,adce)";

    /// <summary>The level of code that is made once and not for a contract.</summary>
    public const int Default = 2;

    /// <summary>What is done at a level of the MIR pipeline.</summary>
    /// <param name="level">0 to 3.</param>
    public static LlvmLevel Of(int level) => level switch
    {
        0 => new(0, ""),
        1 => new(1, ""),
        2 => new(1, ShortPasses),
        3 => new(3, ShortPasses),
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "optimisation levels are 0 to 3"),
    };
}
