using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <content>Comparisons. Contracts build conditions of chains of ISZERO, each a comparison with zero of a widened truth value.</content>
internal sealed partial class Simplifier
{
    private Outcome SimplifyEquality(MirInst inst)
    {
        var isEqual = inst.Op == MirOp.Eq;
        var (left, right) = (inst.Operands[0], inst.Operands[1]);

        var leftDefinition = sweep.DefinitionOf(left);
        if (!Is(right, out var k))
        {
            // eq (zext x), (zext y) => eq x, y
            if (leftDefinition is { Op: MirOp.Zext } zext && sweep.DefinitionOf(right) is { Op: MirOp.Zext } rightDefinition
                && sweep.TypeOf(zext.Operands[0]) == sweep.TypeOf(rightDefinition.Operands[0]))
            {
                return Rewrite(inst, inst.Op, zext.Operands[0], rightDefinition.Operands[0]);
            }

            return Outcome.Same;
        }

        if (Is(left, out var constant))
        {
            return MakeTruth(inst, (constant == k) == isEqual);
        }

        // eq c, true => c; eq c, false => not c
        if (sweep.TypeOf(left) == MirType.I1)
        {
            return k.IsZero == isEqual ? Rewrite(inst, MirOp.Not, left) : left;
        }

        // eq x, k => false when k has a bit that x cannot have
        if (!(k & ~PossibleBits(left)).IsZero)
        {
            return MakeTruth(inst, !isEqual);
        }

        return leftDefinition?.Op switch
        {
            // eq (zext x), k => eq x, k
            MirOp.Zext => Narrow(inst, leftDefinition.Value.Operands[0], k),

            // eq (xor a, b), 0 => eq a, b, and the same for sub
            MirOp.Xor or MirOp.Sub when k.IsZero => Rewrite(inst, inst.Op, leftDefinition.Value.Operands),
            _ => Outcome.Same,
        };
    }

    private Outcome SimplifyUnsigned(MirInst inst)
    {
        var isLess = inst.Op == MirOp.Ult;
        var (left, right) = (inst.Operands[0], inst.Operands[1]);

        var leftDefinition = sweep.DefinitionOf(left);
        if (!Is(right, out var k))
        {
            // ult (zext i64 x), (zext i64 y) => ult x, y
            if (leftDefinition is { Op: MirOp.Zext } zext && sweep.DefinitionOf(right) is { Op: MirOp.Zext } rightDefinition
                && sweep.TypeOf(zext.Operands[0]) == MirType.I64 && sweep.TypeOf(rightDefinition.Operands[0]) == MirType.I64)
            {
                return Rewrite(inst, inst.Op, zext.Operands[0], rightDefinition.Operands[0]);
            }

            return Outcome.Same;
        }

        if (Is(left, out var constant))
        {
            return MakeTruth(inst, isLess ? constant < k : constant > k);
        }

        // ult x, k => true and ugt x, k => false when x cannot reach k
        var most = PossibleBits(left);
        if (isLess ? k > most : k >= most)
        {
            return MakeTruth(inst, isLess);
        }

        // ult x, 1 => eq x, 0; ugt x, 0 => ne x, 0
        if (isLess && k == U256.One)
        {
            return Rewrite(inst, MirOp.Eq, left, Constant(sweep.TypeOf(left), U256.Zero));
        }

        if (!isLess && k.IsZero)
        {
            return Rewrite(inst, MirOp.Ne, left, right);
        }

        // ult (zext i64 x), k => ult x, k
        return leftDefinition is { Op: MirOp.Zext } narrow && sweep.TypeOf(narrow.Operands[0]) == MirType.I64
            ? Narrow(inst, narrow.Operands[0], k)
            : Outcome.Same;
    }

    private Outcome SimplifySigned(MirInst inst)
    {
        var (left, right) = (inst.Operands[0], inst.Operands[1]);

        // slt x, y => ult x, y when neither can be negative
        var sign = AllOnes(sweep.TypeOf(left)) - (AllOnes(sweep.TypeOf(left)) >> 1);
        return ((PossibleBits(left) | PossibleBits(right)) & sign).IsZero
            ? Rewrite(inst, inst.Op == MirOp.Slt ? MirOp.Ult : MirOp.Ugt, left, right)
            : Outcome.Same;
    }

    /// <summary>Compares the value before a zext with a constant that fits its type.</summary>
    private Outcome Narrow(MirInst inst, Value source, in U256 constant) =>
        Rewrite(inst, inst.Op, source, Constant(sweep.TypeOf(source), constant));

    private static Outcome MakeTruth(MirInst inst, bool value) => MakeConstant(inst, value ? U256.One : U256.Zero);
}
