// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Rules;

namespace Dtvm.Prover;

/// <summary>All rules that there are to prove.</summary>
public static class RuleCatalogue
{
    /// <summary>The rules of the passes and the transfer functions of the analyses.</summary>
    public static IReadOnlyList<Rule> All { get; } =
        [.. AlgebraicRules.Table.Rules, .. NarrowingRules.Table.Rules, .. TransferRules.Bits.Rules, .. TransferRules.Ranges.Rules];
}
