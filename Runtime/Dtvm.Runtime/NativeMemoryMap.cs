// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;

namespace Dtvm.Runtime;

/// <summary>Anonymous private memory of the operating system (<c>mmap(2)</c>), readable and writable, never executable.</summary>
internal static unsafe partial class NativeMemoryMap
{
    /// <summary>The page size of x86-64.</summary>
    public const ulong PageSize = 4096;

    /// <summary>The size of its large pages.</summary>
    public const ulong LargePageSize = 2 << 20;

    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int MapPrivate = 0x02;
    private const int MapAnonymous = 0x20;
    private const int MapNoReserve = 0x4000;
    private const int AdviseDontNeed = 4;
    private const int AdviseHugePage = 14;

    /// <summary>Reserves zero-filled memory that takes physical pages only when touched.</summary>
    /// <param name="size">The size in bytes.</param>
    /// <returns>The first byte, page aligned, or null when the system refuses.</returns>
    public static byte* Reserve(ulong size)
    {
        var address = Map(0, (nuint)size, ProtRead | ProtWrite, MapPrivate | MapAnonymous | MapNoReserve, -1, 0);
        return address == -1 ? null : (byte*)address;
    }

    /// <summary>Gives memory of <see cref="Reserve"/> back.</summary>
    public static void Free(byte* address, ulong size)
    {
        if (address != null)
        {
            _ = Unmap((nint)address, (nuint)size);
        }
    }

    /// <summary>Drops the contents: the pages are given back and read as zero afterwards.</summary>
    /// <param name="address">A page boundary.</param>
    /// <param name="size">The size in bytes.</param>
    /// <returns>False when the system refuses; the contents are then unchanged.</returns>
    public static bool TryDiscard(byte* address, ulong size) => Advise((nint)address, (nuint)size, AdviseDontNeed) == 0;

    /// <summary>Lets the system take large pages for it: fewer page faults for more memory at a time. It may decline.</summary>
    /// <param name="address">A page boundary.</param>
    /// <param name="size">The size in bytes.</param>
    public static void PreferLargePages(byte* address, ulong size) => _ = Advise((nint)address, (nuint)size, AdviseHugePage);

    [LibraryImport("libc", EntryPoint = "mmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Map(nint address, nuint size, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "munmap")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Unmap(nint address, nuint size);

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Advise(nint address, nuint size, int advice);
}
