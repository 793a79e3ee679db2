// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Mir.Backend;

namespace Dtvm.Backend.Llvm.Tests;

/// <summary>One reservation: code pages first, read-only data after them, writable data last.</summary>
internal sealed unsafe partial class TestCodeMemory : ICodeMemory, IDisposable
{
    private const int Part = 32 << 20;
    private readonly byte* _base;
    private nuint _code;
    private nuint _constants;
    private nuint _data;

    internal TestCodeMemory()
    {
        // PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE
        _base = (byte*)Map(0, 3 * Part, 3, 0x4022, -1, 0);
        Assert.NotEqual(-1, (nint)_base);
    }

    internal bool IsSealed { get; private set; }

    internal bool RefusesAllocation { get; init; }

    internal bool RefusesSeal { get; init; }

    internal bool Throws { get; init; }

    internal nuint CodeBytes => _code;

    internal bool Contains(nint address) => address >= (nint)_base && address < (nint)_base + Part;

    public nint AllocateCode(nuint size, uint alignment)
    {
        if (Throws)
        {
            throw new InvalidOperationException("the pool is closed");
        }

        return RefusesAllocation ? 0 : Take(ref _code, 0, size, alignment);
    }

    public nint AllocateData(nuint size, uint alignment, bool readOnly) =>
        readOnly ? Take(ref _constants, Part, size, alignment) : Take(ref _data, 2 * Part, size, alignment);

    public bool Seal()
    {
        Assert.False(IsSealed);
        IsSealed = true;
        return !RefusesSeal && Protect((nint)_base, Part, 5) == 0 && Protect((nint)_base + Part, Part, 1) == 0;
    }

    public void Dispose() => Assert.Equal(0, Unmap((nint)_base, 3 * Part));

    private nint Take(ref nuint used, int start, nuint size, uint alignment)
    {
        Assert.False(IsSealed);
        used = (used + alignment - 1) & ~(nuint)(alignment - 1);
        var address = (nint)_base + start + (nint)used;
        used += size;
        return used <= Part ? address : 0;
    }

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap", SetLastError = true)]
    private static partial int Unmap(nint address, nuint length);
}
