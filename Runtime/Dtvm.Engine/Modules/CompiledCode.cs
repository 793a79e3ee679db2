using Dtvm.Mir;
using Dtvm.Mir.Backend;

namespace Dtvm.Engine;

/// <summary>One version of a module's machine code with the memory it lives in.</summary>
internal sealed class CompiledCode(CodeMemoryPool pool, JumpTable jumps, long codeBytes, nint entryPoint) : IDisposable
{
    /// <summary>About what its managed objects take, whatever the code.</summary>
    private const int ObjectBytes = 512;

    /// <summary>The jump table.</summary>
    public JumpTable Jumps { get; } = jumps;

    /// <summary>Bytes of machine code.</summary>
    public long CodeBytes { get; } = codeBytes;

    /// <summary>Machine code of function index 0: the entry of the contract.</summary>
    public nint EntryPoint { get; } = entryPoint;

    /// <summary>Bytes of memory it holds.</summary>
    public long SizeInBytes => ObjectBytes + (long)pool.UsedBytes + Jumps.SizeInBytes;

    /// <summary>Memory mappings it holds.</summary>
    public int Mappings => pool.Mappings;

    /// <summary>Frees everything. The code must not be running.</summary>
    public void Dispose()
    {
        Jumps.Dispose();
        pool.Dispose();
    }

    /// <summary>Compiles MIR after all passes.</summary>
    /// <param name="backend">The code generator.</param>
    /// <param name="module">The MIR.</param>
    /// <param name="budget">Where the memory mappings are counted.</param>
    /// <param name="error">One line that says why not, when null is returned.</param>
    public static CompiledCode? TryCompile(IMirBackend backend, MirModule module, CodeMemoryBudget budget, out string? error)
    {
        // Conservative code of the densest bytecode takes under 1 KiB of machine code a byte.
        var pool = new CodeMemoryPool((nuint)Math.Max(1 << 22, module.CodeSize * 2048L), budget);
        var compiled = backend.Compile(module, pool, out error);
        if (compiled is null)
        {
            pool.Dispose();
            return null;
        }

        return new CompiledCode(pool, new JumpTable(module, compiled), compiled.CodeBytes, compiled.Functions[0]);
    }
}
