// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;
using Dtvm.Mir.Backend;

namespace Dtvm.Frontend;

/// <summary>A straight run of instructions whose static gas can be charged at once.</summary>
/// <param name="Start">Program counter of its first instruction.</param>
/// <param name="End">Its exclusive end.</param>
/// <param name="Cost">The sum of the static costs of its instructions.</param>
public readonly record struct GasChunk(int Start, int End, long Cost);

/// <summary>The gas chunks of a code: straight runs of instructions whose static gas can be charged at once.</summary>
/// <remarks>
/// A chunk starts at program counter 0, at each JUMPDEST and behind each chunk end. It ends with an instruction that leaves the
/// straight line or looks at gas: JUMP, JUMPI, STOP, RETURN, REVERT, INVALID, SELFDESTRUCT, GAS, SSTORE, the calls and the
/// creates; or with an opcode that the revision does not define, which costs nothing; or when it has a
/// <see cref="RegionLimits.ChunkWeight"/> of machine code (<see cref="CodegenWeight"/>) or a <see cref="RegionLimits.ChunkReach"/> on the
/// stack (<see cref="StraightLine.Reach"/>), so that long straight code can be cut into regions.
/// </remarks>
public static class GasChunks
{
    /// <summary>Computes the chunks of a code.</summary>
    /// <param name="code">The EVM code.</param>
    /// <param name="revision">The revision whose costs count.</param>
    /// <returns>The chunks in code order; they cover the code without gaps.</returns>
    public static GasChunk[] Compute(ReadOnlySpan<byte> code, Revision revision) =>
        Compute(EvmInstruction.Decode(code, revision), code.Length, revision, RegionLimits.Default);

    /// <summary>Computes the chunks of a code that is decoded.</summary>
    /// <param name="instructions">The instructions of the code.</param>
    /// <param name="codeSize">Bytes of the code.</param>
    /// <param name="revision">The revision whose costs count.</param>
    /// <param name="limits">How large a chunk may get.</param>
    /// <returns>The chunks in code order; they cover the code without gaps.</returns>
    public static GasChunk[] Compute(ReadOnlySpan<EvmInstruction> instructions, int codeSize, Revision revision, RegionLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        var schedule = GasSchedule.For(revision);
        using var chunks = new TableBuilder<GasChunk>(instructions.Length);
        var start = 0;
        var sum = 0L;
        var size = new StraightLine();
        foreach (var instruction in instructions)
        {
            var op = instruction.Opcode;
            if (op == (byte)Opcode.JUMPDEST && instruction.Pc != start)
            {
                chunks.Add(new GasChunk(start, instruction.Pc, sum));
                start = instruction.Pc;
                sum = 0;
                size = new StraightLine();
            }

            var staticCost = instruction.IsDefined ? schedule.StaticCost(op) : GasSchedule.Undefined;
            sum += Math.Max(0, (long)staticCost);
            size.Add(instruction);
            var next = instruction.NextPc;
            var isFull = size.Weight >= limits.ChunkWeight || size.Reach >= limits.ChunkReach;
            if (staticCost < 0 || EndsChunk((Opcode)op) || isFull || next >= codeSize)
            {
                chunks.Add(new GasChunk(start, Math.Min(next, codeSize), sum));
                start = next;
                sum = 0;
                size = new StraightLine();
            }
        }

        return chunks.ToArray();
    }

    /// <summary>The chunk that starts at a program counter or is the next one behind it.</summary>
    /// <param name="chunks">The chunks of a code.</param>
    /// <param name="pc">A program counter.</param>
    /// <returns>Its index; the number of chunks when there is none.</returns>
    public static int FindFrom(ReadOnlySpan<GasChunk> chunks, int pc)
    {
        var below = 0;
        var above = chunks.Length;
        while (below < above)
        {
            var middle = (below + above) / 2;
            if (chunks[middle].Start < pc)
            {
                below = middle + 1;
            }
            else
            {
                above = middle;
            }
        }

        return below;
    }

    /// <summary>Whether a chunk ends behind an instruction.</summary>
    /// <param name="op">A defined opcode.</param>
    public static bool EndsChunk(Opcode op) => op
        is Opcode.JUMP or Opcode.JUMPI or Opcode.STOP or Opcode.RETURN or Opcode.REVERT or Opcode.INVALID or Opcode.SELFDESTRUCT
        or Opcode.GAS or Opcode.SSTORE
        or Opcode.CALL or Opcode.CALLCODE or Opcode.DELEGATECALL or Opcode.STATICCALL or Opcode.CREATE or Opcode.CREATE2;
}
