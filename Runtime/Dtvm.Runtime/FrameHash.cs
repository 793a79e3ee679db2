// SPDX-License-Identifier: Apache-2.0

using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// KECCAK256 of memory (Yellow Paper, appendix H.2, group 20s), with a memory of the hashes of messages of 64 bytes: what contracts hash
/// to find an entry of a mapping in storage, the same ones again and again in a transaction and from one to the next.
/// </summary>
/// <remarks>
/// The memory is the arena's, so one thread's. A message has one place in it, where it takes the place of another one; it is compared in
/// full, so who makes messages that meet in one place makes them cost what they cost without it.
/// </remarks>
public static unsafe class FrameHash
{
    /// <summary>Bytes of the memory of an arena; physical pages are taken when touched.</summary>
    internal const ulong MemorySize = Places * PlaceSize;

    /// <summary>The least number of hashes, at 80 ns gained with each, that pays for making the helpers: a third of a millisecond in the
    /// library.</summary>
    internal const ulong ManyHashes = 4096;

    private const ulong MessageSize = 64;
    private const int Places = 1024;
    private const int PlaceSize = 128;
    private const int PlaceBits = 10;

    /// <summary>A message and its hash; no message has hash 0, which marks an empty place.</summary>
    [StructLayout(LayoutKind.Sequential, Size = PlaceSize)]
    private struct Place
    {
        public U256 First;
        public U256 Second;
        public U256 Hash;
    }

    /// <summary>The hash of a message as a number.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="data">The message; may be null when the size is 0.</param>
    /// <param name="size">The size of the message in bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static U256 Keccak(ExecutionFrame* frame, byte* data, ulong size) => size == MessageSize
        ? KeccakOfPair(frame, (ulong*)data)
        : Compute(frame, data, size);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static U256 KeccakOfPair(ExecutionFrame* frame, ulong* data)
    {
        // In pieces of 8 bytes, in which compiled code may have stored them: a wider load would wait for the stores to reach the cache.
        ulong m0 = data[0], m1 = data[1], m2 = data[2], m3 = data[3], m4 = data[4], m5 = data[5], m6 = data[6], m7 = data[7];
        var mixed = ((m0 ^ BitOperations.RotateLeft(m1, 17) ^ BitOperations.RotateLeft(m2, 31) ^ m3) * 0x9E3779B97F4A7C15)
            + ((m4 ^ BitOperations.RotateLeft(m5, 17) ^ BitOperations.RotateLeft(m6, 31) ^ m7) * 0xC2B2AE3D27D4EB4F);
        var place = (Place*)(((FrameArenaState*)frame->ArenaState)->Hashes + ((mixed >> (64 - PlaceBits)) * PlaceSize));
        var difference = (place->First.U0 ^ m0) | (place->First.U1 ^ m1) | (place->First.U2 ^ m2) | (place->First.U3 ^ m3)
            | (place->Second.U0 ^ m4) | (place->Second.U1 ^ m5) | (place->Second.U2 ^ m6) | (place->Second.U3 ^ m7);
        if (difference == 0 && !place->Hash.IsZero)
        {
            return place->Hash;
        }

        var hash = Compute(frame, (byte*)data, MessageSize);
        place->First = new U256(m0, m1, m2, m3);
        place->Second = new U256(m4, m5, m6, m7);
        place->Hash = hash;
        return hash;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static U256 Compute(ExecutionFrame* frame, byte* data, ulong size)
    {
        var permutation = frame->Helpers[RuntimeCalls.KeccakPermutation];
        if (permutation == 0)
        {
            ((FrameArenaState*)frame->ArenaState)->SlowHashes++;
        }

        var digest = stackalloc byte[Keccak256.DigestSize];
        Keccak256.Hash(data, (nuint)size, digest, permutation);
        return HostValues.Load(digest);
    }
}
