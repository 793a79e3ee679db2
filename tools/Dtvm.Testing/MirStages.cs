// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Evm;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Mir.Printing;
using Dtvm.Passes;

namespace Dtvm.Testing;

/// <summary>How a contract is compiled for a snapshot.</summary>
/// <param name="Revision">The EVM revision.</param>
/// <param name="Level">The optimisation level, 0 to 3.</param>
/// <param name="Mode">How the code is cut into regions.</param>
/// <param name="GasMetering">Whether gas metering is injected.</param>
public sealed record ContractOptions(
    Revision Revision = Revision.Osaka, int Level = 2, RegionMode Mode = RegionMode.Optimistic, bool GasMetering = true)
{
    /// <summary>What the engine does by default, with gas metering on.</summary>
    public static ContractOptions Default { get; } = new();
}

/// <summary>The MIR of a contract at a point of its compilation.</summary>
/// <param name="Name"><c>lift</c>, or the label of the pass that was run last.</param>
/// <param name="Text">The text of the module.</param>
/// <param name="IsChanged">Whether the text differs from that of the stage before.</param>
public sealed record MirStage(string Name, string Text, bool IsChanged);

/// <summary>Compiles a contract and keeps the MIR of every stage.</summary>
public static class MirStages
{
    /// <summary>Name of the first stage.</summary>
    public const string Lifted = "lift";

    /// <summary>Lifts a contract and runs the passes of a level over it, each over the whole module, verifying the MIR between
    /// them.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="options">How it is compiled.</param>
    /// <returns>The lifted MIR and the MIR after each pass, and the module after the last.</returns>
    /// <exception cref="MirPassException">A pass left malformed MIR.</exception>
    public static (ImmutableArray<MirStage> Stages, MirModule Module) Compile(ReadOnlyMemory<byte> code, ContractOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var module = MirLifter.Lift(new EvmFrontendContext(code, options.Revision, options.GasMetering), options.Mode);
        return (Run(module, Pipelines.ForLevel(options.Level)), module);
    }

    /// <summary>Runs passes over a module one after another.</summary>
    /// <param name="module">Well-formed MIR; it is transformed.</param>
    /// <param name="steps">The passes.</param>
    /// <returns>The MIR before and after each pass.</returns>
    /// <exception cref="MirPassException">A pass left malformed MIR.</exception>
    public static ImmutableArray<MirStage> Run(MirModule module, ImmutableArray<PassStep> steps)
    {
        var stages = ImmutableArray.CreateBuilder<MirStage>(steps.Length + 1);
        var text = MirPrinter.Print(module);
        stages.Add(new MirStage(Lifted, text, true));
        foreach (var step in steps)
        {
            new PassRunner([step], new PassRunnerOptions { Verify = true }).Run(module);
            var next = MirPrinter.Print(module);
            stages.Add(new MirStage(step.Label, next, next != text));
            text = next;
        }

        return stages.ToImmutable();
    }
}
