namespace Dtvm.Mir;

/// <summary>A basic block: parameters, instructions, the last of which is its only terminator. Printed <c>block3</c>.</summary>
public sealed class MirBlock
{
    internal MirBlock(MirFunction function, int id)
    {
        Id = id;
        Instructions = new MirInstList(function);
    }

    /// <summary>The number of the block, unique in its function and never reused.</summary>
    public int Id { get; }

    /// <summary>The parameters: the SSA form's phi functions.</summary>
    public List<Value> Parameters { get; } = [];

    /// <summary>The instructions in order.</summary>
    public MirInstList Instructions { get; }

    /// <summary>The EVM program counter where the block starts; -1 when it comes from none.</summary>
    public int Pc { get; set; } = -1;

    /// <summary>The terminator, or null while the block is being built.</summary>
    public MirInst? Terminator => Instructions.Count > 0 && Instructions[^1].IsTerminator ? Instructions[^1] : null;

    /// <inheritdoc/>
    public override string ToString() => $"block{Id}";
}
