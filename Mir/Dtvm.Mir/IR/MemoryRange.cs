namespace Dtvm.Mir;

/// <summary>Which operands of an operation are a range of EVM memory: an I256 offset and an I256 size. The operation makes the range valid,
/// charging growth, unless the size is 0; then the offset means nothing (Yellow Paper, appendix H, function M).</summary>
/// <param name="Offset">Index of the operand that is the offset.</param>
/// <param name="Size">Index of the operand that is the size.</param>
public readonly record struct MemoryRange(int Offset, int Size)
{
    /// <summary>No range.</summary>
    public static MemoryRange None => new(-1, -1);

    /// <summary>Whether there is a range.</summary>
    public bool IsValid => Offset >= 0;
}
