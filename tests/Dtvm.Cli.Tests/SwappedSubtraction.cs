// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Cli.Tests;

/// <summary>A pass with a fault, to be found: this assembly is given to the command line as a plugin.</summary>
public sealed class SwappedSubtraction : IMirPass
{
    /// <summary>The assembly.</summary>
    internal static string Plugin => typeof(SwappedSubtraction).Assembly.Location;

    public PassInfo Info { get; } = new("swapped-sub", "swaps the operands of subtractions of a variable");

    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                if (inst.Op != MirOp.Sub)
                {
                    continue;
                }

                inst.Operands = [inst.Operands[1], inst.Operands[0]];
                changed = true;
            }
        }

        return changed;
    }
}
