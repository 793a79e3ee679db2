using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Mir.Backend;

namespace Dtvm.Tool.Engines;

/// <summary>Our engine in one mode, as a VM that the host runs.</summary>
internal sealed unsafe class EngineVm : IVm
{
    private readonly RuntimeConfig _config;
    private readonly IMirBackend? _backend;
    private EvmRuntime _runtime;

    /// <summary>Makes an engine.</summary>
    /// <param name="config">How it runs code.</param>
    /// <param name="backend">The code generator, disposed with this VM; null when the mode needs none.</param>
    public EngineVm(RuntimeConfig config, IMirBackend? backend)
    {
        _config = config;
        _backend = backend;
        _runtime = new EvmRuntime(config, backend);
    }

    /// <inheritdoc/>
    public string Name => ExecutionModes.NameOf(_config.Mode);

    /// <inheritdoc/>
    public VmStatistics Statistics => new(
        _runtime.Statistics.CompilationTime.TotalMilliseconds, _runtime.Statistics.MachineCodeBytes, _runtime.Statistics.CompilationFailures);

    /// <inheritdoc/>
    public EvmcResult Execute(EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        _runtime.Execute(host, context, revision, message, code, codeSize);

    /// <inheritdoc/>
    public void Reset()
    {
        _runtime.Dispose();
        _runtime = new EvmRuntime(_config, _backend);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Dispose();
        _backend?.Dispose();
    }
}
