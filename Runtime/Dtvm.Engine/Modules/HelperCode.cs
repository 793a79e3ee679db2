using System.Runtime.InteropServices;
using Dtvm.ExecutionAbi;
using Dtvm.Mir;
using Dtvm.Mir.Backend;
using Dtvm.Runtime;

namespace Dtvm.Engine;

/// <summary>The addresses that machine code calls the runtime by: the runtime's helpers, and in the place of arithmetic ones machine code
/// of backends, which is compiled when the first module needs it. One may serve all engines of a process.</summary>
/// <param name="backend">The code generator.</param>
/// <param name="budget">Where the memory mappings are counted.</param>
/// <param name="preferred">Another one, whose helpers are taken where both have them; null for none.</param>
/// <param name="listener">Who hears of the code; null for nobody.</param>
/// <remarks>
/// The way into managed code and back costs as much as a short division. An address changes from the helper to code that does the same, so
/// running code may read either. Safe for use by several threads.
/// </remarks>
public sealed unsafe class HelperCode(
    IMirBackend backend, CodeMemoryBudget budget, IMirBackend? preferred = null, ICodeListener? listener = null) : IDisposable
{
    private readonly List<LoadedCode> _told = [];
    private readonly List<CodeMemoryPool> _pools = [];
    private int _isStarted;

    /// <summary>The table for <see cref="ExecutionFrame.Helpers"/>, in native memory that lives as long as this object.</summary>
    public nint* Addresses { get; private set; } = CopyOfHelpers();

    /// <summary>Frees everything. No code that calls through the table may be running.</summary>
    public void Dispose()
    {
        NativeMemory.Free(Addresses);
        Addresses = null;
        foreach (var code in _told)
        {
            listener!.Unloading(code);
        }

        _told.Clear();
        foreach (var pool in _pools)
        {
            pool.Dispose();
        }

        _pools.Clear();
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

        return Place(backend, artifact, error, isTold)
            ?? (preferred is { Traits.HasHelpers: true }
                && preferred.GenerateHelpers(new CodegenRequest(WantsPcMap: isTold)) is var (_, other, reason)
                ? Place(preferred, other, reason, isTold)
                : null);
    }

    /// <summary>Puts helpers into memory and their addresses into the table.</summary>
    /// <returns>One line that says why not; null when it is done.</returns>
    private string? Place(IMirBackend maker, CodeArtifact? artifact, string? error, bool isTold)
    {
        if (artifact is null || CompiledCode.Link(maker, artifact, budget, out error) is not var (pool, linked))
        {
            return error;
        }

        _pools.Add(pool);
        if (isTold)
        {
            var code = new LoadedCode(null, null, artifact, [.. linked]);
            _told.Add(code);
            listener!.Loaded(code);
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
        var size = (nuint)(RuntimeCalls.TableLength * sizeof(nint));
        var addresses = (nint*)NativeMemory.Alloc(size);
        NativeMemory.Copy(HelperTable.Addresses, addresses, size);
        return addresses;
    }
}
