// SPDX-License-Identifier: Apache-2.0

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.Evm;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// Growth of EVM memory and its cost (Yellow Paper, appendix H, function C_mem: 3 w + floor(w^2 / 512) for w words).
/// Offsets and sizes above 2^32 - 1 would cost more gas than any block has and are out of gas without computing the cost.
/// </summary>
public static unsafe class FrameMemory
{
    /// <summary>The largest offset and the largest size that are not out of gas at once.</summary>
    public const ulong MaxOffset = ExecutionLimits.MaxMemoryOffset;

    private const int WordSize = ExecutionLimits.WordBytes;

    /// <summary>The number of 32-byte words that hold a number of bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Words(ulong size) => (long)((size + (WordSize - 1)) / WordSize);

    /// <summary>The total cost in gas of a memory of a number of words, at most 2^28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Cost(long words) => (GasSchedule.MemoryWord * words) + (words * words / GasSchedule.MemoryQuadraticDivisor);

    /// <summary>Makes the bytes from offset to offset + size valid, charging for growth.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="size">The number of bytes, above 0.</param>
    /// <param name="gas">The gas left; unchanged when the result is false.</param>
    /// <returns>False when out of gas.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGrow(ExecutionFrame* frame, ulong offset, ulong size, ref long gas)
    {
        if ((offset | size) > MaxOffset)
        {
            return false;
        }

        var end = offset + size;
        return end <= frame->MemorySize || TryGrowTo(frame, end, ref gas);
    }

    /// <summary>Makes a range valid whose offset is ignored when the size is 0, charging for growth.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="offset">The first byte.</param>
    /// <param name="size">The number of bytes.</param>
    /// <param name="gas">The gas left; unchanged when the result is false.</param>
    /// <returns>False when out of gas. When true and the size is not 0, offset and size are below 2^32.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryGrow(ExecutionFrame* frame, in U256 offset, in U256 size, ref long gas)
    {
        if (size.IsZero)
        {
            return true;
        }

        return size.FitsUlong && offset.FitsUlong && TryGrow(frame, offset.Low64, size.Low64, ref gas);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryGrowTo(ExecutionFrame* frame, ulong end, ref long gas)
    {
        var words = Words(end);
        var cost = Cost(words) - Cost((long)(frame->MemorySize / WordSize));
        if (cost > gas)
        {
            return false;
        }

        var arena = (FrameArenaState*)frame->ArenaState;
        var newSize = (ulong)words * WordSize;
        if (newSize > (ulong)(arena->MemoryEnd - frame->MemoryBase))
        {
            return false;
        }

        var oldEnd = frame->MemoryBase + frame->MemorySize;
        var newEnd = frame->MemoryBase + newSize;
        if (oldEnd < arena->DirtyEnd)
        {
            var clearEnd = newEnd < arena->DirtyEnd ? newEnd : arena->DirtyEnd;
            NativeMemory.Clear(oldEnd, (nuint)(clearEnd - oldEnd));
        }
        if (newEnd > arena->DirtyEnd)
        {
            arena->DirtyEnd = newEnd;
        }

        frame->MemorySize = newSize;
        gas -= cost;
        return true;
    }
}
