using System.Globalization;
using Dtvm.Frontend;
using Dtvm.Passes;

namespace Dtvm.Tool.Input;

/// <summary>Reads options of the compiler; each error names the option and the value.</summary>
internal static class CompilerValues
{
    /// <summary>An optimisation level.</summary>
    public static int Level(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int level) && level <= Pipelines.MaxLevel
            ? level
            : throw new CliException($"-O '{text}': optimisation levels are 0 to {Pipelines.MaxLevel}");

    /// <summary>How a code is cut into regions.</summary>
    public static RegionMode Regions(string text) => text switch
    {
        "optimistic" => RegionMode.Optimistic,
        "conservative" => RegionMode.Conservative,
        _ => throw new CliException($"--mode '{text}': must be optimistic or conservative"),
    };
}
