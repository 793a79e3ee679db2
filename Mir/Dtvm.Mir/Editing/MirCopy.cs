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
            var made = new MirBlock(block.Id) { Pc = block.Pc };
            made.Parameters.AddRange(block.Parameters);
            blocks.Add(block, made);
        }

        foreach (var (block, made) in blocks)
        {
            made.Instructions.EnsureCapacity(block.Instructions.Count);
            foreach (var inst in block.Instructions)
            {
                made.Instructions.Add(Copy(inst, blocks, newIndex));
            }
        }

        var types = new MirType[function.ValueCount];
        for (var i = 0; i < types.Length; i++)
        {
            types[i] = function.TypeOf(new Value(i));
        }

        copy.Adopt([.. blocks.Values], types);
    }

    private static MirInst Copy(MirInst inst, Dictionary<MirBlock, MirBlock> blocks, int[] newIndex)
    {
        if (inst.Op == MirOp.JumpRegion && newIndex[inst.Immediate] < 0)
        {
            return new MirInst(MirOp.Stop, MirType.Void) { Pc = inst.Pc };
        }

        return new MirInst(inst.Op, inst.Type, [.. inst.Operands])
        {
            Result = inst.Result,
            Constant = inst.Constant,
            Immediate = inst.Op == MirOp.JumpRegion ? newIndex[inst.Immediate] : inst.Immediate,
            Immediate2 = inst.Immediate2,
            Call = inst.Call,
            ChunkRest = inst.ChunkRest,
            Targets = Array.ConvertAll(inst.Targets, target => new BlockTarget(blocks[target.Block], [.. target.Arguments])),
            Cases = [.. inst.Cases],
            Pc = inst.Pc,
        };
    }
}
