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
            default:
                if (TxContextFields.TryGet(call, out var field))
                {
                    EmitContext(field);
                }

                break;
        }
    }

    /// <summary>The field, unless the transaction context is not in the frame.</summary>
    private void EmitContext(TxContextField field)
    {
        Assembler.Mi(X64Op.Cmp32, Field(FrameLayout.HasTxContext), 0);
        var absent = Assembler.JumpNear(Condition.Equal);
        var place = Field(FrameLayout.TxContext + field.Offset);
        switch (field.Kind)
        {
            case TxContextKind.Number:
                Assembler.Rm(X64Op.Vmovq, Ymm.Y0, place);
                Assembler.Mr(X64Op.Vmovdqu256, Argument(0, 0), Ymm.Y0);
                break;
            case TxContextKind.Address:
                EmitAddress(place);
                break;
            default:
                ReverseWord(Argument(0, 0), place);
                break;
        }

        Assembler.Ret();
        Assembler.BindNear(absent);
    }

    private void EmitAddress(Mem place)
    {
        Assembler.Rm(X64Op.Movbe, Gpr.Rcx, place.Plus(12));
        Assembler.Rm(X64Op.Movbe, Gpr.Rdx, place.Plus(4));
        Assembler.Rm(X64Op.Mov32, Gpr.Rsi, place);
        Assembler.Bswap(Gpr.Rsi);
        Assembler.Rc(X64Op.Shr, Gpr.Rsi, 32);
        Assembler.Mr(X64Op.Mov, Argument(0, 0), Gpr.Rcx);
        Assembler.Mr(X64Op.Mov, Argument(0, 1), Gpr.Rdx);
        Assembler.Mr(X64Op.Mov, Argument(0, 2), Gpr.Rsi);
        Assembler.MovImmediate(Argument(0, 3), 0);
    }
}
