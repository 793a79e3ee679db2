// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine;

/// <summary>The memory a module's machine code lives in: one mapping, written as read-write, then sealed as read-execute.</summary>
/// <remarks>
/// This is the only place that makes memory executable, and no page is ever writable and executable. Each allocation has pages of
/// its own, so that sealing can give code, constants and data different rights. A reservation keeps several of them within reach of
/// 32-bit relative addresses of each other. What is the only allocation is mapped as large as it is, with all its pages there: a page
/// fault for each costs more than writing it.
/// </remarks>
public sealed unsafe partial class CodeMemoryPool : ICodeMemory, IDisposable
{
    private const int ProtNone = 0;
    private const int ProtRead = 1;
    private const int ProtWrite = 2;
    private const int ProtExec = 4;
    private const int MapPrivate = 0x02;
    private const int MapAnonymous = 0x20;
    private const int MapNoReserve = 0x4000;
    private const int MapPopulate = 0x8000;
    private const nuint PageSize = 4096;

    private readonly CodeMemoryBudget _budget;
    private nuint _reserved;
    private readonly List<(nint Start, nuint Size, int Protection)> _sections = [];
    private nint _base;
    private nuint _used;
    private bool _isSealed;

    /// <summary>Makes a pool; the first allocation reserves address space.</summary>
    /// <param name="reservation">Bytes of address space: the most the module's code and data can take.</param>
    /// <param name="budget">Where its mappings are counted; when it has none left, nothing can be allocated.</param>
    public CodeMemoryPool(nuint reservation, CodeMemoryBudget budget)
    {
        _budget = budget;
        _reserved = RoundUp(reservation);
    }

    /// <summary>Bytes in use, whole pages.</summary>
    public nuint UsedBytes => _used;

    /// <summary>Memory mappings it takes: one for each allocation.</summary>
    public int Mappings => _sections.Count;

    /// <inheritdoc/>
    public nint AllocateCode(nuint size, uint alignment) => Allocate(size, alignment, ProtRead | ProtExec);

    /// <inheritdoc/>
    public nint AllocateOnlyCode(nuint size, uint alignment)
    {
        var bytes = RoundUp(Math.Max(size, 1));
        if (_base != 0 || _isSealed || alignment > PageSize || bytes > _reserved || !_budget.TryTake())
        {
            return 0;
        }

        if (!TryMap(bytes, ProtRead | ProtWrite, MapPopulate))
        {
            _budget.Return(1);
            return 0;
        }

        _reserved = bytes;
        _used = bytes;
        _sections.Add((_base, bytes, ProtRead | ProtExec));
        return _base;
    }

    /// <inheritdoc/>
    public nint AllocateData(nuint size, uint alignment, bool readOnly) =>
        Allocate(size, alignment, readOnly ? ProtRead : ProtRead | ProtWrite);

    /// <inheritdoc/>
    public bool Seal()
    {
        if (_base == 0 || _isSealed)
        {
            return _isSealed;
        }

        foreach (var (start, size, protection) in _sections)
        {
            if (Protect(start, size, protection) != 0)
            {
                return false;
            }
        }

        if (_used < _reserved)
        {
            _ = Unmap(_base + (nint)_used, _reserved - _used);
        }

        _isSealed = true;
        return true;
    }

    /// <summary>Returns all of it to the system. No code in it may be running.</summary>
    public void Dispose()
    {
        var size = _isSealed ? _used : _reserved;
        _isSealed = true;
        if (_base != 0)
        {
            if (size > 0)
            {
                _ = Unmap(_base, size);
            }

            _base = 0;
            _budget.Return(Mappings);
        }
    }

    private nint Allocate(nuint size, uint alignment, int protection)
    {
        var bytes = RoundUp(Math.Max(size, 1));
        if (_isSealed || alignment > PageSize || bytes > _reserved - _used
            || (_base == 0 && !TryMap(_reserved, ProtNone, MapNoReserve)))
        {
            return 0;
        }

        var start = _base + (nint)_used;
        if (!_budget.TryTake())
        {
            return 0;
        }

        if (Protect(start, bytes, ProtRead | ProtWrite) != 0)
        {
            _budget.Return(1);
            return 0;
        }

        _used += bytes;
        _sections.Add((start, bytes, protection));
        return start;
    }

    private bool TryMap(nuint size, int protection, int flags)
    {
        var address = Map(0, size, protection, MapPrivate | MapAnonymous | flags, -1, 0);
        _base = address == -1 ? 0 : address;
        return _base != 0;
    }

    private static nuint RoundUp(nuint size) => (size + PageSize - 1) & ~(PageSize - 1);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
