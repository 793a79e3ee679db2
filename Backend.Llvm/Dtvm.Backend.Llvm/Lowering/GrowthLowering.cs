// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>Emits the functions of a module that grow EVM memory, one for each size of range:
/// <c>preserve_mostcc {i64 gas, i64 limit} (ptr frame, i64 gas, i64 offset, i64 offsetHigh)</c> gives the gas left, or a negative number
/// with the frame's status set, and the new limit (<see cref="ModuleLowering.LoadMemoryLimit"/>). <c>offsetHigh</c> is not zero when the
/// offset does not fit in 64 bits.</summary>
/// <remarks>Their call sites are many, so they are functions that spare the caller's registers. As long as the arena has room they do what
/// the runtime's <c>FrameMemory</c> does (<see cref="MemoryGrowth"/>); the rest is a function of its own, for whose call theirs need not
/// save anything.</remarks>
/// <param name="module">The module.</param>
internal sealed class GrowthLowering(ModuleLowering module)
{
    private readonly IrBuilder _ir = module.Builder;

    /// <summary>Emits the function.</summary>
    /// <param name="size">Bytes of the range, at least 1.</param>
    internal LLVMValueRef Lower(long size)
    {
        var resume = _ir.Block;
        var function = _ir.AddFunction($"grow.{size}", module.GrowType, IrBuilder.PreserveMost);
        var slow = Slow(size);
        _ir.SetBlock(LLVM.GetEntryBasicBlock(function));
        var leave = _ir.NewBlock(function);
        EmitQuickWay(function, size, leave);
        _ir.SetBlock(leave);
        _ir.Return(_ir.Call(
            IrBuilder.PreserveMost, module.GrowType, slow, LLVM.GetParam(function, 0), LLVM.GetParam(function, 1),
            LLVM.GetParam(function, 2), LLVM.GetParam(function, 3)));
        _ir.SetBlock(resume);
        return function;
    }

    private void EmitQuickWay(LLVMValueRef function, long size, LLVMBasicBlockRef leave)
    {
        var frame = LLVM.GetParam(function, 0);
        var gas = LLVM.GetParam(function, 1);
        var offset = LLVM.GetParam(function, 2);
        var lastWord = _ir.LShr(_ir.Add(offset, _ir.Const64(size - 1)), _ir.Const64(MemoryGrowth.WordShift));
        var tooHigh = _ir.LShr(offset, _ir.Const64(BitOperations.Log2(ExecutionLimits.MaxMemoryOffset) + 1));
        var far = _ir.Or(LLVM.GetParam(function, 3), tooHigh);
        far = _ir.Or(far, _ir.LShr(lastWord, _ir.Const64(BitOperations.Log2(MemoryGrowth.MaxQuickWords))));
        var isFar = _ir.Compare(LLVMIntPredicate.LLVMIntNE, far, _ir.Const64(0));
        LeaveIf(isFar, function, leave);

        var words = _ir.Add(lastWord, _ir.Const64(1));
        var oldSize = _ir.Load(_ir.I64, _ir.Offset(frame, FrameLayout.MemorySize));
        var cost = _ir.Sub(CostOf(words), CostOf(_ir.LShr(oldSize, _ir.Const64(MemoryGrowth.WordShift))));
        LeaveIf(_ir.Compare(LLVMIntPredicate.LLVMIntSGT, cost, gas), function, leave);

        var newSize = _ir.Shl(words, _ir.Const64(MemoryGrowth.WordShift));
        var memory = _ir.Load(_ir.I64, _ir.Offset(frame, FrameLayout.MemoryBase));
        var newEnd = _ir.Add(memory, newSize);
        var arena = _ir.LoadInvariant(_ir.Pointer, _ir.Offset(frame, FrameLayout.ArenaState));
        var room = _ir.Load(_ir.I64, _ir.Offset(arena, FrameLayout.ArenaMemoryEnd));
        LeaveIf(_ir.Compare(LLVMIntPredicate.LLVMIntUGT, newEnd, room), function, leave);

        ClearDirty(function, arena, _ir.Add(memory, oldSize), newEnd);
        _ir.Store(newSize, _ir.Offset(frame, FrameLayout.MemorySize));
        _ir.ReturnPair(_ir.Sub(gas, cost), _ir.Sub(newSize, _ir.Const64(ExecutionLimits.WordBytes - 1)));
    }

    private void LeaveIf(LLVMValueRef condition, LLVMValueRef function, LLVMBasicBlockRef leave)
    {
        var next = _ir.NewBlock(function);
        _ir.BranchUnlikely(condition, leave, next);
        _ir.SetBlock(next);
    }

    /// <summary>What a memory of so many words costs.</summary>
    private LLVMValueRef CostOf(LLVMValueRef words) =>
        _ir.Add(
            _ir.Mul(words, _ir.Const64(MemoryGrowth.WordGas)), _ir.LShr(_ir.Mul(words, words), _ir.Const64(MemoryGrowth.QuadraticShift)));

    /// <summary>Makes memory from its old to its new end zero, word by word, as far as it is not, and moves the end of what is
    /// not.</summary>
    private void ClearDirty(LLVMValueRef function, LLVMValueRef arena, LLVMValueRef oldEnd, LLVMValueRef newEnd)
    {
        var field = _ir.Offset(arena, FrameLayout.ArenaDirtyEnd);
        var dirtyEnd = _ir.Load(_ir.I64, field);
        var isBehind = _ir.Compare(LLVMIntPredicate.LLVMIntUGT, newEnd, dirtyEnd);
        _ir.Store(_ir.Select(isBehind, newEnd, dirtyEnd), field);
        var clearEnd = _ir.Select(isBehind, dirtyEnd, newEnd);
        var loop = _ir.NewBlock(function);
        var done = _ir.NewBlock(function);
        var before = _ir.Block;
        _ir.Branch(_ir.Compare(LLVMIntPredicate.LLVMIntULT, oldEnd, clearEnd), loop, done);

        _ir.SetBlock(loop);
        var place = _ir.Phi(_ir.I64);
        _ir.StoreUnaligned(_ir.Const(MirType.I256, U256.Zero), _ir.IntToPtr(place));
        var next = _ir.Add(place, _ir.Const64(ExecutionLimits.WordBytes));
        IrBuilder.AddIncoming(place, oldEnd, before);
        IrBuilder.AddIncoming(place, next, loop);
        _ir.Branch(_ir.Compare(LLVMIntPredicate.LLVMIntULT, next, clearEnd), loop, done);
        _ir.SetBlock(done);
    }

    /// <summary>The same by the runtime.</summary>
    private LLVMValueRef Slow(long size)
    {
        var function = _ir.AddFunction($"grow.{size}.slow", module.GrowType, IrBuilder.PreserveMost);
        var frame = LLVM.GetParam(function, 0);
        var offset = LLVM.GetParam(function, 2);
        var fits = _ir.NewBlock(function);
        var tooFar = _ir.NewBlock(function);
        _ir.SetBlock(LLVM.GetEntryBasicBlock(function));
        var isFar = _ir.Or(
            _ir.Compare(LLVMIntPredicate.LLVMIntNE, LLVM.GetParam(function, 3), _ir.Const64(0)),
            _ir.Compare(LLVMIntPredicate.LLVMIntUGT, offset, _ir.Const64((long)ExecutionLimits.MaxMemoryOffset)));
        _ir.BranchUnlikely(isFar, tooFar, fits);
        _ir.SetBlock(fits);
        var helper = module.LoadHelper(frame, RuntimeCall.MemGrow);
        var gas = _ir.Call(module.GrowHelperType, helper, frame, LLVM.GetParam(function, 1), offset, _ir.Const64(size));
        _ir.ReturnPair(gas, module.LoadMemoryLimit(frame));
        _ir.SetBlock(tooFar);
        _ir.Store(_ir.Const32(EvmcStatus.OutOfGas), _ir.Offset(frame, FrameLayout.Status));
        _ir.ReturnPair(_ir.Const64(-1), _ir.Const64(0));
        return function;
    }
}
