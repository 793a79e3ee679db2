// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;
using Dtvm.Mir.Printing;

namespace Dtvm.Mir.Verification;

/// <summary>Checks one function: structure first, then instructions, then, if the structure allows it, dominance.</summary>
internal sealed class FunctionVerifier(MirModule module, MirFunction function, List<MirDiagnostic> diagnostics)
{
    private readonly HashSet<MirBlock> _blocks = [];
    private readonly (MirBlock? Block, int Index)[] _definitions = new (MirBlock?, int)[function.ValueCount];

    /// <summary>Adds the function's faults to the diagnostics.</summary>
    public void Run()
    {
        if (function.Blocks.Count == 0)
        {
            Report(null, -1, "the function has no block");
            return;
        }

        var before = diagnostics.Count;
        VerifyLayout();
        if (function.Entry.Parameters.Count > 0)
        {
            Report(function.Entry, -1, "the entry has parameters");
        }

        CollectDefinitions();
        VerifyInstructions();
        var isGraph = diagnostics.Count == before;
        VerifyUses(isGraph);
    }

    private void VerifyLayout()
    {
        var ids = new HashSet<int>();
        foreach (var block in function.Blocks)
        {
            if (!_blocks.Add(block))
            {
                Report(block, -1, "the block stands twice in the layout");
            }
            else if (!ids.Add(block.Id))
            {
                Report(block, -1, "another block has the same id");
            }

            if (block.Id >= function.BlockIdCount)
            {
                Report(block, -1, "the block's id was not given out by this function");
            }

            if (block.Pc < -1 || block.Pc > module.CodeSize)
            {
                Report(block, -1, "the block's program counter lies outside the code");
            }

            if (block.Terminator is null)
            {
                Report(block, -1, "the block does not end with a terminator");
            }
        }
    }

    private void CollectDefinitions()
    {
        foreach (var block in _blocks)
        {
            foreach (var parameter in block.Parameters)
            {
                Define(parameter, block, -1);
            }

            for (var i = 0; i < block.Instructions.Count; i++)
            {
                if (block.Instructions[i].Result.IsValid)
                {
                    Define(block.Instructions[i].Result, block, i);
                }
            }
        }
    }

    private void Define(Value value, MirBlock block, int index)
    {
        if (!IsKnown(value))
        {
            Report(block, index, $"{value} is not a value of this function");
        }
        else if (_definitions[value.Id].Block is not null)
        {
            Report(block, index, $"{value} is defined twice");
        }
        else
        {
            _definitions[value.Id] = (block, index);
        }
    }

    private void VerifyInstructions()
    {
        var seen = new HashSet<MirInst>();
        var checker = new InstructionVerifier(module, function, _blocks);
        foreach (var block in _blocks)
        {
            var rest = -1L;
            for (var i = 0; i < block.Instructions.Count; i++)
            {
                var inst = block.Instructions[i];
                if (!seen.Add(inst))
                {
                    Report(block, i, "the instruction stands twice in the function");
                }

                foreach (var reason in checker.Verify(inst))
                {
                    Report(block, i, reason);
                }

                if (!MirOpTable.IsDefined(inst))
                {
                    continue;
                }

                if (inst.IsTerminator && i != block.Instructions.Count - 1)
                {
                    Report(block, i, "a terminator stands before the end of the block");
                }

                if (inst.Op == MirOp.StackCheck && (block != function.Entry || i != 0))
                {
                    Report(block, i, "stack.check is not the first instruction of the entry");
                }

                rest = VerifyChunkRest(block, i, inst, rest);
            }
        }
    }

    /// <summary>Follows the static gas that is left of the open chunk; -1 when none is open in the block.</summary>
    private long VerifyChunkRest(MirBlock block, int index, MirInst inst, long rest)
    {
        if (inst.Op == MirOp.GasChunk)
        {
            return inst.Immediate;
        }

        var isObservable = inst.Info.HasChunkRest && inst.Has(MirTraits.GasBarrier);
        if (inst.ChunkRest < 0 || (inst.ChunkRest != 0 && !isObservable))
        {
            Report(block, index, "chunk rest on an instruction that is not observable, or negative");
        }
        else if (isObservable && rest >= 0)
        {
            if (inst.ChunkRest > rest)
            {
                Report(block, index, $"chunk rest {inst.ChunkRest} is more than the {rest} left of the chunk");
            }

            return inst.ChunkRest;
        }

        return rest;
    }

    private void VerifyUses(bool isGraph)
    {
        // Dominance means something only in a graph without dangling edges; uses of undefined values are reported in any case.
        var graph = isGraph ? new ControlFlowGraph(function) : null;
        var dominators = graph is null ? null : new DominatorTree(graph);
        if (graph is not null && graph.Incoming(function.Entry).Length > 0)
        {
            Report(function.Entry, -1, "the entry has incoming edges");
        }

        foreach (var block in _blocks)
        {
            var isReachable = graph is not null && graph.IsReachable(block);
            for (var i = 0; i < block.Instructions.Count; i++)
            {
                var inst = block.Instructions[i];
                foreach (var operand in inst.Operands)
                {
                    VerifyUse(block, i, operand, isReachable ? dominators : null);
                }

                foreach (var target in inst.Targets)
                {
                    foreach (var argument in target.Arguments)
                    {
                        VerifyUse(block, i, argument, isReachable ? dominators : null);
                    }
                }
            }
        }
    }

    private void VerifyUse(MirBlock block, int index, Value value, DominatorTree? dominators)
    {
        if (!IsKnown(value))
        {
            return; // Reported with the instruction's operands.
        }

        var (definingBlock, definingIndex) = _definitions[value.Id];
        if (definingBlock is null)
        {
            Report(block, index, $"{value} has no definition");
        }
        else if (dominators is null)
        {
            return;
        }
        else if (definingBlock == block ? definingIndex >= index : !dominators.Dominates(definingBlock, block))
        {
            Report(block, index, $"the definition of {value} does not dominate this use");
        }
    }

    private bool IsKnown(Value value) => value.Id >= 0 && value.Id < function.ValueCount;

    private void Report(MirBlock? block, int index, string reason)
    {
        var text = index < 0 || block is null ? "" : MirPrinter.Print(block.Instructions[index], function, module);
        diagnostics.Add(new MirDiagnostic(function.Name, block?.ToString() ?? "", index, text, reason));
    }
}
