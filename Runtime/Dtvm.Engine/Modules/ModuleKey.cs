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
    /// <summary>The checksum of a code.</summary>
    public static uint Checksum(ReadOnlySpan<byte> code) => Crc32.HashToUInt32(code);
}
