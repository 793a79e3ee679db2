// SPDX-License-Identifier: Apache-2.0

using Dtvm.Backend.X64.Encoding;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Backend;
using Dtvm.Numerics;

namespace Dtvm.Backend.X64.Lowering;

/// <summary>The part that emits Keccak-f[1600] (The Keccak reference 3.0, section 1.2) for processors with AVX-512: each lane of the state
/// in a register of its own, a sum of three and a step of chi in one instruction each.</summary>
internal sealed partial class ModuleLowering
{
    private const int KeccakRow = 5, KeccakLanes = KeccakRow * KeccakRow, KeccakRounds = 24;

    /// <summary>A round leaves lanes in other registers than it found them in; behind so many they are put back.</summary>
    private const int KeccakUnroll = 4;

    /// <summary>Rows of a round's result whose lanes theta changes before the others, for they begin what the round waits for.</summary>
    private const int EarlyRows = 2;

    /// <summary>Of VPTERNLOGQ: a ^ b ^ c.</summary>
    private const int SumOfThree = 0x96;

    /// <summary>Of VPTERNLOGQ: a ^ (~b &amp; c).</summary>
    private const int Chi = 0xd2;

    private const Ymm FirstFree = (Ymm)30, SecondFree = (Ymm)31;

    /// <summary>Lanes of a message of one word, and the two that its padding changes: behind the message, and at the end of the
    /// rate.</summary>
    private const int WordLanes = WordBytes / sizeof(ulong), FirstPadded = WordLanes, LastPadded = 16;

    /// <summary>Gas of a hashed word (Yellow Paper, appendix G, G_keccak256word), in every revision.</summary>
    private const int HashWordGas = 6;

    private Label _keccakRounds;

    /// <summary>Emits the C function <c>void permute(uint64_t state[25])</c>, lane (x, y) at 5 y + x, and behind it the rounds, which work
    /// on lanes in registers. They change rax, rcx and vector registers.</summary>
    private CodeSymbol EmitKeccak()
    {
        var start = Assembler.Length;
        Assembler.MarkStack(0);
        for (var i = 0; i < KeccakLanes; i++)
        {
            Assembler.Rm(X64Op.VmovqEvex, (Ymm)i, new Mem(Gpr.Rdi, i * sizeof(ulong)));
        }

        Assembler.Call(ref _keccakRounds);
        for (var i = 0; i < KeccakLanes; i++)
        {
            Assembler.Mr(X64Op.VmovqEvex, new Mem(Gpr.Rdi, i * sizeof(ulong)), (Ymm)i);
        }

        Assembler.Ret();
        EmitKeccakRounds();
        return new CodeSymbol(CodeSymbolKind.KeccakPermutation, 0, start, Assembler.Length - start);
    }

    private void EmitKeccakRounds()
    {
        var loop = default(Label);
        var lanes = new Ymm[KeccakLanes];
        for (var i = 0; i < KeccakLanes; i++)
        {
            lanes[i] = (Ymm)i;
        }

        Assembler.Bind(ref _keccakRounds);
        Assembler.Rm(X64Op.Lea, Gpr.Rax, Mem.Pool(KeccakConstants()));
        Assembler.MovImmediate(Gpr.Rcx, KeccakRounds / KeccakUnroll);
        Assembler.Bind(ref loop);
        for (var round = 0; round < KeccakUnroll; round++)
        {
            EmitTheta(lanes);
            EmitRows(lanes, new Mem(Gpr.Rax, round * sizeof(ulong)));
        }

        PutBack(lanes);
        Assembler.Ri(X64Op.Add, Gpr.Rax, KeccakUnroll * sizeof(ulong));
        Assembler.R(X64Op.Dec, Gpr.Rcx);
        Assembler.Jump(Condition.NotEqual, ref loop);
        Assembler.Ret();
    }

    /// <summary>Hashes scratch word 1 bytes of memory at scratch word 0 into scratch word 0 where they are one word that is there, as the
    /// number of an entry of an array is; the rest it leaves to the runtime.</summary>
    private void EmitWordHash()
    {
        const Gpr offset = Gpr.Rdi;
        var slow = default(Label);
        LoadSmall(CopySize, 1, ref slow);
        Assembler.Ri(X64Op.Cmp, CopySize, WordBytes);
        Assembler.Jump(Condition.NotEqual, ref slow);
        LoadSmall(offset, 0, ref slow);
        RequireInside(offset, FrameLayout.MemorySize, ref slow);
        Assembler.Ri(X64Op.Cmp, GasRegister, HashWordGas);
        Assembler.Jump(Condition.Less, ref slow);
        Assembler.Ri(X64Op.Sub, GasRegister, HashWordGas);

        Assembler.Rm(X64Op.Add, offset, Field(FrameLayout.MemoryBase));
        for (var i = 0; i < KeccakLanes; i++)
        {
            var lane = (Ymm)i;
            if (i < WordLanes)
            {
                Assembler.Rm(X64Op.VmovqEvex, lane, new Mem(offset, i * sizeof(ulong)));
            }
            else if (i is FirstPadded or LastPadded)
            {
                Assembler.Rm(X64Op.VmovqEvex, lane, Mem.Pool(Assembler.Pool.Limb(i == FirstPadded ? 1 : 1UL << 63)));
            }
            else
            {
                Assembler.Rrr(X64Op.Vpxorq, lane, lane, lane);
            }
        }

        Assembler.Call(ref _keccakRounds);
        // Four lanes side by side, in one piece, for who loads the result may do so in one.
        Assembler.Rrr(X64Op.Vpunpcklqdq, Ymm.Y0, Ymm.Y0, Ymm.Y1);
        Assembler.Rrr(X64Op.Vpunpcklqdq, Ymm.Y2, Ymm.Y2, Ymm.Y3);
        Assembler.Rrc(X64Op.Vpermq, Ymm.Y2, Ymm.Y2, FunctionLowering.SwapHalves);
        Assembler.Rrr(X64Op.Vpor256, Ymm.Y0, Ymm.Y0, Ymm.Y2);
        StoreReversed(Argument(0, 0));
        Assembler.Ret();
        Assembler.Bind(ref slow);
    }

    private static Ymm Column(int x) => (Ymm)(KeccakLanes + ((x + KeccakRow) % KeccakRow));

    /// <summary>Theta of the lanes of the first rows of the result, and what each other column is to be changed by: for column x in
    /// <c>Column(x - 1)</c>.</summary>
    /// <remarks>Each instruction here takes two cycles and waits for the one before, so the lanes that were ready last, those of the last
    /// row, come last.</remarks>
    private void EmitTheta(ReadOnlySpan<Ymm> lanes)
    {
        for (var x = 0; x < KeccakRow; x++)
        {
            Assembler.Rrr(X64Op.Vpxorq, Column(x), lanes[x], lanes[x + 5]);
            Assembler.Rrrc(X64Op.Vpternlogq, Column(x), lanes[x + 10], lanes[x + 15], SumOfThree);
            Assembler.Rrr(X64Op.Vpxorq, Column(x), Column(x), lanes[x + 20]);
        }

        // Column(x - 1) ^= Column(x + 1) <<< 1, in an order in which the one on the right is still the sum; the first is kept for the last.
        Assembler.CountedCopy(X64Op.Vprolq, FirstFree, Column(0), 1);
        for (var x = 1; x != 4; x = (x + 2) % KeccakRow)
        {
            Assembler.CountedCopy(X64Op.Vprolq, SecondFree, Column(x + 1), 1);
            EmitTheta(lanes, x, SecondFree);
        }

        EmitTheta(lanes, 4, FirstFree);
    }

    /// <summary>Theta of a column whose neighbour on the right has been rotated.</summary>
    private void EmitTheta(ReadOnlySpan<Ymm> lanes, int x, Ymm rotated)
    {
        for (var row = 0; row < EarlyRows; row++)
        {
            // Pi takes (x, y) to (y, 2 x + 3 y): this is the y of which that is the row.
            var y = 2 * (row + KeccakLanes - (2 * x)) % KeccakRow;
            Assembler.Rrrc(X64Op.Vpternlogq, lanes[(y * KeccakRow) + x], Column(x - 1), rotated, SumOfThree);
        }

        Assembler.Rrr(X64Op.Vpxorq, Column(x - 1), Column(x - 1), rotated);
    }

    /// <summary>The rest of a round, row by row of the result: theta, rho and pi of five lanes, chi, and iota in the first.</summary>
    private void EmitRows(Span<Ymm> lanes, in Mem constant)
    {
        Span<Ymm> result = stackalloc Ymm[KeccakLanes];
        for (var row = 0; row < KeccakRow; row++)
        {
            var b = result.Slice(row * KeccakRow, KeccakRow);
            for (var i = 0; i < KeccakRow; i++)
            {
                // And this is the x of which the place in the row is the y.
                var x = (row + (2 * i)) * 3 % KeccakRow;
                b[i] = lanes[(i * KeccakRow) + x];
                if (row >= EarlyRows)
                {
                    Assembler.Rrr(X64Op.Vpxorq, b[i], b[i], Column(x - 1));
                }

                if (KeccakRotation(x, i) is var count and not 0)
                {
                    Assembler.CountedCopy(X64Op.Vprolq, b[i], b[i], count);
                }
            }

            Assembler.Rr(X64Op.Vmovdqa64, FirstFree, b[0]);
            Assembler.Rr(X64Op.Vmovdqa64, SecondFree, b[1]);
            Assembler.Rrrc(X64Op.Vpternlogq, b[0], b[1], b[2], Chi);
            Assembler.Rrrc(X64Op.Vpternlogq, b[1], b[2], b[3], Chi);
            Assembler.Rrrc(X64Op.Vpternlogq, b[2], b[3], b[4], Chi);
            Assembler.Rrrc(X64Op.Vpternlogq, b[3], b[4], FirstFree, Chi);
            Assembler.Rrrc(X64Op.Vpternlogq, b[4], FirstFree, SecondFree, Chi);
            if (row == 0)
            {
                Assembler.Rm(X64Op.VmovqEvex, FirstFree, constant);
                Assembler.Rrr(X64Op.Vpxorq, b[0], b[0], FirstFree);
            }
        }

        result.CopyTo(lanes);
    }

    /// <summary>Moves each lane to the register of its number.</summary>
    private void PutBack(Span<Ymm> lanes)
    {
        for (var i = 0; i < KeccakLanes; i++)
        {
            if (lanes[i] == (Ymm)i)
            {
                continue;
            }

            Assembler.Rr(X64Op.Vmovdqa64, FirstFree, (Ymm)i);
            var target = i;
            while (lanes[target] != (Ymm)i)
            {
                var source = lanes[target];
                Assembler.Rr(X64Op.Vmovdqa64, (Ymm)target, source);
                lanes[target] = (Ymm)target;
                target = (int)source;
            }

            Assembler.Rr(X64Op.Vmovdqa64, (Ymm)target, FirstFree);
            lanes[target] = (Ymm)target;
        }
    }

    /// <summary>By how much rho rotates a lane: by (t + 1)(t + 2) / 2 the t-th on the walk from (1, 0), (x, y) to (y, 2 x + 3 y).</summary>
    private static int KeccakRotation(int x, int y)
    {
        var (walkX, walkY) = (1, 0);
        for (var t = 0; t < KeccakLanes - 1; t++)
        {
            if ((walkX, walkY) == (x, y))
            {
                return (t + 1) * (t + 2) / 2 % 64;
            }

            (walkX, walkY) = (walkY, ((2 * walkX) + (3 * walkY)) % KeccakRow);
        }

        return 0;
    }

    /// <summary>Puts the constants of iota into the pool, one behind the other: bit 2^j - 1 of the i-th is bit 7 i + j of what the register
    /// of x^8 + x^6 + x^5 + x^4 + 1 gives.</summary>
    /// <returns>The entry of the first.</returns>
    private int KeccakConstants()
    {
        var first = -1;
        Span<ulong> limbs = stackalloc ulong[4];
        byte register = 1;
        for (var i = 0; i < KeccakRounds; i++)
        {
            var constant = 0UL;
            for (var j = 0; j < 7; j++)
            {
                constant |= (ulong)(register & 1) << ((1 << j) - 1);
                register = (byte)((register << 1) ^ ((register >> 7) * 0x71));
            }

            limbs[i % 4] = constant;
            if (i % 4 == 3)
            {
                var entry = Assembler.Pool.Word(new U256(limbs[0], limbs[1], limbs[2], limbs[3]));
                first = first < 0 ? entry : first;
            }
        }

        return first;
    }
}
