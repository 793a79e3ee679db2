// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir.Analyses;

namespace Dtvm.Mir.Editing;

/// <summary>Collects replacements of values and removals of instructions and block parameters, and does them all in one sweep.</summary>
/// <remarks>
/// Recording is constant time (replacements are a union-find forest), <see cref="Apply"/> is linear in the size of the function, so a pass
/// that rewrites everything stays linear. Until <see cref="Apply"/> the function is unchanged; passes ask <see cref="Find"/> for what a
/// value will have become.
/// </remarks>
/// <param name="function">The function that is edited.</param>
public sealed class MirEditor(MirFunction function)
{
    private bool[] _removedInstructions = [];
    private int[] _replacements = [];
    private bool[] _removedParameters = [];
    private int _replacementCount;
    private bool _hasReplacements;
    private bool _hasRemovedParameters;
    private bool _hasRemovedInstructions;

    /// <summary>The function that is edited.</summary>
    public MirFunction Function { get; private set; } = function;

    /// <summary>Whether anything was recorded since the last <see cref="Apply"/>.</summary>
    public bool HasChanges => _hasReplacements || _hasRemovedParameters || _hasRemovedInstructions;

    /// <summary>Goes over to another function, with nothing recorded.</summary>
    /// <param name="next">The function.</param>
    public void Begin(MirFunction next)
    {
        Forget();
        Function = next;
    }

    /// <summary>Makes every use of a value a use of another one of the same type.</summary>
    /// <param name="value">The value to be replaced.</param>
    /// <param name="replacement">A value whose definition dominates all uses of <paramref name="value"/>.</param>
    /// <returns>False when both are the same already.</returns>
    public bool Replace(Value value, Value replacement)
    {
        int from = Find(value).Id, to = Find(replacement).Id;
        if (from == to)
        {
            return false;
        }

        if (_replacementCount < Function.ValueCount)
        {
            EnsureLength(ref _replacements, Function.ValueCount);
            for (; _replacementCount < Function.ValueCount; _replacementCount++)
            {
                _replacements[_replacementCount] = _replacementCount;
            }
        }

        _replacements[from] = to;
        _hasReplacements = true;
        return true;
    }

    /// <summary>What a value will have become after <see cref="Apply"/>.</summary>
    /// <param name="value">A value of the function.</param>
    public Value Find(Value value)
    {
        var id = value.Id;
        while ((uint)id < (uint)_replacementCount && _replacements[id] != id)
        {
            // Path halving keeps chains of replacements short.
            var parent = _replacements[id];
            _replacements[id] = _replacements[parent];
            id = parent;
        }

        return new Value(id);
    }

    /// <summary>Removes an instruction. Its result must be unused or replaced.</summary>
    /// <param name="inst">An instruction of the function.</param>
    public void Remove(MirInst inst)
    {
        EnsureLength(ref _removedInstructions, Function.InstructionIdCount);
        _removedInstructions[inst.Index] = true;
        _hasRemovedInstructions = true;
    }

    /// <summary>Removes a block parameter and the arguments for it on all edges. It must be unused or replaced.</summary>
    /// <param name="parameter">A parameter of a block of the function.</param>
    public void RemoveParameter(Value parameter)
    {
        EnsureLength(ref _removedParameters, Function.ValueCount);
        _removedParameters[parameter.Id] = true;
        _hasRemovedParameters = true;
    }

    /// <summary>Does everything recorded, in one sweep over the function.</summary>
    /// <returns>Whether anything was recorded.</returns>
    public bool Apply()
    {
        if (!HasChanges)
        {
            return false;
        }

        foreach (var block in Function.Blocks)
        {
            if (_hasRemovedInstructions)
            {
                block.Instructions.RemoveAll(IsRemoved);
            }

            foreach (var inst in block.Instructions)
            {
                RewriteUses(inst);
            }
        }

        if (_hasRemovedParameters)
        {
            foreach (var block in Function.Blocks)
            {
                if (block.Parameters.Count > 0)
                {
                    block.Parameters.RemoveAll(IsRemovedParameter);
                }
            }
        }

        Forget();
        return true;
    }

    /// <summary>Removes all blocks that cannot be reached from the entry.</summary>
    /// <param name="function">A function whose blocks end with terminators.</param>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveUnreachableBlocks(MirFunction function) => RemoveUnreachableBlocks(function, new ControlFlowGraph(function));

    /// <summary>Removes all blocks that a graph does not reach; the graph holds afterwards as well.</summary>
    /// <param name="function">A function.</param>
    /// <param name="graph">Its graph.</param>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveUnreachableBlocks(MirFunction function, ControlFlowGraph graph)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(graph);
        return graph.ReversePostorder.Length != function.Blocks.Count && function.Blocks.RemoveAll(block => !graph.IsReachable(block)) > 0;
    }

    /// <summary>Makes a terminator a jump to one of its targets.</summary>
    /// <param name="terminator">A terminator with targets.</param>
    /// <param name="target">Where it goes on.</param>
    public static void MakeBranch(MirInst terminator, BlockTarget target)
    {
        terminator.Op = MirOp.Br;
        terminator.Operands = [];
        terminator.SetTargets(target);
    }

    private static void EnsureLength<T>(ref T[] table, int length)
    {
        if (table.Length < length)
        {
            Array.Resize(ref table, Math.Max(length, table.Length * 2));
        }
    }

    private void Forget()
    {
        if (_hasRemovedInstructions)
        {
            Array.Clear(_removedInstructions);
        }

        if (_hasRemovedParameters)
        {
            Array.Clear(_removedParameters);
        }

        _replacementCount = 0;
        _hasReplacements = false;
        _hasRemovedParameters = false;
        _hasRemovedInstructions = false;
    }

    private bool IsRemoved(MirInst inst) => inst.Index < _removedInstructions.Length && _removedInstructions[inst.Index];

    private bool IsRemovedParameter(Value parameter) => parameter.Id < _removedParameters.Length && _removedParameters[parameter.Id];

    private void RewriteUses(MirInst inst)
    {
        if (_hasReplacements)
        {
            RewriteValues(Function.WritableOperands(inst.Index));
        }

        var count = inst.Targets.Length;
        for (var i = 0; i < count; i++)
        {
            if (_hasRemovedParameters)
            {
                RemoveArguments(inst, i);
            }

            if (_hasReplacements)
            {
                RewriteValues(Function.WritableArguments(inst.Index, i));
            }
        }
    }

    private void RewriteValues(Span<Value> values)
    {
        foreach (ref var value in values)
        {
            value = Find(value);
        }
    }

    private void RemoveArguments(MirInst inst, int target)
    {
        var parameters = inst.Targets[target].Block.Parameters;
        var arguments = Function.WritableArguments(inst.Index, target);
        var kept = 0;
        for (var i = 0; i < arguments.Length; i++)
        {
            if (!IsRemovedParameter(parameters[i]))
            {
                arguments[kept++] = arguments[i];
            }
        }

        Function.TruncateArguments(inst.Index, target, kept);
    }
}
