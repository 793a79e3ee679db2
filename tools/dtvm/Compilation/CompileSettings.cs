// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Frontend;

namespace Dtvm.Tool.Compilation;

/// <summary>How a code is compiled for looking at it.</summary>
/// <param name="Revision">The revision.</param>
/// <param name="GasMetering">Whether gas is metered.</param>
/// <param name="Regions">How the code is cut into regions.</param>
/// <param name="Level">Optimisation level, 0 to 3.</param>
/// <param name="Passes">Names of passes in place of the level's; null for the level's.</param>
/// <param name="StopAfter">The last pass that runs; null for all.</param>
/// <param name="BisectLimit">How many runs of optional passes are made; null for all.</param>
/// <param name="Cpu">The processor.</param>
internal sealed record CompileSettings(
    Revision Revision, bool GasMetering, RegionMode Regions, int Level, string? Passes, string? StopAfter, int? BisectLimit, Processor Cpu)
{
    /// <summary>The name of a way to cut, as the command line writes it.</summary>
    public static string NameOf(RegionMode mode) => mode == RegionMode.Optimistic ? "optimistic" : "conservative";
}
