using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>The part that lowers access to memory, stack and call data, and calls of the runtime.</summary>
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
            case MirOp.MemLoad:
                return SwapBytes(_ir.LoadUnaligned(_ir.I256, MemoryAt(operands[0])));
            case MirOp.MemStore:
                _ir.StoreUnaligned(SwapBytes(Get(operands[1])), MemoryAt(operands[0]));
                return default;
            case MirOp.MemStore8:
                _ir.StoreUnaligned(_ir.Trunc(Get(operands[1]), _ir.I8), MemoryAt(operands[0]));
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

    private LLVMValueRef LowerRuntimeCall(MirInst inst)
    {
        ref readonly var info = ref RuntimeCallTable.Get(inst.Call);
        switch (info.Kind)
        {
            case RuntimeCallKind.Plain:
                StoreArguments(inst.Operands);
                _ir.Call(_module.PlainType, _module.LoadHelper(_frame, inst.Call), _frame);
                break;
            case RuntimeCallKind.Gas:
                CallGas(inst.Call, inst.Operands);
                break;
            default:
                throw new LlvmException($"{_source.Name}: rt.{info.Name} is made by mem.touch only");
        }

        if (_usesMemoryLimit && (info.Effects & MirEffects.WritesMemorySize) != 0)
        {
            _memoryLimit = _module.LoadMemoryLimit(_frame);
        }

        return info.HasResult ? _ir.Load(_ir.I256, Scratch(0)) : default;
    }

    /// <summary>Calls a helper that charges gas, and leaves when it says that it halted.</summary>
    private void CallGas(RuntimeCall call, ReadOnlySpan<Value> arguments)
    {
        StoreArguments(arguments);
        _gas = _ir.Call(_module.GasType, _module.LoadHelper(_frame, call), _frame, _gas);
        ExitWhen(_ir.Compare(LLVMIntPredicate.LLVMIntSLT, _gas, _ir.Const64(0)), Shared(ref _halted));
    }

    private void StoreArguments(ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            _ir.Store(Get(arguments[i]), Scratch(i));
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
        _ir.BranchUnlikely(_ir.Compare(LLVMIntPredicate.LLVMIntUGE, offset, _ir.ZExt(limit, _ir.I256)), grow, next);

        _ir.SetBlock(grow);
        var high = _ir.Or(_ir.Or(_ir.Limb(offset, 1), _ir.Limb(offset, 2)), _ir.Limb(offset, 3));
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

        return low;
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
        var callee = _module.LoadCallDataSlowly();
        _ir.Call(IrBuilder.PreserveMost, _module.PlainType, callee, _frame);
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
