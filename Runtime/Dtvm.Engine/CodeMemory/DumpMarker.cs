// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Dtvm.Engine;

/// <summary>Maps the beginning of a file with the right to execute it, which makes the file known to <c>perf record</c>: that is how it
/// finds a jitdump. Nothing is executed there, and the mapping cannot be written.</summary>
public sealed partial class DumpMarker : IDisposable
{
    private const int ProtRead = 1, ProtExec = 4, MapPrivate = 2;

    private readonly nuint _size = (nuint)Environment.SystemPageSize;
    private nint _address;

    private DumpMarker(nint address) => _address = address;

    /// <summary>Maps the first page of a file.</summary>
    /// <param name="file">The file.</param>
    /// <returns>Null when the system refuses.</returns>
    public static DumpMarker? TryMap(SafeFileHandle file)
    {
        ArgumentNullException.ThrowIfNull(file);
        var address = Map(0, (nuint)Environment.SystemPageSize, ProtRead | ProtExec, MapPrivate, (int)file.DangerousGetHandle(), 0);
        return address == -1 ? null : new DumpMarker(address);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_address != 0)
        {
            _ = Unmap(_address, _size);
            _address = 0;
        }
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
