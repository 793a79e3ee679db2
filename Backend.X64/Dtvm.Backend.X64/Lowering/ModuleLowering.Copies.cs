// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits helpers for ranges of memory that are there: copies of a few words from inside their source or from behind
/// its end, where zeros are, and the output of RETURN and REVERT. What grows memory, is padded in part, halts or is long they leave to the
/// runtime.</summary>
internal sealed partial class ModuleLowering
{
    /// <summary>Above it the C library copies faster.</summary>
    private const int MaxQuickCopy = 512;

    /// <summary>Gas of a copied word (Yellow Paper, appendix G, G_copy), in every revision.</summary>
    private const int CopyWordGas = 3;

    private const Gpr CopySize = Gpr.Rcx, CopyTarget = Gpr.Rdi, CopySource = Gpr.Rsi;

    /// <summary>Copies scratch word 2 bytes from scratch word 1 of a source to memory at scratch word 0.</summary>
    /// <param name="source">The frame's field with the address of the source.</param>
    /// <param name="sourceSize">The frame's field with its size.</param>
    /// <param name="isBounded">Whether no bytes may not be copied either from behind its end (EIP-211).</param>
    private void EmitQuickCopy(int source, int sourceSize, bool isBounded)
    {
        var slow = default(Label);
        LoadSmall(CopySize, 2, ref slow);
        Assembler.Ri(X64Op.Cmp, CopySize, MaxQuickCopy);
        Assembler.Jump(Condition.Above, ref slow);
        var isNothing = default(Label);
        if (isBounded)
        {
            LoadSmall(CopySource, 1, ref slow);
            RequireInside(CopySource, sourceSize, ref slow);
        }

        Assembler.Rr(X64Op.Test, CopySize, CopySize);
        Assembler.Jump(Condition.Equal, ref isNothing);

        // Contracts clear memory by copies from where the call data, or the code, ends.
        var isBehind = default(Label);
        if (!isBounded)
        {
            LoadSmall(CopySource, 1, ref slow);
            Assembler.Rm(X64Op.Cmp, CopySource, Field(sourceSize));
            Assembler.Jump(Condition.AboveOrEqual, ref isBehind);
            RequireInside(CopySource, sourceSize, ref slow);
        }

        EmitCopyTarget(ref slow);
        Assembler.Rm(X64Op.Add, CopySource, Field(source));
        EmitMove();
        Assembler.Bind(ref isNothing);
        Assembler.Ret();
        if (!isBounded)
        {
            Assembler.Bind(ref isBehind);
            EmitCopyTarget(ref slow);
            EmitClear();
            Assembler.Ret();
        }

        Assembler.Bind(ref slow);
    }

    /// <summary>Makes an address of the target, which is in memory, and charges for the words.</summary>
    private void EmitCopyTarget(ref Label slow)
    {
        const Gpr cost = Gpr.Rdx;
        LoadSmall(CopyTarget, 0, ref slow);
        RequireInside(CopyTarget, FrameLayout.MemorySize, ref slow);
        Assembler.Rm(X64Op.Lea, cost, new Mem(CopySize, WordBytes - 1));
        Assembler.Rc(X64Op.Shr, cost, MemoryGrowth.WordShift);
        Assembler.Rm(X64Op.Lea, cost, new Mem(cost, cost, CopyWordGas - 1, 0));
        Assembler.Rr(X64Op.Cmp, cost, GasRegister);
        Assembler.Jump(Condition.Greater, ref slow);
        Assembler.Rr(X64Op.Sub, GasRegister, cost);
        Assembler.Rm(X64Op.Add, CopyTarget, Field(FrameLayout.MemoryBase));
    }

    /// <summary>Clears 1 byte or more.</summary>
    private void EmitClear()
    {
        var isWhole = default(Label);
        Assembler.Rrr(X64Op.Vpxor, Ymm.Y0, Ymm.Y0, Ymm.Y0);
        var isShort = EmitWords(hasSource: false, ref isWhole);
        Assembler.BindNear(isShort);
        Assembler.MovImmediate(Gpr.Rax, 0);
        var bytes = new Label { Position = Assembler.Length };
        Assembler.Mr(X64Op.Mov8, new Mem(CopyTarget, CopySize, 1, -1), Gpr.Rax);
        Assembler.R(X64Op.Dec, CopySize);
        Assembler.Jump(Condition.NotEqual, ref bytes);
        Assembler.Bind(ref isWhole);
    }

    /// <summary>Makes scratch word 1 bytes of memory at scratch word 0 the output.</summary>
    private void EmitQuickOutput()
    {
        const Gpr offset = Gpr.Rdi, size = CopySize;
        var slow = default(Label);
        LoadSmall(size, 1, ref slow);
        Assembler.MovImmediate(Gpr.Rax, 0);
        Assembler.Rr(X64Op.Test, size, size);
        var isNothing = Assembler.JumpNear(Condition.Equal);
        LoadSmall(offset, 0, ref slow);
        RequireInside(offset, FrameLayout.MemorySize, ref slow);
        Assembler.Rm(X64Op.Mov, Gpr.Rax, Field(FrameLayout.MemoryBase));
        Assembler.Rr(X64Op.Add, Gpr.Rax, offset);
        Assembler.BindNear(isNothing);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.Output), Gpr.Rax);
        Assembler.Mr(X64Op.Mov, Field(FrameLayout.OutputSize), size);
        Assembler.Ret();
        Assembler.Bind(ref slow);
    }

    /// <summary>Loads an argument that is below 2^63.</summary>
    private void LoadSmall(Gpr target, int argument, ref Label isLarge)
    {
        Assembler.Rm(X64Op.Mov, target, Argument(argument, 0));
        Assembler.Rr(X64Op.Mov, Gpr.Rax, target);
        Assembler.Rc(X64Op.Shr, Gpr.Rax, 63);
        for (var limb = 1; limb < Limbs; limb++)
        {
            Assembler.Rm(X64Op.Or, Gpr.Rax, Argument(argument, limb));
        }

        Assembler.Jump(Condition.NotEqual, ref isLarge);
    }

    /// <summary>Requires that as many bytes as are copied, from an offset on, lie inside of what a field of the frame has the size
    /// of.</summary>
    private void RequireInside(Gpr offset, int sizeField, ref Label isOutside)
    {
        Assembler.Rm(X64Op.Lea, Gpr.Rax, new Mem(offset, CopySize, 1, 0));
        Assembler.Rm(X64Op.Cmp, Gpr.Rax, Field(sizeField));
        Assembler.Jump(Condition.Above, ref isOutside);
    }

    /// <summary>Moves 1 byte or more between buffers that do not overlap, in pieces as large as can be.</summary>
    private void EmitMove()
    {
        var isWhole = default(Label);
        var isShort = EmitWords(hasSource: true, ref isWhole);
        Assembler.BindNear(isShort);
        Assembler.Ri(X64Op.Cmp, CopySize, 16);
        var isBelow16 = Assembler.JumpNear(Condition.Below);
        Assembler.Rm(X64Op.Vmovdqu, Ymm.Y0, new Mem(CopySource, 0));
        Assembler.Rm(X64Op.Vmovdqu, Ymm.Y1, new Mem(CopySource, CopySize, 1, -16));
        Assembler.Mr(X64Op.Vmovdqu, new Mem(CopyTarget, 0), Ymm.Y0);
        Assembler.Mr(X64Op.Vmovdqu, new Mem(CopyTarget, CopySize, 1, -16), Ymm.Y1);
        Assembler.Jump(ref isWhole);
        Assembler.BindNear(isBelow16);

        Assembler.Ri(X64Op.Cmp, CopySize, 8);
        var isBelow8 = Assembler.JumpNear(Condition.Below);
        MoveEnds(X64Op.Mov, 8);
        Assembler.Jump(ref isWhole);
        Assembler.BindNear(isBelow8);

        Assembler.Ri(X64Op.Cmp, CopySize, 4);
        var isBelow4 = Assembler.JumpNear(Condition.Below);
        MoveEnds(X64Op.Mov32, 4);
        Assembler.Jump(ref isWhole);
        Assembler.BindNear(isBelow4);

        var bytes = new Label { Position = Assembler.Length };
        Assembler.Rm(X64Op.Movzx8, Gpr.Rax, new Mem(CopySource, CopySize, 1, -1));
        Assembler.Mr(X64Op.Mov8, new Mem(CopyTarget, CopySize, 1, -1), Gpr.Rax);
        Assembler.R(X64Op.Dec, CopySize);
        Assembler.Jump(Condition.NotEqual, ref bytes);
        Assembler.Bind(ref isWhole);
    }

    /// <summary>Writes a word or more, the last of which ends with the buffer and may begin in the one before, and goes on to an
    /// end.</summary>
    /// <param name="hasSource">Whether each word is read from a source; otherwise all are what <see cref="Ymm.Y0"/> is.</param>
    /// <param name="isWhole">The end.</param>
    /// <returns>The jump of what is shorter than a word.</returns>
    private int EmitWords(bool hasSource, ref Label isWhole)
    {
        Assembler.Ri(X64Op.Cmp, CopySize, WordBytes);
        var isShort = Assembler.JumpNear(Condition.Below);
        WriteWord(hasSource, new Mem(CopySource, CopySize, 1, -WordBytes), new Mem(CopyTarget, CopySize, 1, -WordBytes));
        Assembler.Ri(X64Op.Sub, CopySize, WordBytes);
        Assembler.Jump(Condition.Equal, ref isWhole);
        var loop = new Label { Position = Assembler.Length };
        WriteWord(hasSource, new Mem(CopySource, 0), new Mem(CopyTarget, 0));
        if (hasSource)
        {
            Assembler.Ri(X64Op.Add, CopySource, WordBytes);
        }

        Assembler.Ri(X64Op.Add, CopyTarget, WordBytes);
        Assembler.Ri(X64Op.Sub, CopySize, WordBytes);
        Assembler.Jump(Condition.Greater, ref loop);
        Assembler.Jump(ref isWhole);
        return isShort;
    }

    private void WriteWord(bool hasSource, in Mem source, in Mem target)
    {
        if (hasSource)
        {
            Assembler.Rm(X64Op.Vmovdqu256, Ymm.Y0, source);
        }

        Assembler.Mr(X64Op.Vmovdqu256, target, Ymm.Y0);
    }

    private void MoveEnds(X64Op move, int bytes)
    {
        Assembler.Rm(move, Gpr.Rax, new Mem(CopySource, 0));
        Assembler.Rm(move, Gpr.Rdx, new Mem(CopySource, CopySize, 1, -bytes));
        Assembler.Mr(move, new Mem(CopyTarget, 0), Gpr.Rax);
        Assembler.Mr(move, new Mem(CopyTarget, CopySize, 1, -bytes), Gpr.Rdx);
    }
}
