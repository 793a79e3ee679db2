// SPDX-License-Identifier: Apache-2.0

using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The addresses that machine code calls the runtime by: the runtime's helpers, and in the place of some of them machine code of a
/// backend, which is compiled with the first module. One may serve all engines of a process.</summary>
/// <param name="backend">Who makes the machine code; null for the runtime's helpers alone.</param>
/// <param name="budget">Where the memory mappings are counted.</param>
/// <param name="listener">Who hears of the code; null for nobody.</param>
/// <remarks>
/// The way into managed code and back costs as much as a short division. An address changes from the helper to code that does the same, so
/// running code may read either. Safe for use by several threads.
/// </remarks>
public sealed unsafe class HelperCode(IHelperBackend? backend, CodeMemoryBudget budget, ICodeListener? listener = null) : IDisposable
{
    private nint _told;
    private CodeMemoryPool? _pool;
    private int _isStarted;

    /// <summary>The table for <see cref="ExecutionFrame.Helpers"/>, in native memory that lives as long as this object.</summary>
    public nint* Addresses { get; private set; } = CopyOfHelpers();

    /// <summary>Frees everything. No code that calls through the table may be running.</summary>
    public void Dispose()
    {
        NativeMemory.Free(Addresses);
        Addresses = null;
        if (_told != 0)
        {
            listener!.Unloading(_told);
            _told = 0;
        }

        _pool?.Dispose();
        _pool = null;
    }

    /// <summary>Compiles the helpers, once. While another thread does, and if it fails, the runtime's serve.</summary>
    /// <returns>One line that says why it failed; null when it did not.</returns>
    internal string? Compile()
    {
        if (_isStarted != 0 || backend is null || Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            return null;
        }

        var isTold = listener is { IsListening: true };
        var artifact = backend.GenerateHelpers(isTold);
        if (CompiledCode.Link(backend, artifact, budget, out var error) is not var (pool, linked))
        {
            return error;
        }

        _pool = pool;
        if (isTold)
        {
            var code = new LoadedCode(null, null, artifact, [.. linked]);
            _told = code.Base;
            listener!.Loaded(code);
        }

        for (var i = 0; i < linked.Length; i++)
        {
            var symbol = artifact.Symbols[i];
            var place = symbol.Kind == CodeSymbolKind.KeccakPermutation ? RuntimeCalls.KeccakPermutation : symbol.Index;
            Volatile.Write(ref Addresses[place], linked[i]);
        }

        return null;
    }

    private static nint* CopyOfHelpers()
    {
        var size = (nuint)(RuntimeCalls.TableLength * sizeof(nint));
        var addresses = (nint*)NativeMemory.Alloc(size);
        NativeMemory.Copy(HelperTable.Addresses, addresses, size);
        return addresses;
    }
}
