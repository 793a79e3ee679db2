// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Dtvm.Mir.Passes;

/// <summary>What is known of a pass without running it.</summary>
/// <param name="Name">The short name: <c>dce</c>.</param>
/// <param name="Description">One line.</param>
public sealed record PassInfo(string Name, string Description)
{
    /// <summary>What the pass needs of the passes around it.</summary>
    public ImmutableArray<PassRequirement> Requirements { get; init; } = [];

    /// <summary>The analyses that hold after the pass has changed a function.</summary>
    public MirAnalyses Preserves { get; init; }

    /// <summary>Whether a backend accepts only MIR that has gone through it.</summary>
    public bool IsRequiredByBackend { get; init; }

    /// <summary>Where the method is described: a paper, an EIP, a section of the Yellow Paper; empty for none.</summary>
    public string Source { get; init; } = "";
}

/// <summary>Where a pass may stand in a list of passes.</summary>
public enum PassRule
{
    /// <summary>When the pass stands in a list, the other one stands somewhere behind its last occurrence.</summary>
    FollowedBy,

    /// <summary>When the pass stands in a list, the other one stands somewhere before its first occurrence.</summary>
    PrecededBy,

    /// <summary>The pass stands in every list exactly once.</summary>
    Once,

    /// <summary>When the pass stands in a list, it does so nowhere behind the other one.</summary>
    NotBehind,
}

/// <summary>A constraint that a pass puts on the lists it stands in.</summary>
/// <param name="Rule">The relation.</param>
/// <param name="Other">Name of the other pass; empty for <see cref="PassRule.Once"/>.</param>
/// <param name="Reason">Why, as a clause that goes on after "because".</param>
public sealed record PassRequirement(PassRule Rule, string Other, string Reason)
{
    /// <summary>One line: <c>followed by dce: it leaves ...</c>.</summary>
    public override string ToString() => Rule switch
    {
        PassRule.FollowedBy => $"followed by {Other}: {Reason}",
        PassRule.PrecededBy => $"preceded by {Other}: {Reason}",
        PassRule.NotBehind => $"not behind {Other}: {Reason}",
        _ => $"once: {Reason}",
    };
}
