using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>Algebraic identities on one instruction. Constants of commutative operations stand on the right afterwards.</summary>
/// <remarks>Each rule stands beside its form in MIR; <c>k</c> is a constant. All are exact modulo the width of the type.</remarks>
internal sealed partial class Simplifier(Sweep sweep)
{
    /// <summary>Applies the first identity that fits.</summary>
    /// <param name="inst">A pure instruction or any other, which stays as it is.</param>
    public Outcome Simplify(MirInst inst)
    {
        if (inst.Effects != MirEffects.None)
        {
            return inst.Op == MirOp.MemRange ? SimplifyRange(inst) : Outcome.Same;
        }

        if (AbsorbingOperands.Decide(inst, new Facts(sweep), out var constant))
        {
            return MakeConstant(inst, constant);
        }

        if (inst.Has(MirTraits.Commutative) && Swap(inst))
        {
            return Outcome.Changed;
        }

        return inst.Op switch
        {
            MirOp.Ult or MirOp.Ugt or MirOp.Slt or MirOp.Sgt when Mirror(inst) => Outcome.Changed,
            MirOp.Add => SimplifyAdd(inst),
            MirOp.Sub => SimplifySub(inst),
            MirOp.Mul => SimplifyMul(inst),
            MirOp.And => SimplifyAnd(inst),
            MirOp.Or => SimplifyOr(inst),
            MirOp.Xor => SimplifyXor(inst),
            MirOp.Not => SimplifyNot(inst),
            MirOp.Shl or MirOp.Shr or MirOp.Sar => SimplifyShift(inst),
            MirOp.Byte => SimplifyByte(inst),
            MirOp.SignExtend => SimplifySignExtend(inst),
            MirOp.Eq or MirOp.Ne => SimplifyEquality(inst),
            MirOp.Ult or MirOp.Ugt => SimplifyUnsigned(inst),
            MirOp.Slt or MirOp.Sgt => SimplifySigned(inst),
            MirOp.Zext => SimplifyZext(inst),
            MirOp.Trunc => SimplifyTrunc(inst),
            MirOp.Select => SimplifySelect(inst),
            MirOp.RuntimeCall => SimplifyCall(inst),
            _ => Outcome.Same,
        };
    }

    /// <summary><c>mem.range x, 0 => trunc i64 x</c>; <c>mem.range x, k => mem.touch x, k</c></summary>
    private Outcome SimplifyRange(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k) || k > (ulong)MemoryRange.MaxTouchSize)
        {
            return Outcome.Same;
        }

        var offset = inst.Operands[0];
        if (k.IsZero)
        {
            return Rewrite(inst, MirOp.Trunc, offset);
        }

        Rewrite(inst, MirOp.MemTouch, offset);
        inst.TouchSize = (long)k.Low64;
        return Outcome.Changed;
    }

    /// <summary>Makes an instruction a constant of its type.</summary>
    public static Outcome MakeConstant(MirInst inst, in U256 value)
    {
        Rewrite(inst, MirOp.Const);
        inst.Constant = value;
        return Outcome.Changed;
    }

    private static Outcome Rewrite(MirInst inst, MirOp op, params ReadOnlySpan<Value> operands)
    {
        inst.Op = op;
        inst.Operands = operands;
        return Outcome.Changed;
    }

    private bool Swap(MirInst inst)
    {
        if (!Is(inst.Operands[0], out _) || Is(inst.Operands[1], out _))
        {
            return false;
        }

        var first = inst.Operands[0];
        inst.SetOperand(0, inst.Operands[1]);
        inst.SetOperand(1, first);
        return true;
    }

    private bool Mirror(MirInst inst)
    {
        if (!Swap(inst))
        {
            return false;
        }

        inst.Op = inst.Op switch
        {
            MirOp.Ult => MirOp.Ugt,
            MirOp.Ugt => MirOp.Ult,
            MirOp.Slt => MirOp.Sgt,
            _ => MirOp.Slt,
        };
        return true;
    }

    private Outcome SimplifyAdd(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return Outcome.Same;
        }

        // add x, 0 => x
        if (k.IsZero)
        {
            return inst.Operands[0];
        }

        // add (add x, k1), k => add x, k1 + k
        if (sweep.DefinitionOf(inst.Operands[0]) is { Op: MirOp.Add } inner && Is(inner.Operands[1], out var k1))
        {
            return Rewrite(inst, MirOp.Add, inner.Operands[0], Constant(inst.Type, ConstantEvaluator.Truncate(k1 + k, inst.Type)));
        }

        return Outcome.Same;
    }

    /// <summary><c>sub x, 0 => x</c></summary>
    private Outcome SimplifySub(MirInst inst) => Is(inst.Operands[1], out var k) && k.IsZero ? inst.Operands[0] : Outcome.Same;

    private Outcome SimplifyMul(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return Outcome.Same;
        }

        // mul x, 1 => x
        if (k == U256.One)
        {
            return inst.Operands[0];
        }

        // mul x, 2^n => shl x, n
        return IsPowerOfTwo(k, out var exponent)
            ? Rewrite(inst, MirOp.Shl, inst.Operands[0], Constant(inst.Type, exponent))
            : Outcome.Same;
    }

    private Outcome SimplifyAnd(MirInst inst)
    {
        // and x, x => x
        if (inst.Operands[0] == inst.Operands[1])
        {
            return inst.Operands[0];
        }

        if (!Is(inst.Operands[1], out var k))
        {
            return NarrowLogic(inst);
        }

        // and x, k => x when no bit of x outside k can be set; => 0 when none inside can
        var possible = PossibleBits(inst.Operands[0]);
        if ((possible & ~k).IsZero)
        {
            return inst.Operands[0];
        }

        if ((possible & k).IsZero)
        {
            return MakeConstant(inst, U256.Zero);
        }

        // and (and x, k1), k => and x, k1 & k
        if (sweep.DefinitionOf(inst.Operands[0]) is { Op: MirOp.And } inner && Is(inner.Operands[1], out var k1))
        {
            return Rewrite(inst, MirOp.And, inner.Operands[0], Constant(inst.Type, k1 & k));
        }

        return Outcome.Same;
    }

    private Outcome SimplifyOr(MirInst inst)
    {
        // or x, x => x
        if (inst.Operands[0] == inst.Operands[1])
        {
            return inst.Operands[0];
        }

        if (!Is(inst.Operands[1], out var k))
        {
            return NarrowLogic(inst);
        }

        // or x, 0 => x
        return k.IsZero ? inst.Operands[0] : Outcome.Same;
    }

    private Outcome SimplifyXor(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return NarrowLogic(inst);
        }

        // xor x, 0 => x; xor x, ~0 => not x
        if (k.IsZero)
        {
            return inst.Operands[0];
        }

        return k == AllOnes(inst.Type) ? Rewrite(inst, MirOp.Not, inst.Operands[0]) : Outcome.Same;
    }

    /// <summary><c>and T (zext x), (zext y) => zext T (and x, y)</c>, also for or and xor.</summary>
    private Outcome NarrowLogic(MirInst inst)
    {
        if (sweep.DefinitionOf(inst.Operands[0]) is { Op: MirOp.Zext } left
            && sweep.DefinitionOf(inst.Operands[1]) is { Op: MirOp.Zext } right
            && sweep.TypeOf(left.Operands[0]) == sweep.TypeOf(right.Operands[0]))
        {
            var narrow = sweep.Insert(inst.Op, sweep.TypeOf(left.Operands[0]), left.Operands[0], right.Operands[0]);
            return Rewrite(inst, MirOp.Zext, narrow);
        }

        return Outcome.Same;
    }

    private Outcome SimplifyNot(MirInst inst)
    {
        var inner = sweep.DefinitionOf(inst.Operands[0]);
        return inner?.Op switch
        {
            // not (not x) => x
            MirOp.Not => inner.Value.Operands[0],

            // not (eq a, b) => ne a, b
            MirOp.Eq => Rewrite(inst, MirOp.Ne, inner.Value.Operands),
            MirOp.Ne => Rewrite(inst, MirOp.Eq, inner.Value.Operands),
            MirOp.Const => MakeConstant(inst, ConstantEvaluator.Truncate(~inner.Value.Constant, inst.Type)),
            _ => Outcome.Same,
        };
    }

    private Outcome SimplifyShift(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var amount))
        {
            return Outcome.Same;
        }

        // shl x, 0 => x
        if (amount.IsZero)
        {
            return inst.Operands[0];
        }

        // sar x, width and more => sar x, width - 1
        var width = inst.Type == MirType.I64 ? 64UL : 256UL;
        return inst.Op == MirOp.Sar && amount >= width
            ? Rewrite(inst, MirOp.Sar, inst.Operands[0], Constant(inst.Type, width - 1))
            : Outcome.Same;
    }

    private Outcome SimplifyByte(MirInst inst)
    {
        // byte 31, x => and x, 0xff
        return Is(inst.Operands[0], out var index) && index == 31UL
            ? Rewrite(inst, MirOp.And, inst.Operands[1], Constant(MirType.I256, 0xff))
            : Outcome.Same;
    }

    private Outcome SimplifySignExtend(MirInst inst)
    {
        if (!Is(inst.Operands[0], out var index))
        {
            return Outcome.Same;
        }

        // signextend 31 and more, x => x
        if (index >= 31UL)
        {
            return inst.Operands[1];
        }

        // signextend i, (signextend k, x) => signextend k, x when k <= i
        if (sweep.DefinitionOf(inst.Operands[1]) is { Op: MirOp.SignExtend } inner && Is(inner.Operands[0], out var k) && k <= index)
        {
            return inst.Operands[1];
        }

        // signextend i, x => x when x has no bit from the sign bit on
        return PossibleBits(inst.Operands[1]).BitLength < (8 * (int)index.Low64) + 8 ? inst.Operands[1] : Outcome.Same;
    }

    /// <summary>The bits of a value that can be set.</summary>
    private U256 PossibleBits(Value value) => KnownBits.PossibleOf(sweep.Function, value);

    private static U256 AllOnes(MirType type) => ConstantEvaluator.Truncate(U256.MaxValue, type);

    private static bool IsPowerOfTwo(in U256 value, out ulong exponent)
    {
        exponent = value.IsZero ? 0 : (ulong)(value.BitLength - 1);
        return !value.IsZero && (value & (value - U256.One)).IsZero;
    }

    private bool Is(Value value, out U256 constant) => sweep.IsConstant(value, out constant);

    private Value Constant(MirType type, in U256 value) => sweep.InsertConstant(type, value);

    private readonly struct Facts(Sweep sweep) : IConstantFacts
    {
        public bool IsKnown(Value value, out U256 constant) => sweep.IsConstant(value, out constant);
    }
}
