// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <content>
/// Chunks: a chunk starts where execution may arrive other than from the instruction before and goes on to the first instruction that ends
/// chunks, through any JUMPDEST: the rest of a chunk from there is a chunk as well, which a jump enters. As a chunk is analysed only
/// when it is entered, and paid for before it runs, the time this takes is bounded by the gas paid.
/// </content>
public sealed unsafe partial class InterpreterCode
{
    /// <summary>Fills in the entry of the chunk that starts at a position and replaces opcodes by internal ones where that helps.</summary>
    /// <returns>The entry.</returns>
    internal ulong AnalyzeChunk(nint start)
    {
        long cost = 0;
        int height = 0, needed = 0, growth = 0;
        var position = start;
        while (true)
        {
            var row = RowAt(Original + position);
            if (row.IsUndefined)
            {
                Executable[position] = (byte)InternalOpcode.Undefined;
                break;
            }

            Executable[position] = (byte)InternalOpcode.Fuse(this, Original + position, _rows);
            cost += row.Cost;
            needed = int.Max(needed, row.Pops - height);
            height += row.Change;
            growth = int.Max(growth, height);
            position += row.Size;
            if (row.EndsChunk)
            {
                break;
            }
        }

        var entry = Chunk.Pack(cost, needed, growth);
        // Whoever sees the entry must see the instructions as they are now.
        Volatile.Write(ref Chunks[start], entry);
        return entry;
    }

    /// <summary>The row of the instruction at an address of either copy; that of an undefined one if its immediate is invalid
    /// (EIP-8024).</summary>
    internal InstructionRow RowAt(byte* instruction)
    {
        ref readonly var row = ref _rows[*instruction];
        if (!StackImmediate.IsTakenBy(*instruction) || row.IsUndefined)
        {
            return row;
        }

        var needed = StackImmediate.ItemsNeeded((Opcode)(*instruction), instruction[1]);
        return needed == 0 ? InstructionRow.Undefined : row with { Pops = (byte)needed };
    }

    /// <summary>Sum of the static costs of the instructions from a position to the end of its chunk.</summary>
    internal long StaticCostToChunkEnd(nint position)
    {
        long cost = 0;
        while (true)
        {
            var row = RowAt(Original + position);
            if (row.IsUndefined)
            {
                return cost;
            }

            cost += row.Cost;
            position += row.Size;
            if (row.EndsChunk)
            {
                return cost;
            }
        }
    }
}
