// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits growth of EVM memory: as long as the arena has room, it is arithmetic and a few stores of zeros.</summary>
/// <remarks>It does what the runtime's <c>FrameMemory</c> does (<see cref="MemoryGrowth"/>).</remarks>
internal sealed partial class ModuleLowering
{
    /// <summary>Of the registers that are saved those that the quick way uses: the first ones.</summary>
    private const int QuickGrowthRegisters = 6;

    private void EmitGrowths()
    {
        foreach (var size in new List<long>(_growths.Keys))
        {
            Assembler.Bind(ref GrowMemory(size));
            Assembler.Push(CallerSaved[0]);
            Assembler.MovImmediate(CallerSaved[0], (ulong)size);
            Assembler.Jump(ref _growthBody);
            Assembler.MarkStack(0);
        }

        if (_growthBody.IsAwaited)
        {
            Assembler.Bind(ref _growthBody);
            Assembler.MarkStack(PointerBytes);
            EmitGrowth(sparesRegisters: true);
        }
    }

    /// <summary>Rax is the end of the range, rcx its size.</summary>
    /// <param name="sparesRegisters">Whether the caller's registers are as they were afterwards; its rcx is saved already.</param>
    private void EmitGrowth(bool sparesRegisters)
    {
        const Gpr size = Gpr.Rcx, end = Gpr.Rdi, newSize = Gpr.Rdx, oldEnd = Gpr.R8, newEnd = Gpr.Rsi, arena = Gpr.R9, cost = Gpr.Rax;
        var slow = default(Label);
        var saved = sparesRegisters ? QuickGrowthRegisters : 0;
        for (var i = 1; i < saved; i++)
        {
            Assembler.Push(CallerSaved[i]);
        }

        Assembler.Rr(X64Op.Mov, end, Gpr.Rax);
        Assembler.Rm(X64Op.Lea, newSize, new Mem(Gpr.Rax, -1));
        Assembler.Rc(X64Op.Shr, newSize, MemoryGrowth.WordShift);
        Assembler.Ri(X64Op.Cmp, newSize, MemoryGrowth.MaxQuickWords);
        Assembler.Jump(Condition.AboveOrEqual, ref slow);
        Assembler.R(X64Op.Inc, newSize);

        Assembler.Rr(X64Op.Mov, cost, newSize);
        CostOfWords(cost, newEnd);
        Assembler.Rm(X64Op.Mov, oldEnd, Field(FrameLayout.MemorySize));
        Assembler.Rr(X64Op.Mov, arena, oldEnd);
        Assembler.Rc(X64Op.Shr, arena, MemoryGrowth.WordShift);
        CostOfWords(arena, newEnd);
        Assembler.Rr(X64Op.Sub, cost, arena);
        Assembler.Rr(X64Op.Cmp, cost, GasRegister);
        Assembler.Jump(Condition.Greater, ref slow);

        Assembler.Rc(X64Op.Shl, newSize, MemoryGrowth.WordShift);
        Assembler.Rm(X64Op.Mov, newEnd, Field(FrameLayout.MemoryBase));
        Assembler.Rr(X64Op.Add, oldEnd, newEnd);
        Assembler.Rr(X64Op.Add, newEnd, newSize);
        Assembler.Rm(X64Op.Mov, arena, Field(FrameLayout.ArenaState));
        Assembler.Rm(X64Op.Cmp, newEnd, new Mem(arena, FrameLayout.ArenaMemoryEnd));
        Assembler.Jump(Condition.Above, ref slow);

        ClearDirty(arena, oldEnd, newEnd, end);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.MemorySize), newSize);
        Assembler.Rr(X64Op.Sub, GasRegister, cost);
        for (var i = saved - 1; i >= 0; i--)
        {
            Assembler.Pop(CallerSaved[i]);
        }

        Assembler.Ret();
        Assembler.Bind(ref slow);
        Assembler.MarkStack(saved * PointerBytes);
        for (var i = saved; sparesRegisters && i < CallerSaved.Length; i++)
        {
            Assembler.Push(CallerSaved[i]);
        }

        Assembler.Rr(X64Op.Mov, Gpr.Rdx, end);
        Assembler.Rr(X64Op.Sub, Gpr.Rdx, size);
        CallHelper(RuntimeCallTable.Get(RuntimeCall.MemGrow));
        if (sparesRegisters)
        {
            Restore();
        }

        Assembler.Ret();
    }

    /// <summary>A number of words becomes what they cost.</summary>
    private void CostOfWords(Gpr words, Gpr scratch)
    {
        Assembler.Rr(X64Op.Mov, scratch, words);
        Assembler.Rr(X64Op.Imul, scratch, words);
        Assembler.Rc(X64Op.Shr, scratch, MemoryGrowth.QuadraticShift);
        Assembler.Rm(X64Op.Lea, words, new Mem(words, words, MemoryGrowth.WordGas - 1, 0));
        Assembler.Rr(X64Op.Add, words, scratch);
    }

    /// <summary>Makes memory from its old to its new end zero, word by word, as far as it is not, and moves the end of what is
    /// not.</summary>
    private void ClearDirty(Gpr arena, Gpr oldEnd, Gpr newEnd, Gpr scratch)
    {
        Assembler.Rm(X64Op.Mov, scratch, new Mem(arena, FrameLayout.ArenaDirtyEnd));
        Assembler.Rr(X64Op.Cmp, newEnd, scratch);
        var isDirty = Assembler.JumpNear(Condition.BelowOrEqual);
        Assembler.Mr(X64Op.Mov, new Mem(arena, FrameLayout.ArenaDirtyEnd), newEnd);
        Assembler.Rr(X64Op.Mov, newEnd, scratch);
        Assembler.BindNear(isDirty);
        Assembler.Rr(X64Op.Cmp, oldEnd, newEnd);
        var isClean = Assembler.JumpNear(Condition.AboveOrEqual);
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        var loop = new Label { Position = Assembler.Length };
        Assembler.Mr(X64Op.Vmovdqu256, new Mem(oldEnd, 0), Ymm.Y0);
        Assembler.Ri(X64Op.Add, oldEnd, WordBytes);
        Assembler.Rr(X64Op.Cmp, oldEnd, newEnd);
        Assembler.Jump(Condition.Below, ref loop);
        Assembler.BindNear(isClean);
    }
}
