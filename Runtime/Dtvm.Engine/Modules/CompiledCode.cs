// SPDX-License-Identifier: Apache-2.0

using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine;

/// <summary>Machine code of a module, cut in one way, with the memory it lives in.</summary>
internal sealed class CompiledCode : IDisposable
{
    /// <summary>About what its managed objects take, whatever the code.</summary>
    private const int ObjectBytes = 512;

    /// <summary>Address space for what a linker adds to the bytes of an artifact: padding of sections to pages, stubs of calls.</summary>
    private const int LinkingBytes = 1 << 18;

    private readonly CodeMemoryPool _pool;
    private (ICodeListener Listener, nint Code)? _told;

    private CompiledCode(string backend, CodeMemoryPool pool, JumpTable jumps, int codeBytes)
    {
        Backend = backend;
        _pool = pool;
        Jumps = jumps;
        CodeBytes = codeBytes;
    }

    /// <summary>Name of the backend that made it.</summary>
    public string Backend { get; }

    /// <summary>The jump table.</summary>
    public JumpTable Jumps { get; }

    /// <summary>Bytes of machine code.</summary>
    public int CodeBytes { get; }

    /// <summary>Bytes of memory it holds.</summary>
    public long SizeInBytes => ObjectBytes + (long)_pool.UsedBytes + Jumps.SizeInBytes;

    /// <summary>Bytes of executable memory it holds, with its constants.</summary>
    public long MemoryBytes => (long)_pool.UsedBytes;

    /// <summary>Memory mappings it holds.</summary>
    public int Mappings => _pool.Mappings;

    /// <summary>Frees everything. The code must not be running.</summary>
    public void Dispose()
    {
        _told?.Listener.Unloading(_told.Value.Code);
        _told = null;
        Jumps.Dispose();
        _pool.Dispose();
    }

    /// <summary>Puts an artifact into memory of its own.</summary>
    /// <param name="backend">The backend that made it.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="unit">What it was compiled from.</param>
    /// <param name="module">The MIR it was made from.</param>
    /// <param name="budget">Where the memory mappings are counted.</param>
    /// <param name="listener">Who hears of it; null for nobody.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static CompiledCode? TryLink(
        IMirBackend backend, CodeArtifact artifact, CompilationUnit unit, MirModule module, CodeMemoryBudget budget,
        ICodeListener? listener, out string? error)
    {
        if (Link(backend, artifact, budget, out error) is not var (pool, addresses))
        {
            return null;
        }

        var jumps = new JumpTable(module, CompiledModule.Of(artifact, addresses));
        var compiled = new CompiledCode(backend.Name, pool, jumps, artifact.CodeBytes);
        if (listener is not null)
        {
            var code = new LoadedCode(unit, module, artifact, [.. addresses]);
            compiled._told = (listener, code.Base);
            listener.Loaded(code);
        }

        return compiled;
    }

    /// <summary>Puts any artifact into memory of its own.</summary>
    /// <param name="backend">The backend that made it.</param>
    /// <param name="artifact">The artifact.</param>
    /// <param name="budget">Where the memory mappings are counted.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    /// <returns>The memory, the caller's, and the address of each symbol.</returns>
    public static (CodeMemoryPool Pool, nint[] Addresses)? Link(
        IMirBackend backend, CodeArtifact artifact, CodeMemoryBudget budget, out string? error)
    {
        var pool = new CodeMemoryPool(((nuint)artifact.Bytes.Length * 2) + LinkingBytes, budget);
        if (backend.TryLink(artifact, pool, out var addresses, out error))
        {
            return (pool, addresses);
        }

        pool.Dispose();
        return null;
    }
}
