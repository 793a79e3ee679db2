// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Verification;

namespace Dtvm.Workbench.Reduction;

/// <summary>Makes a module small while a predicate holds: delta debugging on functions, branches, instructions and constants.</summary>
/// <remarks>Deterministic. Only well-formed candidates reach the predicate.</remarks>
/// <param name="holds">The predicate. It is never asked about the module it starts with, and must not change what it is given.</param>
public sealed class MirReducer(Func<MirModule, bool> holds)
{
    private MirModule _best = null!;

    /// <summary>Candidates that were tried.</summary>
    public int Tries { get; private set; }

    /// <summary>Number of instructions of a module: what is made small.</summary>
    /// <param name="module">Any module.</param>
    /// <returns>Instructions of all functions.</returns>
    public static int SizeOf(MirModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        return module.Functions.Sum(function => function.Blocks.Sum(block => block.Instructions.Count));
    }

    /// <summary>Reduces a module until nothing more can be taken away.</summary>
    /// <param name="module">Well-formed MIR for which the predicate holds; not changed.</param>
    /// <returns>A module for which it holds.</returns>
    public MirModule Reduce(MirModule module)
    {
        _best = MirCopy.Of(module);
        while (RemoveFunctions() | SimplifyTerminators() | RemoveInstructions() | SimplifyConstants())
        {
        }

        return _best;
    }

    private bool Try(MirModule candidate)
    {
        if (MirVerifier.Verify(candidate).Count > 0)
        {
            return false;
        }

        Tries++;
        if (!holds(MirCopy.Of(candidate)))
        {
            return false;
        }

        _best = candidate;
        return true;
    }

    private bool RemoveFunctions()
    {
        var changed = false;
        for (var size = Math.Max(1, _best.Functions.Count / 2); size >= 1; size /= 2)
        {
            for (var start = 1; start < _best.Functions.Count;)
            {
                var from = start;
                var length = size;
                if (Try(MirCopy.Of(_best, function => function.Index < from || function.Index >= from + length)))
                {
                    changed = true;
                }
                else
                {
                    start += size;
                }
            }
        }

        return changed;
    }

    /// <summary>Ends blocks with less: with <c>stop</c>, or with a branch to one of the targets.</summary>
    private bool SimplifyTerminators()
    {
        var changed = false;
        for (var f = 0; f < _best.Functions.Count; f++)
        {
            for (var b = 0; b < _best.Functions[f].Blocks.Count; b++)
            {
                var terminator = _best.Functions[f].Blocks[b].Terminator!.Value;
                if (terminator.Op != MirOp.Stop && TryEdit(f, function => MakeStop(function, function.Blocks[b])))
                {
                    changed = true;
                    continue;
                }

                for (var t = 0; terminator.Targets.Length > 1 && t < terminator.Targets.Length; t++)
                {
                    var target = t;
                    if (!TryEdit(f, function => MakeBranch(function, function.Blocks[b], target)))
                    {
                        continue;
                    }

                    changed = true;
                    break;
                }
            }
        }

        return changed;
    }

    private bool TryEdit(int function, Action<MirFunction> edit)
    {
        var candidate = MirCopy.Of(_best);
        edit(candidate.Functions[function]);
        return Try(candidate);
    }

    private static void MakeStop(MirFunction function, MirBlock block)
    {
        block.Instructions.Set(^1, new MirInst(function, MirOp.Stop, MirType.Void) { Pc = block.Instructions[^1].Pc });
        MirEditor.RemoveUnreachableBlocks(function);
    }

    private static void MakeBranch(MirFunction function, MirBlock block, int target)
    {
        var terminator = block.Instructions[^1];
        MirEditor.MakeBranch(terminator, terminator.Targets[target]);
        MirEditor.RemoveUnreachableBlocks(function);
    }

    private static void SetConstant(MirInst inst, uint value) => inst.Constant = value;

    private bool RemoveInstructions()
    {
        var changed = false;
        for (var f = 0; f < _best.Functions.Count; f++)
        {
            for (var b = 0; b < _best.Functions[f].Blocks.Count; b++)
            {
                var count = _best.Functions[f].Blocks[b].Instructions.Count - 1;
                for (var size = Math.Max(1, count / 2); size >= 1; size /= 2)
                {
                    for (var start = 0; start < _best.Functions[f].Blocks[b].Instructions.Count - 1;)
                    {
                        var from = start;
                        var length = Math.Min(size, _best.Functions[f].Blocks[b].Instructions.Count - 1 - start);
                        var before = Weight(_best.Functions[f]);
                        var candidate = MirCopy.Of(_best);
                        Remove(candidate.Functions[f], candidate.Functions[f].Blocks[b], from, length);
                        if (Weight(candidate.Functions[f]) < before && Try(candidate))
                        {
                            changed = true;
                        }
                        else
                        {
                            start += length;
                        }
                    }
                }
            }
        }

        return changed;
    }

    /// <summary>Instructions weigh more than constants, so that to put a constant in the place of one is progress.</summary>
    private static int Weight(MirFunction function) =>
        function.Blocks.Sum(block => block.Instructions.Sum(inst => inst.Op == MirOp.Const ? 1 : 2));

    /// <summary>Removes instructions; a result that somebody needs becomes zero.</summary>
    private static void Remove(MirFunction function, MirBlock block, int start, int count)
    {
        var used = UsedValues(function);
        for (var i = start + count - 1; i >= start; i--)
        {
            var inst = block.Instructions[i];
            if (!inst.Result.IsValid || !used.Contains(inst.Result))
            {
                block.Instructions.RemoveAt(i);
            }
            else if (inst.Op != MirOp.Const)
            {
                block.Instructions.Set(i, new MirInst(function, MirOp.Const, inst.Type) { Result = inst.Result, Pc = inst.Pc });
            }
        }

        used = UsedValues(function);
        foreach (var other in function.Blocks)
        {
            other.Instructions.RemoveAll(inst => inst.Op == MirOp.Const && !used.Contains(inst.Result));
        }
    }

    private static HashSet<Value> UsedValues(MirFunction function)
    {
        var used = new HashSet<Value>();
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                used.UnionWith(inst.Operands.ToArray());
                foreach (var target in inst.Targets)
                {
                    used.UnionWith(target.Arguments.ToArray());
                }
            }
        }

        return used;
    }

    private bool SimplifyConstants()
    {
        var changed = false;
        for (var f = 0; f < _best.Functions.Count; f++)
        {
            for (var b = 0; b < _best.Functions[f].Blocks.Count; b++)
            {
                for (var i = 0; i < _best.Functions[f].Blocks[b].Instructions.Count; i++)
                {
                    var inst = _best.Functions[f].Blocks[b].Instructions[i];
                    if (inst.Op != MirOp.Const)
                    {
                        continue;
                    }

                    foreach (var value in (ReadOnlySpan<uint>)[0, 1, 32])
                    {
                        if (inst.Constant <= value)
                        {
                            break;
                        }

                        if (!TryEdit(f, function => SetConstant(function.Blocks[b].Instructions[i], value)))
                        {
                            continue;
                        }

                        changed = true;
                        break;
                    }
                }
            }
        }

        return changed;
    }
}
