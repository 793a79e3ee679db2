// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using Dtvm.Frontend;
using Dtvm.Passes;

namespace Dtvm.Tool.Input;

/// <summary>Reads options of the compiler; each error names the option and the value.</summary>
internal static class CompilerValues
{
    /// <summary>An optimisation level.</summary>
    public static int Level(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level <= Pipelines.MaxLevel
            ? level
            : throw new CliException($"-O '{text}': optimisation levels are 0 to {Pipelines.MaxLevel}");

    /// <summary>How a code is cut into regions.</summary>
    public static RegionMode Regions(string text) =>
        TryParseRegions(text, out var mode) ? mode : throw new CliException($"--mode '{text}': must be optimistic or conservative");

    /// <summary>How a code is cut into regions; false when the text names no way.</summary>
    public static bool TryParseRegions(string text, out RegionMode mode)
    {
        mode = text == "conservative" ? RegionMode.Conservative : RegionMode.Optimistic;
        return text is "optimistic" or "conservative";
    }
}
