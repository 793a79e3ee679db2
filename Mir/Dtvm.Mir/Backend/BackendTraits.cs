// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Backend;

/// <summary>What a backend is like, for those who prepare its input and decide what it is given.</summary>
public sealed record BackendTraits
{
    /// <summary>How large the regions are that it wants.</summary>
    public RegionLimits Regions { get; init; } = RegionLimits.Default;

    /// <summary>Estimates what the generation of a module after all passes takes, from its operations and by no clock; null for a backend
    /// whose time is linear in the module, so that nothing needs to be bounded.</summary>
    public Func<MirModule, TimeSpan>? EstimateCost { get; init; }

    /// <summary>Whether a <see cref="CodeArtifact.PcMap"/> can tell each instruction.</summary>
    public bool MapsInstructions { get; init; }
}
