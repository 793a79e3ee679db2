// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Cli.Tests;

/// <summary>A pass with a fault, to be found: this assembly is given to the command line as a plugin.</summary>
public sealed class DroppedCharge : IMirPass
{
    /// <summary>The assembly.</summary>
    internal static string Plugin => typeof(DroppedCharge).Assembly.Location;

    public PassInfo Info { get; } = new("dropped-charge", "removes gas charges");

    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        foreach (var block in function.Blocks)
        {
            changed |= block.Instructions.RemoveAll(inst => inst.Op == MirOp.GasCharge) > 0;
        }

        return changed;
    }
}
