// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>The part that lowers instructions which only compute a value.</summary>
internal sealed unsafe partial class FunctionLowering
{
    private void Lower(MirInst inst)
    {
        var result = LowerValue(inst);
        if (inst.Result.IsValid)
        {
            _values[inst.Result.Id] = result;
            _module.Marks?.Name(inst.Result, result);

            if (inst.Op == MirOp.Const)
            {
                _constants[inst.Result.Id] = inst;
            }
        }
    }

    private LLVMValueRef LowerValue(MirInst inst)
    {
        var operands = inst.Operands;
        switch (inst.Op)
        {
            case MirOp.Const:
                return _ir.Const(inst.Type, inst.Constant);
            case MirOp.Add:
                return _ir.Add(Get(operands[0]), Get(operands[1]));
            case MirOp.Sub:
                return _ir.Sub(Get(operands[0]), Get(operands[1]));
            case MirOp.Mul:
                return _ir.Mul(Get(operands[0]), Get(operands[1]));
            case MirOp.And:
                return _ir.And(Get(operands[0]), Get(operands[1]));
            case MirOp.Or:
                return _ir.Or(Get(operands[0]), Get(operands[1]));
            case MirOp.Xor:
                return _ir.Xor(Get(operands[0]), Get(operands[1]));
            case MirOp.Not:
                return _ir.Not(Get(operands[0]));
            case MirOp.Shl or MirOp.Shr or MirOp.Sar:
                return LowerShift(inst);
            case MirOp.Byte:
                return LowerByte(operands[0], Get(operands[1]));
            case MirOp.SignExtend:
                return LowerSignExtend(operands[0], Get(operands[1]));
            case MirOp.Clz:
                return _ir.LeadingZeros256(Get(operands[0]));
            case MirOp.Eq:
                return Compare(LLVMIntPredicate.LLVMIntEQ, inst);
            case MirOp.Ne:
                return Compare(LLVMIntPredicate.LLVMIntNE, inst);
            case MirOp.Ult:
                return Compare(LLVMIntPredicate.LLVMIntULT, inst);
            case MirOp.Ugt:
                return Compare(LLVMIntPredicate.LLVMIntUGT, inst);
            case MirOp.Slt:
                return Compare(LLVMIntPredicate.LLVMIntSLT, inst);
            case MirOp.Sgt:
                return Compare(LLVMIntPredicate.LLVMIntSGT, inst);
            case MirOp.Zext:
                return _ir.ZExt(Get(operands[0]), _ir.TypeOf(inst.Type));
            case MirOp.Trunc:
                return _ir.Trunc(Get(operands[0]), _ir.TypeOf(inst.Type));
            case MirOp.Select:
                return _ir.Select(Get(operands[0]), Get(operands[1]), Get(operands[2]));
            case MirOp.Address:
                return _ir.LoadInvariant(_ir.I256, FrameField(FrameLayout.Address));
            case MirOp.Caller:
                return _ir.LoadInvariant(_ir.I256, FrameField(FrameLayout.Caller));
            case MirOp.CallValue:
                return _ir.LoadInvariant(_ir.I256, FrameField(FrameLayout.Value));
            case MirOp.CallDataSize:
                return _ir.LoadInvariant(_ir.I64, FrameField(FrameLayout.CallDataSize));
            case MirOp.ReturnDataSize:
                return _ir.Load(_ir.I64, FrameField(FrameLayout.ReturnDataSize));
            case MirOp.MemorySize:
                return LoadMemorySize();
            case MirOp.GasLeft:
                return _gas;
            default:
                return LowerEffect(inst);
        }
    }

    private LLVMValueRef Compare(LLVMIntPredicate predicate, MirInst inst) =>
        _ir.Compare(predicate, Get(inst.Operands[0]), Get(inst.Operands[1]));

    /// <summary>LLVM's shifts give poison for amounts of the width or more; MIR's are defined.</summary>
    private LLVMValueRef LowerShift(MirInst inst)
    {
        var value = Get(inst.Operands[0]);
        var amount = Get(inst.Operands[1]);
        var width = inst.Type == MirType.I256 ? 256UL : 64UL;
        var isArithmetic = inst.Op == MirOp.Sar;
        if (Constant(inst.Operands[1]) is { } known)
        {
            if (known < new U256(width))
            {
                return Shift(inst.Op, value, amount);
            }

            return isArithmetic ? Shift(inst.Op, value, _ir.Const(inst.Type, new U256(width - 1))) : _ir.Const(inst.Type, U256.Zero);
        }

        var limit = _ir.Const(inst.Type, new U256(width));
        var inRange = _ir.Compare(LLVMIntPredicate.LLVMIntULT, amount, limit);
        var clamped = _ir.Select(inRange, amount, _ir.Const(inst.Type, new U256(width - 1)));
        var shifted = inst.Type == MirType.I256
            ? ShiftVariably(inst.Op, _ir.Trunc(clamped, _ir.I64), value)
            : Shift(inst.Op, value, clamped);
        return isArithmetic ? shifted : _ir.Select(inRange, shifted, _ir.Const(inst.Type, U256.Zero));
    }

    /// <summary>A 256-bit shift by an I64 amount below 256.</summary>
    private LLVMValueRef ShiftVariably(MirOp op, LLVMValueRef amount, LLVMValueRef value)
    {
        _module.Marks?.BeginCall();
        return _ir.Call(IrBuilder.PreserveMost, _module.VariableShiftType, _module.VariableShift(op), amount, value);
    }

    private LLVMValueRef Shift(MirOp op, LLVMValueRef value, LLVMValueRef amount) => op switch
    {
        MirOp.Shl => _ir.Shl(value, amount),
        MirOp.Shr => _ir.LShr(value, amount),
        _ => _ir.AShr(value, amount),
    };

    private LLVMValueRef LowerByte(Value index, LLVMValueRef value)
    {
        var mask = _ir.Const(MirType.I256, new U256(0xff));
        if (Constant(index) is { } known)
        {
            return known < new U256(32)
                ? _ir.And(_ir.LShr(value, _ir.Const(MirType.I256, new U256(248 - (8 * known.Low64)))), mask)
                : _ir.Zero256;
        }

        var shift = _ir.And(_ir.Sub(_ir.Const64(248), _ir.Shl(_ir.Trunc(Get(index), _ir.I64), _ir.Const64(3))), _ir.Const64(0xf8));
        var selected = _ir.And(ShiftVariably(MirOp.Shr, shift, value), mask);
        var inRange = _ir.Compare(LLVMIntPredicate.LLVMIntULT, Get(index), _ir.Const(MirType.I256, new U256(32)));
        return _ir.Select(inRange, selected, _ir.Zero256);
    }

    private LLVMValueRef LowerSignExtend(Value index, LLVMValueRef value)
    {
        if (Constant(index) is { } known)
        {
            if (known >= new U256(31))
            {
                return value;
            }

            var bits = _ir.Const(MirType.I256, new U256(248 - (8 * known.Low64)));
            return _ir.AShr(_ir.Shl(value, bits), bits);
        }

        var inRange = _ir.Compare(LLVMIntPredicate.LLVMIntULT, Get(index), _ir.Const(MirType.I256, new U256(31)));
        var distance = _ir.Sub(_ir.Const64(248), _ir.Shl(_ir.Trunc(Get(index), _ir.I64), _ir.Const64(3)));
        var shift = _ir.Select(inRange, distance, _ir.Const64(0));
        return ShiftVariably(MirOp.SignExtend, shift, value);
    }

    /// <summary>The number a value is known to be, or null.</summary>
    private U256? Constant(Value value) => _constants[value.Id]?.Constant;
}
