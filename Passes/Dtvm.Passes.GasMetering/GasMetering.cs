// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;

namespace Dtvm.Passes;

/// <summary>Turns the frontend's gas chunk annotations into gas charges.</summary>
/// <remarks>
/// <code>
/// gas.chunk 106, 0x9              =>      gas.charge 6
/// v1 = rt.sload v0 rest=100               v1 = rt.sload v0
///                                         gas.charge 100
/// </code>
/// A chunk is charged where it starts, but never across an instruction that somebody outside can observe
/// (<see cref="MirTraits.GasBarrier"/>):
/// what lies behind it is charged behind it. Everything else that can halt inside a chunk halts for want of gas, and then it makes no
/// difference where in the chunk: the whole gas is gone. By the same argument, a chunk that starts in the same block with nothing
/// observable since the last charge is added to that charge. Reading the gas left is a border too: a chunk ends there.
/// Behind it passes may join charges and move them, but not across such a border nor across an edge beside which there are others: with
/// verification on, a <see cref="PassRunner"/> compares the sums.
/// When the module is not metered the annotations only go. Afterwards no annotation is left: a second run changes nothing.
/// </remarks>
public sealed class GasMetering : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("gas-metering", "gas chunk annotations become gas charges")
    {
        Requirements = [new(PassRule.Once, "", "a backend accepts no annotation, and what is charged is charged once")],
        IsRequiredByBackend = true,
        Preserves = MirAnalyses.All,
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        var metered = context.Workspace(static () => new MirRewriter());
        foreach (var block in function.Blocks)
        {
            changed |= context.Module.IsMetered ? Meter(block, metered) : Strip(block);
        }

        return changed;
    }

    private static bool Strip(MirBlock block)
    {
        foreach (var inst in block.Instructions)
        {
            inst.ChunkRest = 0;
        }

        return block.Instructions.RemoveAll(static inst => inst.Op == MirOp.GasChunk) > 0;
    }

    private static bool Meter(MirBlock block, MirRewriter metered)
    {
        if (!block.Instructions.Exists(static inst => inst.Op == MirOp.GasChunk))
        {
            return false;
        }

        MirInst? charge = null; // the last charge, while nothing that could tell lies between it and the end of the list
        var isInChunk = false;
        foreach (var inst in block.Instructions)
        {
            if (inst.Op == MirOp.GasChunk)
            {
                charge = Charge(metered, charge, inst.Cost, inst);
                isInChunk = true;
                continue;
            }

            metered.Add(inst);
            if (!inst.Has(MirTraits.GasBarrier))
            {
                continue;
            }

            var rest = isInChunk ? inst.ChunkRest : 0;
            if (rest > 0 && charge is { } whole)
            {
                // The rest was charged with the chunk: it moves behind the border.
                whole.Cost -= rest;
            }

            charge = rest > 0 ? Charge(metered, null, rest, inst) : null;
            inst.ChunkRest = 0;
        }

        metered.MoveTo(block);
        block.Instructions.RemoveAll(static inst => inst is { Op: MirOp.GasCharge, Cost: 0 });
        return true;
    }

    /// <summary>Charges at the end of the list, by the charge before when nothing lies between that could tell.</summary>
    private static MirInst Charge(MirRewriter metered, MirInst? before, long cost, MirInst at)
    {
        if (before is not { } charge)
        {
            charge = new MirInst(at.Function, MirOp.GasCharge, MirType.Void) { Pc = at.Pc };
            metered.Add(charge);
        }

        charge.Cost += cost;
        return charge;
    }
}
