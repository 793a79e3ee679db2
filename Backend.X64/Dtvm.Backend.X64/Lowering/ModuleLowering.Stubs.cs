// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>Offsets of what is entered from outside.</summary>
/// <param name="Enter">The C function that enters a region.</param>
/// <param name="BadJump">Where a jump to no jump destination leads.</param>
/// <param name="JumpMiss">Where a jump to a jump destination leads that no region begins at.</param>
internal readonly record struct ModuleStubs(int Enter, int BadJump, int JumpMiss);

/// <summary>The part that emits what all regions share.</summary>
internal sealed partial class ModuleLowering
{
    private const int PointerBytes = 8;

    /// <summary>Each byte is the place before its own; that of the lowest is -1.</summary>
    private static readonly U256 PlacesBefore = new(0x06050403020100ff, 0x0e0d0c0b0a090807, 0x161514131211100f, 0x1e1d1c1b1a191817);

    /// <summary>The registers that a C function leaves as they were and a region does not, but rbx's place is kept by all of
    /// them.</summary>
    private static readonly Gpr[] CalleeSaved = [Gpr.Rbx, Gpr.Rbp, Gpr.R12, Gpr.R13, Gpr.R14, Gpr.R15];

    /// <summary>The registers that a region may have values in and that a C function may change.</summary>
    private static readonly Gpr[] CallerSaved = [Gpr.Rcx, Gpr.Rdx, Gpr.Rsi, Gpr.Rdi, Gpr.R8, Gpr.R9, Gpr.R10, Gpr.R11];

    private static Mem Field(int offset) => new(FrameRegister, offset);

    private ModuleStubs EmitStubs()
    {
        Assembler.MarkPc(-1);
        Assembler.MarkStack(0);
        EmitGrowths();
        EmitLoadCallData();
        EmitSignExtend();
        EmitHelpers();
        EmitExits();
        if (_stackCheckFailed.IsAwaited)
        {
            Assembler.Bind(ref _stackCheckFailed);
            EmitResume(
                Source.StackCheckExit == StackCheckExit.Interpreter
                    ? ExitReason.ResumeInInterpreter
                    : ExitReason.ResumeConservative);
        }

        var enter = EmitEnter();
        var badJump = Assembler.Length;
        Assembler.MovImmediate(Gpr.Rax, EvmcStatus.BadJumpDestination);
        Assembler.Ret();
        var jumpMiss = Assembler.Length;
        EmitResume(ExitReason.ResumeConservative);
        return new ModuleStubs(enter, badJump, jumpMiss);
    }

    private void EmitExits()
    {
        foreach (var (kind, frameBytes) in new List<(ExitKind, int)>(_exits.Keys))
        {
            Assembler.Bind(ref Exit(kind, frameBytes));
            Assembler.MarkStack(frameBytes);
            switch (kind)
            {
                case ExitKind.OutOfGas:
                    Assembler.MovImmediate(Gpr.Rax, EvmcStatus.OutOfGas);
                    break;
                case ExitKind.BadJump:
                    Assembler.MovImmediate(Gpr.Rax, EvmcStatus.BadJumpDestination);
                    break;
                case ExitKind.StaticMode:
                    Assembler.MovImmediate(Gpr.Rax, EvmcStatus.StaticModeViolation);
                    break;
                case ExitKind.Halted:
                    Assembler.Rm(X64Op.Mov32, Gpr.Rax, Field(FrameLayout.Status));
                    break;
                default:
                    Assembler.Mr(X64Op.Mov, Field(FrameLayout.Gas), GasRegister);
                    Assembler.MovImmediate(Gpr.Rax, kind == ExitKind.Revert ? (ulong)EvmcStatus.Revert : EvmcStatus.Success);
                    break;
            }

            if (frameBytes != 0)
            {
                Assembler.Ri(X64Op.Add, Gpr.Rsp, frameBytes);
                Assembler.MarkStack(0);
            }

            Assembler.Ret();
        }
    }

    private void EmitHelpers()
    {
        for (var i = 0; i < _helpers.Length; i++)
        {
            if (_helpers[i].IsAwaited)
            {
                Assembler.Bind(ref _helpers[i]);
                EmitQuickWay((RuntimeCall)i);
                CallHelper(RuntimeCallTable.All[i], KeepsFramePointer);
                Assembler.Ret();
            }
        }
    }

    /// <summary>Calls a helper of the frame's table. What the other convention needs is done here: code in between may use any vector
    /// register.</summary>
    /// <param name="info">The call.</param>
    /// <param name="hasFrame">Whether rbp is to be the frame pointer of the stub meanwhile. Nothing may be on the stack yet.</param>
    private void CallHelper(in RuntimeCallInfo info, bool hasFrame = false) => CallHelper(info, PlaceOf(info.Call), hasFrame);

    private void CallHelper(in RuntimeCallInfo info, int place, bool hasFrame)
    {
        Assembler.Vzeroupper();
        Assembler.Rr(X64Op.Mov, Gpr.Rdi, FrameRegister);
        if (info.Kind != RuntimeCallKind.Plain)
        {
            Assembler.Rr(X64Op.Mov, Gpr.Rsi, GasRegister);
        }

        Assembler.Rm(X64Op.Mov, Gpr.Rax, Field(FrameLayout.Helpers));
        if (hasFrame)
        {
            Assembler.Push(Gpr.Rbp);
            Assembler.Rr(X64Op.Mov, Gpr.Rbp, Gpr.Rsp);
            Assembler.Ri(X64Op.Sub, Gpr.Rsp, PointerBytes);
            Assembler.MarkStack(2 * PointerBytes);
        }

        Assembler.M(X64Op.Call, new Mem(Gpr.Rax, PointerBytes * place));
        if (hasFrame)
        {
            Assembler.Ri(X64Op.Add, Gpr.Rsp, PointerBytes);
            Assembler.MarkStack(PointerBytes);
            Assembler.Pop(Gpr.Rbp);
        }

        if (info.Kind != RuntimeCallKind.Plain)
        {
            Assembler.Rr(X64Op.Mov, GasRegister, Gpr.Rax);
            Assembler.Rr(X64Op.Test, GasRegister, GasRegister);
        }
    }

    /// <summary>Where the helper table holds what is called.</summary>
    private int PlaceOf(RuntimeCall call) => _isHelpers ? RuntimeCalls.OwnOf(call) : X64Backend.PlaceOf(call);

    private void EmitLoadCallData()
    {
        if (_loadCallData.IsAwaited)
        {
            Assembler.Bind(ref _loadCallData);
            Save();
            CallHelper(RuntimeCallTable.Get(RuntimeCall.CallDataLoad));
            Restore();
            Assembler.Ret();
        }
    }

    /// <summary>The byte that holds the sign is spread over a vector, and from there over the bytes above it. An index of 31 or more leaves
    /// all as it is.</summary>
    private void EmitSignExtend()
    {
        if (!_signExtend.IsAwaited)
        {
            return;
        }

        Assembler.Bind(ref _signExtend);
        Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y1, new Mem(Gpr.Rax, 0));
        Assembler.Rm(X64Op.Vptest256, Ymm.Y1, Mem.Pool(Assembler.Pool.Word(~new U256(WordBytes - 1))));
        var isLarge = Assembler.JumpNear(Condition.NotEqual);
        Assembler.Rm(X64Op.Mov32, Gpr.Rax, new Mem(Gpr.Rax, 0));
        Assembler.Rr(X64Op.Vpbroadcastb256, Ymm.Y1, Ymm.Y1);
        Assembler.Rc(X64Op.Shr, Gpr.Rax, 2);
        Assembler.Rr(X64Op.Vmovd, Ymm.Y2, Gpr.Rax);
        Assembler.Rr(X64Op.Vpbroadcastd256, Ymm.Y2, Ymm.Y2);
        Assembler.Rrr(X64Op.Vpermd256, Ymm.Y2, Ymm.Y2, Ymm.Y0);

        // The bytes that stay: they are cleared where the sign is spread.
        Assembler.Rrm(X64Op.Vpcmpgtb256, Ymm.Y3, Ymm.Y1, Mem.Pool(Assembler.Pool.Word(PlacesBefore)));
        Assembler.Rrr(X64Op.Vpor256, Ymm.Y1, Ymm.Y1, Ymm.Y3);
        Assembler.Rrr(X64Op.Vpshufb256, Ymm.Y2, Ymm.Y2, Ymm.Y1);
        Assembler.Rrr(X64Op.Vpand256, Ymm.Y0, Ymm.Y0, Ymm.Y3);
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y3, Ymm.Y3, Ymm.Y3);
        Assembler.Rrr(X64Op.Vpcmpgtb256, Ymm.Y2, Ymm.Y3, Ymm.Y2);
        Assembler.Rrr(X64Op.Vpor256, Ymm.Y0, Ymm.Y0, Ymm.Y2);
        Assembler.BindNear(isLarge);
        Assembler.Ret();
    }

    /// <summary>An even number of registers, so that the native stack stays aligned.</summary>
    private void Save()
    {
        foreach (var register in CallerSaved)
        {
            Assembler.Push(register);
        }
    }

    private void Restore()
    {
        for (var i = CallerSaved.Length - 1; i >= 0; i--)
        {
            Assembler.Pop(CallerSaved[i]);
        }
    }

    /// <summary><c>int enter(void* frame, uint64_t pc, void* function)</c> in the C convention.</summary>
    private int EmitEnter()
    {
        var entry = Assembler.Length;
        foreach (var register in CalleeSaved)
        {
            Assembler.PushSaved(register);
        }

        Assembler.Ri(X64Op.Sub, Gpr.Rsp, PointerBytes);
        Assembler.MarkStack((CalleeSaved.Length + 1) * PointerBytes);
        Assembler.Rr(X64Op.Mov, FrameRegister, Gpr.Rdi);
        Assembler.Rr(X64Op.Mov, PcRegister, Gpr.Rsi);
        Assembler.Rm(X64Op.Mov, StackRegister, Field(FrameLayout.StackTop));
        Assembler.Rm(X64Op.Mov, GasRegister, Field(FrameLayout.Gas));
        Assembler.R(X64Op.Call, Gpr.Rdx);
        Assembler.Vzeroupper();
        Assembler.Ri(X64Op.Add, Gpr.Rsp, PointerBytes);
        Assembler.MarkStack(CalleeSaved.Length * PointerBytes);
        for (var i = CalleeSaved.Length - 1; i >= 0; i--)
        {
            Assembler.Pop(CalleeSaved[i]);
        }

        Assembler.Ret();
        return entry;
    }

    /// <summary>Leaves with the state of a region's entry in the frame.</summary>
    private void EmitResume(int reason)
    {
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.StackTop), StackRegister);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.Gas), GasRegister);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.Pc), PcRegister);
        Assembler.MovImmediate(Gpr.Rax, (ulong)reason);
        Assembler.Ret();
    }
}
