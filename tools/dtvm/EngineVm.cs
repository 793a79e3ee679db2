using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Mir.Backend;

namespace Dtvm.Tool;

/// <summary>The engine as a VM that the in-memory host can run.</summary>
/// <param name="config">How it runs code.</param>
/// <param name="backend">The code generator; null when only the interpreter is wanted.</param>
/// <param name="ownsBackend">Whether the backend is disposed with this VM.</param>
/// <param name="compilation">What the compiler does other than the optimisation level says; null for nothing.</param>
/// <param name="codeMemory">Where memory mappings of machine code are counted; null for a budget of its own.</param>
public sealed class EngineVm(
    RuntimeConfig config,
    IMirBackend? backend,
    bool ownsBackend = false,
    CompilationOptions? compilation = null,
    CodeMemoryBudget? codeMemory = null) : IVm
{
    private EvmRuntime _runtime = new(config, backend, compilation: compilation, codeMemory: codeMemory);

    /// <inheritdoc/>
    public string Name => ExecutionModes.NameOf(config.Mode);

    /// <summary>The engine.</summary>
    public EvmRuntime Runtime => _runtime;

    /// <inheritdoc/>
    public VmStatistics Statistics => new(
        _runtime.Statistics.CompilationTime.TotalMilliseconds, _runtime.Statistics.MachineCodeBytes, _runtime.Statistics.CompilationFailures);

    /// <inheritdoc/>
    public unsafe EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        _runtime.Execute(host, context, revision, message, code, codeSize);

    /// <inheritdoc/>
    public void Reset()
    {
        _runtime.Dispose();
        _runtime = new EvmRuntime(config, backend, compilation: compilation, codeMemory: codeMemory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Dispose();
        if (ownsBackend) backend?.Dispose();
    }
}
