// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits helpers for code of any backend: C functions of the signatures of the runtime's, with the quick ways that
/// modules of this backend have inside, the long ones of division and those for ranges of memory, and the
/// runtime's own helper behind them.</summary>
internal sealed partial class ModuleLowering
{
    /// <summary>Whether the runtime's own helpers are what is left to call.</summary>
    private bool _isHelpers;

    /// <summary>Growth of memory to the end of a range with its offset in rdx and its size in rcx. Sets the gas; it is negative where the
    /// frame's status says why not.</summary>
    private Label _growthOfRange;

    /// <summary>The runtime calls that there are helpers for.</summary>
    internal static ReadOnlySpan<RuntimeCall> HelperCalls =>
    [
        RuntimeCall.UDiv, RuntimeCall.UMod, RuntimeCall.SDiv, RuntimeCall.SMod, RuntimeCall.AddMod, RuntimeCall.MulMod,
        RuntimeCall.Timestamp, RuntimeCall.Number, RuntimeCall.GasLimit, RuntimeCall.Origin, RuntimeCall.Coinbase, RuntimeCall.GasPrice,
        RuntimeCall.PrevRandao, RuntimeCall.ChainId, RuntimeCall.BaseFee, RuntimeCall.BlobBaseFee, RuntimeCall.MemGrow,
        RuntimeCall.CallDataCopy, RuntimeCall.CodeCopy, RuntimeCall.ReturnDataCopy, RuntimeCall.Return, RuntimeCall.Revert,
        RuntimeCall.SLoad, RuntimeCall.Exp, RuntimeCall.Keccak256, RuntimeCall.Call, RuntimeCall.DelegateCall, RuntimeCall.StaticCall,
    ];

    /// <summary>Emits the helpers.</summary>
    /// <returns>Where each of <see cref="HelperCalls"/> is, in their order, and Keccak's permutation; without AVX-512 nothing of
    /// Keccak.</returns>
    internal List<CodeSymbol> LowerHelpers()
    {
        _isHelpers = true;
        Assembler.Clear();
        _growthBody = default;
        _growthOfRange = default;
        _keccakRounds = default;
        var symbols = new List<CodeSymbol>(HelperCalls.Length + 1);
        foreach (var call in HelperCalls)
        {
            if (call == RuntimeCall.Keccak256 && !_features.HasAvx512)
            {
                continue;
            }

            var start = Assembler.Length;
            switch (call)
            {
                case RuntimeCall.SLoad:
                    EmitStorageLoad();
                    break;
                case RuntimeCall.Call or RuntimeCall.DelegateCall or RuntimeCall.StaticCall:
                    EmitHostCall(call);
                    break;
                default:
                    EmitHelper(call);
                    break;
            }

            symbols.Add(new CodeSymbol(CodeSymbolKind.Helper, (int)call, start, Assembler.Length - start));
        }

        if (_features.HasAvx512)
        {
            symbols.Add(EmitKeccak());
        }

        _isHelpers = false;
        return symbols;
    }

    /// <summary>A body with the registers of this backend's code is called by a few instructions that have those of C.</summary>
    private void EmitHelper(RuntimeCall call)
    {
        var hasGas = RuntimeCalls.KindOf(call) != RuntimeCallKind.Plain;
        var body = default(Label);
        Assembler.MarkStack(0);
        Assembler.Push(FrameRegister);
        Assembler.Push(GasRegister);
        Assembler.Rr(X64Op.Mov, FrameRegister, Gpr.Rdi);
        if (hasGas)
        {
            Assembler.Rr(X64Op.Mov, GasRegister, Gpr.Rsi);
        }

        Assembler.Call(ref body);
        if (hasGas)
        {
            Assembler.Rr(X64Op.Mov, Gpr.Rax, GasRegister);
        }

        Assembler.Vzeroupper();
        Assembler.Pop(GasRegister);
        Assembler.Pop(FrameRegister);
        Assembler.Ret();
        Assembler.Bind(ref body);
        switch (call)
        {
            case RuntimeCall.MemGrow:
                Assembler.Bind(ref _growthOfRange);
                EmitGrowthOfRange();
                return;
            case RuntimeCall.CallDataCopy:
                EmitQuickCopy(FrameLayout.CallData, FrameLayout.CallDataSize, isBounded: false);
                break;
            case RuntimeCall.CodeCopy:
                EmitQuickCopy(FrameLayout.Code, FrameLayout.CodeSize, isBounded: false);
                break;
            case RuntimeCall.ReturnDataCopy:
                EmitQuickCopy(FrameLayout.ReturnData, FrameLayout.ReturnDataSize, isBounded: true);
                break;
            case RuntimeCall.Return or RuntimeCall.Revert:
                EmitQuickOutput();
                break;
            case RuntimeCall.Exp:
                EmitExponent();
                break;
            case RuntimeCall.Keccak256:
                EmitWordHash();
                break;
            default:
                EmitQuickWay(call);
                break;
        }

        CallHelper(RuntimeCallTable.Get(call));
        Assembler.Ret();
    }

    /// <summary>Growth to the end of a range with its offset in rdx and its size in rcx.</summary>
    private void EmitGrowthOfRange()
    {
        var tooFar = default(Label);
        Assembler.Rr(X64Op.Mov, Gpr.Rax, Gpr.Rdx);
        Assembler.Rr(X64Op.Or, Gpr.Rax, Gpr.Rcx);
        Assembler.Rc(X64Op.Shr, Gpr.Rax, 32);
        Assembler.Jump(Condition.NotEqual, ref tooFar);
        Assembler.Rm(X64Op.Lea, Gpr.Rax, new Mem(Gpr.Rdx, Gpr.Rcx, 1, 0));
        EmitGrowth(sparesRegisters: false);
        Assembler.Bind(ref tooFar);
        Assembler.MarkStack(0);
        CallHelper(RuntimeCallTable.Get(RuntimeCall.MemGrow));
        Assembler.Ret();
    }
}
