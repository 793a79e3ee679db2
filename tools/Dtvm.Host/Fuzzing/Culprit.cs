// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Host.Fuzzing;

/// <summary>The part of the compiler that makes a program run differently.</summary>
public enum CulpritKind
{
    /// <summary>Nothing differs.</summary>
    None,

    /// <summary>An application of a pass that can be left out.</summary>
    Pass,

    /// <summary>A pass that cannot be left out.</summary>
    RequiredPass,

    /// <summary>The frontend: the MIR is wrong before any pass.</summary>
    Lift,

    /// <summary>What comes behind the passes: lowering, LLVM, machine code, or the engine around it.</summary>
    Backend,

    /// <summary>No part of the compiler: what the program does in the reference means nothing, so that nothing can be compared with
    /// it.</summary>
    Reference,
}

/// <summary>What bisection found.</summary>
/// <param name="Kind">The part.</param>
/// <param name="Pass">Label of the step; null when it is no pass.</param>
/// <param name="Function">Name of the MIR function the pass was applied to; null when it is no single one.</param>
/// <param name="Application">Number of the application among all optional ones, from 1: the least <c>--bisect-limit</c> that shows the
/// difference; 0 when it is no pass.</param>
/// <param name="Applications">Number of applications of optional passes.</param>
/// <param name="Difference">The first difference, in one line; empty when there is none.</param>
/// <param name="Explanation">What this means, in one line.</param>
public sealed record Culprit(
    CulpritKind Kind, string? Pass, string? Function, int Application, int Applications, string Difference, string Explanation);
