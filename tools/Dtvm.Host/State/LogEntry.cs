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
        var all = new List<byte>();
        foreach (LogEntry log in logs)
        {
            var topics = new List<byte>();
            foreach (Bytes32 topic in log.Topics) Rlp.AppendBytes(topic.AsSpan(), topics);
            var record = new List<byte>();
            Rlp.AppendBytes(log.Address.AsSpan(), record);
            Rlp.AppendList(topics, record);
            Rlp.AppendBytes(log.Data.Span, record);
            Rlp.AppendList(record, all);
        }

        var encoded = new List<byte>();
        Rlp.AppendList(all, encoded);
        Span<byte> hash = stackalloc byte[Bytes32.ByteCount];
        Dtvm.Runtime.Keccak256.Hash(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(encoded), hash);
        return new Bytes32(hash);
    }
}
