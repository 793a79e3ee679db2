using Dtvm.Numerics;

namespace Dtvm.Mir;

/// <summary>A target block of a terminator and the arguments for its parameters.</summary>
/// <param name="Block">The target.</param>
/// <param name="Arguments">One value for each block parameter.</param>
public readonly record struct BlockTarget(MirBlock Block, Value[] Arguments);

/// <summary>One instruction. Which members mean something is said by the operation's row in <see cref="MirOpTable"/>.</summary>
public sealed class MirInst
{
    /// <summary>Makes an instruction; <see cref="MirBuilder"/> is the usual way.</summary>
    /// <param name="op">The operation.</param>
    /// <param name="type">The type of the result; for comparisons (result I1) the type of the operands is that of the operands
    /// themselves.</param>
    /// <param name="operands">The operands.</param>
    public MirInst(MirOp op, MirType type, params Value[] operands)
    {
        Op = op;
        Type = type;
        Operands = operands;
    }

    /// <summary>The operation.</summary>
    public MirOp Op { get; set; }

    /// <summary>The type of the result; <see cref="MirType.Void"/> without one.</summary>
    public MirType Type { get; set; }

    /// <summary>The result, or <see cref="Value.None"/>.</summary>
    public Value Result { get; set; } = Value.None;

    /// <summary>The operands; edited in place by passes.</summary>
    public Value[] Operands { get; set; }

    /// <summary>The value of a <see cref="MirOp.Const"/>; fits its type.</summary>
    public U256 Constant { get; set; }

    /// <summary>The first immediate.</summary>
    public long Immediate { get; set; }

    /// <summary>The second immediate.</summary>
    public long Immediate2 { get; set; }

    /// <summary>The callee of a <see cref="MirOp.RuntimeCall"/>.</summary>
    public RuntimeCall Call { get; set; }

    /// <summary>Static gas of the gas chunk that lies behind this instruction: set by the frontend on observable instructions
    /// (<see cref="RuntimeCallInfo.IsObservable"/>), so that the gas-metering pass can split the chunk's charge there.</summary>
    public long ChunkRest { get; set; }

    /// <summary>The target blocks of a terminator.</summary>
    public BlockTarget[] Targets { get; set; } = [];

    /// <summary>The case values of a <see cref="MirOp.Switch"/>, one fewer than targets.</summary>
    public U256[] Cases { get; set; } = [];

    /// <summary>The EVM program counter this comes from; -1 when from none.</summary>
    public int Pc { get; set; } = -1;

    /// <summary>The operation's row.</summary>
    public MirOpInfo Info => MirOpTable.Get(Op);

    /// <summary>Whether it ends a block.</summary>
    public bool IsTerminator => Info.IsTerminator;

    /// <summary>What it does besides computing its result.</summary>
    public MirEffects Effects => Op == MirOp.RuntimeCall ? RuntimeCallTable.Get(Call).Effects : Info.Effects;
}
