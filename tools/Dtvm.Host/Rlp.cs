namespace Dtvm.Host;

/// <summary>Recursive Length Prefix encoding (Yellow Paper, appendix B): what create addresses and hashes of logs are made of.</summary>
public static class Rlp
{
    /// <summary>Encodes a byte string.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="output">Receives the encoding at its end.</param>
    public static void AppendBytes(ReadOnlySpan<byte> bytes, List<byte> output)
    {
        if (bytes.Length == 1 && bytes[0] < 0x80)
        {
            output.Add(bytes[0]);
            return;
        }

        AppendPrefix(0x80, bytes.Length, output);
        output.AddRange(bytes);
    }

    /// <summary>Encodes a number as the shortest big-endian byte string.</summary>
    /// <param name="value">The number.</param>
    /// <param name="output">Receives the encoding at its end.</param>
    public static void AppendNumber(ulong value, List<byte> output)
    {
        Span<byte> bytes = stackalloc byte[8];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, value);
        AppendBytes(bytes.TrimStart((byte)0), output);
    }

    /// <summary>Encodes a list whose items are already encoded.</summary>
    /// <param name="items">The encoded items, one after the other.</param>
    /// <param name="output">Receives the encoding at its end.</param>
    public static void AppendList(List<byte> items, List<byte> output)
    {
        AppendPrefix(0xC0, items.Count, output);
        output.AddRange(items);
    }

    private static void AppendPrefix(byte baseByte, int length, List<byte> output)
    {
        if (length <= 55)
        {
            output.Add((byte)(baseByte + length));
            return;
        }

        int sizeBytes = length > 0xFFFFFF ? 4 : length > 0xFFFF ? 3 : length > 0xFF ? 2 : 1;
        output.Add((byte)(baseByte + 55 + sizeBytes));
        for (int i = sizeBytes - 1; i >= 0; i--) output.Add((byte)(length >> (8 * i)));
    }
}
