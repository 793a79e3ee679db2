// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits the helpers of CALL, DELEGATECALL and STATICCALL, which ask the host without a way through managed
/// code.</summary>
/// <remarks>
/// They do what the runtime's <c>CallHelpers</c> does from Berlin on. What is rare they leave to it before the host has heard of the call:
/// another revision, a native stack that may be too short, the last depth, a value, a range of memory that no gas pays for. Locals are the
/// message, the first bytes of the target's code, and the gas that was given.
/// </remarks>
internal sealed partial class ModuleLowering
{
    private const int CallMessage = 0, CallDesignator = CallMessage + ((MessageLayout.Size + WordBytes - 1) / WordBytes * WordBytes);
    private const int CallGiven = CallDesignator + WordBytes, CallLocals = CallGiven + (2 * PointerBytes);

    /// <summary>What no offset and no size may have a bit of.</summary>
    private static readonly U256 AboveMemory = new(~ExecutionLimits.MaxMemoryOffset, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue);

    private void EmitHostCall(RuntimeCall call)
    {
        var slow = default(Label);
        var outOfGas = default(Label);
        var end = default(Label);
        var ranges = call == RuntimeCall.Call ? 3 : 2;
        Assembler.MarkStack(0);
        EmitCallConditions(call, ranges, ref slow);

        BeginHostHelper(CallLocals);
        EmitCallMessage(call);
        EmitReleaseOfLastResult();

        EmitAccessOfTarget(ref outOfGas);
        EmitCallGrowth(ranges, ref end);
        EmitCallGrowth(ranges + 2, ref end);
        EmitCallGas();
        EmitCallInput(ranges);
        Assembler.Rm(X64Op.Lea, Gpr.Rdi, Field(FrameLayout.LastResult));
        Assembler.Rm(X64Op.Mov, Gpr.Rsi, Field(FrameLayout.Host + HostLayout.Context));
        Assembler.Rm(X64Op.Lea, Gpr.Rdx, Local(CallMessage));
        CallHost(HostLayout.Call);
        EmitCallResult(ranges);
        Assembler.Rr(X64Op.Test, GasRegister, GasRegister);
        Assembler.Jump(Condition.NoSign, ref end);

        Assembler.Bind(ref outOfGas);
        HaltOutOfGas();
        Assembler.Bind(ref end);
        Assembler.Vzeroupper();
        EndHostHelper(CallLocals);

        Assembler.Bind(ref slow);
        Assembler.MarkStack(0);
        Assembler.Vzeroupper();
        Assembler.Rm(X64Op.Mov, Gpr.Rax, new Mem(Gpr.Rdi, FrameLayout.Helpers));
        Assembler.M(X64Op.Jmp, new Mem(Gpr.Rax, PointerBytes * RuntimeCalls.OwnOf(call)));
    }

    private static Mem Local(int offset) => new(Gpr.Rsp, offset);

    /// <summary>Takes the slow way unless all is as is usual. The frame is in rdi still; changes rax and vector register 0 only.</summary>
    private void EmitCallConditions(RuntimeCall call, int ranges, ref Label slow)
    {
        Assembler.Rm(X64Op.Cmp, Gpr.Rsp, new Mem(Gpr.Rdi, FrameLayout.QuickCallFloor));
        Assembler.Jump(Condition.Below, ref slow);
        Assembler.Mi(X64Op.Cmp32, new Mem(Gpr.Rdi, FrameLayout.Depth), ExecutionLimits.CallDepth);
        Assembler.Jump(Condition.GreaterOrEqual, ref slow);
        if (call == RuntimeCall.Call)
        {
            Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, Scratch(2));
            Assembler.Rr(X64Op.Vptest256, Ymm.Y0, Ymm.Y0);
            Assembler.Jump(Condition.NotEqual, ref slow);
        }

        Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, Scratch(ranges));
        for (var i = 1; i < 4; i++)
        {
            Assembler.Rrm(X64Op.Vpor256, Ymm.Y0, Ymm.Y0, Scratch(ranges + i));
        }

        Assembler.Rm(X64Op.Vptest256, Ymm.Y0, Mem.Pool(Assembler.Pool.Word(AboveMemory)));
        Assembler.Jump(Condition.NotEqual, ref slow);

        static Mem Scratch(int index) => new(Gpr.Rdi, FrameLayout.Scratch + (index * WordBytes));
    }

    /// <summary>Writes what of the message is known before the host is asked; the account to ask for is that of the code.</summary>
    private void EmitCallMessage(RuntimeCall call)
    {
        const Gpr own = Gpr.Rcx;
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        for (var offset = CallMessage; offset < CallDesignator; offset += WordBytes)
        {
            Assembler.Mr(X64Op.Vmovdqu256, Local(offset), Ymm.Y0);
        }

        // The word is stored in one piece that ends with the address. What of it lies before that belongs to the salt, and is zero again.
        ReverseWord(Local(CallMessage + MessageLayout.CodeAddress + ExecutionLimits.AddressBytes - WordBytes), Argument(1, 0));
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        Assembler.Mr(X64Op.Vmovdqu, Local(CallMessage + MessageLayout.CodeAddress - (WordBytes / 2)), Ymm.Y0);
        Assembler.Rm(X64Op.Mov, own, Field(FrameLayout.Message));
        if (call == RuntimeCall.DelegateCall)
        {
            Assembler.MovImmediate(Gpr.Rax, MessageLayout.DelegateCallKind);
            Assembler.Mr(X64Op.Mov32, Local(CallMessage + MessageLayout.Kind), Gpr.Rax);

            // Both addresses, which are neighbours.
            const int accounts = 2 * ExecutionLimits.AddressBytes;
            Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, new Mem(own, MessageLayout.Recipient));
            Assembler.Rm(X64Op.Mov, Gpr.Rax, new Mem(own, MessageLayout.Recipient + accounts - PointerBytes));
            Assembler.Mr(X64Op.Vmovdqu256, Local(CallMessage + MessageLayout.Recipient), Ymm.Y0);
            Assembler.Mr(X64Op.Mov, Local(CallMessage + MessageLayout.Recipient + accounts - PointerBytes), Gpr.Rax);
            Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, new Mem(own, MessageLayout.Value));
            Assembler.Mr(X64Op.Vmovdqu256, Local(CallMessage + MessageLayout.Value), Ymm.Y0);
        }
        else
        {
            CopyAddress(Local(CallMessage + MessageLayout.Recipient), Local(CallMessage + MessageLayout.CodeAddress));
            CopyAddress(Local(CallMessage + MessageLayout.Sender), new Mem(own, MessageLayout.Recipient));
        }

        if (call == RuntimeCall.StaticCall)
        {
            Assembler.MovImmediate(Gpr.Rax, MessageLayout.StaticFlag);
        }
        else
        {
            Assembler.Rm(X64Op.Mov32, Gpr.Rax, new Mem(own, MessageLayout.Flags));
            Assembler.Ri(X64Op.And32, Gpr.Rax, ~MessageLayout.DelegatedFlag);
        }

        Assembler.Mr(X64Op.Mov32, Local(CallMessage + MessageLayout.Flags), Gpr.Rax);
        Assembler.Rm(X64Op.Mov32, Gpr.Rax, Field(FrameLayout.Depth));
        Assembler.R(X64Op.Inc, Gpr.Rax);
        Assembler.Mr(X64Op.Mov32, Local(CallMessage + MessageLayout.Depth), Gpr.Rax);
        Assembler.Vzeroupper();
    }

    /// <summary>Copies an address; changes rax and vector register 1.</summary>
    private void CopyAddress(Mem target, Mem source)
    {
        const int last = ExecutionLimits.AddressBytes - sizeof(uint);
        Assembler.Rm(X64Op.Vmovdqu, Ymm.Y1, source);
        Assembler.Rm(X64Op.Mov32, Gpr.Rax, source.Plus(last));
        Assembler.Mr(X64Op.Vmovdqu, target, Ymm.Y1);
        Assembler.Mr(X64Op.Mov32, target.Plus(last), Gpr.Rax);
    }

    private void EmitReleaseOfLastResult()
    {
        const int result = FrameLayout.LastResult;
        Assembler.MovImmediate(Field(FrameLayout.ReturnData), 0);
        Assembler.MovImmediate(Field(FrameLayout.ReturnDataSize), 0);
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Field(result + ResultLayout.Release));
        Assembler.Rr(X64Op.Test, Gpr.Rax, Gpr.Rax);
        var isNothing = Assembler.JumpNear(Condition.Equal);
        Assembler.Rm(X64Op.Lea, Gpr.Rdi, Field(result));
        Assembler.R(X64Op.Call, Gpr.Rax);
        Assembler.MovImmediate(Field(result + ResultLayout.Release), 0);
        Assembler.BindNear(isNothing);
    }

    /// <summary>Tells the host of the access and charges for it; then the same for the account that the target delegates to, whose code is
    /// the one that is called (EIP-7702). One that delegates to itself counts as an account that does not.</summary>
    private void EmitAccessOfTarget(ref Label outOfGas)
    {
        var isPlain = default(Label);
        Access(CallMessage + MessageLayout.CodeAddress);
        var isWarm = Assembler.JumpNear(Condition.NotEqual);
        Assembler.Rm(X64Op.Sub, GasRegister, Field(FrameLayout.AccountSurcharge));
        Assembler.Jump(Condition.Less, ref outOfGas);
        Assembler.BindNear(isWarm);
        Assembler.Mi(X64Op.Cmp32, Field(FrameLayout.HasDelegates), 0);
        Assembler.Jump(Condition.Equal, ref isPlain);

        // Zeros at first: a host may say that it copied more than it did.
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        Assembler.Mr(X64Op.Vmovdqu256, Local(CallDesignator), Ymm.Y0);
        Assembler.Vzeroupper();
        Assembler.Rm(X64Op.Mov, Gpr.Rdi, Field(FrameLayout.Host + HostLayout.Context));
        Assembler.Rm(X64Op.Lea, Gpr.Rsi, Local(CallMessage + MessageLayout.CodeAddress));
        Assembler.MovImmediate(Gpr.Rdx, 0);
        Assembler.Rm(X64Op.Lea, Gpr.Rcx, Local(CallDesignator));
        Assembler.MovImmediate(Gpr.R8, DelegationDesignator.Size);
        CallHost(HostLayout.CopyCode);
        Assembler.Ri(X64Op.Cmp, Gpr.Rax, DelegationDesignator.Size);
        Assembler.Jump(Condition.Below, ref isPlain);
        Assembler.Rm(X64Op.Mov32, Gpr.Rax, Local(CallDesignator));
        Assembler.Ri(X64Op.And32, Gpr.Rax, DelegationDesignator.PrefixMask);
        Assembler.Ri(X64Op.Cmp32, Gpr.Rax, DelegationDesignator.Prefix);
        Assembler.Jump(Condition.NotEqual, ref isPlain);

        Access(CallDesignator + DelegationDesignator.PrefixSize);
        var isWarmToo = Assembler.JumpNear(Condition.NotEqual);
        Assembler.Rm(X64Op.Sub, GasRegister, Field(FrameLayout.AccountSurcharge));
        Assembler.BindNear(isWarmToo);
        Assembler.Rm(X64Op.Sub, GasRegister, Field(FrameLayout.WarmAccess));
        Assembler.Jump(Condition.Less, ref outOfGas);
        EmitComparisonOfAddresses(ref isPlain);
        CopyAddress(Local(CallMessage + MessageLayout.CodeAddress), Local(CallDesignator + DelegationDesignator.PrefixSize));
        Assembler.Mi(X64Op.Or32, Local(CallMessage + MessageLayout.Flags), MessageLayout.DelegatedFlag);
        Assembler.Bind(ref isPlain);
    }

    /// <summary>Cold is 0 and sets the flags for equal; whatever else a host answers is warm.</summary>
    private void Access(int address)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rdi, Field(FrameLayout.Host + HostLayout.Context));
        Assembler.Rm(X64Op.Lea, Gpr.Rsi, Local(address));
        CallHost(HostLayout.AccessAccount);
        Assembler.Rr(X64Op.Test32, Gpr.Rax, Gpr.Rax);
    }

    /// <summary>Whether the delegate is the target.</summary>
    private void EmitComparisonOfAddresses(ref Label isSame)
    {
        const int target = CallMessage + MessageLayout.CodeAddress, other = CallDesignator + DelegationDesignator.PrefixSize;
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Local(target));
        Assembler.Rm(X64Op.Xor, Gpr.Rax, Local(other));
        Assembler.Rm(X64Op.Mov, Gpr.Rcx, Local(target + 8));
        Assembler.Rm(X64Op.Xor, Gpr.Rcx, Local(other + 8));
        Assembler.Rm(X64Op.Mov32, Gpr.Rdx, Local(target + 16));
        Assembler.Rm(X64Op.Xor32, Gpr.Rdx, Local(other + 16));
        Assembler.Rr(X64Op.Or, Gpr.Rax, Gpr.Rcx);
        Assembler.Rr(X64Op.Or, Gpr.Rax, Gpr.Rdx);
        Assembler.Jump(Condition.Equal, ref isSame);
    }

    /// <summary>Makes a range valid whose offset is ignored when the size is 0.</summary>
    /// <param name="argument">The scratch word with the offset; the size is the next.</param>
    /// <param name="halted">Where to go when it cannot be; the gas is negative then and the frame's status says why.</param>
    private void EmitCallGrowth(int argument, ref Label halted)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rcx, Argument(argument + 1, 0));
        Assembler.Rr(X64Op.Test, Gpr.Rcx, Gpr.Rcx);
        var isNothing = Assembler.JumpNear(Condition.Equal);
        Assembler.Rm(X64Op.Mov, Gpr.Rdx, Argument(argument, 0));
        Assembler.Rm(X64Op.Lea, Gpr.Rax, new Mem(Gpr.Rdx, Gpr.Rcx, 1, 0));
        Assembler.Rm(X64Op.Cmp, Gpr.Rax, Field(FrameLayout.MemorySize));
        var isThere = Assembler.JumpNear(Condition.BelowOrEqual);
        Assembler.Push(Gpr.Rax);
        Assembler.MarkStack(HostHelperSaved + CallLocals + PointerBytes);
        Assembler.Call(ref _growthOfRange);
        Assembler.Pop(Gpr.Rax);
        Assembler.MarkStack(HostHelperSaved + CallLocals);
        Assembler.Rr(X64Op.Test, GasRegister, GasRegister);
        Assembler.Jump(Condition.Sign, ref halted);
        Assembler.BindNear(isThere);
        Assembler.BindNear(isNothing);
    }

    /// <summary>The gas of the message: what is asked for, but of what is left a 64th stays (EIP-150).</summary>
    private void EmitCallGas()
    {
        const Gpr asked = Gpr.Rax, most = Gpr.Rdx;
        Assembler.Rr(X64Op.Mov, Gpr.Rcx, GasRegister);
        Assembler.Rc(X64Op.Shr, Gpr.Rcx, 6);
        Assembler.Rr(X64Op.Mov, most, GasRegister);
        Assembler.Rr(X64Op.Sub, most, Gpr.Rcx);
        Assembler.Rm(X64Op.Mov, Gpr.Rcx, Argument(0, 1));
        Assembler.Rm(X64Op.Or, Gpr.Rcx, Argument(0, 2));
        Assembler.Rm(X64Op.Or, Gpr.Rcx, Argument(0, 3));
        Assembler.Rm(X64Op.Mov, asked, Argument(0, 0));
        Assembler.Cmov(Condition.NotEqual, asked, most);
        Assembler.Rr(X64Op.Cmp, asked, most);
        Assembler.Cmov(Condition.Above, asked, most);
        Assembler.Mr(X64Op.Mov, Local(CallMessage + MessageLayout.Gas), asked);
        Assembler.Mr(X64Op.Mov, Local(CallGiven), asked);
    }

    /// <summary>The input of the message: null when it is empty.</summary>
    private void EmitCallInput(int ranges)
    {
        Assembler.Rm(X64Op.Mov, Gpr.Rcx, Argument(ranges + 1, 0));
        Assembler.Rr(X64Op.Test, Gpr.Rcx, Gpr.Rcx);
        var isNothing = Assembler.JumpNear(Condition.Equal);
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Argument(ranges, 0));
        Assembler.Rm(X64Op.Add, Gpr.Rax, Field(FrameLayout.MemoryBase));
        Assembler.Mr(X64Op.Mov, Local(CallMessage + MessageLayout.InputData), Gpr.Rax);
        Assembler.Mr(X64Op.Mov, Local(CallMessage + MessageLayout.InputSize), Gpr.Rcx);
        Assembler.BindNear(isNothing);
    }
}
