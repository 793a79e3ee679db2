// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
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

    private const int EntryBytes = 16, FlushBytes = 1 << 14;

    private readonly ByteWriter _records = new();
    private readonly ByteWriter _table = new();
    private readonly ByteWriter _search = new();
    private readonly List<CodePcMark> _marks = [];
    private readonly FileStream _file;
    private readonly DumpMarker _marker;
    private long _index;

    /// <summary>Makes the file <c>jit-PID.dump</c> in a directory.</summary>
    /// <param name="directory">The directory.</param>
    /// <exception cref="IOException">It cannot be made.</exception>
    public JitDump(string directory)
    {
        _file = new FileStream(
            Path.Combine(directory, $"jit-{CodeWriter.ProcessId}.dump"), FileMode.Create, FileAccess.ReadWrite, FileShare.Read, 1);
        var header = new ByteWriter();
        header.U32(Magic);
        header.U32(Version);
        header.U32(HeaderBytes);
        header.U32(MachineX64);
        header.U32(0);
        header.U32(CodeWriter.ProcessId);
        header.U64(Now());
        header.U64(0);
        _file.Write(header.Written);
        _file.Flush();
        _marker = DumpMarker.TryMap(_file.SafeFileHandle) ?? throw new IOException($"{_file.Name}: cannot be mapped");
    }

    /// <summary>What is to be known of a load when it happens; the rest may be written later.</summary>
    /// <param name="Time">When.</param>
    /// <param name="Thread">The thread that loaded the code.</param>
    public readonly record struct Moment(long Time, int Thread);

    /// <summary>Now, on this thread.</summary>
    public static Moment ThisMoment() => new(Now(), GetThread());

    /// <summary>Writes the records of loaded code, which must still lie where it was loaded.</summary>
    /// <param name="code">The code.</param>
    /// <param name="ranges">Its pieces.</param>
    /// <param name="listing">The file that its program counters are lines of; null for code without.</param>
    /// <param name="moment">When it was loaded.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public unsafe void Write(LoadedCode code, List<CodeRange> ranges, string? listing, Moment moment)
    {
        _records.Clear();
        var described = 0;
        var file = listing is null ? [] : Encoding.ASCII.GetBytes(listing + '\0');
        foreach (var range in ranges)
        {
            var address = code.Base + range.Offset;
            WriteLines(code.Artifact, range, address, file, moment);
            WriteUnwinding(code.Artifact, range, moment, ref described);
            Begin(CodeLoad, moment, out var record);
            _records.U32(CodeWriter.ProcessId);
            _records.U32(moment.Thread);
            _records.U64(address);
            _records.U64(address);
            _records.U64(range.Size);
            _records.U64(_index++);
            _records.Text(range.Name);
            _records.Bytes(new ReadOnlySpan<byte>((void*)address, range.Size));
            End(record);

            // The same few pages again and again: new ones cost more than writing them.
            if (_records.Length >= FlushBytes)
            {
                _file.Write(_records.Written);
                _records.Clear();
            }
        }

        _file.Write(_records.Written);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _marker.Dispose();
        _file.Dispose();
    }

    private void WriteLines(CodeArtifact artifact, CodeRange range, nint address, ReadOnlySpan<byte> listing, Moment moment)
    {
        if (listing.IsEmpty)
        {
            return;
        }

        CodeRanges.MarksOf(artifact, range, _marks);
        if (_marks.Count == 0)
        {
            return;
        }

        Begin(DebugInfo, moment, out var record);
        _records.U64(address);
        _records.U64(_marks.Count);
        foreach (var mark in _marks)
        {
            // The file is named each time: what the format has for "as before" perf 6.1 takes for a name.
            var entry = _records.Room(EntryBytes + listing.Length);
            BinaryPrimitives.WriteInt64LittleEndian(entry, address + mark.Offset);
            BinaryPrimitives.WriteInt64LittleEndian(entry[sizeof(long)..], EvmListing.LineOf(mark.Pc));
            listing.CopyTo(entry[EntryBytes..]);
        }

        End(record);
    }

    private void WriteUnwinding(CodeArtifact artifact, CodeRange range, Moment moment, ref int described)
    {
        if (artifact.Unwind.IsEmpty)
        {
            return;
        }

        // perf puts the table behind the code, aligned to 8, and a header that finds it behind that.
        _table.Clear();
        var distance = (range.Size + 7) & ~7;
        var entries = UnwindTable.Write(_table, artifact, range.Offset, range.Size, distance, ref described);
        _table.Align(4);
        _search.Clear();
        _search.Bytes([1, 0x1b, 0x03, 0x3b]); // Version 1; relative pointer to the table, number, pairs relative to this header.
        _search.U32(-(_table.Length + _search.Length));
        _search.U32(entries.Count);
        foreach (var (begin, entry) in entries)
        {
            _search.U32(begin - distance - _table.Length);
            _search.U32(entry - _table.Length);
        }

        Begin(Unwinding, moment, out var record);
        _records.U64(_table.Length + _search.Length);
        _records.U64(_search.Length);
        _records.U64(0);
        _records.Bytes(_table.Written);
        _records.Bytes(_search.Written);
        _records.Align(8);
        End(record);
    }

    private void Begin(int kind, Moment moment, out int at)
    {
        at = _records.Length;
        _records.U32(kind);
        _records.U32(0);
        _records.U64(moment.Time);
    }

    private void End(int at) => _records.Patch32(at + sizeof(uint), _records.Length - at);

    private static long Now() => Stopwatch.GetTimestamp() * (1_000_000_000 / Stopwatch.Frequency);

    [LibraryImport("libc", EntryPoint = "gettid")]
    private static partial int GetThread();
}
