// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Passes;

namespace Dtvm.Cli.Tests;

/// <summary>A pass with a fault, to be found: memory is used far behind what was touched, so that machine code of what it leaves would end
/// the process.</summary>
public sealed class UntouchedMemory : IMirPass
{
    /// <summary>The assembly.</summary>
    internal static string Plugin => typeof(UntouchedMemory).Assembly.Location;

    private const ulong FarAway = 0x7fff_ffff_0000;

    public PassInfo Info { get; } = new("untouched", "replaces touched offsets by one far away");

    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        foreach (var block in function.Blocks)
        {
            for (var i = 0; i < block.Instructions.Count; i++)
            {
                var inst = block.Instructions[i];
                if (inst.Op != MirOp.MemTouch)
                {
                    continue;
                }

                block.Instructions.Set(i, new MirInst(function, MirOp.Const, inst.Type)
                {
                    Result = inst.Result,
                    Pc = inst.Pc,
                    Constant = FarAway,
                });
                changed = true;
            }
        }

        return changed;
    }
}
