// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>All passes by name. Passes keep no state, so one object of each serves everybody.</summary>
public static class PassRegistry
{
    /// <summary>All passes, in the order of their names.</summary>
    public static ImmutableArray<IMirPass> All { get; } =
    [
        new DeadCodeElimination(),
        new GasMetering(),
        new GlobalValueNumbering(),
        new JumpResolution(),
        new MemoryForwarding(),
        new Narrowing(),
        new ConstantPropagation(),
        new SimplifyCfg(),
        new TouchMerging(),
    ];

    /// <summary>Finds a pass.</summary>
    /// <param name="name">Its short name: <c>dce</c>.</param>
    /// <returns>The pass, or null when there is none of that name.</returns>
    public static IMirPass? Find(string name) => Find(name, All);

    /// <summary>Finds a pass among some.</summary>
    /// <param name="name">Its short name.</param>
    /// <param name="passes">The passes: those of the registry, or more.</param>
    /// <returns>The pass, or null when there is none of that name.</returns>
    public static IMirPass? Find(string name, ImmutableArray<IMirPass> passes)
    {
        foreach (var pass in passes)
        {
            if (pass.Info.Name == name)
            {
                return pass;
            }
        }

        return null;
    }

    /// <summary>Makes steps of a comma-separated list of pass names.</summary>
    /// <param name="names">For example <c>sccp,dce,sccp</c>; a repeated pass gets a number behind its name as label.</param>
    /// <param name="steps">The steps, none when a name is unknown.</param>
    /// <param name="unknown">The name that is unknown, or null.</param>
    /// <returns>Whether all names are known.</returns>
    public static bool TryParse(string names, out ImmutableArray<PassStep> steps, out string? unknown) =>
        TryParse(names, All, out steps, out unknown);

    /// <summary>Makes steps of a comma-separated list of names of some passes.</summary>
    /// <param name="names">For example <c>sccp,mine</c>; a repeated pass gets a number behind its name as label. <c>O0</c> to <c>O3</c>
    /// stand for the passes of the level without gas-metering: what follows is to run before it.</param>
    /// <param name="passes">The passes there are: those of the registry, or more.</param>
    /// <param name="steps">The steps, none when a name is unknown.</param>
    /// <param name="unknown">The name that is unknown, or null.</param>
    /// <returns>Whether all names are known.</returns>
    public static bool TryParse(string names, ImmutableArray<IMirPass> passes, out ImmutableArray<PassStep> steps, out string? unknown)
    {
        ArgumentNullException.ThrowIfNull(names);
        var builder = ImmutableArray.CreateBuilder<PassStep>();
        var counts = new Dictionary<string, int>();
        foreach (var name in names.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).SelectMany(Expand))
        {
            if (Find(name, passes) is not { } pass)
            {
                steps = [];
                unknown = name;
                return false;
            }

            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            builder.Add(new PassStep(count == 1 ? name : $"{name}.{count}", pass, pass.Info.IsRequiredByBackend));
        }

        steps = builder.ToImmutable();
        unknown = null;
        return true;
    }

    private static IEnumerable<string> Expand(string name)
    {
        if (name is not ['O', >= '0' and <= (char)('0' + Pipelines.MaxLevel) and var level])
        {
            return [name];
        }

        return Pipelines.ForLevel(level - '0').Where(step => !step.Required).Select(step => step.Pass.Info.Name);
    }
}
