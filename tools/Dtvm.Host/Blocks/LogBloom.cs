// SPDX-License-Identifier: Apache-2.0

using Dtvm.Host.State;

namespace Dtvm.Host.Blocks;

/// <summary>The filter of 2048 bits that tells which addresses and topics logs may have (Yellow Paper, section 4.3.1).</summary>
public static class LogBloom
{
    /// <summary>Bytes of a filter.</summary>
    public const int Size = 256;

    /// <summary>The filter of some logs.</summary>
    /// <param name="logs">The logs.</param>
    /// <returns>The filter.</returns>
    public static byte[] Of(IEnumerable<LogEntry> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var bloom = new byte[Size];
        foreach (var log in logs)
        {
            Add(bloom, log.Address.AsSpan());
            foreach (var topic in log.Topics)
            {
                Add(bloom, topic.AsSpan());
            }
        }

        return bloom;
    }

    private static void Add(Span<byte> bloom, ReadOnlySpan<byte> entry)
    {
        var hash = Bytes32Hash.Of(entry).AsSpan();
        for (var i = 0; i < 6; i += 2)
        {
            var bit = ((hash[i] << 8) | hash[i + 1]) & ((8 * Size) - 1);
            bloom[Size - 1 - (bit >> 3)] |= (byte)(1 << (bit & 7));
        }
    }
}
