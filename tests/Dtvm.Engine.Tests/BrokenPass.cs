// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Passes;
using Dtvm.Passes;

namespace Dtvm.Engine.Tests;

/// <summary>A pass with a fault, of the kinds that compilers have had: well-formed MIR in, well-formed MIR with another meaning
/// out.</summary>
internal sealed class BrokenPass : IMirPass
{
    private readonly Func<MirBlock, bool> _rewrite;

    private BrokenPass(string name, string fault, Func<MirBlock, bool> rewrite)
    {
        Info = new PassInfo(name, fault);
        _rewrite = rewrite;
    }

    /// <summary>One pass for each kind of fault.</summary>
    public static ImmutableArray<BrokenPass> All { get; } =
    [
        EachOf("broken-sub", "swaps the operands of sub", MirOp.Sub, inst => inst.Operands = [inst.Operands[1], inst.Operands[0]]),
        EachOf("broken-sar", "shifts in zeros where the sign belongs", MirOp.Sar, inst => inst.Op = MirOp.Shr),
        EachOf("broken-slt", "compares signed numbers as unsigned ones", MirOp.Slt, inst => inst.Op = MirOp.Ult),
        EachOf("broken-touch", "touches a byte where a word is accessed", MirOp.MemTouch, inst => inst.Immediate = 1),
        EachOf(
            "broken-branch",
            "exchanges the targets of a conditional branch",
            MirOp.BrIf,
            inst => inst.SetTargets(inst.Targets[1], inst.Targets[0])),
        EachOf("broken-gas", "takes one gas too little for each chunk", MirOp.GasChunk, inst => inst.Immediate--),
        new("broken-rest", "takes gas in advance across observable instructions", block =>
            Each(block, inst => inst.ChunkRest > 0, inst => inst.ChunkRest = 0)),
        new("broken-stack", "loses the last store to the stack before a region is left", block =>
        {
            var last = block.Instructions.Count - 1;
            while (last >= 0 && block.Instructions[last].Op != MirOp.StackStore)
            {
                last--;
            }

            if (last >= 0)
            {
                block.Instructions.RemoveAt(last);
            }

            return last >= 0;
        }),
        new("broken-load", "gives a storage load the value of the one before without asking for its key", block =>
        {
            var changed = false;
            MirInst? before = null;
            foreach (var inst in block.Instructions)
            {
                if (inst is not { Op: MirOp.RuntimeCall, Call: RuntimeCall.SLoad })
                {
                    continue;
                }

                if (before is not null && inst.Operands[0] != before.Value.Operands[0])
                {
                    inst.SetOperand(0, before.Value.Operands[0]);
                    changed = true;
                }

                before = inst;
            }

            return changed;
        }),
        new("broken-number", "takes additions for equal that differ in their first operand", block =>
            OperandOfTheLast(block, MirOp.Add, MirOp.Add)),
        new("broken-forward", "gives a load of memory what was stored last in its block, whatever the addresses", block =>
            OperandOfTheLast(block, MirOp.MemStore, MirOp.MemLoad)),
        new("broken-counter", "counts down what goes up in a loop", block =>
            Each(block, inst => inst.Op == MirOp.Add && PassesOn(block, inst.Result), inst => inst.Op = MirOp.Sub)),
    ];

    /// <inheritdoc/>
    public PassInfo Info { get; }

    /// <summary>Finds a pass by its name.</summary>
    public static BrokenPass Named(string name) => All.Single(pass => pass.Info.Name == name);

    /// <summary>A compiler that runs the pass before those of the level, so that chunk annotations are still there.</summary>
    public CompilationOptions Planted() => new()
    {
        Pipeline = level => Pipelines.ForLevel(level).Insert(0, new PassStep(Info.Name, this)),
    };

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        var changed = false;
        foreach (var block in function.Blocks)
        {
            changed |= _rewrite(block);
        }

        return changed;
    }

    private static BrokenPass EachOf(string name, string fault, MirOp op, Action<MirInst> change) =>
        new(name, fault, block => Each(block, inst => inst.Op == op, change));

    private static bool PassesOn(MirBlock block, Value value) =>
        block.Terminator is { Op: MirOp.Br } branch && branch.Targets[0].Arguments.Contains(value);

    /// <summary>Gives each instruction of an operation the first operand of the last one of another operation before it.</summary>
    private static bool OperandOfTheLast(MirBlock block, MirOp from, MirOp to)
    {
        var changed = false;
        MirInst? before = null;
        foreach (var inst in block.Instructions)
        {
            if (inst.Op == to && before is not null && inst.Operands[0] != before.Value.Operands[0])
            {
                inst.SetOperand(0, before.Value.Operands[0]);
                changed = true;
            }

            before = inst.Op == from ? inst : before;
        }

        return changed;
    }

    private static bool Each(MirBlock block, Predicate<MirInst> match, Action<MirInst> change)
    {
        var changed = false;
        foreach (var inst in block.Instructions)
        {
            if (match(inst))
            {
                change(inst);
                changed = true;
            }
        }

        return changed;
    }
}
