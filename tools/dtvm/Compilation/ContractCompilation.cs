// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.Frontend;
using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Tool.Compilation;

/// <summary>A code on its way through frontend and passes, with everything there is to look at.</summary>
internal sealed class ContractCompilation
{
    private ContractCompilation(byte[] code, CompileSettings settings, EvmFrontendContext context, MirModule module, StageRecorder? stages)
    {
        Code = code;
        Settings = settings;
        Context = context;
        Module = module;
        Stages = stages;
        Names = new InstructionNames(code);
    }

    /// <summary>The code.</summary>
    public byte[] Code { get; }

    /// <summary>How it is compiled.</summary>
    public CompileSettings Settings { get; }

    /// <summary>Jump destinations and gas chunks.</summary>
    public EvmFrontendContext Context { get; }

    /// <summary>The module after the passes.</summary>
    public MirModule Module { get; }

    /// <summary>The module's text at each stage; null when it was not recorded.</summary>
    public StageRecorder? Stages { get; }

    /// <summary>Names of the code's instructions.</summary>
    public InstructionNames Names { get; }

    /// <summary>What the passes did.</summary>
    public required PassSessionResult Result { get; init; }

    /// <summary>The steps that ran.</summary>
    public required ImmutableArray<PassStep> Steps { get; init; }

    /// <summary>Whether a backend accepts the module: no annotation is left.</summary>
    public bool IsComplete =>
        !Module.Functions.Any(function => function.Blocks.Any(block => block.Instructions.Any(inst => inst.Op == MirOp.GasChunk)));

    /// <summary>Lifts a code and runs the passes.</summary>
    /// <param name="code">The code.</param>
    /// <param name="settings">How.</param>
    /// <param name="steps">The steps that <paramref name="settings"/> come to.</param>
    /// <param name="passSettings">What is done around the passes.</param>
    /// <param name="records">Whether the text of every stage is kept.</param>
    /// <param name="observers">Who else is told.</param>
    public static ContractCompilation Run(
        byte[] code,
        CompileSettings settings,
        ImmutableArray<PassStep> steps,
        PassSettings passSettings,
        bool records,
        params ImmutableArray<IPassObserver> observers)
    {
        var context = new EvmFrontendContext(code, settings.Revision, settings.GasMetering);

        // Times are those of warm passes: the first run of each is compiled by .NET.
        if (passSettings.TimePasses)
        {
            new PassSession(steps, PassSettings.Default).Run(MirLifter.Lift(context, settings.Regions));
        }

        var module = MirLifter.Lift(context, settings.Regions);
        var stages = records ? new StageRecorder(steps) : null;
        var result = new PassSession(steps, passSettings, stages is null ? observers : [stages, .. observers]).Run(module);
        return new ContractCompilation(code, settings, context, module, stages) { Result = result, Steps = steps };
    }
}
