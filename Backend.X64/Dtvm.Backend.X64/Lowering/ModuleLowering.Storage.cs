// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits the helper of SLOAD, which asks the host without a way through managed code.</summary>
internal sealed partial class ModuleLowering
{
    /// <summary>Bytes of the registers that a helper saves.</summary>
    private const int HostHelperSaved = 3 * PointerBytes;

    /// <summary>Loads the slot whose key is scratch word 0; since Berlin the first access of it costs more (EIP-2929). It is all that the
    /// runtime's helper does.</summary>
    /// <remarks>Upper halves of vector registers are clear when the host is called, as the bridge in the frame has it.</remarks>
    private void EmitStorageLoad()
    {
        const int key = 0, value = WordBytes, locals = 2 * WordBytes;
        Assembler.MarkStack(0);
        BeginHostHelper(locals);
        ReverseWord(new Mem(Gpr.Rsp, key), Argument(0, 0));
        Assembler.Vzeroupper();

        Assembler.Mi(X64Op.Cmp, Field(FrameLayout.StorageSurcharge), 0);
        var isFree = Assembler.JumpNear(Condition.Equal);
        Assembler.Rm(X64Op.Mov, Gpr.Rdi, Field(FrameLayout.Host + HostLayout.Context));
        LoadRecipient(Gpr.Rsi);
        Assembler.Rm(X64Op.Lea, Gpr.Rdx, new Mem(Gpr.Rsp, key));
        CallHost(HostLayout.AccessStorage);

        // Cold is 0; whatever else a host answers is warm.
        Assembler.Rr(X64Op.Test32, Gpr.Rax, Gpr.Rax);
        var isWarm = Assembler.JumpNear(Condition.NotEqual);
        Assembler.Rm(X64Op.Sub, GasRegister, Field(FrameLayout.StorageSurcharge));
        var isPaid = Assembler.JumpNear(Condition.GreaterOrEqual);
        HaltOutOfGas();
        var end = default(Label);
        Assembler.Jump(ref end);
        Assembler.BindNear(isPaid);
        Assembler.BindNear(isWarm);
        Assembler.BindNear(isFree);

        // A struct of 32 bytes is returned through a pointer before the arguments (System V ABI, 3.2.3).
        Assembler.Rm(X64Op.Lea, Gpr.Rdi, new Mem(Gpr.Rsp, value));
        Assembler.Rm(X64Op.Mov, Gpr.Rsi, Field(FrameLayout.Host + HostLayout.Context));
        LoadRecipient(Gpr.Rdx);
        Assembler.Rm(X64Op.Lea, Gpr.Rcx, new Mem(Gpr.Rsp, key));
        CallHost(HostLayout.GetStorage);
        ReverseWord(Argument(0, 0), new Mem(Gpr.Rsp, value));
        Assembler.Vzeroupper();
        Assembler.Bind(ref end);
        EndHostHelper(locals);
    }

    /// <summary>Begins a C function of frame and gas that calls the host. A frame pointer leads who walks the stack from the host's
    /// function to the caller of this one.</summary>
    /// <param name="locals">Bytes on the native stack, a multiple of 16.</param>
    private void BeginHostHelper(int locals)
    {
        Assembler.PushSaved(Gpr.Rbp);
        Assembler.Rr(X64Op.Mov, Gpr.Rbp, Gpr.Rsp);
        Assembler.Push(FrameRegister);
        Assembler.Push(GasRegister);
        Assembler.Ri(X64Op.Sub, Gpr.Rsp, locals);
        Assembler.MarkStack(HostHelperSaved + locals);
        Assembler.Rr(X64Op.Mov, FrameRegister, Gpr.Rdi);
        Assembler.Rr(X64Op.Mov, GasRegister, Gpr.Rsi);
    }

    /// <summary>Ends it; its result is the gas left.</summary>
    /// <param name="locals">As at its beginning.</param>
    private void EndHostHelper(int locals)
    {
        Assembler.Rr(X64Op.Mov, Gpr.Rax, GasRegister);
        Assembler.Ri(X64Op.Add, Gpr.Rsp, locals);
        Assembler.MarkStack(HostHelperSaved);
        Assembler.Pop(GasRegister);
        Assembler.Pop(FrameRegister);
        Assembler.Pop(Gpr.Rbp);
        Assembler.Ret();
    }

    /// <summary>What a helper that is out of gas leaves; changes rax.</summary>
    private void HaltOutOfGas()
    {
        Assembler.MovImmediate(Gpr.Rax, EvmcStatus.OutOfGas);
        Assembler.Mr(X64Op.Mov32, Field(FrameLayout.Status), Gpr.Rax);
        Assembler.MovImmediate(GasRegister, ulong.MaxValue);
    }

    private void LoadRecipient(Gpr target)
    {
        Assembler.Rm(X64Op.Mov, target, Field(FrameLayout.Message));
        Assembler.Ri(X64Op.Add, target, MessageLayout.Recipient);
    }

    private void CallHost(int function)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Field(FrameLayout.Host + HostLayout.Interface));
        Assembler.M(X64Op.Call, new Mem(Gpr.Rax, function));
    }

    /// <summary>Copies a word with its bytes turned around.</summary>
    internal void ReverseWord(Mem target, Mem source)
    {
        Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, source);
        StoreReversed(target);
    }

    /// <summary>Stores <see cref="Ymm.Y0"/> with its bytes turned around.</summary>
    private void StoreReversed(Mem target)
    {
        Assembler.Rrm(X64Op.Vpshufb256, Ymm.Y0, Ymm.Y0, Mem.Pool(Assembler.Pool.Word(FunctionLowering.ReverseHalves)));
        Assembler.Rrc(X64Op.Vpermq, Ymm.Y0, Ymm.Y0, FunctionLowering.SwapHalves);
        Assembler.Mr(X64Op.Vmovdqu256, target, Ymm.Y0);
    }
}
