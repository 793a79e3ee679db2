// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using Dtvm.Evm;

namespace Dtvm.Interpreter;

/// <summary>
/// The entry of a chunk of straight-line code, packed into 64 bits so that the loop reads it at once. 0 means: not analysed yet.
/// </summary>
/// <remarks>
/// <code>
/// bits  0..31   sum of the static costs
/// bits 32..47   least stack height at the start, in bytes
/// bits 48..63   1 + (largest stack height at the start - least), in bytes
/// </code>
/// A stack height h is fit for the chunk if (ulong)(h - least) is below the last field. No height is fit for an entry that is not analysed.
/// </remarks>
internal static class Chunk
{
    private const int LeastHeightShift = 32;
    private const int HeightRangeShift = 48;
    private const int ItemSize = 32;

    /// <summary>An entry no stack height is fit for: the chunk always runs with a check before each instruction.</summary>
    private const ulong Unfit = (0xFFFFUL << LeastHeightShift) | (1UL << HeightRangeShift);

    /// <summary>True if the chunk can run from a stack of a height, in bytes, without underflow and overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsFit(ulong chunk, nint height) =>
        (ulong)(height - (nint)((chunk >> LeastHeightShift) & 0xFFFF)) < chunk >> HeightRangeShift;

    /// <summary>Packs an entry.</summary>
    /// <param name="cost">Sum of the static costs.</param>
    /// <param name="needed">Items needed at the start.</param>
    /// <param name="growth">Items added at most.</param>
    public static ulong Pack(long cost, int needed, int growth)
    {
        var slack = EvmLimits.StackLimit - needed - growth;
        if (cost > uint.MaxValue || slack < 0)
        {
            return Unfit;
        }

        return (ulong)cost | ((ulong)(needed * ItemSize) << LeastHeightShift) | ((ulong)((slack * ItemSize) + 1) << HeightRangeShift);
    }
}
