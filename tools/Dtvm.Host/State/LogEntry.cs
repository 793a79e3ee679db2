// SPDX-License-Identifier: Apache-2.0

using Dtvm.Evmc.Abi;
using Dtvm.Runtime;

namespace Dtvm.Host.State;

/// <summary>A log record (Yellow Paper, section 4.3.1).</summary>
/// <param name="address">The account that logs.</param>
/// <param name="topics">Zero to four topics.</param>
/// <param name="data">The data.</param>
public sealed class LogEntry(in Address address, Bytes32[] topics, byte[] data)
{
    /// <summary>The account that logs.</summary>
    public Address Address { get; } = address;

    /// <summary>Zero to four topics.</summary>
    public IReadOnlyList<Bytes32> Topics { get; } = topics;

    /// <summary>The data.</summary>
    public ReadOnlyMemory<byte> Data { get; } = data;

    /// <summary>keccak256 of the RLP list of records [address, topics, data], as the fixtures give it.</summary>
    /// <param name="logs">The records in order.</param>
    /// <returns>The hash.</returns>
    public static Bytes32 HashOf(IReadOnlyList<LogEntry> logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var writer = new RlpWriter();
        AppendList(writer, logs);
        Span<byte> hash = stackalloc byte[EvmcBytes32.Size];
        Keccak256.Hash(writer.From(0), hash);
        return new Bytes32(hash);
    }

    /// <summary>Encodes a list of records.</summary>
    internal static void AppendList(RlpWriter writer, IReadOnlyList<LogEntry> logs)
    {
        var all = writer.BeginList();
        foreach (var log in logs)
        {
            var record = writer.BeginList();
            writer.AppendString(log.Address.AsSpan());
            var topics = writer.BeginList();
            foreach (var topic in log.Topics)
            {
                writer.AppendString(topic.AsSpan());
            }

            writer.EndList(topics);
            writer.AppendString(log.Data.Span);
            writer.EndList(record);
        }

        writer.EndList(all);
    }
}
