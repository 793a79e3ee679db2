using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The addresses that machine code calls the runtime by: the runtime's helpers, and in the place of the arithmetic ones machine
/// code of the backend, which is compiled when the first module needs it. One may serve all engines of a process.</summary>
/// <param name="backend">The code generator.</param>
/// <param name="budget">Where the memory mappings are counted.</param>
/// <param name="listener">Who hears of the code; null for nobody.</param>
/// <remarks>
/// The way into managed code and back costs as much as a short division. An address changes once, from the helper to code that does the
/// same, so running code may read either. Safe for use by several threads.
/// </remarks>
public sealed unsafe class HelperCode(IMirBackend backend, CodeMemoryBudget budget, ICodeListener? listener = null) : IDisposable
{
    private LoadedCode? _told;
    private CodeMemoryPool? _pool;
    private int _isStarted;

    /// <summary>The table for <see cref="ExecutionFrame.Helpers"/>, in native memory that lives as long as this object.</summary>
    public nint* Addresses { get; private set; } = CopyOfHelpers();

    /// <summary>Frees everything. No code that calls through the table may be running.</summary>
    public void Dispose()
    {
        NativeMemory.Free(Addresses);
        Addresses = null;
        if (_told is not null)
        {
            listener!.Unloading(_told);
            _told = null;
        }

        _pool?.Dispose();
        _pool = null;
    }

    /// <summary>Compiles the helpers, once, if a module calls one of them. While another thread does, and if it fails, the runtime's
    /// serve.</summary>
    /// <param name="module">A module that is being compiled.</param>
    /// <returns>One line that says why it failed; null when it did not.</returns>
    internal string? CompileFor(MirModule module)
    {
        if (_isStarted != 0 || !backend.Traits.HasHelpers || !CallsArithmetic(module) || Interlocked.Exchange(ref _isStarted, 1) != 0)
        {
            return null;
        }

        var isTold = listener is { IsListening: true };
        var (status, artifact, error) = backend.GenerateHelpers(new CodegenRequest(WantsPcMap: isTold));
        if (status == CodegenStatus.Busy)
        {
            Volatile.Write(ref _isStarted, 0);
            return null;
        }

        if (artifact is null || CompiledCode.Link(backend, artifact, budget, out error) is not var (pool, linked))
        {
            return error;
        }

        _pool = pool;
        if (isTold)
        {
            listener!.Loaded(_told = new LoadedCode(null, null, artifact, [.. linked]));
        }

        for (var i = 0; i < linked.Length; i++)
        {
            Volatile.Write(ref Addresses[artifact.Symbols[i].Index], linked[i]);
        }

        return null;
    }

    private static bool CallsArithmetic(MirModule module)
    {
        foreach (var function in module.Functions)
        {
            foreach (var block in function.Blocks)
            {
                foreach (var inst in block.Instructions)
                {
                    if (inst.Op == MirOp.RuntimeCall
                        && RuntimeCallTable.Get(inst.Call) is { Kind: RuntimeCallKind.Plain, Effects: MirEffects.None })
                    {
                        return true;
                    }
                }
            }
        }

        return false;
    }

    private static nint* CopyOfHelpers()
    {
        var size = (nuint)(HelperTable.Entries.Length * sizeof(nint));
        var addresses = (nint*)NativeMemory.Alloc(size);
        NativeMemory.Copy(HelperTable.Addresses, addresses, size);
        return addresses;
    }
}
