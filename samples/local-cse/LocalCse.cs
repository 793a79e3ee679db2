// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Samples;

/// <summary>Common subexpression elimination within a block: what an earlier instruction of the block computed is not computed
/// again.</summary>
/// <remarks>
/// <code>
/// v2 = add i256 v0, v1        =>      v2 = add i256 v0, v1
/// v3 = add i256 v0, v1
/// v4 = mul i256 v2, v3                v4 = mul i256 v2, v2
/// </code>
/// Only instructions without any effect are looked at, so no charge, check or host call moves or goes.
/// </remarks>
public sealed class LocalCse : IMirPass
{
    /// <inheritdoc/>
    public PassInfo Info { get; } = new("local-cse", "an instruction that computes what an earlier one of its block computed goes");

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        var editor = new MirEditor(function);
        var known = new Dictionary<Computation, Value>();
        foreach (var block in function.Blocks)
        {
            known.Clear();
            foreach (var inst in block.Instructions)
            {
                if (inst.Effects != MirEffects.None || !inst.Result.IsValid)
                {
                    continue;
                }

                var computation = Computation.Of(inst, editor);
                if (known.TryGetValue(computation, out var earlier))
                {
                    editor.Replace(inst.Result, earlier);
                    editor.Remove(inst);
                }
                else
                {
                    known.Add(computation, inst.Result);
                }
            }
        }

        return editor.Apply();
    }

    /// <summary>Two instructions with equal computations have equal results. No operation without effects has more than three
    /// operands.</summary>
    private readonly record struct Computation(
        MirOp Op, RuntimeCall Call, MirType Type, U256 Constant, long Immediate, Value A, Value B, Value C)
    {
        public static Computation Of(MirInst inst, MirEditor editor)
        {
            Value Operand(int index) => index < inst.Operands.Length ? editor.Find(inst.Operands[index]) : Value.None;
            return new Computation(inst.Op, inst.Call, inst.Type, inst.Constant, inst.Immediate, Operand(0), Operand(1), Operand(2));
        }
    }
}
