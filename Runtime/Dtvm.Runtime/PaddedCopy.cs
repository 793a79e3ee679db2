// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Numerics;

namespace Dtvm.Runtime;

/// <summary>Copies from data that continues with zeros for ever: CALLDATACOPY, CODECOPY (Yellow Paper, appendix H.2).</summary>
internal static unsafe class PaddedCopy
{
    /// <summary>Copies <paramref name="size"/> bytes from an offset; the bytes past the end of the source are zero.</summary>
    /// <param name="destination">Takes the bytes; does not overlap the source; not used when the size is 0.</param>
    /// <param name="size">The number of bytes to write.</param>
    /// <param name="source">The source; may be null when its size is 0.</param>
    /// <param name="sourceSize">The size of the source in bytes.</param>
    /// <param name="offset">Where in the source to begin; any value.</param>
    public static void Copy(byte* destination, ulong size, byte* source, ulong sourceSize, in U256 offset)
    {
        var begin = offset.FitsUlong ? ulong.Min(offset.Low64, sourceSize) : sourceSize;
        var copied = ulong.Min(size, sourceSize - begin);
        if (copied != 0)
        {
            NativeMemory.Copy(source + begin, destination, (nuint)copied);
        }

        if (size != copied)
        {
            NativeMemory.Clear(destination + copied, (nuint)(size - copied));
        }
    }
}
