// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine;

/// <summary>Machine code of a module and the table that says where each program counter leads: read by generated code at dynamic
/// jumps.</summary>
internal sealed unsafe class JumpTable : IDisposable
{
    /// <summary>What a dictionary takes of memory for an entry: hash, link, key, value, and its bucket.</summary>
    private const int BytesPerEntry = 28;

    private readonly Dictionary<int, nint> _entries;
    private nint* _table;

    /// <summary>Builds the table of a compiled module.</summary>
    /// <param name="module">The MIR it was compiled from.</param>
    /// <param name="compiled">Its entry points.</param>
    public JumpTable(MirModule module, CompiledModule compiled)
    {
        Enter = (delegate* unmanaged[Cdecl]<void*, ulong, nint, int>)compiled.Enter;
        EntryPoint = compiled.Functions[0];
        var tableSize = (long)module.CodeSize * sizeof(nint);
        _table = (nint*)NativeMemory.Alloc((nuint)Math.Max(1, tableSize));
        _entries = new Dictionary<int, nint>(module.Functions.Count);
        SizeInBytes = tableSize + ((long)_entries.Capacity * BytesPerEntry);
        for (var pc = 0; pc < module.CodeSize; pc++)
        {
            _table[pc] = module.JumpDestinations[pc] ? compiled.JumpMiss : compiled.BadJump;
        }

        foreach (var function in module.Functions)
        {
            var address = compiled.Functions[function.Index];
            _entries.Add(function.EntryPc, address);
            if (function.EntryPc < module.CodeSize && module.JumpDestinations[function.EntryPc])
            {
                _table[function.EntryPc] = address;
            }
        }
    }

    /// <summary>The function that enters generated code: frame, program counter, region.</summary>
    public delegate* unmanaged[Cdecl]<void*, ulong, nint, int> Enter { get; }

    /// <summary>The region of function index 0: the entry of the contract.</summary>
    public nint EntryPoint { get; }

    /// <summary>The table, an address for each program counter of the code.</summary>
    public nint* Table => _table;

    /// <summary>Bytes of the table and of what finds entry points.</summary>
    public long SizeInBytes { get; }

    /// <summary>The region entered at a program counter, or 0.</summary>
    public nint EntryAt(int pc) => _entries.GetValueOrDefault(pc);

    /// <summary>Frees the table.</summary>
    public void Dispose()
    {
        NativeMemory.Free(_table);
        _table = null;
    }
}
