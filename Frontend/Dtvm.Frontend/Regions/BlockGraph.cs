// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using Dtvm.Evm;

namespace Dtvm.Frontend;

/// <summary>The basic blocks of a code and, behind them, copies of blocks of internal functions, one set for each call that gets one: what
/// follows upon what.</summary>
/// <remarks>A copy does what its block does. Where it leads into a block that its set has a copy of too, it leads to that copy; everywhere
/// else, and so behind the function's return, to the block of the code.</remarks>
/// <param name="context">The code.</param>
/// <param name="cfg">Its basic blocks.</param>
internal sealed class BlockGraph(EvmFrontendContext context, EvmCfg cfg) : IDisposable
{
    /// <summary>What follows a block that the end of the code follows: an implicit STOP.</summary>
    public const int EndOfCode = int.MaxValue;

    private readonly int[] _needs = Lend(cfg.Blocks.Length, 0);     // by block of the code: one more than what NeedOf says; 0: not asked
    private readonly int[] _callees = Lend(cfg.Blocks.Length, -1); // by block of the code: the copy that its JUMP leads to; -1 for none
    private EvmBlock[] _copies = [];
    private InternalFunction.Block[] _edges = [];                   // by copy

    /// <summary>The instructions of the code, among them those of all blocks.</summary>
    public ReadOnlySpan<EvmInstruction> Instructions => cfg.Instructions;

    /// <summary>The blocks of the code without copies, in code order.</summary>
    public ReadOnlySpan<EvmBlock> OfCode => cfg.Blocks;

    /// <summary>How many blocks there are, copies among them.</summary>
    public int Count { get; private set; } = cfg.Blocks.Length;

    /// <summary>A block; a reference that holds until <see cref="Call"/>.</summary>
    public ref readonly EvmBlock this[int block] =>
        ref IsCopy(block) ? ref _copies[block - cfg.Blocks.Length] : ref cfg.Blocks[block];

    /// <summary>Whether a block is a copy.</summary>
    public bool IsCopy(int block) => block >= cfg.Blocks.Length;

    /// <summary>The block of the code that a jump to a program counter leads to, or -1 when none may go there.</summary>
    public int DestinationAt(int pc) => cfg.DestinationAt(pc);

    /// <summary>The block that a block's JUMP or JUMPI to a program counter leads to, or -1 when none may go there.</summary>
    public int Destination(int block, int pc)
    {
        var own = IsCopy(block) ? _edges[block - cfg.Blocks.Length].Taken : _callees[block];
        return own >= 0 && this[own].Start == pc ? own : cfg.DestinationAt(pc);
    }

    /// <summary>The block that control falls through to behind a block, or <see cref="EndOfCode"/>.</summary>
    public int Next(int block)
    {
        if (!IsCopy(block))
        {
            return block + 1 < cfg.Blocks.Length ? block + 1 : EndOfCode;
        }

        var (original, _, next) = _edges[block - cfg.Blocks.Length];
        return next >= 0 ? next : Next(original);
    }

    /// <summary>The copy that the JUMP of a block of the code leads to, or -1.</summary>
    public int Callee(int block) => _callees[block];

    /// <summary>Makes the JUMP of a block lead to a copy of the function at its target.</summary>
    /// <param name="caller">A block of the code that ends with JUMP.</param>
    /// <param name="function">What is copied.</param>
    public void Call(int caller, InternalFunction function)
    {
        var first = Count;
        var copies = first - cfg.Blocks.Length;
        Count += function.Blocks.Length;
        if (_copies.Length < copies + function.Blocks.Length)
        {
            Array.Resize(ref _copies, Math.Max(16, 2 * (copies + function.Blocks.Length)));
            Array.Resize(ref _edges, _copies.Length);
        }

        for (var i = 0; i < function.Blocks.Length; i++)
        {
            var (original, taken, next) = function.Blocks[i];
            _copies[copies + i] = cfg.Blocks[original] with { Index = first + i };
            _edges[copies + i] = new InternalFunction.Block(original, taken < 0 ? -1 : first + taken, next < 0 ? -1 : first + next);
        }

        _callees[caller] = first;
    }

    /// <summary>Makes the JUMP of a block lead to the code again; the copies that it led to are no more.</summary>
    public void Return(int caller) => _callees[caller] = -1;

    /// <summary>Makes all calls lead to the code again.</summary>
    public void ReturnAll() => Array.Fill(_callees, -1);

    /// <summary>Whether the execution ends in a block of the code, or in the one that it jumps to, whatever the stack holds: nothing that
    /// lies on the stack there is jumped to.</summary>
    public bool Halts(int block) => NeedOf(block) >= 0;

    /// <summary>How many items of the stack a block works on in which the execution ends (<see cref="Halts"/>), with what it jumps to; -1
    /// for any other block.</summary>
    public int NeedOf(int block)
    {
        ref var known = ref _needs[block];
        if (known == 0)
        {
            known = 1 + FindNeed(block);
        }

        return known - 1;
    }

    /// <summary>Gives the tables back; nothing may be asked afterwards.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_needs);
        ArrayPool<int>.Shared.Return(_callees);
    }

    private static int[] Lend(int blocks, int content)
    {
        var table = ArrayPool<int>.Shared.Rent(blocks);
        Array.Fill(table, content);
        return table;
    }

    private bool EndsExecution(int block) => cfg.Blocks[block].End
        is BlockEnd.Halt or BlockEnd.Undefined or BlockEnd.EndOfCode or BlockEnd.StackOverflow or BlockEnd.StackUnderflow;

    private int FindNeed(int block)
    {
        var height = 0;
        var lowest = 0;
        Lower(block, ref height, ref lowest);
        if (EndsExecution(block))
        {
            return -lowest;
        }

        ref readonly var shape = ref cfg.Blocks[block];
        if (shape.End != BlockEnd.Jump || shape.InstructionCount < 2)
        {
            return -1;
        }

        var last = cfg.Instructions[shape.FirstInstruction + shape.InstructionCount - 2];
        if (last.Opcode is < (byte)Opcode.PUSH0 or > (byte)Opcode.PUSH32 || !last.TryGetSmallPush(context.Bytecode.Span, out var pc))
        {
            return -1;
        }

        if (cfg.DestinationAt(pc) is >= 0 and var target)
        {
            if (!EndsExecution(target))
            {
                return -1;
            }

            Lower(target, ref height, ref lowest);
        }

        return -lowest;
    }

    private void Lower(int block, ref int height, ref int lowest)
    {
        ref readonly var shape = ref cfg.Blocks[block];
        foreach (ref readonly var instruction in cfg.Instructions.Slice(shape.FirstInstruction, shape.InstructionCount))
        {
            lowest = Math.Min(lowest, height - instruction.Pops);
            height += instruction.Pushes - instruction.Pops;
        }
    }
}
