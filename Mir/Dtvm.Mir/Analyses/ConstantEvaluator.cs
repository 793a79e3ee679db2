using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Mir.Analyses;

/// <summary>Evaluates pure operations on constants, with the semantics of the EVM (Yellow Paper, appendix H.2).</summary>
/// <remarks>Values of I1 and I64 are the same numbers in a <see cref="U256"/>, zero-extended.</remarks>
public static class ConstantEvaluator
{
    /// <summary>Whether an instruction is a pure function of its operands that <see cref="Evaluate"/> knows.</summary>
    /// <param name="inst">An instruction.</param>
    public static bool CanEvaluate(MirInst inst) => inst.Op switch
    {
        MirOp.Const or MirOp.Add or MirOp.Sub or MirOp.Mul or MirOp.And or MirOp.Or or MirOp.Xor or MirOp.Not or MirOp.Shl or MirOp.Shr
            or MirOp.Sar or MirOp.Byte or MirOp.SignExtend or MirOp.Clz or MirOp.Eq or MirOp.Ne or MirOp.Ult or MirOp.Ugt
            or MirOp.Slt or MirOp.Sgt or MirOp.Zext or MirOp.Trunc or MirOp.Select => true,
        MirOp.RuntimeCall => inst.Call is RuntimeCall.UDiv or RuntimeCall.SDiv or RuntimeCall.UMod or RuntimeCall.SMod or RuntimeCall.AddMod
            or RuntimeCall.MulMod,
        _ => false,
    };

    /// <summary>Evaluates an instruction.</summary>
    /// <param name="inst">An instruction for which <see cref="CanEvaluate"/> holds.</param>
    /// <param name="operandType">The type of the operands that share one; for conversions that of the operand.</param>
    /// <param name="operands">The values of the operands.</param>
    public static U256 Evaluate(MirInst inst, MirType operandType, ReadOnlySpan<U256> operands)
    {
        var a = operands.Length > 0 ? operands[0] : U256.Zero;
        var b = operands.Length > 1 ? operands[1] : U256.Zero;
        return inst.Op switch
        {
            MirOp.Const => inst.Constant,
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
            MirOp.Trunc => Truncate(a, inst.Type),
            MirOp.Select => a.IsZero ? operands[2] : b,
            MirOp.RuntimeCall => EvaluateCall(inst.Call, operands),
            _ => throw new ArgumentException($"{inst.Info.Name} is not a pure operation.", nameof(inst)),
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

    private static U256 EvaluateCall(RuntimeCall call, ReadOnlySpan<U256> operands) => call switch
    {
        RuntimeCall.UDiv => U256.Divide(operands[0], operands[1]),
        RuntimeCall.SDiv => U256.SignedDivide(operands[0], operands[1]),
        RuntimeCall.UMod => U256.Modulo(operands[0], operands[1]),
        RuntimeCall.SMod => U256.SignedModulo(operands[0], operands[1]),
        RuntimeCall.AddMod => U256.AddModulo(operands[0], operands[1], operands[2]),
        RuntimeCall.MulMod => U256.MultiplyModulo(operands[0], operands[1], operands[2]),
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
