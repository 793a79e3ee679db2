using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Analyses;
using Dtvm.Numerics;

namespace Dtvm.Passes;

/// <content>What an instruction gives on what is known of its operands.</content>
internal sealed partial class ConstantLattice
{
    private State Evaluate(MirInst inst, out U256 constant)
    {
        var op = inst.Op;
        if (op == MirOp.Const)
        {
            constant = inst.Constant;
            return State.Constant;
        }

        constant = default;
        if (!ConstantEvaluator.CanEvaluate(inst))
        {
            return State.Varying;
        }

        var operands = inst.Operands;
        if (op == MirOp.Select && _states[operands[0].Id] != State.Unknown)
        {
            return EvaluateSelect(inst, out constant);
        }

        bool isUnknown = false, isVarying = false, hasConstant = false;
        foreach (var operand in operands)
        {
            var state = _states[operand.Id];
            isUnknown |= state == State.Unknown;
            isVarying |= state == State.Varying;
            hasConstant |= state == State.Constant;
        }

        // Without a constant only equal operands decide a result.
        if ((hasConstant || (operands.Length > 1 && operands[0] == operands[1])) && EvaluateAbsorbing(inst, out constant))
        {
            return State.Constant;
        }

        if (isUnknown || isVarying)
        {
            return isUnknown ? State.Unknown : State.Varying;
        }

        constant = EvaluateConstants(inst, operands);
        return State.Constant;
    }

    private U256 EvaluateConstants(MirInst inst, ReadOnlySpan<Value> operands)
    {
        Span<U256> values = stackalloc U256[3];
        for (var i = 0; i < operands.Length; i++)
        {
            values[i] = _constants[operands[i].Id];
        }

        var type = operands.Length > 0 ? _function.TypeOf(operands[^1]) : inst.Type;
        return ConstantEvaluator.Evaluate(inst, type, values[..operands.Length]);
    }

    private State EvaluateSelect(MirInst inst, out U256 constant)
    {
        var condition = inst.Operands[0].Id;
        int first = inst.Operands[1].Id, second = inst.Operands[2].Id;
        if (_states[condition] == State.Constant)
        {
            var chosen = _constants[condition].IsZero ? second : first;
            constant = _constants[chosen];
            return _states[chosen];
        }

        constant = _constants[first];
        if (_states[first] == State.Unknown || _states[second] == State.Unknown)
        {
            return State.Unknown;
        }

        return _states[first] == State.Constant && _states[second] == State.Constant && _constants[first] == _constants[second]
            ? State.Constant
            : State.Varying;
    }

    /// <summary>Results that some operands alone decide, whatever the others are.</summary>
    private bool EvaluateAbsorbing(MirInst inst, out U256 constant)
    {
        constant = default;
        if (inst.Operands.Length < 2)
        {
            return false;
        }

        var areSame = inst.Operands[0] == inst.Operands[1];
        switch (inst.Op)
        {
            case MirOp.And or MirOp.Mul:
                return IsZero(inst, 0) || IsZero(inst, 1);
            case MirOp.Or:
                constant = ConstantEvaluator.Truncate(U256.MaxValue, inst.Type);
                return IsEqual(inst, 0, constant) || IsEqual(inst, 1, constant);
            case MirOp.Xor or MirOp.Sub or MirOp.Ne or MirOp.Slt or MirOp.Sgt when areSame:
                return true;
            case MirOp.Ult:
                return areSame || IsZero(inst, 1);
            case MirOp.Ugt:
                return areSame || IsZero(inst, 0);
            case MirOp.Eq when areSame:
                constant = U256.One;
                return true;
            case MirOp.Shl or MirOp.Shr:
                return IsZero(inst, 0) || IsAtLeast(inst, 1, inst.Type == MirType.I64 ? 64UL : 256UL);
            case MirOp.Sar:
                return IsZero(inst, 0);
            case MirOp.Byte:
                return IsZero(inst, 1) || IsAtLeast(inst, 0, 32);
            case MirOp.SignExtend:
                return IsZero(inst, 1);
            case MirOp.RuntimeCall:
                return EvaluateAbsorbingCall(inst);
            default:
                return false;
        }
    }

    /// <summary>Division and remainder by zero give zero (Yellow Paper, appendix H.2); so does everything modulo one.</summary>
    private bool EvaluateAbsorbingCall(MirInst inst) => inst.Call switch
    {
        RuntimeCall.UDiv or RuntimeCall.SDiv => IsZero(inst, 0) || IsZero(inst, 1),
        RuntimeCall.UMod => IsZero(inst, 0) || IsZero(inst, 1) || IsEqual(inst, 1, U256.One),
        RuntimeCall.SMod => IsZero(inst, 0) || IsZero(inst, 1) || IsEqual(inst, 1, U256.One) || IsEqual(inst, 1, U256.MaxValue),
        RuntimeCall.AddMod => IsZero(inst, 2) || IsEqual(inst, 2, U256.One),
        RuntimeCall.MulMod => IsZero(inst, 0) || IsZero(inst, 1) || IsZero(inst, 2) || IsEqual(inst, 2, U256.One),
        _ => false,
    };

    private bool IsZero(MirInst inst, int operand) => IsEqual(inst, operand, U256.Zero);

    private bool IsEqual(MirInst inst, int operand, in U256 constant) =>
        _states[inst.Operands[operand].Id] == State.Constant && _constants[inst.Operands[operand].Id] == constant;

    private bool IsAtLeast(MirInst inst, int operand, ulong bound) =>
        _states[inst.Operands[operand].Id] == State.Constant && _constants[inst.Operands[operand].Id] >= bound;
}
