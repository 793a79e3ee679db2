// SPDX-License-Identifier: Apache-2.0

using System.IO.Hashing;
using Dtvm.Evm;

namespace Dtvm.Engine;

/// <summary>What a module is looked up by: the CRC32 of its code and what its code means.</summary>
/// <remarks>Codes that collide can be made at will, so equal keys are only candidates: the cache compares the code too.</remarks>
/// <param name="Crc">CRC-32 of the code (ISO 3309).</param>
/// <param name="Length">Bytes of code.</param>
/// <param name="Revision">The revision.</param>
/// <param name="GasMetering">Whether gas is metered.</param>
internal readonly record struct ModuleKey(uint Crc, int Length, Revision Revision, bool GasMetering)
{
    /// <summary>The checksum, which is a hash already; a code has one length and few revisions.</summary>
    public override int GetHashCode() => (int)Crc ^ ((int)Revision << 24);

    /// <summary>The checksum of a code; one of less than 64 bytes is followed by zeros up to there.</summary>
    public static uint Checksum(ReadOnlySpan<byte> code)
    {
        // What is shorter is read byte by byte, which takes four times as long.
        const int Block = 64;
        if (code.Length >= Block)
        {
            return Crc32.HashToUInt32(code);
        }

        Span<byte> padded = stackalloc byte[Block];
        padded.Clear();
        code.CopyTo(padded);
        return Crc32.HashToUInt32(padded);
    }
}
