// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;

namespace Dtvm.Frontend;

/// <summary>Builds the MIR of a contract, annotated with its gas chunks.</summary>
public static class MirLifter
{
    /// <summary>Lifts a contract.</summary>
    /// <param name="context">The code and its metadata. Empty code is allowed.</param>
    /// <param name="mode">How the code is cut into regions.</param>
    /// <returns>A module whose function 0 is entered at program counter 0.</returns>
    public static MirModule Lift(EvmFrontendContext context, RegionMode mode)
    {
        using var cfg = EvmCfg.Build(context);
        using var plan = RegionFormation.Form(context, cfg, mode);
        var module = new MirModule(context.Bytecode.Length, context.JumpDestinations)
        {
            Revision = context.Revision.ToString().ToLowerInvariant(),
            StackCheckExit = mode == RegionMode.Optimistic ? StackCheckExit.Conservative : StackCheckExit.Interpreter,
            IsMetered = context.GasMetering,
        };
        foreach (var region in plan.Regions)
        {
            module.AddFunction(cfg.Blocks[region.Head].Start);
        }

        var lifter = new RegionLifter(context, plan, module);
        foreach (var region in plan.Regions)
        {
            lifter.Lift(region);
        }

        return module;
    }
}
