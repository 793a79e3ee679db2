// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>The ordered lists of passes, one for each optimisation level.</summary>
public static class Pipelines
{
    /// <summary>The highest level.</summary>
    public const int MaxLevel = 3;

    /// <summary>Only what the backend needs.</summary>
    public static ImmutableArray<PassStep> O0 { get; } =
    [
        Required("gas-metering"),               // a backend accepts no annotation
    ];

    /// <summary>One sweep of each cleanup: the cheapest list that pays for itself in the backend.</summary>
    public static ImmutableArray<PassStep> O1 { get; } =
    [
        Optional("simplify-cfg.early"),         // lifted code has an entry block and one block a JUMPDEST, with parameters for all slots
        Optional("sccp"),                       // jump targets and memory offsets become constants
        Optional("jump-resolution"),            // needs the constants
        Optional("simplify-cfg.late"),          // sccp leaves branches that can be joined
        Optional("touch-merging"),              // wants joined blocks and constant offsets
        Optional("dce"),                        // sccp and touch-merging leave operands without use
        Required("gas-metering"),               // behind what joins blocks: joined blocks have joined chunks, so fewer charges are made
    ];

    /// <summary>A second constant propagation over the simplified graph.</summary>
    public static ImmutableArray<PassStep> O2 { get; } =
    [
        Optional("simplify-cfg.early"),         // lifted code has an entry block and one block a JUMPDEST, with parameters for all slots
        Optional("sccp.early"),                 // jump targets and memory offsets become constants
        Optional("jump-resolution.early"),      // needs the constants
        Optional("simplify-cfg.middle"),        // removes parameters and joins blocks, which hide equal operands from sccp
        Optional("sccp.late"),                  // sees through the parameters that are gone
        Optional("jump-resolution.late"),       // the second sccp may find more targets
        Optional("simplify-cfg.late"),          // sccp leaves branches that can be joined
        Optional("touch-merging"),              // wants joined blocks and constant offsets
        Optional("narrowing"),                  // behind touch-merging, which wants addresses as sums of words
        Optional("dce"),                        // sccp and touch-merging leave operands without use
        Required("gas-metering"),               // behind what joins blocks: joined blocks have joined chunks, so fewer charges are made
    ];

    /// <summary>A third round, and one over the addresses that touch-merging computes.</summary>
    public static ImmutableArray<PassStep> O3 { get; } =
    [
        Optional("simplify-cfg.early"),         // lifted code has an entry block and one block a JUMPDEST, with parameters for all slots
        Optional("sccp.early"),                 // jump targets and memory offsets become constants
        Optional("jump-resolution.early"),      // needs the constants
        Optional("simplify-cfg.middle"),        // removes parameters and joins blocks, which hide equal operands from sccp
        Optional("sccp.middle"),                // sees through the parameters that are gone
        Optional("jump-resolution.middle"),     // the second sccp may find more targets
        Optional("simplify-cfg.late"),          // sccp leaves branches that can be joined
        Optional("memory-forwarding"),          // wants joined blocks and constant offsets
        Optional("gvn"),                        // finds what is equal since loads are gone
        Optional("sccp.late"),                  // as before, and folds what gvn and memory-forwarding made equal
        Optional("jump-resolution.late"),       // as before
        Optional("simplify-cfg.joined"),        // touch-merging wants joined blocks
        Optional("touch-merging"),              // wants joined blocks and constant offsets
        Optional("narrowing"),                  // behind touch-merging, which wants addresses as sums of words
        Optional("sccp.addresses"),             // folds the addresses that touch-merging computes from others
        Optional("simplify-cfg.last"),          // parameters that carry one address are needless
        Optional("dce"),                        // sccp and touch-merging leave operands without use
        Required("gas-metering"),               // behind what joins blocks: joined blocks have joined chunks, so fewer charges are made
    ];

    /// <summary>What a level is for, in one line.</summary>
    /// <param name="level">0 to <see cref="MaxLevel"/>.</param>
    public static string PurposeOf(int level) => level switch
    {
        0 => "what the frontend made, with its gas charged: to find faults, and the least that is compiled",
        1 => "one round of each pass, in linear time: for a compiler whose own time is about that of the passes (mode baseline)",
        2 => "the default: a second round, for a compiler to which passes cost next to nothing (mode multipass)",
        3 => "a third round, and LLVM's aggressive code generation: for code that runs for long",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "optimisation levels are 0 to 3"),
    };

    /// <summary>The list of a level.</summary>
    /// <param name="level">0 to <see cref="MaxLevel"/>.</param>
    public static ImmutableArray<PassStep> ForLevel(int level) => level switch
    {
        0 => O0,
        1 => O1,
        2 => O2,
        3 => O3,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "optimisation levels are 0 to 3"),
    };

    private static PassStep Required(string label) => Step(label, true);

    private static PassStep Optional(string label) => Step(label, false);

    /// <summary>The part of a label before the point is the name of the pass.</summary>
    private static PassStep Step(string label, bool isRequired)
    {
        var point = label.IndexOf('.', StringComparison.Ordinal);
        var name = point < 0 ? label : label[..point];
        var pass = PassRegistry.Find(name) ?? throw new InvalidOperationException($"no pass is named {name}");
        return new PassStep(label, pass, isRequired);
    }
}
