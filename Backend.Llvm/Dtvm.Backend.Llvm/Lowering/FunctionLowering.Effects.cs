// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>The part that lowers access to memory, stack and call data.</summary>
internal sealed unsafe partial class FunctionLowering
{
    private LLVMValueRef LowerEffect(MirInst inst)
    {
        var operands = inst.Operands;
        switch (inst.Op)
        {
            case MirOp.CallDataLoad:
                return LowerCallDataLoad(Get(operands[0]));
            case MirOp.MemTouch:
                return LowerMemTouch(Get(operands[0]), inst.Immediate);
            case MirOp.MemRange:
                return LowerMemRange(Get(operands[0]), Get(operands[1]));
            case MirOp.MemLoad:
                return SwapBytes(_ir.LoadUnaligned(_ir.I256, MemoryAt(operands[0])));
            case MirOp.MemStore:
                _ir.StoreUnaligned(SwapBytes(Get(operands[1])), MemoryAt(operands[0]));
                return default;
            case MirOp.MemStore8:
                _ir.StoreUnaligned(_ir.Trunc(Get(operands[1]), _ir.I8), MemoryAt(operands[0]));
                return default;
            case MirOp.StaticCheck:
                LowerStaticCheck();
                return default;
            case MirOp.StackLoad:
                return _ir.Load(_ir.I256, StackAt(inst.Immediate));
            case MirOp.StackStore:
                _ir.Store(Get(operands[0]), StackAt(inst.Immediate));
                return default;
            case MirOp.StackCheck:
                LowerStackCheck(inst.Immediate, inst.Immediate2);
                return default;
            case MirOp.GasCharge:
                LowerGasCharge(inst.Immediate);
                return default;
            case MirOp.RuntimeCall:
                return LowerRuntimeCall(inst);
            case MirOp.GasChunk:
                throw new LlvmException($"{_source.Name}: gas.chunk is an annotation: gas-metering must run before code generation");
            default:
                LowerControl(inst);
                return default;
        }
    }

    /// <summary>A range inside the current size is the expected case: one comparison and a branch that is not taken.</summary>
    private LLVMValueRef LowerMemTouch(LLVMValueRef offset, long size)
    {
        // offset < max(MemorySize - (size - 1), 0) is offset + size <= MemorySize without overflow.
        var low = _ir.Trunc(offset, _ir.I64);
        var limit = size switch
        {
            WordBytes => _memoryLimit,
            > WordBytes => _module.SubtractSaturating(_memoryLimit, _ir.Const64(size - WordBytes)),
            1 => LoadMemorySize(),
            _ => _module.SubtractSaturating(LoadMemorySize(), _ir.Const64(size - 1)),
        };
        var grow = _ir.NewBlock(_function);
        var next = _ir.NewBlock(_function);
        var from = _ir.Block;
        var isOutside = _ir.Compare(LLVMIntPredicate.LLVMIntUGE, offset, _ir.ZExt(limit, _ir.I256));
        if (_current.GrowsInPlace)
        {
            _ir.Branch(isOutside, grow, next);
        }
        else
        {
            _ir.BranchUnlikely(isOutside, grow, next);
        }

        _ir.SetBlock(grow);
        Grow(low, HighLimbs(offset), size, from, grow, next);
        return low;
    }

    /// <summary>A range inside the current size, or of size 0, is the expected case.</summary>
    private LLVMValueRef LowerMemRange(LLVMValueRef offset, LLVMValueRef size)
    {
        // What does not fit into 64 bits is as far away as 2^32, for which no gas pays.
        var low = _ir.Trunc(offset, _ir.I64);
        var lowSize = _ir.Trunc(size, _ir.I64);
        var far = _ir.Or(HighLimbs(offset), HighLimbs(size));
        far = _ir.Or(far, _ir.LShr(_ir.Or(low, lowSize), _ir.Const64(32)));
        var end = _ir.Add(low, lowSize);
        var isOutside = _ir.Or(
            _ir.Compare(LLVMIntPredicate.LLVMIntNE, far, _ir.Const64(0)), _ir.Compare(LLVMIntPredicate.LLVMIntUGT, end, LoadMemorySize()));
        var isSome = _ir.Compare(LLVMIntPredicate.LLVMIntNE, size, _ir.Const(MirType.I256, U256.Zero));
        var grow = _ir.NewBlock(_function);
        var next = _ir.NewBlock(_function);
        var from = _ir.Block;
        _ir.BranchUnlikely(_ir.And(isSome, isOutside), grow, next);

        // Memory that reaches to the last byte of the range reaches over all of it.
        _ir.SetBlock(grow);
        Grow(_ir.Sub(end, _ir.Const64(1)), far, 1, from, grow, next);
        return low;
    }

    private LLVMValueRef HighLimbs(LLVMValueRef value) => _ir.Or(_ir.Or(_ir.Limb(value, 1), _ir.Limb(value, 2)), _ir.Limb(value, 3));

    /// <summary>Grows memory, from a block that is there for it, and goes on in another.</summary>
    private void Grow(
        LLVMValueRef low, LLVMValueRef high, long size, LLVMBasicBlockRef from, LLVMBasicBlockRef grow, LLVMBasicBlockRef next)
    {
        _module.Marks?.BeginCall();
        var grown = _ir.Call(IrBuilder.PreserveMost, _module.GrowType, _module.GrowMemory(size), _frame, _gas, low, high);
        var gas = _ir.Extract(grown, 0);
        var newLimit = _ir.Extract(grown, 1);
        _ir.BranchUnlikely(_ir.Compare(LLVMIntPredicate.LLVMIntSLT, gas, _ir.Const64(0)), Shared(ref _halted), next);

        _ir.SetBlock(next);
        _gas = Merge(_gas, from, gas, grow);
        if (_usesMemoryLimit)
        {
            _memoryLimit = Merge(_memoryLimit, from, newLimit, grow);
        }
    }

    private LLVMValueRef LowerCallDataLoad(LLVMValueRef offset)
    {
        var size = _ir.LoadInvariant(_ir.I64, FrameField(FrameLayout.CallDataSize));
        var limit = _module.SubtractSaturating(size, _ir.Const64(WordBytes - 1));
        var whole = _ir.NewBlock(_function);
        var partial = _ir.NewBlock(_function);
        var next = _ir.NewBlock(_function);
        _ir.BranchUnlikely(_ir.Compare(LLVMIntPredicate.LLVMIntUGE, offset, _ir.ZExt(limit, _ir.I256)), partial, whole);

        _ir.SetBlock(whole);
        var data = _ir.LoadInvariant(_ir.Pointer, FrameField(FrameLayout.CallData));
        var fast = SwapBytes(_ir.LoadUnaligned(_ir.I256, _ir.Offset(data, _ir.Trunc(offset, _ir.I64))));
        _ir.Branch(next);

        _ir.SetBlock(partial);
        _ir.Store(offset, Scratch(0));
        CallRarely(RuntimeCall.CallDataLoad);
        var slow = _ir.Load(_ir.I256, Scratch(0));
        _ir.Branch(next);

        _ir.SetBlock(next);
        return Merge(fast, whole, slow, partial);
    }

    private LLVMValueRef Merge(LLVMValueRef a, LLVMBasicBlockRef fromA, LLVMValueRef b, LLVMBasicBlockRef fromB)
    {
        var phi = _ir.Phi(LLVM.TypeOf(a));
        IrBuilder.AddIncoming(phi, a, fromA);
        IrBuilder.AddIncoming(phi, b, fromB);
        return phi;
    }

    private LLVMValueRef SwapBytes(LLVMValueRef value) => _ir.Call(_module.ByteSwapType, _module.ByteSwap, value);

    /// <summary>The native address of a touched EVM memory address; the base is read once a block, where it is first needed.</summary>
    private LLVMValueRef MemoryAt(Value address)
    {
        if (_memoryBase.IsNull)
        {
            _memoryBase = _ir.LoadInvariant(_ir.Pointer, FrameField(FrameLayout.MemoryBase));
        }

        return _ir.Offset(_memoryBase, Get(address));
    }

    private LLVMValueRef LoadMemorySize() => _ir.Load(_ir.I64, FrameField(FrameLayout.MemorySize));

    private LLVMValueRef Scratch(int index) => FrameField(FrameLayout.Scratch + (32 * index));
}
