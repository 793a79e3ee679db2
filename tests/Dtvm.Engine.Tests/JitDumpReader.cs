// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Text;

namespace Dtvm.Engine.Tests;

/// <summary>A line of a debug-info record.</summary>
internal sealed record JitDumpLine(long Address, int Line, string File);

/// <summary>A code-load record with what stood before it for the same code.</summary>
internal sealed record JitDumpLoad(
    int Process, long Address, long Index, string Name, byte[] Code, IReadOnlyList<JitDumpLine> Lines, byte[]? Unwinding, int HeaderBytes);

/// <summary>Reads a jitdump as Linux's tools/perf/Documentation/jitdump-specification.txt describes it.</summary>
internal sealed class JitDumpReader
{
    private readonly byte[] _bytes;
    private int _at;

    private JitDumpReader(byte[] bytes) => _bytes = bytes;

    /// <summary>The code-load records of a file.</summary>
    /// <exception cref="InvalidDataException">It is malformed.</exception>
    public static List<JitDumpLoad> Read(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return new JitDumpReader(bytes).ReadAll();
    }

    private List<JitDumpLoad> ReadAll()
    {
        Check(U32() == 0x4A695444, "magic");
        Check(U32() == 1, "version");
        Check(U32() == 40, "size of the header");
        Check(U32() == 62, "machine");
        Check(U32() == 0, "padding");
        Check(U32() == Environment.ProcessId, "process");
        var last = U64();
        Check(U64() == 0, "flags");
        var loads = new List<JitDumpLoad>();
        var lines = new List<JitDumpLine>();
        byte[]? unwinding = null;
        var headerBytes = 0;
        long described = 0;
        while (_at < _bytes.Length)
        {
            var begin = _at;
            var kind = U32();
            var end = begin + U32();
            var time = U64();
            Check(time >= last, "order of times");
            last = time;
            switch (kind)
            {
                case 0:
                    var process = U32();
                    Check(U32() > 0, "thread");
                    var virtualAddress = U64();
                    var address = U64();
                    Check(virtualAddress == address, "address");
                    Check(described == 0 || described == address, "debug info of other code");
                    var size = U64();
                    var index = U64();
                    var name = Text();
                    Check(_at + size == end, "size of a load");
                    loads.Add(new JitDumpLoad(
                        process, address, index, name, _bytes.AsSpan(_at, (int)size).ToArray(), [.. lines], unwinding, headerBytes));
                    lines.Clear();
                    unwinding = null;
                    described = 0;
                    break;
                case 2:
                    described = U64();
                    for (var count = U64(); count > 0; count--)
                    {
                        var at = U64();
                        var line = U32();
                        Check(U32() == 0, "discriminator");
                        lines.Add(new JitDumpLine(at, line, Text()));
                    }

                    break;
                case 4:
                    var bytes = (int)U64();
                    headerBytes = (int)U64();
                    Check(U64() == 0, "mapped size");
                    unwinding = _bytes.AsSpan(_at, bytes).ToArray();
                    break;
                default:
                    throw new InvalidDataException($"record {kind}");
            }

            Check(_at <= end, "size of a record");
            _at = end;
        }

        Check(_at == _bytes.Length, "end");
        return loads;
    }

    private static void Check(bool condition, string what)
    {
        if (!condition)
        {
            throw new InvalidDataException(what);
        }
    }

    private int U32() => BinaryPrimitives.ReadInt32LittleEndian(_bytes.AsSpan((_at += 4) - 4));

    private long U64() => BinaryPrimitives.ReadInt64LittleEndian(_bytes.AsSpan((_at += 8) - 8));

    private string Text()
    {
        var length = _bytes.AsSpan(_at).IndexOf((byte)0);
        var text = Encoding.ASCII.GetString(_bytes, _at, length);
        _at += length + 1;
        return text;
    }
}
