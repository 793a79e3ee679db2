using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <summary>What is known of values.</summary>
internal interface IConstantFacts
{
    /// <summary>Whether a value is a constant.</summary>
    bool IsKnown(Value value, out U256 constant);
}

/// <summary>The one table of results that some operands alone decide, whatever the others are.</summary>
internal static class AbsorbingOperands
{
    /// <summary>Decides the result of an instruction.</summary>
    /// <param name="inst">Any instruction.</param>
    /// <param name="facts">What is known of its operands.</param>
    /// <param name="constant">The result.</param>
    /// <returns>Whether the operands decide it.</returns>
    public static bool Decide<TFacts>(MirInst inst, TFacts facts, out U256 constant)
        where TFacts : IConstantFacts
    {
        constant = default;
        var operands = inst.Operands;
        if (operands.Length < 2)
        {
            return false;
        }

        var areSame = operands[0] == operands[1];
        switch (inst.Op)
        {
            case MirOp.And or MirOp.Mul:
                return IsZero(facts, operands[0]) || IsZero(facts, operands[1]);
            case MirOp.Or:
                constant = ConstantEvaluator.Truncate(U256.MaxValue, inst.Type);
                return IsEqual(facts, operands[0], constant) || IsEqual(facts, operands[1], constant);
            case MirOp.Xor or MirOp.Sub or MirOp.Ne or MirOp.Slt or MirOp.Sgt when areSame:
                return true;
            case MirOp.Ult:
                return areSame || IsZero(facts, operands[1]);
            case MirOp.Ugt:
                return areSame || IsZero(facts, operands[0]);
            case MirOp.Eq when areSame:
                constant = U256.One;
                return true;
            case MirOp.Shl or MirOp.Shr:
                return IsZero(facts, operands[0]) || IsAtLeast(facts, operands[1], inst.Type == MirType.I64 ? 64UL : 256UL);
            case MirOp.Sar:
                return IsZero(facts, operands[0]);
            case MirOp.Byte:
                return IsZero(facts, operands[1]) || IsAtLeast(facts, operands[0], 32);
            case MirOp.SignExtend:
                return IsZero(facts, operands[1]);
            case MirOp.RuntimeCall:
                return IsZeroCall(inst.Call, operands, facts);
            default:
                return false;
        }
    }

    /// <summary>Division and remainder by zero give zero (Yellow Paper, appendix H.2); so does everything modulo one.</summary>
    private static bool IsZeroCall<TFacts>(RuntimeCall call, ReadOnlySpan<Value> operands, TFacts facts)
        where TFacts : IConstantFacts => call switch
        {
            RuntimeCall.UDiv or RuntimeCall.SDiv => IsZero(facts, operands[0]) || IsZero(facts, operands[1]),
            RuntimeCall.UMod => IsZero(facts, operands[0]) || IsZero(facts, operands[1]) || IsEqual(facts, operands[1], U256.One),
            RuntimeCall.SMod => IsZero(facts, operands[0]) || IsZero(facts, operands[1]) || IsEqual(facts, operands[1], U256.One)
                || IsEqual(facts, operands[1], U256.MaxValue),
            RuntimeCall.AddMod => IsZero(facts, operands[2]) || IsEqual(facts, operands[2], U256.One),
            RuntimeCall.MulMod => IsZero(facts, operands[0]) || IsZero(facts, operands[1]) || IsZero(facts, operands[2])
                || IsEqual(facts, operands[2], U256.One),
            _ => false,
        };

    private static bool IsZero<TFacts>(TFacts facts, Value value)
        where TFacts : IConstantFacts => IsEqual(facts, value, U256.Zero);

    private static bool IsEqual<TFacts>(TFacts facts, Value value, in U256 constant)
        where TFacts : IConstantFacts => facts.IsKnown(value, out var known) && known == constant;

    private static bool IsAtLeast<TFacts>(TFacts facts, Value value, ulong bound)
        where TFacts : IConstantFacts => facts.IsKnown(value, out var known) && known >= bound;
}
