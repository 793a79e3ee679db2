// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits what stands before the call of a helper where it can often be spared.</summary>
internal sealed partial class ModuleLowering
{
    private void EmitQuickWay(RuntimeCall call)
    {
        switch (call)
        {
            case RuntimeCall.UDiv or RuntimeCall.UMod or RuntimeCall.SDiv or RuntimeCall.SMod:
                EmitDivision(call);
                break;
            case RuntimeCall.AddMod:
                EmitAddMod();
                break;
            case RuntimeCall.MulMod:
                EmitMulMod();
                break;
            case RuntimeCall.Timestamp:
                EmitNumber(TxContextLayout.BlockTimestamp);
                break;
            case RuntimeCall.Number:
                EmitNumber(TxContextLayout.BlockNumber);
                break;
            case RuntimeCall.GasLimit:
                EmitNumber(TxContextLayout.BlockGasLimit);
                break;
            case RuntimeCall.Origin:
                EmitAddress(TxContextLayout.TxOrigin);
                break;
            case RuntimeCall.Coinbase:
                EmitAddress(TxContextLayout.BlockCoinbase);
                break;
            case RuntimeCall.GasPrice:
                EmitWord(TxContextLayout.TxGasPrice);
                break;
            case RuntimeCall.PrevRandao:
                EmitWord(TxContextLayout.BlockPrevRandao);
                break;
            case RuntimeCall.ChainId:
                EmitWord(TxContextLayout.ChainId);
                break;
            case RuntimeCall.BaseFee:
                EmitWord(TxContextLayout.BlockBaseFee);
                break;
            case RuntimeCall.BlobBaseFee:
                EmitWord(TxContextLayout.BlobBaseFee);
                break;
        }
    }

    /// <summary>Goes on behind what is emitted until <see cref="EndContext"/> unless the transaction context is in the frame.</summary>
    private int BeginContext()
    {
        Assembler.Mi(X64Op.Cmp32, Field(FrameLayout.HasTxContext), 0);
        return Assembler.JumpNear(Condition.Equal);
    }

    private void EndContext(int absent)
    {
        Assembler.Ret();
        Assembler.BindNear(absent);
    }

    private void EmitNumber(int offset)
    {
        var absent = BeginContext();
        Assembler.Rm(X64Op.Vmovq, Ymm.Y0, Field(FrameLayout.TxContext + offset));
        Assembler.Mr(X64Op.Vmovdqu256, Argument(0, 0), Ymm.Y0);
        EndContext(absent);
    }

    private void EmitWord(int offset)
    {
        var absent = BeginContext();
        Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, Field(FrameLayout.TxContext + offset));
        Assembler.Rrm(X64Op.Vpshufb256, Ymm.Y0, Ymm.Y0, Mem.Pool(Assembler.Pool.Word(FunctionLowering.ReverseHalves)));
        Assembler.Rrc(X64Op.Vpermq, Ymm.Y0, Ymm.Y0, FunctionLowering.SwapHalves);
        Assembler.Mr(X64Op.Vmovdqu256, Argument(0, 0), Ymm.Y0);
        EndContext(absent);
    }

    /// <summary>Twenty bytes, most significant first.</summary>
    private void EmitAddress(int offset)
    {
        var absent = BeginContext();
        var place = Field(FrameLayout.TxContext + offset);
        Assembler.Rm(X64Op.Movbe, Gpr.Rcx, place.Plus(12));
        Assembler.Rm(X64Op.Movbe, Gpr.Rdx, place.Plus(4));
        Assembler.Rm(X64Op.Mov32, Gpr.Rsi, place);
        Assembler.Bswap(Gpr.Rsi);
        Assembler.Rc(X64Op.Shr, Gpr.Rsi, 32);
        Assembler.Mr(X64Op.Mov, Argument(0, 0), Gpr.Rcx);
        Assembler.Mr(X64Op.Mov, Argument(0, 1), Gpr.Rdx);
        Assembler.Mr(X64Op.Mov, Argument(0, 2), Gpr.Rsi);
        Assembler.MovImmediate(Argument(0, 3), 0);
        EndContext(absent);
    }
}
