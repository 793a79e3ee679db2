// SPDX-License-Identifier: Apache-2.0

using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Analyses;

/// <summary>Evaluates pure operations on constants, with the semantics of the EVM (Yellow Paper, appendix H.2).</summary>
/// <remarks>Values of I1 and I64 are the same numbers in a <see cref="U256"/>, zero-extended.</remarks>
public static class ConstantEvaluator
{
    /// <summary>Evaluates an instruction.</summary>
    /// <param name="inst">An instruction with <see cref="MirTraits.Foldable"/>.</param>
    /// <param name="operandType">The type of the operands that share one; for conversions that of the operand.</param>
    /// <param name="operands">The values of the operands.</param>
    public static U256 Evaluate(MirInst inst, MirType operandType, ReadOnlySpan<U256> operands)
    {
        var a = operands.Length > 0 ? operands[0] : U256.Zero;
        var b = operands.Length > 1 ? operands[1] : U256.Zero;
        var c = operands.Length > 2 ? operands[2] : U256.Zero;
        return inst.Op == MirOp.Const ? inst.Constant : Evaluate(inst.Op, inst.Call, inst.Type, operandType, in a, in b, in c);
    }

    /// <summary>Evaluates an operation.</summary>
    /// <param name="op">An operation with <see cref="MirTraits.Foldable"/>, other than <see cref="MirOp.Const"/>.</param>
    /// <param name="call">The callee of a runtime call.</param>
    /// <param name="type">The type of the result.</param>
    /// <param name="operandType">The type of the operands that share one; for conversions that of the operand.</param>
    /// <param name="a">The first operand.</param>
    /// <param name="b">The second, if it has one.</param>
    /// <param name="c">The third, if it has one.</param>
    public static U256 Evaluate(MirOp op, RuntimeCall call, MirType type, MirType operandType, in U256 a, in U256 b, in U256 c)
    {
        return op switch
        {
            MirOp.Add => Truncate(a + b, operandType),
            MirOp.Sub => Truncate(a - b, operandType),
            MirOp.Mul => Truncate(a * b, operandType),
            MirOp.And => a & b,
            MirOp.Or => a | b,
            MirOp.Xor => a ^ b,
            MirOp.Not => Truncate(~a, operandType),
            MirOp.Shl => Truncate(U256.ShiftLeft(b, a), operandType),
            MirOp.Shr => U256.ShiftRight(b, a),
            MirOp.Sar => Truncate(U256.ShiftRightArithmetic(b, Widen(a, operandType)), operandType),
            MirOp.Byte => U256.Byte(a, b),
            MirOp.SignExtend => U256.SignExtend(a, b),
            MirOp.Clz => (ulong)a.CountLeadingZeros,
            MirOp.Eq => Truth(a == b),
            MirOp.Ne => Truth(a != b),
            MirOp.Ult => Truth(a < b),
            MirOp.Ugt => Truth(a > b),
            MirOp.Slt => Truth(U256.SignedLessThan(Widen(a, operandType), Widen(b, operandType))),
            MirOp.Sgt => Truth(U256.SignedLessThan(Widen(b, operandType), Widen(a, operandType))),
            MirOp.Zext => a,
            MirOp.Trunc => Truncate(a, type),
            MirOp.Select => a.IsZero ? c : b,
            MirOp.RuntimeCall => EvaluateCall(call, in a, in b, in c),
            _ => throw new ArgumentException($"{op} is not a pure operation.", nameof(op)),
        };
    }

    /// <summary>The low bits of a value that a type holds.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="type">I1, I64 or I256.</param>
    public static U256 Truncate(in U256 value, MirType type) => type switch
    {
        MirType.I1 => value.Low64 & 1,
        MirType.I64 => value.Low64,
        _ => value,
    };

    private static U256 EvaluateCall(RuntimeCall call, in U256 a, in U256 b, in U256 c) => call switch
    {
        RuntimeCall.UDiv => U256.Divide(a, b),
        RuntimeCall.SDiv => U256.SignedDivide(a, b),
        RuntimeCall.UMod => U256.Modulo(a, b),
        RuntimeCall.SMod => U256.SignedModulo(a, b),
        RuntimeCall.AddMod => U256.AddModulo(a, b, c),
        RuntimeCall.MulMod => U256.MultiplyModulo(a, b, c),
        _ => throw new ArgumentException($"{call} is not a pure call.", nameof(call)),
    };

    private static U256 Truth(bool value) => value ? U256.One : U256.Zero;

    /// <summary>Sign-extends a value of a type to 256 bits.</summary>
    private static U256 Widen(in U256 value, MirType type) => type switch
    {
        MirType.I1 => value.IsZero ? U256.Zero : U256.MaxValue,
        MirType.I64 => U256.FromInt64((long)value.Low64),
        _ => value,
    };
}
