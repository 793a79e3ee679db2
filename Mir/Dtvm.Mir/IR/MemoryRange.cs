// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.Mir;

/// <summary>Which operands of an operation are a range of EVM memory: an address and a size. They are I64 where the range must be valid
/// already, by <see cref="MirOp.MemTouch"/> or <see cref="MirOp.MemRange"/>. They are I256 where the operation makes the range valid,
/// charging growth (<see cref="MirInst.MakesRangesValid"/>): then a range of size 0 is none, and its offset means nothing (Yellow Paper,
/// appendix H, function M). Calls always do, because they do something first that can be told from growth; all others take either, all
/// their ranges alike.</summary>
/// <param name="Offset">Index of the operand that is the address.</param>
/// <param name="Size">Index of the operand that is the size.</param>
public readonly record struct MemoryRange(int Offset, int Size)
{
    /// <summary>The largest constant size for which a range is a <see cref="MirOp.MemTouch"/>: far above any that honest code has, and
    /// small enough for an immediate of machine code.</summary>
    public const long MaxTouchSize = 1 << 20;

    /// <summary>No range.</summary>
    public static MemoryRange None => new(-1, -1);

    /// <summary>Whether there is a range.</summary>
    public bool IsValid => Offset >= 0;

    /// <summary>Whether an operand is of the range.</summary>
    /// <param name="operand">Its index.</param>
    public bool Has(int operand) => operand == Offset || operand == Size;
}
