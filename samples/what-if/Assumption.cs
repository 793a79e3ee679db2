// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Editing;
using Dtvm.Mir.Passes;
using Dtvm.Numerics;

namespace Samples;

/// <summary>A pass that looks at one instruction after the other and may put others before it or in its place.</summary>
public abstract class Assumption : IMirPass
{
    /// <inheritdoc/>
    public abstract PassInfo Info { get; }

    /// <inheritdoc/>
    public bool Run(MirFunction function, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(function);
        ArgumentNullException.ThrowIfNull(context);
        var output = new MirRewriter();
        var changed = false;
        foreach (var block in function.Blocks)
        {
            foreach (var inst in block.Instructions)
            {
                changed |= Visit(inst, context.Module, output, out var isReplaced);
                if (!isReplaced)
                {
                    output.Add(inst);
                }
            }

            output.MoveTo(block);
        }

        return changed;
    }

    /// <summary>Looks at an instruction.</summary>
    /// <param name="inst">The instruction, which may get other operands.</param>
    /// <param name="module">The module.</param>
    /// <param name="output">Takes what is to stand before it, or in its place.</param>
    /// <param name="isReplaced">Whether it goes.</param>
    /// <returns>Whether anything changes.</returns>
    protected abstract bool Visit(MirInst inst, MirModule module, MirRewriter output, out bool isReplaced);

    /// <summary>Adds an instruction with a result.</summary>
    /// <param name="before">The instruction that it comes from.</param>
    /// <param name="output">Takes it.</param>
    /// <param name="op">Its operation.</param>
    /// <param name="type">Its type.</param>
    /// <param name="operands">Its operands.</param>
    /// <returns>Its result.</returns>
    protected static Value Put(MirInst before, MirRewriter output, MirOp op, MirType type, params ReadOnlySpan<Value> operands)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inst = new MirInst(before.Function, op, type, operands) { Pc = before.Pc };
        inst.Result = before.Function.NewValue(type);
        output.Add(inst);
        return inst.Result;
    }

    /// <summary>Adds a constant.</summary>
    /// <param name="before">The instruction that it comes from.</param>
    /// <param name="output">Takes it.</param>
    /// <param name="type">Its type.</param>
    /// <param name="value">Its value.</param>
    /// <returns>Its result.</returns>
    protected static Value PutConstant(MirInst before, MirRewriter output, MirType type, ulong value)
    {
        ArgumentNullException.ThrowIfNull(output);
        var inst = new MirInst(before.Function, MirOp.Const, type) { Constant = new U256(value), Pc = before.Pc };
        inst.Result = before.Function.NewValue(type);
        output.Add(inst);
        return inst.Result;
    }
}
