// SPDX-License-Identifier: Apache-2.0

namespace Dtvm.ExecutionAbi;

/// <summary>What generated code knows of growth of EVM memory, to do it itself as long as the arena has room (Yellow Paper, appendix H,
/// C_mem): a word costs 3, and the square of their number is divided by 2 to the power of <see cref="QuadraticShift"/>.</summary>
/// <remarks>What does not go well it leaves to the runtime, with nothing changed: a range that no gas pays for, too little gas, an arena
/// that is used up. The runtime then says which.</remarks>
public static class MemoryGrowth
{
    /// <summary>Words of a memory of 4 GiB: its cost fits into 64 bits, and a range that ends in it begins in it.</summary>
    public const int MaxQuickWords = 1 << 27;

    /// <summary>What a word costs.</summary>
    public const int WordGas = 3;

    /// <summary>The power of 2 by which the square of the number of words is divided.</summary>
    public const int QuadraticShift = 9;

    /// <summary>Words are bytes shifted to the right by this.</summary>
    public const int WordShift = 5;
}
