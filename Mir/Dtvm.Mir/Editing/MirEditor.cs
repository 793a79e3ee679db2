using Dtvm.Mir.Analyses;

namespace Dtvm.Mir.Editing;

/// <summary>Collects replacements of values and removals of instructions and block parameters, and does them all in one sweep.</summary>
/// <remarks>
/// Recording is constant time (replacements are a union-find forest), <see cref="Apply"/> is linear in the size of the function, so a pass
/// that rewrites everything stays linear. Until <see cref="Apply"/> the function is unchanged; passes ask <see cref="Find"/> for what a
/// value will have become.
/// </remarks>
public sealed class MirEditor(MirFunction function)
{
    private readonly HashSet<MirInst> _removedInstructions = [];
    private int[] _replacements = [];
    private bool[] _removedParameters = [];
    private bool _hasReplacements;
    private bool _hasRemovedParameters;

    /// <summary>The function that is edited.</summary>
    public MirFunction Function { get; } = function;

    /// <summary>Whether anything was recorded since the last <see cref="Apply"/>.</summary>
    public bool HasChanges => _hasReplacements || _hasRemovedParameters || _removedInstructions.Count > 0;

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

        if (_replacements.Length < Function.ValueCount)
        {
            var old = _replacements.Length;
            Array.Resize(ref _replacements, Math.Max(Function.ValueCount, old * 2));
            for (var i = old; i < _replacements.Length; i++)
            {
                _replacements[i] = i;
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
        while (id >= 0 && id < _replacements.Length && _replacements[id] != id)
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
    public void Remove(MirInst inst) => _removedInstructions.Add(inst);

    /// <summary>Removes a block parameter and the arguments for it on all edges. It must be unused or replaced.</summary>
    /// <param name="parameter">A parameter of a block of the function.</param>
    public void RemoveParameter(Value parameter)
    {
        if (_removedParameters.Length < Function.ValueCount)
        {
            Array.Resize(ref _removedParameters, Math.Max(Function.ValueCount, _removedParameters.Length * 2));
        }

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
            if (_removedInstructions.Count > 0)
            {
                block.Instructions.RemoveAll(_removedInstructions.Contains);
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
                block.Parameters.RemoveAll(IsRemovedParameter);
            }
        }

        _removedInstructions.Clear();
        Array.Clear(_removedParameters);
        for (var i = 0; i < _replacements.Length; i++)
        {
            _replacements[i] = i;
        }

        _hasReplacements = false;
        _hasRemovedParameters = false;
        return true;
    }

    /// <summary>Removes all blocks that cannot be reached from the entry.</summary>
    /// <param name="function">A function whose blocks end with terminators.</param>
    /// <returns>Whether there were any.</returns>
    public static bool RemoveUnreachableBlocks(MirFunction function)
    {
        var graph = new ControlFlowGraph(function);
        return graph.ReversePostorder.Length != function.Blocks.Count && function.Blocks.RemoveAll(block => !graph.IsReachable(block)) > 0;
    }

    /// <summary>Makes a terminator a jump to one of its targets.</summary>
    /// <param name="terminator">A terminator with targets.</param>
    /// <param name="target">Where it goes on.</param>
    public static void MakeBranch(MirInst terminator, BlockTarget target)
    {
        terminator.Op = MirOp.Br;
        terminator.Operands = [];
        terminator.Targets = [target];
        terminator.Cases = [];
    }

    private void RewriteUses(MirInst inst)
    {
        if (_hasReplacements)
        {
            RewriteValues(inst.Operands);
        }

        for (var i = 0; i < inst.Targets.Length; i++)
        {
            var target = inst.Targets[i];
            if (_hasRemovedParameters)
            {
                target = target with { Arguments = KeptArguments(target) };
                inst.Targets[i] = target;
            }

            if (_hasReplacements)
            {
                RewriteValues(target.Arguments);
            }
        }
    }

    private void RewriteValues(Value[] values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Find(values[i]);
        }
    }

    private bool IsRemovedParameter(Value parameter) => parameter.Id < _removedParameters.Length && _removedParameters[parameter.Id];

    private Value[] KeptArguments(BlockTarget target)
    {
        var removed = 0;
        foreach (var parameter in target.Block.Parameters)
        {
            removed += IsRemovedParameter(parameter) ? 1 : 0;
        }

        if (removed == 0)
        {
            return target.Arguments;
        }

        var kept = new Value[target.Arguments.Length - removed];
        var next = 0;
        for (var i = 0; i < target.Arguments.Length; i++)
        {
            if (!IsRemovedParameter(target.Block.Parameters[i]))
            {
                kept[next++] = target.Arguments[i];
            }
        }

        return kept;
    }
}
