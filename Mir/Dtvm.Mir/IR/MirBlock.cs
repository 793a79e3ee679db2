// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>A basic block: parameters, instructions, the last of which is its only terminator. Printed <c>block3</c>.</summary>
public sealed class MirBlock
{
    internal MirBlock(MirFunction function, int id)
    {
        Function = function;
        Id = id;
    }

    /// <summary>The number of the block, unique in its function and never reused.</summary>
    public int Id { get; }

    /// <summary>The parameters: the SSA form's phi functions.</summary>
    public ParameterList Parameters => new(this);

    /// <summary>The instructions in order.</summary>
    public MirInstList Instructions => new(this);

    /// <summary>The EVM program counter where the block starts; -1 when it comes from none.</summary>
    public int Pc { get; set; } = -1;

    /// <summary>The terminator, or null while the block is being built.</summary>
    public MirInst? Terminator => Instructions.Count > 0 && Instructions[^1].IsTerminator ? Instructions[^1] : null;

    /// <summary>The function that it is a block of.</summary>
    internal MirFunction Function { get; }

    /// <summary>Where the numbers of its instructions stand among those of the function.</summary>
    internal Segment Numbers { get; set; }

    /// <summary>The parameters, and behind them room for more.</summary>
    internal Value[] ParameterValues { get; set; } = [];

    /// <summary>How many parameters there are.</summary>
    internal int ParameterCount { get; set; }

    /// <inheritdoc/>
    public override string ToString() => $"block{Id}";
}
