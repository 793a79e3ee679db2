using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <content>Division, remainder and modular arithmetic by constants of which the inverse operation is cheap.</content>
internal sealed partial class Simplifier
{
    private Outcome SimplifyCall(MirInst inst) => inst.Call switch
    {
        RuntimeCall.UDiv => SimplifyUDiv(inst),
        RuntimeCall.UMod => SimplifyUMod(inst),
        RuntimeCall.SDiv => SimplifySDiv(inst),
        RuntimeCall.SMod => SimplifySMod(inst),
        RuntimeCall.AddMod => SimplifyModular(inst, MirOp.Add),
        RuntimeCall.MulMod => SimplifyModular(inst, MirOp.Mul),
        _ => Outcome.Same,
    };

    private Outcome SimplifyUDiv(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return Outcome.Same;
        }

        // udiv x, 0 => 0 (Yellow Paper, DIV); udiv x, 2^n => shr x, n
        if (k.IsZero)
        {
            return MakeConstant(inst, U256.Zero);
        }

        return IsPowerOfTwo(k, out var exponent)
            ? Rewrite(inst, MirOp.Shr, inst.Operands[0], Constant(MirType.I256, exponent))
            : Outcome.Same;
    }

    private Outcome SimplifyUMod(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return Outcome.Same;
        }

        // umod x, 0 => 0 (Yellow Paper, MOD); umod x, 2^n => and x, 2^n - 1
        if (k.IsZero)
        {
            return MakeConstant(inst, U256.Zero);
        }

        return IsPowerOfTwo(k, out _)
            ? Rewrite(inst, MirOp.And, inst.Operands[0], Constant(MirType.I256, k - U256.One))
            : Outcome.Same;
    }

    private Outcome SimplifySDiv(MirInst inst)
    {
        if (!Is(inst.Operands[1], out var k))
        {
            return Outcome.Same;
        }

        var x = inst.Operands[0];

        // sdiv x, 0 => 0 (Yellow Paper, SDIV); sdiv x, 1 => x; sdiv x, -1 => sub 0, x, which leaves -2^255 as it is
        if (k.IsZero)
        {
            return MakeConstant(inst, U256.Zero);
        }

        if (k == U256.One)
        {
            return x;
        }

        if (k == U256.MaxValue)
        {
            return Rewrite(inst, MirOp.Sub, Constant(MirType.I256, U256.Zero), x);
        }

        if (!IsPowerOfTwo(k, out var exponent) || exponent == 255)
        {
            return Outcome.Same;
        }

        // sdiv x, 2^n => sar (add x, (shr (sar x, 255), 256 - n)), n: negative values are rounded towards zero
        var sign = sweep.Insert(MirOp.Sar, MirType.I256, x, Constant(MirType.I256, 255));
        var bias = sweep.Insert(MirOp.Shr, MirType.I256, sign, Constant(MirType.I256, 256 - exponent));
        var sum = sweep.Insert(MirOp.Add, MirType.I256, x, bias);
        return Rewrite(inst, MirOp.Sar, sum, Constant(MirType.I256, exponent));
    }

    private Outcome SimplifySMod(MirInst inst)
    {
        // smod x, k => 0 for k of 0, 1 and -1 (Yellow Paper, SMOD)
        return Is(inst.Operands[1], out var k) && (k.IsZero || k == U256.One || k == U256.MaxValue)
            ? MakeConstant(inst, U256.Zero)
            : Outcome.Same;
    }

    private Outcome SimplifyModular(MirInst inst, MirOp op)
    {
        if (!Is(inst.Operands[2], out var k))
        {
            return Outcome.Same;
        }

        // addmod x, y, 0 => 0 (Yellow Paper, ADDMOD)
        if (k.IsZero)
        {
            return MakeConstant(inst, U256.Zero);
        }

        // addmod x, y, 2^n => and (add x, y), 2^n - 1: the carry out of 2^256 is a multiple of 2^n
        if (!IsPowerOfTwo(k, out _))
        {
            return Outcome.Same;
        }

        var wrapped = sweep.Insert(op, MirType.I256, inst.Operands[0], inst.Operands[1]);
        return Rewrite(inst, MirOp.And, wrapped, Constant(MirType.I256, k - U256.One));
    }
}
