// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Rules;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Applies the rules of <see cref="AlgebraicRules"/> to one instruction. Constants of commutative operations stand on the right
/// afterwards.</summary>
internal sealed class Simplifier(Sweep sweep)
{
    /// <summary>Of so many sign extensions by constants at least one does nothing.</summary>
    private const int MaxExtensions = 32;

    private readonly RuleTable _rules = AlgebraicRules.Table;

    /// <summary>Applies the first rule that fits.</summary>
    /// <param name="inst">A pure instruction or any other, which stays as it is.</param>
    public Outcome Simplify(MirInst inst)
    {
        var rules = _rules.For(inst);
        if (rules.IsEmpty)
        {
            return inst.Op == MirOp.MemRange ? SimplifyRange(inst) : Outcome.Same;
        }

        var facts = new DefinitionFacts(sweep.Function);
        var bindings = default(RuleBindings);
        if (RuleMatcher.Find(rules, inst, facts, ref bindings) is not { } rule)
        {
            return inst.Op == MirOp.SignExtend ? SimplifySignExtend(inst) : Outcome.Same;
        }

        var replacement = RuleApplication.Apply(rule, inst, in bindings, facts, sweep);
        return replacement.IsValid ? replacement : Outcome.Changed;
    }

    /// <summary>Finds the same index further down in a chain of sign extensions, as the rows signextend-same and signextend-again allow by
    /// induction.</summary>
    private Outcome SimplifySignExtend(MirInst inst)
    {
        var index = inst.Operands[0];
        var value = inst.Operands[1];
        for (var i = 0; i < MaxExtensions && sweep.Function.DefinitionOf(value) is { Op: MirOp.SignExtend } inner; i++)
        {
            if (inner.Operands[0] == index)
            {
                return inst.Operands[1];
            }

            value = inner.Operands[1];
        }

        return Outcome.Same;
    }

    /// <summary><c>mem.range x, 0 => trunc i64 x</c>; <c>mem.range x, k => mem.touch x, k</c>. No algebra: it is about effects on
    /// memory.</summary>
    private Outcome SimplifyRange(MirInst inst)
    {
        if (!sweep.IsConstant(inst.Operands[1], out var k) || k > (ulong)MemoryRange.MaxTouchSize)
        {
            return Outcome.Same;
        }

        var offset = inst.Operands[0];
        inst.Op = k.IsZero ? MirOp.Trunc : MirOp.MemTouch;
        inst.Operands = [offset];
        if (!k.IsZero)
        {
            inst.TouchSize = (long)k.Low64;
        }

        return Outcome.Changed;
    }

    /// <summary>Makes an instruction a constant of its type.</summary>
    public static Outcome MakeConstant(MirInst inst, in U256 value)
    {
        inst.Op = MirOp.Const;
        inst.Operands = [];
        inst.Constant = value;
        return Outcome.Changed;
    }
}
