using System.Diagnostics;
using System.Runtime.InteropServices;
using Dtvm.Engine;
using Dtvm.Mir.Backend;

namespace Dtvm.Profiling;

/// <summary>Writes the jitdump of the process (the format is specified in Linux's tools/perf/Documentation/jitdump-specification.txt): what
/// <c>perf inject --jit</c> makes symbols, line numbers and unwinding of.</summary>
/// <remarks>The times are those of the monotonic clock: <c>perf record -k mono</c>. Not safe for use by several threads at once.</remarks>
internal sealed partial class JitDump : IDisposable
{
    private const int Magic = 0x4A695444, Version = 1, HeaderBytes = 40, MachineX64 = 62;
    private const int CodeLoad = 0, DebugInfo = 2, Unwinding = 4, PrefixBytes = 16;

    private readonly FileStream _file;
    private readonly DumpMarker _marker;
    private long _index;

    /// <summary>Makes the file <c>jit-PID.dump</c> in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public JitDump(string directory)
    {
        _file = new FileStream(
            Path.Combine(directory, $"jit-{Environment.ProcessId}.dump"), FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1);
        var header = new ByteWriter();
        header.U32(Magic);
        header.U32(Version);
        header.U32(HeaderBytes);
        header.U32(MachineX64);
        header.U32(0);
        header.U32(Environment.ProcessId);
        header.U64(Now());
        header.U64(0);
        _file.Write(header.Written);
        _file.Flush();
        _marker = DumpMarker.TryMap(_file.SafeFileHandle) ?? throw new IOException($"{_file.Name}: cannot be mapped");
    }

    /// <summary>Writes the records of loaded code.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <param name="listing">The file that its program counters are lines of; null for code without.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public unsafe void Write(LoadedCode code, List<CodeRange> ranges, string? listing)
    {
        var records = new ByteWriter();
        var thread = GetThread();
        foreach (var range in ranges)
        {
            var address = code.Base + range.Offset;
            WriteLines(records, code.Artifact, range, address, listing);
            WriteUnwinding(records, code.Artifact, range);
            Begin(records, CodeLoad, out var record);
            records.U32(Environment.ProcessId);
            records.U32(thread);
            records.U64(address);
            records.U64(address);
            records.U64(range.Size);
            records.U64(_index++);
            records.Text(range.Name);
            records.Bytes(new ReadOnlySpan<byte>((void*)address, range.Size));
            End(records, record);
        }

        _file.Write(records.Written);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _marker.Dispose();
        _file.Dispose();
    }

    private static void WriteLines(ByteWriter records, CodeArtifact artifact, CodeRange range, nint address, string? listing)
    {
        if (listing is null)
        {
            return;
        }

        var marks = CodeRanges.MarksOf(artifact, range).FindAll(mark => mark.Pc >= 0);
        if (marks.Count == 0)
        {
            return;
        }

        Begin(records, DebugInfo, out var record);
        records.U64(address);
        records.U64(marks.Count);
        for (var i = 0; i < marks.Count; i++)
        {
            records.U64(address + marks[i].Offset);
            records.U32(EvmListing.LineOf(marks[i].Pc));
            records.U32(0);
            records.Text(listing);
        }

        End(records, record);
    }

    private static void WriteUnwinding(ByteWriter records, CodeArtifact artifact, CodeRange range)
    {
        if (artifact.Unwind.IsEmpty)
        {
            return;
        }

        // perf puts the table behind the code, aligned to 8, and a header that finds it behind that.
        var table = new ByteWriter();
        UnwindTable.Write(table, artifact, range.Offset, range.Size, (range.Size + 7) & ~7);
        table.Align(4);
        var header = new ByteWriter();
        header.Bytes([1, 0x1b, 0xff, 0xff]); // Version 1, a relative pointer to the table, no table to search.
        header.U32(-(table.Length + header.Length));
        Begin(records, Unwinding, out var record);
        records.U64(table.Length + header.Length);
        records.U64(header.Length);
        records.U64(0);
        records.Bytes(table.Written);
        records.Bytes(header.Written);
        records.Align(8);
        End(records, record);
    }

    private static void Begin(ByteWriter records, int kind, out int at)
    {
        at = records.Length;
        records.U32(kind);
        records.U32(0);
        records.U64(Now());
    }

    private static void End(ByteWriter records, int at) => records.Patch32(at + sizeof(uint), records.Length - at);

    private static long Now() => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThread();
}
