using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <content>Conversions between types, and selections.</content>
internal sealed partial class Simplifier
{
    private Outcome SimplifyZext(MirInst inst)
    {
        var inner = sweep.DefinitionOf(inst.Operands[0]);
        return inner?.Op switch
        {
            // zext (zext x) => zext x
            MirOp.Zext => Rewrite(inst, MirOp.Zext, inner.Value.Operands[0]),
            MirOp.Const => MakeConstant(inst, inner.Value.Constant),
            _ => Outcome.Same,
        };
    }

    private Outcome SimplifyTrunc(MirInst inst)
    {
        if (sweep.DefinitionOf(inst.Operands[0]) is not { } inner)
        {
            return Outcome.Same;
        }

        if (inner.Op == MirOp.Const)
        {
            return MakeConstant(inst, ConstantEvaluator.Truncate(inner.Constant, inst.Type));
        }

        if (inner.Op is not (MirOp.Zext or MirOp.Trunc))
        {
            return Outcome.Same;
        }

        // trunc (zext x) => x, trunc x or zext x by the type of x; trunc (trunc x) => trunc x
        var source = inner.Operands[0];
        var type = sweep.TypeOf(source);
        if (type == inst.Type)
        {
            return source;
        }

        return Rewrite(inst, type > inst.Type ? MirOp.Trunc : MirOp.Zext, source);
    }

    private Outcome SimplifySelect(MirInst inst)
    {
        var (condition, first, second) = (inst.Operands[0], inst.Operands[1], inst.Operands[2]);

        // select c, x, x => x; select true, x, y => x
        if (first == second)
        {
            return first;
        }

        if (Is(condition, out var k))
        {
            return k.IsZero ? second : first;
        }

        // select (not c), x, y => select c, y, x
        if (sweep.DefinitionOf(condition) is { Op: MirOp.Not } negation)
        {
            return Rewrite(inst, MirOp.Select, negation.Operands[0], second, first);
        }

        if (!Is(first, out var a) || !Is(second, out var b))
        {
            return Outcome.Same;
        }

        if (a == b)
        {
            return MakeConstant(inst, a);
        }

        // select c, 1, 0 => c or zext c; select c, 0, 1 => not c or zext (not c)
        if (a == U256.One && b.IsZero)
        {
            return inst.Type == MirType.I1 ? condition : Rewrite(inst, MirOp.Zext, condition);
        }

        if (a.IsZero && b == U256.One)
        {
            return inst.Type == MirType.I1
                ? Rewrite(inst, MirOp.Not, condition)
                : Rewrite(inst, MirOp.Zext, sweep.Insert(MirOp.Not, MirType.I1, condition));
        }

        return Outcome.Same;
    }
}
