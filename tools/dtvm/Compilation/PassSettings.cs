// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;

namespace Dtvm.Tool.Compilation;

/// <summary>What is done around the passes besides running them.</summary>
internal sealed record PassSettings
{
    /// <summary>Nothing besides.</summary>
    public static PassSettings Default { get; } = new();

    /// <summary>Names or labels before which each function is printed; <c>all</c> stands for every pass.</summary>
    public ImmutableArray<string> PrintBefore { get; init; } = [];

    /// <summary>Names or labels after which each function is printed; <c>all</c> stands for every pass.</summary>
    public ImmutableArray<string> PrintAfter { get; init; } = [];

    /// <summary>Whether what a pass changed in a function is printed as a diff.</summary>
    public bool PrintChanged { get; init; }

    /// <summary>Whether every function is verified before the first and after each pass.</summary>
    public bool VerifyEach { get; init; }

    /// <summary>Whether the time of each pass is reported.</summary>
    public bool TimePasses { get; init; }

    /// <summary>Whether what each pass did to the number of instructions is reported.</summary>
    public bool Stats { get; init; }

    /// <summary>How many runs of optional passes are made; null for all.</summary>
    public int? BisectLimit { get; init; }

    /// <summary>Whether a step is meant by a list of names.</summary>
    public static bool Selects(ImmutableArray<string> names, PassStep step) =>
        names.Contains("all") || names.Contains(step.Label) || names.Contains(step.Pass.Info.Name);
}
