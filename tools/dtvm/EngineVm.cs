// SPDX-License-Identifier: Apache-2.0

using Dtvm.Engine;
using Dtvm.Evmc.Abi;
using Dtvm.Host;
using Dtvm.Mir.Backend;

namespace Dtvm.Tool;

/// <summary>The engine as a VM that the in-memory host can run.</summary>
public sealed class EngineVm : IVm
{
    private readonly RuntimeConfig _config;
    private readonly IMirBackend? _backend;
    private readonly IMirBackend? _baseline;
    private readonly bool _ownsBackend;
    private readonly CompilationOptions? _compilation;
    private readonly CodeMemoryBudget _codeMemory;
    private readonly HelperCode _helpers;
    private EvmRuntime _runtime;
    private StatisticsSnapshot? _before;

    /// <summary>Makes a VM.</summary>
    /// <param name="config">How it runs code.</param>
    /// <param name="backend">The code generator; null when only the interpreter is wanted.</param>
    /// <param name="ownsBackend">Whether the backend is disposed with this VM.</param>
    /// <param name="compilation">What the compiler does other than the optimisation level says; null for nothing.</param>
    /// <param name="codeMemory">Where memory mappings of machine code are counted; null for a budget of its own.</param>
    /// <param name="baseline">The code generator of mode baseline, not disposed with this VM; null when that mode is not wanted.</param>
    public EngineVm(
        RuntimeConfig config,
        IMirBackend? backend,
        bool ownsBackend = false,
        CompilationOptions? compilation = null,
        CodeMemoryBudget? codeMemory = null,
        IMirBackend? baseline = null)
    {
        _config = config;
        _config.IsHostExtended = true; // As the in-memory host is.
        _backend = backend;
        _ownsBackend = ownsBackend;
        _baseline = baseline;
        _compilation = compilation;
        _codeMemory = codeMemory ?? CodeMemoryBudget.OfThisSystem();
        _helpers = new HelperCode(baseline as IHelperBackend, _codeMemory, compilation?.Listener);
        _runtime = CreateRuntime();
    }

    /// <inheritdoc/>
    public string Name => ExecutionModes.NameOf(_config.Mode);

    /// <summary>The engine.</summary>
    public EvmRuntime Runtime => _runtime;

    /// <inheritdoc/>
    public VmStatistics Statistics => new(
        _runtime.Statistics.CompilationTime.TotalMilliseconds, _runtime.Statistics.MachineCodeBytes,
        _runtime.Statistics.CompilationFailures, _runtime.Statistics.LastFailure);

    /// <summary>The engine's statistics since the VM was made, whatever <see cref="Reset"/> forgot.</summary>
    public StatisticsSnapshot AllStatistics()
    {
        var now = _runtime.Statistics.Read();
        return _before?.Plus(now) ?? now;
    }

    /// <inheritdoc/>
    public unsafe EvmcResult Execute(
        EvmcHostInterface* host, void* context, EvmcRevision revision, EvmcMessage* message, byte* code, nuint codeSize) =>
        _runtime.Execute(host, context, revision, message, code, codeSize);

    /// <inheritdoc/>
    public void Reset()
    {
        _before = AllStatistics();
        _runtime.Dispose();
        _runtime = CreateRuntime();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _runtime.Dispose();
        _helpers.Dispose();
        if (_ownsBackend)
        {
            _backend?.Dispose();
        }
    }

    private EvmRuntime CreateRuntime() => new(_config, _backend, null, _compilation, _codeMemory, _helpers, _baseline);
}
