// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir.Editing;

/// <summary>Deep copies of MIR: same numbers, same text, nothing shared.</summary>
public static class MirCopy
{
    /// <summary>Copies a module.</summary>
    /// <param name="module">Well-formed MIR.</param>
    public static MirModule Of(MirModule module) => Of(module, static _ => true);

    /// <summary>Copies those functions of a module that are to be kept; function 0 always is. A jump to one that is not kept becomes
    /// <c>stop</c>.</summary>
    /// <param name="module">Well-formed MIR.</param>
    /// <param name="keep">Whether a function is kept.</param>
    public static MirModule Of(MirModule module, Func<MirFunction, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(keep);
        var copy = new MirModule(module.CodeSize, module.JumpDestinations)
        {
            Revision = module.Revision,
            StackCheckExit = module.StackCheckExit,
            IsMetered = module.IsMetered,
        };
        var newIndex = new int[module.Functions.Count];
        foreach (var function in module.Functions)
        {
            newIndex[function.Index] = function.Index == 0 || keep(function) ? copy.AddFunction(function.EntryPc).Index : -1;
        }

        foreach (var function in module.Functions)
        {
            if (newIndex[function.Index] >= 0)
            {
                CopyInto(function, copy.Functions[newIndex[function.Index]], newIndex);
            }
        }

        return copy;
    }

    private static void CopyInto(MirFunction function, MirFunction copy, int[] newIndex)
    {
        var blocks = new Dictionary<MirBlock, MirBlock>(function.Blocks.Count);
        foreach (var block in function.Blocks)
        {
            var made = new MirBlock(copy, block.Id) { Pc = block.Pc };
            made.Parameters.AddRange(block.Parameters.AsSpan());
            blocks.Add(block, made);
        }

        foreach (var (block, made) in blocks)
        {
            made.Instructions.EnsureCapacity(block.Instructions.Count);
            foreach (var inst in block.Instructions)
            {
                made.Instructions.Add(Copy(inst, copy, blocks, newIndex));
            }
        }

        var types = new MirType[function.ValueCount];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = function.TypeOf(new Value(i));
        }

        copy.Adopt([.. blocks.Values], types);
    }

    private static MirInst Copy(MirInst inst, MirFunction copy, Dictionary<MirBlock, MirBlock> blocks, int[] newIndex)
    {
        if (inst.Op == MirOp.JumpRegion && newIndex[inst.Callee] < 0)
        {
            return new MirInst(copy, MirOp.Stop, MirType.Void) { Pc = inst.Pc };
        }

        var made = new MirInst(copy, inst.Op, inst.Type, inst.Operands)
        {
            Result = inst.Result,
            Immediate = inst.Op == MirOp.JumpRegion ? newIndex[inst.Callee] : inst.Immediate,
            Immediate2 = inst.Immediate2,
            Call = inst.Call,
            ChunkRest = inst.ChunkRest,
            Cases = inst.Cases,
            Pc = inst.Pc,
        };
        if (inst.Op == MirOp.Const)
        {
            made.Constant = inst.Constant;
        }

        var targets = new BlockTarget[inst.Targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            targets[i] = new BlockTarget(blocks[inst.Targets[i].Block], inst.Targets[i].Arguments.ToArray());
        }

        made.SetTargets(targets);
        return made;
    }
}
