// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.Llvm.Interop;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.Llvm.Lowering;

/// <summary>The part that lowers calls of the runtime, and does in place what of them is done most often.</summary>
internal sealed unsafe partial class FunctionLowering
{
    private LLVMValueRef LowerRuntimeCall(MirInst inst)
    {
        if (_current.IsInLoop && _contextReads < MaxContextReads && TxContextFields.TryGet(inst.Call, out var field))
        {
            _contextReads++;
            return LowerTxContext(field);
        }

        if (RuntimeCalls.IsDivision(inst.Call) && Constant(inst.Operands[1]) is var divisor && MayDivideNarrowly(inst.Call, divisor))
        {
            return LowerDivision(inst, divisor is null);
        }

        ref readonly var info = ref RuntimeCallTable.Get(inst.Call);
        switch (info.Kind)
        {
            case RuntimeCallKind.Plain:
                StoreArguments(inst.Operands);
                _module.Marks?.BeginCall();
                _ir.Call(_module.PlainType, _module.LoadHelper(_frame, inst.Call), _frame);
                break;
            case RuntimeCallKind.Gas:
                CallGas(inst.Call, inst.Operands);
                break;
            default:
                throw new LlvmException($"{_source.Name}: rt.{info.Name} is made by mem.touch only");
        }

        if (_usesMemoryLimit && (inst.Effects & MirEffects.WritesMemorySize) != 0)
        {
            _memoryLimit = _module.LoadMemoryLimit(_frame);
        }

        return info.HasResult ? _ir.Load(_ir.I256, Scratch(0)) : default;
    }

    /// <summary>A field of the transaction context, which the frame has already but for the first time.</summary>
    private LLVMValueRef LowerTxContext(TxContextField field)
    {
        var fetch = _ir.NewBlock(_function);
        var next = _ir.NewBlock(_function);
        var has = _ir.Load(_ir.I32, FrameField(FrameLayout.HasTxContext));
        _ir.BranchUnlikely(_ir.Compare(LLVMIntPredicate.LLVMIntEQ, has, _ir.Const32(0)), fetch, next);

        _ir.SetBlock(fetch);
        CallRarely(field.Call);
        _ir.Branch(next);

        _ir.SetBlock(next);
        var place = FrameLayout.TxContext + field.Offset;
        switch (field.Kind)
        {
            case TxContextKind.Number:
                return _ir.ZExt(_ir.Load(_ir.I64, FrameField(place)), _ir.I256);
            case TxContextKind.Address:
                // The word that ends with the address, whatever stands before it.
                var word = SwapBytes(_ir.LoadUnaligned(_ir.I256, FrameField(place + ExecutionLimits.AddressBytes - WordBytes)));
                return _ir.And(word, _ir.Const(MirType.I256, (U256.One << (8 * ExecutionLimits.AddressBytes)) - U256.One));
            default:
                return SwapBytes(_ir.LoadUnaligned(_ir.I256, FrameField(place)));
        }
    }

    /// <summary>Calls a helper that charges gas, and leaves when it says that it halted.</summary>
    private void CallGas(RuntimeCall call, ReadOnlySpan<Value> arguments)
    {
        StoreArguments(arguments);
        _module.Marks?.BeginCall();
        _gas = _ir.Call(_module.GasType, _module.LoadHelper(_frame, call), _frame, _gas);
        ExitWhen(_ir.Compare(LLVMIntPredicate.LLVMIntSLT, _gas, _ir.Const64(0)), Shared(ref _halted));
    }

    private void StoreArguments(ReadOnlySpan<Value> arguments)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            var argument = Get(arguments[i]);
            var isNarrow = _source.TypeOf(arguments[i]) == MirType.I64;
            _ir.Store(isNarrow ? _ir.ZExt(argument, _ir.I256) : argument, Scratch(i));
        }
    }

    /// <summary>A division of 64 bits where both operands have no more, which is the expected case: by a constant it is a
    /// multiplication.</summary>
    /// <remarks>With a sign only by what is above 0: that leaves out division by 0, whose result is 0, and the one quotient that overflows
    /// (Yellow Paper, appendix H.2, SDIV).</remarks>
    private LLVMValueRef LowerDivision(MirInst inst, bool checksDivisor)
    {
        var operands = inst.Operands;
        var isSigned = IsSigned(inst.Call);
        var isRemainder = inst.Call is RuntimeCall.UMod or RuntimeCall.SMod;
        var dividend = Get(operands[0]);
        var divisor = Get(operands[1]);
        var low = _ir.Trunc(dividend, _ir.I64);
        var lowDivisor = _ir.Trunc(divisor, _ir.I64);
        var isWide = isSigned
            ? _ir.Compare(LLVMIntPredicate.LLVMIntNE, dividend, _ir.SExt(low, _ir.I256))
            : _ir.Compare(LLVMIntPredicate.LLVMIntNE, HighLimbs(dividend), _ir.Const64(0));
        if (checksDivisor)
        {
            var least = isSigned ? LLVMIntPredicate.LLVMIntSLT : LLVMIntPredicate.LLVMIntULT;
            isWide = _ir.Or(isWide, _ir.Compare(LLVMIntPredicate.LLVMIntNE, HighLimbs(divisor), _ir.Const64(0)));
            isWide = _ir.Or(isWide, _ir.Compare(least, lowDivisor, _ir.Const64(1)));
        }

        var wide = _ir.NewBlock(_function);
        var narrow = _ir.NewBlock(_function);
        var next = _ir.NewBlock(_function);
        _ir.BranchUnlikely(isWide, wide, narrow);

        _ir.SetBlock(narrow);
        var quick = (isSigned, isRemainder) switch
        {
            (false, false) => _ir.UDiv(low, lowDivisor),
            (false, true) => _ir.URem(low, lowDivisor),
            (true, false) => _ir.SDiv(low, lowDivisor),
            (true, true) => _ir.SRem(low, lowDivisor),
        };
        quick = isSigned ? _ir.SExt(quick, _ir.I256) : _ir.ZExt(quick, _ir.I256);
        _ir.Branch(next);

        _ir.SetBlock(wide);
        StoreArguments(operands);
        CallRarely(inst.Call);
        var slow = _ir.Load(_ir.I256, Scratch(0));
        _ir.Branch(next);

        _ir.SetBlock(next);
        return Merge(quick, narrow, slow, wide);
    }

    /// <summary>Whether a divisor allows a division of 64 bits.</summary>
    private static bool MayDivideNarrowly(RuntimeCall call, U256? divisor) =>
        divisor is not { } known || (!known.IsZero && known <= (IsSigned(call) ? (ulong)long.MaxValue : ulong.MaxValue));

    private static bool IsSigned(RuntimeCall call) => call is RuntimeCall.SDiv or RuntimeCall.SMod;

    /// <summary>Calls a plain helper where that is hardly ever needed: arguments and result are in scratch words.</summary>
    private void CallRarely(RuntimeCall call)
    {
        _module.Marks?.BeginCall();
        _ir.Call(IrBuilder.PreserveMost, _module.PlainType, _module.CallRarely(call), _frame);
    }
}
