// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Dtvm.Tool.Profiles;

/// <summary>Samples where the calling thread is, by Linux's <c>perf_event_open</c>: the instruction pointer and the top of the native
/// stack.</summary>
internal sealed unsafe partial class PerfSampler : IDisposable
{
    private const int SystemCall = 298, AttributeBytes = 112, StackBytes = 4096, Frequency = 2000;
    private const int Software = 1, CpuClock = 0, TypeIp = 1, TypeStack = 1 << 13;
    private const ulong Disabled = 1, ExcludeKernel = 1 << 5, ExcludeHypervisor = 1 << 6, IsFrequency = 1 << 10;
    private const nuint Enable = 0x2400, Disable = 0x2401;
    private const int HeadAt = 1024, TailAt = 1032, RecordSample = 9, RecordLost = 2;
    private const int ReadWrite = 3, Shared = 1;

    private readonly int _file;
    private readonly byte* _ring;
    private readonly nuint _size;
    private readonly nuint _data;

    private PerfSampler(int file, byte* ring, nuint pages)
    {
        _file = file;
        _ring = ring;
        _data = pages * (nuint)Environment.SystemPageSize;
        _size = _data + (nuint)Environment.SystemPageSize;
    }

    /// <summary>What a sample tells.</summary>
    /// <param name="address">The instruction pointer.</param>
    /// <param name="stack">The words at the top of the native stack, the innermost first.</param>
    public delegate void Visitor(nint address, ReadOnlySpan<nint> stack);

    /// <summary>Samples that the system could not keep.</summary>
    public long Lost { get; private set; }

    /// <summary>Makes a sampler of the calling thread, which does not run yet.</summary>
    /// <param name="error">Why it cannot be had, when null is returned.</param>
    public static PerfSampler? TryCreate(out string? error)
    {
        Span<byte> attribute = stackalloc byte[AttributeBytes];
        attribute.Clear();
        BinaryPrimitives.WriteInt32LittleEndian(attribute, Software);
        BinaryPrimitives.WriteInt32LittleEndian(attribute[4..], AttributeBytes);
        BinaryPrimitives.WriteInt64LittleEndian(attribute[8..], CpuClock);
        BinaryPrimitives.WriteInt64LittleEndian(attribute[16..], Frequency);
        BinaryPrimitives.WriteInt64LittleEndian(attribute[24..], TypeIp | TypeStack);
        BinaryPrimitives.WriteUInt64LittleEndian(attribute[40..], Disabled | ExcludeKernel | ExcludeHypervisor | IsFrequency);
        BinaryPrimitives.WriteInt32LittleEndian(attribute[88..], StackBytes);
        int file;
        fixed (byte* start = attribute)
        {
            file = (int)Call(SystemCall, start, 0, -1, -1, 0);
        }

        if (file < 0)
        {
            error = $"perf_event_open: {Marshal.GetLastPInvokeErrorMessage()}";
            return null;
        }

        // What an unprivileged user may lock is less.
        foreach (var pages in (nuint[])[2048, 128, 64])
        {
            var ring = Map(0, (pages + 1) * (nuint)Environment.SystemPageSize, ReadWrite, Shared, file, 0);
            if (ring != -1)
            {
                error = null;
                return new PerfSampler(file, (byte*)ring, pages);
            }
        }

        error = $"perf_event_open: its buffer cannot be mapped: {Marshal.GetLastPInvokeErrorMessage()}";
        _ = Close(file);
        return null;
    }

    /// <summary>Begins to sample.</summary>
    public void Start() => _ = Control(_file, Enable, 0);

    /// <summary>Ends sampling and tells the samples since the last time.</summary>
    /// <param name="visit">Who is told.</param>
    public void Stop(Visitor visit)
    {
        _ = Control(_file, Disable, 0);
        var head = Volatile.Read(ref *(ulong*)(_ring + HeadAt));
        var tail = *(ulong*)(_ring + TailAt);
        var record = new byte[ushort.MaxValue + 1];
        while (tail < head)
        {
            Copy(tail, record.AsSpan(0, 8));
            var size = BinaryPrimitives.ReadUInt16LittleEndian(record.AsSpan(6));
            Copy(tail, record.AsSpan(0, size));
            tail += size;
            switch (BinaryPrimitives.ReadInt32LittleEndian(record))
            {
                case RecordSample:
                    var bytes = (int)BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(16));
                    var used = bytes == 0 ? 0 : (int)BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(24 + bytes));
                    visit(
                        (nint)BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(8)),
                        MemoryMarshal.Cast<byte, nint>(record.AsSpan(24, used & ~7)));
                    break;
                case RecordLost:
                    Lost += BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(16));
                    break;
            }
        }

        Volatile.Write(ref *(ulong*)(_ring + TailAt), tail);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ = Unmap(_ring, _size);
        _ = Close(_file);
    }

    private void Copy(ulong from, Span<byte> target)
    {
        var data = _ring + Environment.SystemPageSize;
        for (var i = 0; i < target.Length; i++)
        {
            target[i] = data[(from + (ulong)i) % _data];
        }
    }

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint Call(nint number, byte* attribute, nint process, nint processor, nint group, nint flags);

    [LibraryImport("libc", EntryPoint = "ioctl")]
    private static partial int Control(int file, nuint request, nint argument);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(byte* address, nuint length);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);
}
