// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits what becomes of the host's answer to a call.</summary>
internal sealed partial class ModuleLowering
{
    /// <summary>Takes what the host answered for what it counts as, as the runtime's <c>NestedResult</c> does: gas, refund, return data,
    /// what of it goes to memory, and the result of the instruction.</summary>
    private void EmitCallResult(int ranges)
    {
        const int result = FrameLayout.LastResult;
        const Gpr used = Gpr.Rcx, left = Gpr.Rdx, size = Gpr.R8, status = Gpr.R9;
        Assembler.Rm(X64Op.Mov, used, Local(CallGiven));
        Assembler.Rm(X64Op.Mov, left, Field(result + ResultLayout.GasLeft));
        Assembler.Rr(X64Op.Cmp, left, used);
        Assembler.Cmov(Condition.Greater, left, used);
        Assembler.Rr(X64Op.Sub, used, left);
        var isWritable = Assembler.JumpNear(Condition.NoOverflow);
        Assembler.MovImmediate(used, long.MaxValue);
        Assembler.BindNear(isWritable);
        Assembler.Rr(X64Op.Sub, GasRegister, used);

        // One store: whoever reads the word reads it in one piece, and a processor passes that on from a store that holds all of it.
        Assembler.MovImmediate(Gpr.Rax, 0);
        Assembler.Rm(X64Op.Mov32, status, Field(result + ResultLayout.StatusCode));
        Assembler.Rr(X64Op.Test32, status, status);
        Assembler.Set(Condition.Equal, Gpr.Rax);
        Assembler.Rr(X64Op.Vmovq, Ymm.Y0, Gpr.Rax);
        Assembler.Mr(X64Op.Vmovdqu256, Argument(0, 0), Ymm.Y0);
        var hasFailed = Assembler.JumpNear(Condition.NotEqual);
        EmitRefund(result);
        Assembler.BindNear(hasFailed);

        // Output without an address, or larger than any memory, is none.
        var isEmpty = default(Label);
        Assembler.Rm(X64Op.Mov, CopySource, Field(result + ResultLayout.OutputData));
        Assembler.Rm(X64Op.Mov, size, Field(result + ResultLayout.OutputSize));
        Assembler.Rr(X64Op.Test, CopySource, CopySource);
        Assembler.Jump(Condition.Equal, ref isEmpty);
        Assembler.Rr(X64Op.Mov, Gpr.Rax, size);
        Assembler.Rc(X64Op.Shr, Gpr.Rax, 32);
        Assembler.Jump(Condition.NotEqual, ref isEmpty);
        Assembler.Rr(X64Op.Test, size, size);
        Assembler.Jump(Condition.Equal, ref isEmpty);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.ReturnData), CopySource);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.ReturnDataSize), size);

        Assembler.Rm(X64Op.Mov, CopySize, Argument(ranges + 3, 0));
        Assembler.Rr(X64Op.Cmp, CopySize, size);
        Assembler.Cmov(Condition.Above, CopySize, size);
        Assembler.Rr(X64Op.Test, CopySize, CopySize);
        Assembler.Jump(Condition.Equal, ref isEmpty);
        Assembler.Rm(X64Op.Mov, CopyTarget, Argument(ranges + 2, 0));
        Assembler.Rm(X64Op.Add, CopyTarget, Field(FrameLayout.MemoryBase));
        EmitMoveOfOutput();
        Assembler.Bind(ref isEmpty);
    }

    /// <summary>Adds to the refund counter, which stays at the end of its range rather than to pass it; changes rax and rdx.</summary>
    private void EmitRefund(int result)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Field(result + ResultLayout.GasRefund));
        Assembler.Rm(X64Op.Mov, Gpr.Rdx, Field(FrameLayout.GasRefund));
        Assembler.Rr(X64Op.Add, Gpr.Rdx, Gpr.Rax);
        var isWritable = Assembler.JumpNear(Condition.NoOverflow);
        Assembler.MovImmediate(Gpr.Rdx, long.MaxValue);
        Assembler.Rc(X64Op.Sar, Gpr.Rax, 63);
        Assembler.Rr(X64Op.Xor, Gpr.Rdx, Gpr.Rax);
        Assembler.BindNear(isWritable);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.GasRefund), Gpr.Rdx);
    }

    /// <summary>A host's output may lie in the memory that it was given as the input: then it is moved byte by byte, from the end that is
    /// overwritten last.</summary>
    private void EmitMoveOfOutput()
    {
        var isAhead = default(Label);
        var isBehind = default(Label);
        var end = default(Label);
        Assembler.Rr(X64Op.Mov, Gpr.Rax, CopyTarget);
        Assembler.Rr(X64Op.Sub, Gpr.Rax, CopySource);
        Assembler.Rr(X64Op.Cmp, Gpr.Rax, CopySize);
        Assembler.Jump(Condition.Below, ref isAhead);
        Assembler.R(X64Op.Neg, Gpr.Rax);
        Assembler.Rr(X64Op.Cmp, Gpr.Rax, CopySize);
        Assembler.Jump(Condition.Below, ref isBehind);
        EmitMove();
        Assembler.Jump(ref end);

        Assembler.Bind(ref isAhead);
        var backward = new Label { Position = Assembler.Length };
        MoveByte(-1);
        Assembler.R(X64Op.Dec, CopySize);
        Assembler.Jump(Condition.NotEqual, ref backward);
        Assembler.Jump(ref end);

        // The size counts up from its negative.
        Assembler.Bind(ref isBehind);
        Assembler.Rr(X64Op.Add, CopySource, CopySize);
        Assembler.Rr(X64Op.Add, CopyTarget, CopySize);
        Assembler.R(X64Op.Neg, CopySize);
        var forward = new Label { Position = Assembler.Length };
        MoveByte(0);
        Assembler.R(X64Op.Inc, CopySize);
        Assembler.Jump(Condition.NotEqual, ref forward);
        Assembler.Bind(ref end);
    }

    private void MoveByte(int displacement)
    {
        Assembler.Rm(X64Op.Movzx8, Gpr.Rax, new Mem(CopySource, CopySize, 1, displacement));
        Assembler.Mr(X64Op.Mov8, new Mem(CopyTarget, CopySize, 1, displacement), Gpr.Rax);
    }
}
