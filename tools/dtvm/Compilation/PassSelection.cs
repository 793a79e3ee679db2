// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Tool.Compilation;

/// <summary>The steps that a command line asks for.</summary>
internal static class PassSelection
{
    /// <summary>The stage before the first pass, as a name for <c>--stop-after</c>.</summary>
    public const string Lift = "lift";

    private const string Metering = "gas-metering";

    /// <summary>The steps of a list of names or of an optimisation level, cut off behind one.</summary>
    /// <param name="names">A comma-separated list; null for the level's.</param>
    /// <param name="level">The level when there are no names.</param>
    /// <param name="stopAfter">Label or name of the last step to run, or <c>lift</c>; null for all.</param>
    /// <param name="passes">The passes there are.</param>
    /// <param name="namesFrom">Where <paramref name="names"/> stand, for the message: an option or a place in a file.</param>
    /// <param name="stopFrom">Where <paramref name="stopAfter"/> stands.</param>
    /// <exception cref="CliException">A name is unknown.</exception>
    public static ImmutableArray<PassStep> Resolve(
        string? names,
        int level,
        string? stopAfter,
        ImmutableArray<IMirPass> passes,
        string namesFrom = "--passes",
        string stopFrom = "--stop-after")
    {
        ImmutableArray<PassStep> steps;
        if (names is null)
        {
            steps = Pipelines.ForLevel(level);
        }
        else if (!PassRegistry.TryParse(names, passes, out steps, out var unknown))
        {
            throw new CliException($"{namesFrom} '{unknown}': no such pass; there are {Names(passes)}");
        }

        return stopAfter is null ? steps : Cut(steps, stopAfter, stopFrom);
    }

    /// <summary>Whether a list has gas-metering.</summary>
    /// <param name="steps">The list.</param>
    public static bool IsMetered(ImmutableArray<PassStep> steps) => steps.Any(step => step.Pass.Info.Name == Metering);

    /// <summary>A list that a backend takes: with gas-metering, appended where it is missing.</summary>
    /// <param name="steps">The list.</param>
    public static ImmutableArray<PassStep> Metered(ImmutableArray<PassStep> steps) =>
        IsMetered(steps) ? steps : steps.Add(new PassStep(Metering, PassRegistry.Find(Metering)!, Required: true));

    /// <summary>Checks that each of a list of names is a step's.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="names">Labels, pass names, or <c>all</c>.</param>
    /// <param name="steps">The steps.</param>
    /// <exception cref="CliException">One is none.</exception>
    public static void Check(string option, ImmutableArray<string> names, ImmutableArray<PassStep> steps)
    {
        foreach (var name in names)
        {
            if (name != "all" && !steps.Any(step => PassSettings.Selects([name], step)))
            {
                throw new CliException($"{option} '{name}': no such pass in this list: {Labels(steps)}, or all");
            }
        }
    }

    /// <summary>The names of passes, for a message.</summary>
    public static string Names(ImmutableArray<IMirPass> passes) => string.Join(", ", passes.Select(pass => pass.Info.Name));

    private static string Labels(ImmutableArray<PassStep> steps) =>
        steps.Length == 0 ? "(empty)" : string.Join(", ", steps.Select(step => step.Label));

    private static ImmutableArray<PassStep> Cut(ImmutableArray<PassStep> steps, string stopAfter, string stopFrom)
    {
        if (stopAfter == Lift)
        {
            return [];
        }

        int[] found = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i].Label == stopAfter)];
        if (found.Length == 0)
        {
            found = [.. Enumerable.Range(0, steps.Length).Where(i => steps[i].Pass.Info.Name == stopAfter)];
        }

        return found.Length switch
        {
            1 => steps[..(found[0] + 1)],
            0 => throw new CliException($"{stopFrom} '{stopAfter}': no such pass in this list: {Lift}, {Labels(steps)}"),
            _ => throw new CliException(
                $"{stopFrom} '{stopAfter}': stands {found.Length} times; say which: "
                + string.Join(", ", found.Select(i => steps[i].Label))),
        };
    }
}
