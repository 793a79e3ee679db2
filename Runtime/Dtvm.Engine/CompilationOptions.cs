// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Engine;

/// <summary>A code that is being compiled.</summary>
/// <param name="Code">The EVM code.</param>
/// <param name="Revision">The revision.</param>
/// <param name="Mode">How it is cut into regions.</param>
/// <param name="GasMetering">Whether gas metering is injected.</param>
/// <param name="OptimizationLevel">0 to 3.</param>
public readonly record struct CompilationUnit(
    ReadOnlyMemory<byte> Code, Revision Revision, RegionMode Mode, bool GasMetering = true, int OptimizationLevel = 2);

/// <summary>What an engine's compiler does other than the levels say: for tools that look for a fault in a pass, and for tests that plant
/// one.</summary>
/// <remarks>Fixed when the engine is made: compiled modules are found by <see cref="RuntimeConfig"/> alone. The functions are called by
/// every thread that compiles.</remarks>
public sealed record CompilationOptions
{
    /// <summary>What the levels say.</summary>
    public static CompilationOptions Default { get; } = new();

    /// <summary>The passes of an optimisation level.</summary>
    public Func<int, ImmutableArray<PassStep>> Pipeline { get; init; } = Pipelines.ForLevel;

    /// <summary>Told of each code before anything is done with it; null for nobody. It must not throw.</summary>
    public Action<CompilationUnit>? Begins { get; init; }

    /// <summary>The MIR to compile in place of what the frontend makes of a code; null, or a result of null, for the frontend's.</summary>
    public Func<CompilationUnit, MirModule?>? Module { get; init; }

    /// <summary>What is done besides transforming, for each code that is compiled; null for nothing.</summary>
    public Func<CompilationUnit, PassRunnerOptions>? PassOptions { get; init; }

    /// <summary>Hears of machine code as it comes and goes; null for nobody.</summary>
    public ICodeListener? Listener { get; init; }

    /// <summary>Told of each code whose passes have run; null for nobody.</summary>
    public Action<CompilationUnit, PassRunResult>? PassesRan { get; init; }
}
