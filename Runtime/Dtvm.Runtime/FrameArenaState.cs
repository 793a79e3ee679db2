using System.Runtime.InteropServices;

namespace Dtvm.Runtime;

/// <summary>
/// What <see cref="FrameMemory"/> and <see cref="FrameHash"/> need to know of the arena, in native memory so that it is reached from a
/// frame. Invariant: all bytes from <see cref="DirtyEnd"/> to <see cref="MemoryEnd"/> are zero.
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

    /// <summary>The memory of <see cref="FrameHash"/>.</summary>
    public byte* Hashes;
}
