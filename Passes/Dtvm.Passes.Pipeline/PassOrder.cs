using System.Collections.Immutable;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Where passes may stand.</summary>
public enum OrderRule
{
    /// <summary>When the first pass stands in a list, the second stands somewhere behind its last occurrence.</summary>
    FollowedBy,

    /// <summary>When the second pass stands in a list, the first stands somewhere before its first occurrence.</summary>
    PrecededBy,

    /// <summary>The first pass stands in every list exactly once, and last.</summary>
    Last,
}

/// <summary>A constraint on the order of passes.</summary>
/// <param name="First">Name of a pass.</param>
/// <param name="Rule">The relation.</param>
/// <param name="Second">Name of the other pass; empty for <see cref="OrderRule.Last"/>.</param>
/// <param name="Reason">Why.</param>
public sealed record OrderConstraint(string First, OrderRule Rule, string Second, string Reason);

/// <summary>The constraints on the order of passes, as data.</summary>
public static class PassOrder
{
    /// <summary>The constraints.</summary>
    public static ImmutableArray<OrderConstraint> Constraints { get; } =
    [
        new("sccp", OrderRule.FollowedBy, "dce", "it leaves the operands of what it folded without use"),
        new("sccp", OrderRule.FollowedBy, "simplify-cfg", "it leaves jumps between blocks that can be joined"),
        new("jump-resolution", OrderRule.FollowedBy, "simplify-cfg", "it makes branches to blocks of one instruction"),
        new("sccp", OrderRule.PrecededBy, "jump-resolution", "targets are constants only after propagation"),
        new("touch-merging", OrderRule.FollowedBy, "dce", "it leaves the addresses it no longer checks without use"),
        new("gas-metering", OrderRule.Last, "", "it joins the charges of joined blocks, and a backend accepts no annotation"),
    ];

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

    private static bool Holds(OrderConstraint constraint, ImmutableArray<PassStep> steps)
    {
        int FirstOf(string name) => Find(steps, name, 0, 1);
        int LastOf(string name) => Find(steps, name, steps.Length - 1, -1);
        return constraint.Rule switch
        {
            OrderRule.FollowedBy => LastOf(constraint.First) < 0 || LastOf(constraint.Second) > LastOf(constraint.First),
            OrderRule.PrecededBy => FirstOf(constraint.Second) < 0
                || (FirstOf(constraint.First) >= 0 && FirstOf(constraint.First) < FirstOf(constraint.Second)),
            _ => FirstOf(constraint.First) >= 0 && FirstOf(constraint.First) == steps.Length - 1,
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
