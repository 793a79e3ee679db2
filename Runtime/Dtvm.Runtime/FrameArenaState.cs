// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>
/// What <see cref="FrameMemory"/> and <see cref="FrameHash"/> need to know of the arena, in native memory so that it is reached from a
/// frame. Invariant: all bytes from <see cref="DirtyEnd"/> to <see cref="MemoryEnd"/> are zero, and <see cref="DirtyEnd"/> is a whole
/// number of words away from the memory of every frame. Machine code grows memory too (<c>FrameLayout</c>).
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct FrameArenaState
{
    /// <summary>The first byte of the region for EVM memory.</summary>
    public byte* MemoryBegin;

    /// <summary>One past the last byte of the region for EVM memory.</summary>
    public byte* MemoryEnd;

    /// <summary>One past the last byte that was ever part of a frame's memory since it was last known to be zero.</summary>
    public byte* DirtyEnd;

    /// <summary>The modulus that MULMOD of machine code saw last.</summary>
    public U256 Modulus;

    /// <summary>The low limbs of floor(2^512 / <see cref="Modulus"/>) when <see cref="ReciprocalHigh"/> is not 0.</summary>
    public U256 ReciprocalLow;

    /// <summary>Its fifth limb; 0 as long as the modulus was not seen twice running.</summary>
    public ulong ReciprocalHigh;

    /// <summary>The memory of <see cref="FrameHash"/>.</summary>
    public byte* Hashes;

    /// <summary>How often <see cref="FrameHash"/> hashed without machine code.</summary>
    public ulong SlowHashes;
}
