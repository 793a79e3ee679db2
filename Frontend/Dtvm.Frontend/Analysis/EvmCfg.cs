// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The instructions and basic blocks of a code. Code behind a terminator, or behind an instruction that is certain to fault on the
/// stack, is dead up to the next JUMPDEST and left out; without a jump before it all of the rest is.</summary>
public sealed class EvmCfg : IDisposable
{
    private readonly EvmFrontendContext _context;
    private readonly TableBuilder<EvmBlock> _blocks;
    private readonly int[] _blockAt; // by program counter: one more than the block that starts there

    private EvmCfg(EvmFrontendContext context, TableBuilder<EvmBlock> blocks)
    {
        _context = context;
        _blocks = blocks;
        _blockAt = ArrayPool<int>.Shared.Rent(context.Bytecode.Length + 1);
        Array.Clear(_blockAt);
        foreach (ref readonly var block in blocks.Entries)
        {
            _blockAt[block.Start] = block.Index + 1;
        }
    }

    /// <summary>The instructions of the code, among them those of all blocks.</summary>
    public ReadOnlySpan<EvmInstruction> Instructions => _context.Instructions;

    /// <summary>The blocks in code order; the first starts at program counter 0.</summary>
    public ReadOnlySpan<EvmBlock> Blocks => _blocks.Entries;

    /// <summary>Gives back the tables of blocks; nothing may be asked afterwards.</summary>
    public void Dispose()
    {
        _blocks.Dispose();
        ArrayPool<int>.Shared.Return(_blockAt);
    }

    /// <summary>The block that starts at a program counter, or -1.</summary>
    /// <param name="pc">A program counter.</param>
    public int BlockAt(int pc) => (uint)pc < (uint)_blockAt.Length ? _blockAt[pc] - 1 : -1;

    /// <summary>The block that a jump to a program counter leads to, or -1 when none may go there.</summary>
    /// <param name="pc">A program counter, not negative.</param>
    public int DestinationAt(int pc) => _context.IsJumpDestination(pc) ? BlockAt(pc) : -1;

    /// <summary>Finds the blocks of a code.</summary>
    /// <param name="context">The code, its revision and its gas chunks. Long blocks are cut at chunk starts.</param>
    public static EvmCfg Build(EvmFrontendContext context)
    {
        var blocks = new TableBuilder<EvmBlock>(256);
        var start = 0;
        var first = 0;
        var isLive = true;
        var size = new StraightLine();
        var stack = StackBounds.AtCodeStart;
        var next = 0; // index of the instruction behind the last one looked at
        var chunk = 0;
        var limits = context.Limits;
        var hasJump = ReachesJump(context.Instructions);

        void Close(BlockEnd end, int nextStart)
        {
            blocks.Add(new EvmBlock(blocks.Count, start, first, next - first, size.Weight, end));
            start = nextStart;
            first = next;
            size = new StraightLine();
        }

        foreach (var instruction in context.Instructions)
        {
            var op = (Opcode)instruction.Opcode;
            var pc = instruction.Pc;
            while (chunk < context.GasChunks.Length && context.GasChunks[chunk].Start < pc)
            {
                chunk++;
            }

            var startsChunk = chunk < context.GasChunks.Length && context.GasChunks[chunk].Start == pc;
            if (op == Opcode.JUMPDEST)
            {
                if (isLive && pc != start)
                {
                    Close(BlockEnd.FallThrough, pc);
                }

                start = pc;
                first = next;
                if (hasJump)
                {
                    isLive = true;
                    stack = StackBounds.AtDestination;
                }
            }
            else if (isLive && (size.Weight >= limits.BlockWeight || size.Reach >= limits.BlockReach) && startsChunk)
            {
                Close(BlockEnd.FallThrough, pc);
            }

            pc = instruction.NextPc;
            next++;
            if (!isLive)
            {
                continue;
            }

            size.Add(instruction);
            if (!instruction.IsDefined)
            {
                Close(BlockEnd.Undefined, pc);
                isLive = false;
            }
            else if (stack.Pass(instruction) is { } fault)
            {
                Close(fault, pc);
                isLive = false;
            }
            else if (op == Opcode.JUMPI)
            {
                Close(BlockEnd.JumpIf, pc);
            }
            else if (op == Opcode.JUMP)
            {
                Close(BlockEnd.Jump, pc);
                isLive = false;
            }
            else if (OpcodeTable.Get(op).IsTerminator)
            {
                Close(BlockEnd.Halt, pc);
                isLive = false;
            }
        }

        if (isLive)
        {
            Close(BlockEnd.EndOfCode, context.Bytecode.Length);
        }

        return new EvmCfg(context, blocks);
    }

    /// <summary>Whether any jump is executed at all: control gets to one from the start of the code, by which it falls through.</summary>
    private static bool ReachesJump(ReadOnlySpan<EvmInstruction> instructions)
    {
        var stack = StackBounds.AtCodeStart;
        foreach (ref readonly var instruction in instructions)
        {
            var op = (Opcode)instruction.Opcode;
            if (!instruction.IsDefined || stack.Pass(instruction).HasValue || OpcodeTable.Get(op).IsTerminator)
            {
                return false;
            }

            if (op is Opcode.JUMP or Opcode.JUMPI)
            {
                return true;
            }
        }

        return false;
    }
}
