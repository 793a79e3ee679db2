// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>A constraint on the order of passes.</summary>
/// <param name="First">Name of a pass.</param>
/// <param name="Rule">The relation.</param>
/// <param name="Second">Name of the other pass; empty for <see cref="PassRule.Once"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record OrderConstraint(string First, PassRule Rule, string Second, string Reason);

/// <summary>The constraints on the order of passes, collected from what each pass says of itself.</summary>
public static class PassOrder
{
    /// <summary>The constraints of all passes of the registry.</summary>
    public static ImmutableArray<OrderConstraint> Constraints { get; } = Of(PassRegistry.All);

    /// <summary>Checks a list.</summary>
    /// <param name="steps">The list.</param>
    /// <returns>One line for each constraint that is broken and each label that stands twice.</returns>
    public static ImmutableArray<string> Check(ImmutableArray<PassStep> steps)
    {
        var faults = ImmutableArray.CreateBuilder<string>();
        foreach (var constraint in Constraints)
        {
            if (!Holds(constraint, steps))
            {
                faults.Add($"{constraint.First} {constraint.Rule} {constraint.Second}: {constraint.Reason}");
            }
        }

        var labels = new HashSet<string>();
        foreach (var step in steps)
        {
            if (!labels.Add(step.Label))
            {
                faults.Add($"label {step.Label} stands twice");
            }
        }

        return faults.ToImmutable();
    }

    /// <summary>The constraints of some passes.</summary>
    /// <param name="passes">The passes.</param>
    public static ImmutableArray<OrderConstraint> Of(IEnumerable<IMirPass> passes)
    {
        ArgumentNullException.ThrowIfNull(passes);
        var constraints = ImmutableArray.CreateBuilder<OrderConstraint>();
        foreach (var pass in passes)
        {
            foreach (var requirement in pass.Info.Requirements)
            {
                constraints.Add(new OrderConstraint(pass.Info.Name, requirement.Rule, requirement.Other, requirement.Reason));
            }
        }

        return constraints.ToImmutable();
    }

    private static bool Holds(OrderConstraint constraint, ImmutableArray<PassStep> steps)
    {
        int FirstOf(string name) => Find(steps, name, 0, 1);
        int LastOf(string name) => Find(steps, name, steps.Length - 1, -1);
        return constraint.Rule switch
        {
            PassRule.FollowedBy => LastOf(constraint.First) < 0 || LastOf(constraint.Second) > LastOf(constraint.First),
            PassRule.PrecededBy => FirstOf(constraint.First) < 0
                || (FirstOf(constraint.Second) >= 0 && FirstOf(constraint.Second) < FirstOf(constraint.First)),
            PassRule.NotBehind => FirstOf(constraint.Second) < 0 || LastOf(constraint.First) < FirstOf(constraint.Second),
            _ => FirstOf(constraint.First) >= 0 && FirstOf(constraint.First) == LastOf(constraint.First),
        };
    }

    private static int Find(ImmutableArray<PassStep> steps, string name, int from, int step)
    {
        for (var i = from; i >= 0 && i < steps.Length; i += step)
        {
            if (steps[i].Pass.Info.Name == name)
            {
                return i;
            }
        }

        return -1;
    }
}
