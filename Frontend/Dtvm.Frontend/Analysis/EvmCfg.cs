using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The instructions and basic blocks of a code. Code behind a terminator, or behind an instruction that is certain to fault on the
/// stack, is dead up to the next JUMPDEST and left out.</summary>
public sealed class EvmCfg
{
    /// <summary>The weight after which a block ends at the next chunk start.</summary>
    private const int MaxBlockWeight = 256;

    /// <summary>The stack slots worked on (<see cref="StraightLine.Reach"/>) after which it ends there.</summary>
    private const int MaxBlockReach = 32;

    private readonly Dictionary<int, int> _blockAt = [];

    private EvmCfg(List<EvmInstruction> instructions, List<EvmBlock> blocks)
    {
        Instructions = instructions;
        Blocks = blocks;
        foreach (var block in blocks)
        {
            _blockAt.Add(block.Start, block.Index);
        }
    }

    /// <summary>The instructions of all blocks in code order.</summary>
    public List<EvmInstruction> Instructions { get; }

    /// <summary>The blocks in code order; the first starts at program counter 0.</summary>
    public List<EvmBlock> Blocks { get; }

    /// <summary>The block that starts at a program counter, or -1.</summary>
    /// <param name="pc">A program counter.</param>
    public int BlockAt(int pc) => _blockAt.GetValueOrDefault(pc, -1);

    /// <summary>Decodes a code into blocks.</summary>
    /// <param name="context">The code, its revision and its gas chunks. Long blocks are cut at chunk starts.</param>
    public static EvmCfg Build(EvmFrontendContext context)
    {
        var code = context.Bytecode.Span;
        var instructions = new List<EvmInstruction>();
        var blocks = new List<EvmBlock>();
        var start = 0;
        var first = 0;
        var isLive = true;
        var size = new StraightLine();
        var floor = StackFloor.AtCodeStart;
        var pc = 0;

        void Close(BlockEnd end, int nextStart)
        {
            blocks.Add(new EvmBlock(blocks.Count, start, first, instructions.Count - first, size.Weight, end));
            start = nextStart;
            first = instructions.Count;
            size = new StraightLine();
        }

        while (pc < code.Length)
        {
            var op = (Opcode)code[pc];
            var instruction = EvmInstruction.At(code, pc, context.Revision);
            if (op == Opcode.JUMPDEST)
            {
                if (isLive && pc != start)
                {
                    Close(BlockEnd.FallThrough, pc);
                }

                start = pc;
                first = instructions.Count;
                isLive = true;
                floor = StackFloor.AtDestination;
            }
            else if (isLive && (size.Weight >= MaxBlockWeight || size.Reach >= MaxBlockReach) && context.GasChunkEnd[pc] != 0)
            {
                Close(BlockEnd.FallThrough, pc);
            }

            pc = instruction.NextPc;
            if (!isLive)
            {
                continue;
            }

            instructions.Add(instruction);
            size.Add(instruction);
            if (!instruction.IsDefined)
            {
                Close(BlockEnd.Undefined, pc);
                isLive = false;
            }
            else if (floor.Pass(instruction.Info) is { } fault)
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
            else if (instruction.Info.IsTerminator)
            {
                Close(BlockEnd.Halt, pc);
                isLive = false;
            }
        }

        if (isLive)
        {
            Close(BlockEnd.EndOfCode, pc);
        }

        return new EvmCfg(instructions, blocks);
    }
}
